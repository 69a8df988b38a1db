import { Button, Checkbox, Group, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { ProblemNotice } from "@/ui/ProblemNotice";
import { Surface } from "@/ui/Surface";
import { useWords } from "@/words";
import { type Report, useSign } from "./queries";

/** A clinician makes the machine's report their own. */
export function SignPanel({ report }: { report: Report }) {
  const { t } = useWords();
  const [hasRead, setRead] = useState(false);
  const sign = useSign(report);
  return (
    <Surface p="md">
      <Stack gap="sm">
        <Text size="sm">{t("sign-about")}</Text>
        <Checkbox
          label={t("sign-read")}
          checked={hasRead}
          onChange={(event) => setRead(event.currentTarget.checked)}
        />
        {sign.isError && <ProblemNotice error={sign.error} />}
        <Group>
          <Button disabled={!hasRead} loading={sign.isPending} onClick={() => sign.mutate(report.number)}>
            {t("sign")}
          </Button>
        </Group>
      </Stack>
    </Surface>
  );
}
