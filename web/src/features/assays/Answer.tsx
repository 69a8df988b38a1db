import { Text } from "@mantine/core";
import { IconCheck } from "@tabler/icons-react";
import { useWords } from "@/words";
import { percent, setOf } from "./answering";
import classes from "./assays.module.css";
import type { RiskScore } from "./queries";

/** The calibrated probabilities with their intervals, and which classes are possible at the level. */
export function Answer({ score }: { score: RiskScore }) {
  const words = useWords();
  const { t } = words;
  const positive = score.classes.find(({ name }) => name === score.positive);
  return (
    <>
      {score.probability !== null && (
        <div className={classes["headline"]}>
          <strong>{percent(score.probability, words)}</strong>
          <div>
            <Text fw={600}>{positive?.text ?? score.positive}</Text>
            <Text size="sm" c="dimmed">
              {score.low === null || score.high === null
                ? t("no-interval")
                : t("interval", { low: percent(score.low, words), high: percent(score.high, words) })}
            </Text>
          </div>
        </div>
      )}
      <Text mb="sm">{setOf(score, words)}</Text>
      <table className={classes["table"]} aria-label={t("classes")}>
        <thead>
          <tr>
            <th scope="col">{t("class")}</th>
            <th scope="col">{t("probability")}</th>
            <th scope="col" aria-hidden />
            <th scope="col">{t("is-possible")}</th>
          </tr>
        </thead>
        <tbody>
          {score.classes.map(({ name, text, probability, low, high, is_possible }) => (
            <tr key={name}>
              <th scope="row">{text}</th>
              <td className={classes["number"]}>{percent(probability, words)}</td>
              <td className={classes["wide"]} aria-hidden>
                <Bar value={probability} low={low} high={high} />
              </td>
              <td>
                {is_possible ? (
                  <IconCheck size={16} aria-label={t("yes")} />
                ) : (
                  <span aria-label={t("no")}>–</span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

/** A probability as a bar, with its interval as a line over it. */
function Bar({ value, low, high }: { value: number; low: number | null; high: number | null }) {
  return (
    <div className={classes["bar"]}>
      <span className={classes["filled"]} style={{ width: `${100 * value}%` }} />
      {low !== null && high !== null && (
        <span
          className={classes["whisker"]}
          style={{ left: `${100 * low}%`, width: `${Math.max(100 * (high - low), 0.5)}%` }}
        />
      )}
    </div>
  );
}
