import { Text } from "@mantine/core";
import { LinkButton } from "@/ui/LinkButton";
import { State } from "@/ui/State";
import { useWords } from "@/words";
import { probabilityOf } from "./answering";
import classes from "./assays.module.css";
import type { RiskScore } from "./queries";

/** One answer of a model in a line: the number with its interval, or that there is none. */
export function ScoreRow({ score, title }: { score: RiskScore; title: string }) {
  const words = useWords();
  const { t, moment } = words;
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
      {score.is_abstained ? (
        <State tone="open">{t("abstained")}</State>
      ) : (
        <Text size="sm">{probabilityOf(score, words)}</Text>
      )}
      <LinkButton to={`/risk-scores/${score.id}`} size="xs" variant="default">
        {t("open-score")}
      </LinkButton>
    </div>
  );
}
