import { Button, Group, SegmentedControl, Stack, Textarea } from "@mantine/core";
import { useState } from "react";
import { Form } from "@/ui/Form";
import { ProblemNotice } from "@/ui/ProblemNotice";
import { useWords } from "@/words";
import { SHORTEST_REASON } from "./EmergencyForm";
import type { useEmergencyChange, Verdict } from "./queries";

const VERDICTS: Verdict[] = ["justified", "not-justified"];

/** The review of an emergency access: a verdict and a note. */
export function VerdictForm({ reviewing }: { reviewing: ReturnType<typeof useEmergencyChange>["review"] }) {
  const { t } = useWords();
  const [verdict, setVerdict] = useState<Verdict>("justified");
  const [note, setNote] = useState("");
  return (
    <Form label={t("review-access")} onSubmit={() => reviewing.mutate({ verdict, note: note.trim() })}>
      <Stack gap="xs">
        <SegmentedControl
          aria-label={t("review-verdict")}
          value={verdict}
          onChange={(value) => setVerdict(value)}
          data={VERDICTS.map((value) => ({ value, label: t(`verdict-${value}`) }))}
        />
        <Textarea
          label={t("review-note")}
          description={t("emergency-reason-about", { least: SHORTEST_REASON })}
          autosize
          minRows={2}
          maxLength={1000}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        {reviewing.isError && <ProblemNotice error={reviewing.error} />}
        <Group>
          <Button type="submit" loading={reviewing.isPending} disabled={note.trim().length < SHORTEST_REASON}>
            {t("review-access")}
          </Button>
        </Group>
      </Stack>
    </Form>
  );
}
