import { IconAlertTriangle, IconCheck } from "@tabler/icons-react";
import { useWords } from "@/words";
import classes from "./documents.module.css";
import { isShort } from "./fields";
import type { Decision } from "./resolving";

interface Props {
  text: string;
  isFlagged: boolean;
  decision: Decision | undefined;
  isChosen: boolean;
  onChoose: () => void;
}

/** A recognised value. When chosen, its place is shown on the page and it can be checked. */
export function Value({ text, isFlagged, decision, isChosen, onChoose }: Props) {
  const { t } = useWords();
  return (
    <button
      type="button"
      className={classes["value"]}
      aria-pressed={isChosen}
      data-short={isShort(text) || undefined}
      data-flagged={(isFlagged && !decision) || undefined}
      onClick={onChoose}
    >
      {decision?.to ?? text}
      {decision ? (
        <IconCheck size={14} role="img" aria-label={t("trust-resolved")} />
      ) : (
        isFlagged && <IconAlertTriangle size={14} role="img" aria-label={t("trust-flagged")} />
      )}
    </button>
  );
}
