import { lazy, Suspense } from "react";
import { Outlet, Route, Routes, useLocation } from "react-router";
import { useMay, useMe } from "@/api/me";
import { RunModelPage } from "@/features/assays/RunModelPage";
import { AuditPage } from "@/features/audit/AuditPage";
import { AccessPage } from "@/features/care/AccessPage";
import { EmergenciesPage } from "@/features/care/EmergenciesPage";
import { CasesPage } from "@/features/patients/CasesPage";
import { FirstPasswordPage } from "@/features/accounts/FirstPasswordPage";
import { SecurityPage } from "@/features/accounts/SecurityPage";
import { UsersPage } from "@/features/accounts/UsersPage";
import { ConsentPage } from "@/features/documents/ConsentPage";
import { SearchPage } from "@/features/documents/SearchPage";
import { JobPage } from "@/features/jobs/JobPage";
import { WorklistPage } from "@/features/jobs/WorklistPage";
import { ErasuresPage } from "@/features/rights/ErasuresPage";
import { WebhooksPage } from "@/features/webhooks/WebhooksPage";
import { Loading } from "@/ui/Loading";
import { LinkButton } from "@/ui/LinkButton";
import { Screen } from "@/ui/Screen";
import { useWords } from "@/words";
import { CasePage } from "./CasePage";
import { Layout } from "./Layout";
import { ErrorBoundary } from "./ErrorBoundary";
import { ModelsPage } from "./ModelsPage";
import { NewCasePage } from "./NewCasePage";
import { PatientRights } from "./PatientRights";

// With the viewer and the PDF reader these are most of the app; they come when they are opened.
const ReviewedSeries = lazy(async () => ({ default: (await import("./ReviewedSeries")).ReviewedSeries }));
const DocumentPage = lazy(async () => ({
  default: (await import("@/features/documents/DocumentPage")).DocumentPage,
}));
const ReportPage = lazy(async () => ({
  default: (await import("@/features/reports/ReportPage")).ReportPage,
}));
const RiskScorePage = lazy(async () => ({
  default: (await import("@/features/assays/RiskScorePage")).RiskScorePage,
}));

/** The screen of each address. */
export function AppRoutes() {
  const { t } = useWords();
  const { pathname } = useLocation();
  return (
    <Layout>
      <ErrorBoundary path={pathname} title={t("problem-unexpected")}>
        <Suspense fallback={<Loading />}>
          <Routes>
            <Route element={<Entrance />}>
              <Route index element={<Home />} />
              <Route
                path="cases"
                element={<CasesPage ofPatient={(patientId) => <PatientRights patientId={patientId} />} />}
              />
              <Route path="cases/:caseId" element={<CasePage />} />
              <Route path="new" element={<NewCasePage />} />
              <Route path="cases/:caseId/risk-model" element={<RunModelPage />} />
              <Route path="risk-scores/:riskScoreId" element={<RiskScorePage />} />
              <Route path="series/:seriesId" element={<ReviewedSeries />} />
              <Route path="documents/:documentId" element={<DocumentPage />} />
              <Route path="search" element={<SearchPage />} />
              <Route path="reports/:reportId" element={<ReportPage />} />
              <Route path="jobs/:jobId" element={<JobPage />} />
              <Route path="access" element={<AccessPage />} />
              <Route path="emergency-accesses" element={<EmergenciesPage />} />
              <Route path="erasures" element={<ErasuresPage />} />
              <Route path="users" element={<UsersPage />} />
              <Route path="models" element={<ModelsPage />} />
              <Route path="webhooks" element={<WebhooksPage />} />
              <Route path="external-ocr" element={<ConsentPage />} />
              <Route path="audit" element={<AuditPage />} />
              <Route path="security" element={<SecurityPage />} />
              <Route path="*" element={<NotFound />} />
            </Route>
          </Routes>
        </Suspense>
      </ErrorBoundary>
    </Layout>
  );
}

/** Lets nobody further who must choose a password of their own, or set up a second factor, and has not. */
function Entrance() {
  const me = useMe();
  if (me.data?.must_change_password) return <FirstPasswordPage />;
  const mustSetUp = me.data?.second_factor_is_required && !me.data.second_factor_is_set_up;
  return mustSetUp ? <SecurityPage /> : <Outlet />;
}

/** The first screen after sign-in: the worklist, or for those who see no patients the users or the audit. */
function Home() {
  const may = useMay();
  if (may("read-jobs")) return <WorklistPage />;
  if (may("manage-users")) return <UsersPage />;
  return may("read-audit") ? <AuditPage /> : <Loading />;
}

function NotFound() {
  const { t } = useWords();
  return (
    <Screen title={t("not-found")}>
      <div>
        <LinkButton to="/">{t("to-start-page")}</LinkButton>
      </div>
    </Screen>
  );
}
