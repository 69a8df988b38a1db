import { Autocomplete, Button, Group, SegmentedControl, Stack, Text, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useState } from "react";
import type { Schemas } from "@/api/client";
import { useMay } from "@/api/me";
import { Form } from "@/ui/Form";
import { ProblemNotice } from "@/ui/ProblemNotice";
import { useWords } from "@/words";
import { useOpenCase, usePatients } from "./queries";

const SOON_MS = 250;
const MOST_OFFERED = 5; // as many as are seen without scrolling

/** The patient and clinical question of a new case, which only who sees it writes. An unknown code creates a patient. */
export function PatientChoice({ onCreated }: { onCreated: (caseId: string) => void }) {
  const { t } = useWords();
  const may = useMay();
  const [code, setCode] = useState("");
  const [title, setTitle] = useState("");
  const [sex, setSex] = useState<Schemas["Sex"] | "">("");
  const [asked] = useDebouncedValue(code.trim().toUpperCase(), SOON_MS);
  const patients = usePatients(asked);
  const known = patients.data?.items.find((patient) => patient.code === code.trim().toUpperCase());
  const opening = useOpenCase();
  const open = () =>
    opening.mutate(
      { code: code.trim(), title: title.trim(), sex: sex || null, ...(known ? { known } : {}) },
      { onSuccess: ({ id }) => onCreated(id) },
    );
  return (
    <Form label={t("create-case")} onSubmit={open}>
      <Stack maw={520}>
        <Autocomplete
          label={t("patient-code")}
          description={t("patient-code-about")}
          data={(patients.data?.items ?? []).map((patient) => patient.code)}
          value={code}
          onChange={setCode}
          limit={MOST_OFFERED}
          maxLength={64}
          autoFocus
        />
        {code.trim() && patients.isSuccess && asked === code.trim().toUpperCase() && (
          <Text size="sm" c="dimmed" role="status">
            {t(known ? "patient-known" : "patient-new")}
          </Text>
        )}
        {code.trim() && !known && (
          <SegmentedControl
            aria-label={t("sex")}
            value={sex}
            onChange={(value) => setSex(value)}
            data={(["", "female", "male", "other"] as const).map((value) => ({
              value,
              label: t(value ? `sex-${value}` : "sex-unknown"),
            }))}
          />
        )}
        {may("identify-patients") && (
          <TextInput
            label={t("clinical-question")}
            description={t("clinical-question-about")}
            maxLength={200}
            value={title}
            onChange={(event) => setTitle(event.currentTarget.value)}
          />
        )}
        {opening.isError && <ProblemNotice error={opening.error} />}
        <Group>
          <Button type="submit" loading={opening.isPending} disabled={!code.trim()}>
            {t("create-case")}
          </Button>
        </Group>
      </Stack>
    </Form>
  );
}
