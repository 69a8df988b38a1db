import { Autocomplete, Button, Group, SegmentedControl, Stack, Text, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useState } from "react";
import type { Schemas } from "@/api/client";
import { Form } from "@/ui/Form";
import { ProblemNotice } from "@/ui/ProblemNotice";
import { useWords } from "@/words";
import { useOpenCase, usePatients } from "./queries";

const SOON_MS = 250;
const MOST_OFFERED = 5; // as many as are seen without scrolling

/** Whose case it is and what is asked; a code that is new makes a new patient. */
export function PatientChoice({ onOpened }: { onOpened: (caseId: string) => void }) {
  const { t } = useWords();
  const [code, setCode] = useState("");
  const [title, setTitle] = useState("");
  const [sex, setSex] = useState<Schemas["Sex"] | "">("");
  const [asked] = useDebouncedValue(code.trim().toUpperCase(), SOON_MS);
  const patients = usePatients(asked);
  const known = patients.data?.items.find((each) => each.code === code.trim().toUpperCase());
  const opening = useOpenCase();
  const open = () =>
    opening.mutate(
      { code: code.trim(), title: title.trim(), sex: sex || null, ...(known ? { known } : {}) },
      { onSuccess: ({ id }) => onOpened(id) },
    );
  return (
    <Form label={t("open-case")} onSubmit={open}>
      <Stack maw={520}>
        <Autocomplete
          label={t("patient-code")}
          description={t("patient-code-about")}
          data={(patients.data?.items ?? []).map((each) => each.code)}
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
            data={(["", "female", "male", "other"] as const).map((each) => ({
              value: each,
              label: t(each ? `sex-${each}` : "sex-unknown"),
            }))}
          />
        )}
        <TextInput
          label={t("case-title")}
          description={t("case-title-about")}
          maxLength={200}
          value={title}
          onChange={(event) => setTitle(event.currentTarget.value)}
        />
        {opening.isError && <ProblemNotice error={opening.error} />}
        <Group>
          <Button type="submit" loading={opening.isPending} disabled={!code.trim()}>
            {t("open-case")}
          </Button>
        </Group>
      </Stack>
    </Form>
  );
}
