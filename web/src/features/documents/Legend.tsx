import { useWords } from "@/words";
import classes from "./documents.module.css";

/** What the boxes mean. Each kind has a line of its own, so that the colour only repeats it. */
export function Legend({ isWhole }: { isWhole: boolean }) {
  const { t } = useWords();
  const shown = [...(isWhole ? ["sure", "fair", "low"] : []), "flagged", "resolved"];
  return (
    <ul className={classes["legend"]} aria-label={t("legend")}>
      {shown.map((trust) => (
        <li key={trust}>
          <svg viewBox="0 0 24 14" aria-hidden>
            <rect data-trust={trust} x={2} y={2} width={20} height={10} />
          </svg>
          {t(`trust-${trust}`)}
        </li>
      ))}
    </ul>
  );
}
