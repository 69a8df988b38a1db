import { useMay } from "@/api/me";
import { usePatient } from "@/features/patients/queries";
import { RightsSection } from "@/features/rights/RightsSection";
import { useWords } from "@/words";
import { Section } from "./Section";

/** The rights of a patient, before those who may answer to them. */
export function PatientRights({ patientId }: { patientId: string }) {
  const { t } = useWords();
  const may = useMay();
  const patient = usePatient(patientId);
  if (!may("identify-patients") || !patient.data) return null;
  return (
    <Section title={t("rights")}>
      <RightsSection patientId={patientId} code={patient.data.code} />
    </Section>
  );
}
