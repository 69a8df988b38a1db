import { IconAlertTriangle, IconCheck } from "@tabler/icons-react";
import { useWords } from "@/words";
import classes from "./documents.module.css";
import { isShort } from "./fields";
import type { Decision } from "./settling";

interface Props {
  text: string;
  isDoubt: boolean;
  decision: Decision | undefined;
  isChosen: boolean;
  onChoose: () => void;
}

/** Something that was read: chosen, its place shows on the page, and it can be settled. */
export function Value({ text, isDoubt, decision, isChosen, onChoose }: Props) {
  const { t } = useWords();
  return (
    <button
      type="button"
      className={classes["value"]}
      aria-pressed={isChosen}
      data-short={isShort(text) || undefined}
      data-doubt={(isDoubt && !decision) || undefined}
      onClick={onChoose}
    >
      {decision?.to ?? text}
      {decision ? (
        <IconCheck size={14} role="img" aria-label={t("trust-settled")} />
      ) : (
        isDoubt && <IconAlertTriangle size={14} role="img" aria-label={t("trust-doubt")} />
      )}
    </button>
  );
}
