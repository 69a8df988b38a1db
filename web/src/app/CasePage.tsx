import { Stack } from "@mantine/core";
import { useParams } from "react-router";
import { useMay } from "@/api/me";
import { FilesSection } from "@/features/artifacts/FilesSection";
import { ScoresSection } from "@/features/assays/ScoresSection";
import { DocumentsSection } from "@/features/documents/DocumentsSection";
import { StudiesSection } from "@/features/imaging/StudiesSection";
import { JobList } from "@/features/jobs/JobList";
import { CaseHeading } from "@/features/patients/CaseHeading";
import { useCase } from "@/features/patients/queries";
import { ReportsSection } from "@/features/reports/ReportsSection";
import { LinkButton } from "@/ui/LinkButton";
import { Screen } from "@/ui/Screen";
import { Shown } from "@/ui/Shown";
import { Surface } from "@/ui/Surface";
import { useWords } from "@/words";
import classes from "./case.module.css";
import { Parts } from "./Parts";
import { Section } from "./Section";
import { Timeline } from "./Timeline";

/** One question about one patient: what is there, what is missing, what has been found, and what happened when. */
export function CasePage() {
  const { caseId = "" } = useParams();
  const { t } = useWords();
  const may = useMay();
  const found = useCase(caseId);
  return (
    <Shown query={found}>
      {(opened) => (
        <Screen
          title={opened.title || t("untitled")}
          about={<CaseHeading found={opened} />}
          actions={may("upload") && <LinkButton to={`/new?case=${caseId}`}>{t("add-files")}</LinkButton>}
        >
          <Parts caseId={caseId} />
          <div className={classes["page"]}>
            <Stack gap="xl">
              {may("read-findings") && (
                <Section title={t("reports")}>
                  <ReportsSection caseId={caseId} />
                </Section>
              )}
              {may("read-findings") && (
                <Section title={t("imaging")}>
                  <StudiesSection caseId={caseId} />
                </Section>
              )}
              {may("read-findings") && (
                <Section title={t("risk-scores")}>
                  <ScoresSection caseId={caseId} />
                </Section>
              )}
              {may("request-documents") && (
                <Section title={t("documents")}>
                  <DocumentsSection caseId={caseId} />
                </Section>
              )}
              {may("read-jobs") && (
                <Section title={t("jobs")}>
                  <JobList filter={{ case: caseId }} empty={<Surface p="md">{t("no-jobs")}</Surface>} />
                </Section>
              )}
              <Section title={t("files")}>
                <FilesSection caseId={caseId} />
              </Section>
            </Stack>
            <Section title={t("timeline")}>
              <Timeline caseId={caseId} opened={opened.created_at} />
            </Section>
          </div>
        </Screen>
      )}
    </Shown>
  );
}
