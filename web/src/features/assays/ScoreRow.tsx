import { Text } from "@mantine/core";
import { Marked } from "@/features/findings/Marked";
import type { Marks } from "@/features/findings/queries";
import { LinkButton } from "@/ui/LinkButton";
import { State } from "@/ui/State";
import { useWords } from "@/words";
import { positiveOf, riskOf } from "./answering";
import classes from "./assays.module.css";
import type { RiskScore } from "./queries";

interface Props {
  score: RiskScore;
  title: string;
  marks: Marks;
}

/** One answer of a model in a line: the number with its interval, or that there is none. */
export function ScoreRow({ score, title, marks }: Props) {
  const words = useWords();
  const { t, moment } = words;
  const positive = positiveOf(score);
  return (
    <div className={classes["row"]}>
      <div>
        <Text size="sm" fw={600}>
          {title}
        </Text>
        <Text size="xs" c="dimmed">
          {t("specimen")} {score.specimen} · {moment(score.created_at)}
        </Text>
      </div>
      {score.is_withheld ? (
        <State tone="open">{t("abstained")}</State>
      ) : (
        <Text size="sm">
          <Marked mark={positive && marks.get(positive.finding.id)}>{riskOf(score, words)}</Marked>
        </Text>
      )}
      <LinkButton to={`/risk-scores/${score.id}`} size="xs" variant="default">
        {t("score-details")}
      </LinkButton>
    </div>
  );
}
