import { Button, Group, Stack, Text, Title } from "@mantine/core";
import { Surface } from "@/ui/Surface";
import { useWords } from "@/words";
import type { Page, Reading } from "./queries";
import type { Decisions } from "./resolving";
import { targetsOfLine } from "./targets";
import { Value } from "./Value";

interface Props {
  reading: Reading;
  page: Page;
  line: number;
  decisions: Decisions;
  onChoose: (key: string) => void;
  onLeave: () => void;
}

/** The words of a line, each of which can be confirmed or corrected. */
export function LinePanel({ reading, page, line, decisions, onChoose, onLeave }: Props) {
  const { t } = useWords();
  return (
    <Surface p="md">
      <Stack gap="sm">
        <Title order={2} size="h5">
          {t("page-and-line", { page: page.number, line })}
        </Title>
        <Group gap="md">
          {targetsOfLine(reading, page, line).map(({ key, text, isFlagged }) => (
            <Value
              key={key}
              text={text}
              isFlagged={isFlagged}
              decision={decisions[key]}
              isChosen={false}
              onChoose={() => onChoose(key)}
            />
          ))}
        </Group>
        <Text size="sm" c="dimmed">
          {t("line-about")}
        </Text>
        <Group>
          <Button size="xs" variant="subtle" onClick={onLeave}>
            {t("close")}
          </Button>
        </Group>
      </Stack>
    </Surface>
  );
}
