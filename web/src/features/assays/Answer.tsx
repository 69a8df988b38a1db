import { Text } from "@mantine/core";
import { IconCheck } from "@tabler/icons-react";
import { type Mark, type Probability, valueText } from "@/features/findings/finding";
import { Marked, Struck } from "@/features/findings/Marked";
import type { Marks } from "@/features/findings/queries";
import { useWords } from "@/words";
import { positiveOf, probabilityOf, setOf } from "./answering";
import classes from "./assays.module.css";
import type { RiskScore } from "./queries";

/** The calibrated probabilities with their intervals, and which classes are possible at the level. */
export function Answer({ score, marks }: { score: RiskScore; marks: Marks }) {
  const words = useWords();
  const { t } = words;
  const positive = positiveOf(score);
  const probability = positive && probabilityOf(positive.finding);
  return (
    <>
      {probability && (
        <div className={classes["headline"]}>
          <strong>
            <Marked mark={marks.get(positive.finding.id)}>{probability.text}</Marked>
          </strong>
          <div>
            <Text fw={600}>{positive.text}</Text>
            <Text size="sm" c="dimmed">
              <Struck mark={marks.get(positive.finding.id)}>
                {probability.low_text === null || probability.high_text === null
                  ? t("no-interval")
                  : t("interval", { low: probability.low_text, high: probability.high_text })}
              </Struck>
            </Text>
          </div>
        </div>
      )}
      <Text component="div" mb="sm">
        <Marked mark={score.possible && marks.get(score.possible.id)}>{setOf(score, words)}</Marked>
      </Text>
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
          {score.classes.map(({ name, text, finding, is_possible }) => (
            <tr key={name}>
              <th scope="row">{text}</th>
              <td className={classes["number"]}>
                <Marked mark={marks.get(finding.id)}>{valueText(finding)}</Marked>
              </td>
              <td className={classes["wide"]} aria-hidden>
                <Bar probability={probabilityOf(finding)} mark={marks.get(finding.id)} />
              </td>
              <td>
                <Struck mark={score.possible && marks.get(score.possible.id)}>
                  {is_possible ? (
                    <IconCheck size={16} aria-label={t("yes")} />
                  ) : (
                    <span aria-label={t("no")}>–</span>
                  )}
                </Struck>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

interface BarProps {
  probability: Probability | undefined;
  mark: Mark | undefined;
}

/** A probability as a bar, with its interval as a line over it. */
function Bar({ probability, mark }: BarProps) {
  if (!probability) return null;
  const { value, low, high } = probability;
  return (
    <div className={classes["bar"]} data-marked={mark}>
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
