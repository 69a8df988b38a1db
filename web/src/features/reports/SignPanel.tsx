import { Button, Checkbox, Group, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { ProblemNotice } from "@/ui/ProblemNotice";
import { Surface } from "@/ui/Surface";
import { useWords } from "@/words";
import { type Content, type Report, useSign } from "./queries";

/** A clinician makes the machine's report their own: what it says now, and the verdicts on it that they have seen. */
export function SignPanel({ report, content: { number, reviews } }: { report: Report; content: Content }) {
  const { t } = useWords();
  const [read, setRead] = useState<number | null>(null);
  const hasRead = read === reviews; // a verdict that came later is to be read first
  const sign = useSign(report);
  return (
    <Surface p="md">
      <Stack gap="sm">
        <Text size="sm">{t("sign-about")}</Text>
        <Checkbox
          label={t("sign-read")}
          checked={hasRead}
          onChange={(event) => setRead(event.currentTarget.checked ? reviews : null)}
        />
        {sign.isError && <ProblemNotice error={sign.error} />}
        <Group>
          <Button
            disabled={!hasRead}
            loading={sign.isPending}
            onClick={() => sign.mutate({ number, reviews })}
          >
            {t("sign")}
          </Button>
        </Group>
      </Stack>
    </Surface>
  );
}
