import { Button, Group, Stack, Text, Textarea, Title } from "@mantine/core";
import { useState } from "react";
import { Form } from "@/ui/Form";
import { ProblemNotice } from "@/ui/ProblemNotice";
import { Surface } from "@/ui/Surface";
import { useWords } from "@/words";
import { type Report, useAmend } from "./queries";

interface Props {
  report: Report;
  withdrawn: string[];
  onDone: () => void;
}

/** Why a signed report is changed, what is added; the sentences to withdraw are chosen above. */
export function AmendForm({ report, withdrawn, onDone }: Props) {
  const { t } = useWords();
  const [reason, setReason] = useState("");
  const [addendum, setAddendum] = useState("");
  const amend = useAmend(report);
  const changes = addendum.trim() !== "" || withdrawn.length > 0;
  const send = () =>
    amend.mutate(
      { number: report.number, reason: reason.trim(), addendum: addendum.trim(), withdrawn },
      { onSuccess: onDone },
    );
  return (
    <Surface p="md">
      <Form label={t("amend")} onSubmit={send}>
        <Stack gap="sm">
          <Title order={2} size="h5">
            {t("amend")}
          </Title>
          <Text size="sm" c="dimmed">
            {t("amend-about", { count: withdrawn.length })}
          </Text>
          <Textarea
            label={t("reason")}
            autosize
            minRows={2}
            maxLength={1000}
            autoFocus
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          <Textarea
            label={t("addendum")}
            description={t("addendum-about")}
            autosize
            minRows={3}
            maxLength={4000}
            value={addendum}
            onChange={(event) => setAddendum(event.currentTarget.value)}
          />
          {amend.isError && <ProblemNotice error={amend.error} />}
          <Group>
            <Button type="submit" loading={amend.isPending} disabled={!reason.trim() || !changes}>
              {t("amend")}
            </Button>
            <Button variant="subtle" onClick={onDone}>
              {t("leave")}
            </Button>
          </Group>
        </Stack>
      </Form>
    </Surface>
  );
}
