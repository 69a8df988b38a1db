import { Text } from "@mantine/core";
import { useWords } from "@/words";
import { countsOf } from "./answering";
import classes from "./assays.module.css";
import type { RiskScore } from "./queries";

/** The training patients nearest to this specimen, with their classes. */
export function Neighbours({ score }: { score: RiskScore }) {
  const { t, number } = useWords();
  return (
    <>
      <Text size="sm">
        {countsOf(score)
          .map(([text, count]) => t("neighbours-count", { count, class: text }))
          .join(" · ")}
      </Text>
      <ol className={classes["neighbours"]}>
        {score.neighbours.map(({ text, distance }, at) => (
          <li key={at}>
            {text} <span className={classes["quiet"]}>{t("distance", { value: number(distance, 2) })}</span>
          </li>
        ))}
      </ol>
      <Text size="xs" c="dimmed">
        {t("neighbours-about")}
      </Text>
    </>
  );
}
