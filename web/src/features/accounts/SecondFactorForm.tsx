import { Button, Code, Group, Stack, Text } from "@mantine/core";
import { QueryResult } from "@/ui/QueryResult";
import { useWords } from "@/words";
import { useTotp, useTotpChange } from "./queries";
import { RemoveSecondFactor } from "./RemoveSecondFactor";
import { SetUpSecondFactor } from "./SetUpSecondFactor";

/** Sets up or removes the second factor. */
export function SecondFactorForm() {
  const { t } = useWords();
  const totp = useTotp();
  const { setUp, seen, remove } = useTotpChange();
  if (setUp.data)
    return (
      <Stack>
        <Text size="sm">{t("recovery-codes-about")}</Text>
        <Code block aria-label={t("recovery-codes")}>
          {setUp.data.recovery_codes.join("\n")}
        </Code>
        <Group>
          <Button onClick={() => void seen().then(setUp.reset)}>{t("recovery-codes-stored")}</Button>
        </Group>
      </Stack>
    );
  return (
    <QueryResult query={totp}>
      {({ is_set_up, secret, url }) =>
        is_set_up || !secret || !url ? (
          <RemoveSecondFactor removing={remove} />
        ) : (
          <SetUpSecondFactor secret={secret} url={url} settingUp={setUp} />
        )
      }
    </QueryResult>
  );
}
