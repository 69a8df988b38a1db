import { lazy, Suspense } from "react";
import { Outlet, Route, Routes, useLocation } from "react-router";
import { useMay, useMe } from "@/api/me";
import { AskPage } from "@/features/assays/AskPage";
import { AuditPage } from "@/features/audit/AuditPage";
import { CasesPage } from "@/features/patients/CasesPage";
import { SecurityPage } from "@/features/accounts/SecurityPage";
import { UsersPage } from "@/features/accounts/UsersPage";
import { ConsentPage } from "@/features/documents/ConsentPage";
import { SearchPage } from "@/features/documents/SearchPage";
import { JobPage } from "@/features/jobs/JobPage";
import { WorklistPage } from "@/features/jobs/WorklistPage";
import { WebhooksPage } from "@/features/webhooks/WebhooksPage";
import { Loading } from "@/ui/Loading";
import { LinkButton } from "@/ui/LinkButton";
import { Screen } from "@/ui/Screen";
import { useWords } from "@/words";
import { CasePage } from "./CasePage";
import { Layout } from "./Layout";
import { Mishap } from "./Mishap";
import { ModelsPage } from "./ModelsPage";
import { NewCasePage } from "./NewCasePage";

// With the viewer and the PDF reader these are most of the app; they come when they are opened.
const SeriesPlace = lazy(async () => ({ default: (await import("./SeriesPlace")).SeriesPlace }));
const DocumentPage = lazy(async () => ({
  default: (await import("@/features/documents/DocumentPage")).DocumentPage,
}));
const ReportPage = lazy(async () => ({
  default: (await import("@/features/reports/ReportPage")).ReportPage,
}));
const RiskScorePage = lazy(async () => ({
  default: (await import("@/features/assays/RiskScorePage")).RiskScorePage,
}));

/** What each address shows. */
export function Places() {
  const { t } = useWords();
  const { pathname } = useLocation();
  return (
    <Layout>
      <Mishap place={pathname} title={t("problem-unexpected")}>
        <Suspense fallback={<Loading />}>
          <Routes>
            <Route element={<Entrance />}>
              <Route index element={<Home />} />
              <Route path="cases" element={<CasesPage />} />
              <Route path="cases/:caseId" element={<CasePage />} />
              <Route path="new" element={<NewCasePage />} />
              <Route path="cases/:caseId/ask" element={<AskPage />} />
              <Route path="risk-scores/:riskScoreId" element={<RiskScorePage />} />
              <Route path="series/:seriesId" element={<SeriesPlace />} />
              <Route path="documents/:documentId" element={<DocumentPage />} />
              <Route path="search" element={<SearchPage />} />
              <Route path="reports/:reportId" element={<ReportPage />} />
              <Route path="jobs/:jobId" element={<JobPage />} />
              <Route path="people" element={<UsersPage />} />
              <Route path="models" element={<ModelsPage />} />
              <Route path="webhooks" element={<WebhooksPage />} />
              <Route path="outside" element={<ConsentPage />} />
              <Route path="audit" element={<AuditPage />} />
              <Route path="security" element={<SecurityPage />} />
              <Route path="*" element={<Nowhere />} />
            </Route>
          </Routes>
        </Suspense>
      </Mishap>
    </Layout>
  );
}

/** Whoever must have a second factor sets it up before anything else. */
function Entrance() {
  const me = useMe();
  const mustSetUp = me.data?.second_factor_is_required && !me.data.second_factor_is_set_up;
  return mustSetUp ? <SecurityPage /> : <Outlet />;
}

/** Where a sign-in leads: to the work, or for those who see no patients to what they look after. */
function Home() {
  const may = useMay();
  if (may("read-jobs")) return <WorklistPage />;
  if (may("manage-users")) return <UsersPage />;
  return may("read-audit") ? <AuditPage /> : <Loading />;
}

function Nowhere() {
  const { t } = useWords();
  return (
    <Screen title={t("nowhere")}>
      <div>
        <LinkButton to="/">{t("to-the-start")}</LinkButton>
      </div>
    </Screen>
  );
}
