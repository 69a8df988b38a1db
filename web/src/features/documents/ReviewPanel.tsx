import { Button, Group, Kbd, Stack, Text } from "@mantine/core";
import { useEffect, useRef } from "react";
import { ProblemNotice } from "@/ui/ProblemNotice";
import { Surface } from "@/ui/Surface";
import classesOfUi from "@/ui/ui.module.css";
import { useWords } from "@/words";
import { ContestedPanel } from "./ContestedPanel";
import { DocumentState } from "./DocumentState";
import { type Reading, useConfirm, useCorrect } from "./queries";
import { contestedOf, correctionOf, type Decision, type Decisions, tally } from "./resolving";
import { flaggedIn } from "./targets";

interface Props {
  reading: Reading;
  decisions: Decisions;
  /** Every flagged value has been decided by keyboard, so saving comes next. */
  isAtEnd: boolean;
  onNext: () => void;
  onDecide: (key: string, decision: Decision | null) => void;
  onSaved: () => void;
}

/** Shows the review status and the next action. */
export function ReviewPanel({ reading, decisions, isAtEnd, onNext, onDecide, onSaved }: Props) {
  const { t } = useWords();
  const { document, version } = reading;
  const correct = useCorrect(document);
  const confirm = useConfirm(document);
  const saving = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (isAtEnd) saving.current?.focus();
  }, [isAtEnd]);
  const contested = contestedOf(decisions, reading);
  const { confirmed, corrected } = tally(decisions);
  const open = flaggedIn(reading).filter(({ key }) => !decisions[key]).length;
  const isUnsaved = confirmed + corrected > 0;
  const save = () => correct.mutate(correctionOf(decisions, reading), { onSuccess: onSaved });
  return (
    <Surface p="md">
      <Stack gap="sm">
        <Group gap="sm">
          <DocumentState document={document} />
        </Group>
        <Text size="sm" c="dimmed" className={classesOfUi["wholewords"] ?? ""}>
          {t(document.has_conflict ? "review-conflict-about" : `review-${document.review}-about`)}
        </Text>
        {isUnsaved && (
          <Text size="sm" role="status">
            {t("tally", { confirmed, corrected, open })}
          </Text>
        )}
        <ContestedPanel reading={reading} contested={contested} onDecide={onDecide} />
        {correct.isError && (
          <>
            <ProblemNotice error={correct.error} />
            {isUnsaved && <Text size="sm">{t("decisions-unsaved")}</Text>}
          </>
        )}
        {confirm.isError && <ProblemNotice error={confirm.error} />}
        {correct.isSuccess && !isUnsaved && (
          <Text size="sm" role="status">
            {t("version-saved", { version: version.number })}
          </Text>
        )}
        <Group gap="xs">
          {open > 0 && (
            <Button
              size="xs"
              variant={isUnsaved ? "default" : "filled"}
              aria-keyshortcuts="Alt+ArrowDown"
              rightSection={
                <Kbd size="xs" visibleFrom="sm">
                  Alt ↓
                </Kbd>
              }
              onClick={onNext}
            >
              {t("next-flag")}
            </Button>
          )}
          {isUnsaved && (
            <>
              <Button
                ref={saving}
                size="xs"
                loading={correct.isPending}
                disabled={contested.length > 0}
                onClick={save}
              >
                {t("save-decisions", { count: confirmed + corrected })}
              </Button>
              <Button size="xs" variant="subtle" onClick={onSaved}>
                {t("discard-decisions")}
              </Button>
            </>
          )}
          {!isUnsaved && document.review !== "confirmed" && (
            <Button
              size="xs"
              variant={open > 0 ? "subtle" : "filled"}
              loading={confirm.isPending}
              onClick={() => confirm.mutate(version.number)}
            >
              {t(open > 0 ? "confirm-all" : "confirm-document")}
            </Button>
          )}
        </Group>
      </Stack>
    </Surface>
  );
}
