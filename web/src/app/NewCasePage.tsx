import { Text } from "@mantine/core";
import { useSearchParams } from "react-router";
import { useMay } from "@/api/me";
import { Intake } from "@/features/artifacts/Intake";
import { TableQuestion } from "@/features/assays/TableQuestion";
import { useRead } from "@/features/documents/queries";
import { useImport } from "@/features/imaging/queries";
import { PatientChoice } from "@/features/patients/PatientChoice";
import { useCase } from "@/features/patients/queries";
import { LinkButton } from "@/ui/LinkButton";
import { Screen } from "@/ui/Screen";
import { QueryResult } from "@/ui/QueryResult";
import { Surface } from "@/ui/Surface";
import { useWords } from "@/words";

/** A new case: first its patient and question, then its files. With `?case=`, files are added to that case. */
export function NewCasePage() {
  const { t } = useWords();
  const [search, setSearch] = useSearchParams();
  const caseId = search.get("case");
  if (caseId) return <Adding key={caseId} caseId={caseId} />;
  return (
    <Screen title={t("new-case")} about={t("new-case-about")}>
      <Surface p="lg">
        <PatientChoice onCreated={(created) => setSearch({ case: created }, { replace: true })} />
      </Surface>
    </Screen>
  );
}

function Adding({ caseId }: { caseId: string }) {
  const { t } = useWords();
  const may = useMay();
  const record = useCase(caseId);
  const importing = useImport(caseId);
  const scan = (artifacts: string[]) => importing.mutateAsync(artifacts);
  const reading = useRead(caseId);
  const read = (artifacts: string[]) => reading.mutateAsync(artifacts);
  const starts = {
    ...(may("request-analyses") ? { dicom: scan, nifti: scan, archive: scan } : {}),
    ...(may("request-documents") ? { pdf: read, picture: read } : {}),
  };
  return (
    <QueryResult query={record} isPage>
      {({ title, patient_code }) => (
        <Screen
          title={t("add-files")}
          about={[patient_code, title].filter(Boolean).join(" · ")}
          actions={
            <LinkButton to={`/cases/${caseId}`} variant="default">
              {t("back-to-case")}
            </LinkButton>
          }
        >
          <Intake
            caseId={caseId}
            starts={starts}
            questions={
              may("request-analyses")
                ? { table: (asked) => <TableQuestion caseId={caseId} {...asked} /> }
                : {}
            }
          />
          <Text size="sm" c="dimmed">
            {t("resume-about")}
          </Text>
        </Screen>
      )}
    </QueryResult>
  );
}
