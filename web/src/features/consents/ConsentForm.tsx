import { Button, Group, Select, Stack } from "@mantine/core";
import { useState } from "react";
import type { Schemas } from "@/api/client";
import { Form } from "@/ui/Form";
import { ProblemNotice } from "@/ui/ProblemNotice";
import { useWords } from "@/words";
import { type Basis, type Decision, useRecordConsent } from "./queries";

type Purpose = Schemas["ConsentPurpose"];

const PURPOSES: Purpose[] = ["care", "research", "external-ocr", "external-model"];
const DECISIONS: Decision[] = ["granted", "refused", "withdrawn"];
const BASES: Basis[] = ["written", "electronic", "verbal", "representative"];

/** A decision of the patient: for which purpose, what, and how it came. */
export function ConsentForm({ patientId }: { patientId: string }) {
  const { t } = useWords();
  const recording = useRecordConsent(patientId);
  const [purpose, setPurpose] = useState<Purpose | null>(null);
  const [decision, setDecision] = useState<Decision>("granted");
  const [basis, setBasis] = useState<Basis>("written");
  const record = () =>
    purpose && recording.mutate({ purpose, decision, basis }, { onSuccess: () => setPurpose(null) });
  const options = <T extends string>(values: T[], start: string) =>
    values.map((value) => ({ value, label: t(`${start}-${value}`) }));
  return (
    <Form label={t("consent-record")} onSubmit={record}>
      <Stack gap="xs">
        <Select
          label={t("consent-purpose")}
          value={purpose}
          onChange={(value) => setPurpose(value)}
          data={options(PURPOSES, "purpose")}
        />
        {purpose && (
          <>
            <Select
              label={t("consent-decision")}
              description={decision === "granted" ? undefined : t("consent-ended-about")}
              allowDeselect={false}
              value={decision}
              onChange={(value) => setDecision(value as Decision)}
              data={options(DECISIONS, "decision")}
            />
            <Select
              label={t("consent-basis")}
              allowDeselect={false}
              value={basis}
              onChange={(value) => setBasis(value as Basis)}
              data={options(BASES, "basis")}
            />
            <Group>
              <Button type="submit" size="xs" loading={recording.isPending}>
                {t("consent-record")}
              </Button>
            </Group>
          </>
        )}
        {recording.isError && <ProblemNotice error={recording.error} />}
      </Stack>
    </Form>
  );
}
