import { Alert, Button, Group, Stack, Text } from "@mantine/core";
import { IconGitMerge } from "@tabler/icons-react";
import { useWords } from "@/words";
import type { Reading } from "./queries";
import type { Contested, Decision } from "./resolving";
import { targetOf } from "./targets";

interface Props {
  reading: Reading;
  contested: Contested[];
  onDecide: (key: string, decision: Decision | null) => void;
}

/** Values that another user has corrected since: both texts, and the choice between them. */
export function ContestedPanel({ reading, contested, onDecide }: Props) {
  const { t } = useWords();
  if (!contested.length) return null;
  return (
    <Alert role="alert" variant="light" title={t("contested")} icon={<IconGitMerge aria-hidden />}>
      <Text size="sm">{t("contested-about")}</Text>
      <Stack gap="sm" mt="sm">
        {contested.map(({ key, from, to, now }) => (
          <div key={key}>
            <Text size="sm" fw={600}>
              {targetOf(reading, key)?.name ?? t("word")}
            </Text>
            <Text size="sm">
              {now === null
                ? t("contested-gone", { mine: to, from })
                : t("contested-texts", { theirs: now, mine: to })}
            </Text>
            <Group gap="xs" mt={4}>
              {now !== null && (
                <Button size="compact-sm" variant="default" onClick={() => onDecide(key, { from: now, to })}>
                  {t("take-mine")}
                </Button>
              )}
              <Button size="compact-sm" variant="default" onClick={() => onDecide(key, null)}>
                {t(now === null ? "drop-mine" : "take-theirs")}
              </Button>
            </Group>
          </div>
        ))}
      </Stack>
    </Alert>
  );
}
