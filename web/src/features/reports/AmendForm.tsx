import { Button, Group, Stack, Text, Textarea, Title } from "@mantine/core";
import { useState } from "react";
import { PasskeyNotice } from "@/features/proofs/PasskeyNotice";
import { useProof } from "@/features/proofs/proof";
import { ProofFields } from "@/features/proofs/ProofFields";
import { Form } from "@/ui/Form";
import { Surface } from "@/ui/Surface";
import { useWords } from "@/words";
import { type Report, useAmend } from "./queries";

interface Props {
  report: Report;
  /** The ids of the findings to withdraw, and the number of sentences that state them. */
  withdrawn: string[];
  sentences: number;
  onDone: () => void;
}

/** The reason and addendum of an amendment. The sentences to withdraw are selected above it. */
export function AmendForm({ report, withdrawn, sentences, onDone }: Props) {
  const { t } = useWords();
  const [reason, setReason] = useState("");
  const [addendum, setAddendum] = useState("");
  const amend = useAmend(report);
  const proof = useProof();
  const changes = addendum.trim() !== "" || withdrawn.length > 0;
  const send = () =>
    amend.mutate(
      {
        number: report.number,
        reason: reason.trim(),
        addendum: addendum.trim(),
        withdrawn,
        prove: proof.prove,
      },
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
            {t("amend-about", { count: sentences })}
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
          <ProofFields proof={proof} about={t("proof-of-signature-about")} />
          {amend.isError && <PasskeyNotice error={amend.error} />}
          <Group>
            <Button
              type="submit"
              loading={amend.isPending}
              disabled={!reason.trim() || !changes || !proof.isReady}
            >
              {t("amend")}
            </Button>
            <Button variant="subtle" onClick={onDone}>
              {t("cancel")}
            </Button>
          </Group>
        </Stack>
      </Form>
    </Surface>
  );
}
