import { CloseButton, TextInput } from "@mantine/core";
import { useState } from "react";
import { useWords } from "@/words";

const ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

interface Props {
  patient: string | null;
  onSet: (patient: string | null) => void;
}

/** Whose events are shown. The ID is typed, pasted, or comes from a row; half of one asks for nothing. */
export function PatientFilter({ patient, onSet }: Props) {
  const { t } = useWords();
  const [typed, setTyped] = useState<string | null>(null);
  const [before, setBefore] = useState(patient);
  if (before !== patient) {
    setBefore(patient);
    setTyped(null);
  }
  const type = (value: string) => {
    const id = value.trim().toLowerCase();
    setTyped(value);
    if (!id || ID.test(id)) onSet(id || null);
  };
  return (
    <TextInput
      label={t("audit-patient-id")}
      placeholder={t("audit-patient-id-example")}
      spellCheck={false}
      autoComplete="off"
      w={390}
      maw="100%"
      value={typed ?? patient ?? ""}
      onChange={(event) => type(event.currentTarget.value)}
      rightSection={
        patient && <CloseButton size="sm" aria-label={t("audit-any-patient")} onClick={() => onSet(null)} />
      }
    />
  );
}
