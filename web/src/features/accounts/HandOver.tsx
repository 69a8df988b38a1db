import { Alert, Button, Code, CopyButton, Group, Text } from "@mantine/core";
import { useWords } from "@/words";

/** A password that was made for somebody. It is shown this once. */
export function HandOver({
  email,
  password,
  onDone,
}: {
  email: string;
  password: string;
  onDone: () => void;
}) {
  const { t } = useWords();
  return (
    <Alert title={t("password-for", { email })} role="status">
      <Text size="sm">{t("password-once")}</Text>
      <Group mt="sm">
        <Code fz="md">{password}</Code>
        <CopyButton value={password}>
          {({ copied, copy }) => (
            <Button size="xs" variant="default" onClick={copy}>
              {t(copied ? "copied" : "copy")}
            </Button>
          )}
        </CopyButton>
        <Button size="xs" variant="subtle" onClick={onDone}>
          {t("done")}
        </Button>
      </Group>
    </Alert>
  );
}
