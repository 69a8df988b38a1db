import { Badge, Button, Group, Kbd, Stack, Text, TextInput, Title } from "@mantine/core";
import type { KeyboardEvent } from "react";
import { Form } from "@/ui/Form";
import { Remarks } from "@/ui/Remarks";
import { Surface } from "@/ui/Surface";
import { useWords } from "@/words";
import { Crop } from "./Crop";
import classes from "./documents.module.css";
import type { Page } from "./queries";
import { type Decision, decisionOf } from "./settling";
import type { Target } from "./targets";

interface Props {
  target: Target;
  page: Page;
  /** What is written in the field at the moment. */
  typed: string;
  /** Its number among the doubts, and how many there are; null where it is in no doubt. */
  place: { number: number; count: number } | null;
  onType: (typed: string) => void;
  onDecide: (decision: Decision) => void;
  onLeave: () => void;
}

/** What was read beside its enlarged picture, to be confirmed with Enter or written otherwise. */
export function SettlePanel({ target, page, typed, place, onType, onDecide, onLeave }: Props) {
  const { t, number } = useWords();
  const isSame = decisionOf(target, typed).to === target.text;
  const leave = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || event.nativeEvent.isComposing) return;
    event.preventDefault();
    onLeave();
  };
  return (
    <Surface p="md">
      <Form label={t("settle")} onSubmit={() => onDecide(decisionOf(target, typed))}>
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
                  {t("doubt-of", { number: place.number, count: place.count })}
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
          {target.isDoubt && <Remarks remarks={target.reasons.length ? target.reasons : [t("doubt-dim")]} />}
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
