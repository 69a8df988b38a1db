import { Button, Checkbox, Group, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { PasskeyNotice } from "@/features/proofs/PasskeyNotice";
import { useProof } from "@/features/proofs/proof";
import { ProofFields } from "@/features/proofs/ProofFields";
import type { Content } from "@/features/findings/queries";
import { Form } from "@/ui/Form";
import { Surface } from "@/ui/Surface";
import { useWords } from "@/words";
import { type Report, useSign } from "./queries";

/** Signs the version and the verdicts that the clinician has read. */
export function SignPanel({ report, content: { number, reviews } }: { report: Report; content: Content }) {
  const { t } = useWords();
  const [read, setRead] = useState<number | null>(null);
  const hasRead = read === reviews; // a verdict that came later is to be read first
  const sign = useSign(report);
  const proof = useProof(hasRead);
  return (
    <Surface p="md">
      <Form label={t("sign")} onSubmit={() => sign.mutate({ number, reviews, prove: proof.prove })}>
        <Stack gap="sm">
          <Text size="sm">{t("sign-about")}</Text>
          <Checkbox
            label={t("sign-read")}
            checked={hasRead}
            onChange={(event) => setRead(event.currentTarget.checked ? reviews : null)}
          />
          {hasRead && <ProofFields proof={proof} about={t("proof-of-signature-about")} />}
          {sign.isError && <PasskeyNotice error={sign.error} />}
          <Group>
            <Button type="submit" disabled={!hasRead || !proof.isReady} loading={sign.isPending}>
              {t("sign")}
            </Button>
          </Group>
        </Stack>
      </Form>
    </Surface>
  );
}
