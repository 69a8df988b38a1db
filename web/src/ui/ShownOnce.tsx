import { Alert, Button, Code, CopyButton, Group, Text } from "@mantine/core";
import { useWords } from "@/words";

interface Props {
  title: string;
  about: string;
  secret: string;
  onDone: () => void;
}

/** A secret that is shown only once and can be copied until it is dismissed. */
export function ShownOnce({ title, about, secret, onDone }: Props) {
  const { t } = useWords();
  return (
    <Alert title={title} role="status">
      <Text size="sm">{about}</Text>
      <Group mt="sm">
        <Code fz="md" style={{ overflowWrap: "anywhere" }}>
          {secret}
        </Code>
        <CopyButton value={secret}>
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
