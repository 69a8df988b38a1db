import { Badge, Button, Group, Kbd, Stack, Text, TextInput, Title } from "@mantine/core";
import type { KeyboardEvent } from "react";
import { Form } from "@/ui/Form";
import { Warnings } from "@/ui/Warnings";
import { Surface } from "@/ui/Surface";
import { useWords } from "@/words";
import { Crop } from "./Crop";
import classes from "./documents.module.css";
import type { Page } from "./queries";
import { type Decision, decisionOf } from "./resolving";
import type { Target } from "./targets";

interface Props {
  target: Target;
  page: Page;
  /** What is written in the field at the moment. */
  typed: string;
  /** Its number among the flagged values, and how many there are; null where it is not flagged. */
  place: { number: number; count: number } | null;
  onType: (typed: string) => void;
  onDecide: (decision: Decision) => void;
  onLeave: () => void;
}

/** A recognised value beside its enlarged image, confirmed with Enter or corrected by typing. */
export function ResolvePanel({ target, page, typed, place, onType, onDecide, onLeave }: Props) {
  const { t, number } = useWords();
  const isSame = decisionOf(target, typed).to === target.text;
  const lowConfidence = { code: "low-confidence", text: t("flag-low-confidence"), values: {} };
  const leave = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || event.nativeEvent.isComposing) return;
    event.preventDefault();
    onLeave();
  };
  return (
    <Surface p="md">
      <Form label={t("resolve-value")} onSubmit={() => onDecide(decisionOf(target, typed))}>
        <Stack gap="sm">
          <Group justify="space-between" gap="xs">
            <Title order={2} size="h5">
              {target.name ?? t("word")}
            </Title>
            <Group gap={6}>
              {target.isCritical && (
                <Badge variant="outline" color="gray" radius="sm" tt="none">
                  {t("critical")}
                </Badge>
              )}
              {place && (
                <Text size="sm" c="dimmed">
                  {t("flag-of", { number: place.number, count: place.count })}
                </Text>
              )}
            </Group>
          </Group>
          <Crop page={page} box={target.box} />
          <TextInput
            label={t("read-as")}
            description={t("confidence-of", { confidence: number(target.confidence, 2) })}
            value={typed}
            maxLength={500}
            autoComplete="off"
            spellCheck={false}
            autoFocus
            onFocus={(event) => event.currentTarget.select()}
            onChange={(event) => onType(event.currentTarget.value)}
            onKeyDown={leave}
          />
          {target.isFlagged && <Warnings notes={target.reasons.length ? target.reasons : [lowConfidence]} />}
          <Group gap="xs">
            <Button type="submit" size="xs">
              {t(isSame ? "confirm-value" : "correct-value")}
            </Button>
            <Button size="xs" variant="subtle" onClick={onLeave}>
              {t("close")}
            </Button>
          </Group>
          <Keys />
        </Stack>
      </Form>
    </Surface>
  );
}

/** The keys, where they are used. */
function Keys() {
  const { t } = useWords();
  return (
    <div className={classes["keys"]}>
      <span>
        <Kbd size="xs">Enter</Kbd> {t("key-enter")}
      </span>
      <span>
        <Kbd size="xs">Esc</Kbd> {t("key-escape")}
      </span>
      <span>
        <Kbd size="xs">Alt</Kbd>+<Kbd size="xs">↓</Kbd> <Kbd size="xs">↑</Kbd> {t("key-steps")}
      </span>
    </div>
  );
}
