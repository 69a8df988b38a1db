import { Stack } from "@mantine/core";
import { useParams } from "react-router";
import { useMay } from "@/api/me";
import { FilesSection } from "@/features/artifacts/FilesSection";
import { ScoresSection } from "@/features/assays/ScoresSection";
import { CareSection } from "@/features/care/CareSection";
import { ConsentsSection } from "@/features/consents/ConsentsSection";
import { DocumentsSection } from "@/features/documents/DocumentsSection";
import { StudiesSection } from "@/features/imaging/StudiesSection";
import { JobList } from "@/features/jobs/JobList";
import { CaseHeading } from "@/features/patients/CaseHeading";
import { useCase } from "@/features/patients/queries";
import { ReportsSection } from "@/features/reports/ReportsSection";
import { LinkButton } from "@/ui/LinkButton";
import { Screen } from "@/ui/Screen";
import { QueryResult } from "@/ui/QueryResult";
import { Surface } from "@/ui/Surface";
import { useWords } from "@/words";
import classes from "./case.module.css";
import { Parts } from "./Parts";
import { PatientRights } from "./PatientRights";
import { Section } from "./Section";
import { Timeline } from "./Timeline";

/** A case: its clinical question, its parts, its findings and its timeline. */
export function CasePage() {
  const { caseId = "" } = useParams();
  const { t } = useWords();
  const may = useMay();
  const record = useCase(caseId);
  return (
    <QueryResult query={record} isPage>
      {(clinicalCase) => (
        <Screen
          title={clinicalCase.title || t("untitled")}
          about={<CaseHeading clinicalCase={clinicalCase} />}
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
            <Stack gap="xl">
              <Section title={t("timeline")}>
                <Timeline caseId={caseId} created={clinicalCase.created_at} />
              </Section>
              <Section title={t("care-team")}>
                <CareSection patientId={clinicalCase.patient_id} />
              </Section>
              <Section title={t("consents")}>
                <ConsentsSection patientId={clinicalCase.patient_id} />
              </Section>
              <PatientRights patientId={clinicalCase.patient_id} />
            </Stack>
          </div>
        </Screen>
      )}
    </QueryResult>
  );
}
