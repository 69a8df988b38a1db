import { Blockquote, Text, Title } from "@mantine/core";
import { useState } from "react";
import { Surface } from "@/ui/Surface";
import { useWords } from "@/words";
import type { Content as Said, Evidence, Report } from "./queries";
import { useDocumentOf, useScoreOf, useSeriesOf } from "./queries";
import classes from "./reports.module.css";
import { ReviewControl } from "./ReviewControl";
import { placeOf, StatementRow } from "./StatementRow";

interface Props {
  report: Report;
  content: Said;
  /** The sentences chosen to be withdrawn; null while nothing is amended. */
  withdrawn: ReadonlySet<string> | null;
  onWithdraw: (id: string) => void;
  /** Whether each sentence can be accepted, amended or rejected. */
  isReviewed: boolean;
}

/** The sentences of a version; each shows what it rests on. */
export function Content({ report, content, withdrawn, onWithdraw, isReviewed }: Props) {
  const { t, moment } = useWords();
  const sourceOf = useSources(report, content);
  const [open, setOpen] = useState<string | null>(null);
  return (
    <Surface p="md">
      <Title order={2} size="h5">
        {t("statements")}
      </Title>
      <Text size="sm" c="dimmed" mb="xs">
        {t("statements-about")}
      </Text>
      <ul className={classes["statements"]}>
        {content.statements.map((statement) => (
          <StatementRow
            key={statement.id}
            statement={statement}
            evidence={content.evidence.filter(({ id }) => statement.evidence.includes(id))}
            sourceOf={sourceOf}
            isOpen={open === statement.id}
            onOpen={() => setOpen(open === statement.id ? null : statement.id)}
            isChosen={withdrawn?.has(statement.id) ?? null}
            onChoose={() => onWithdraw(statement.id)}
          >
            {isReviewed && <ReviewControl report={report} statement={statement} />}
          </StatementRow>
        ))}
      </ul>
      {content.addenda.map(({ at, by, text }) => (
        <Blockquote key={at} p="sm" mt="sm" cite={`${by} · ${moment(at)}`}>
          {text}
        </Blockquote>
      ))}
    </Surface>
  );
}

/** Where the evidence of a report is to be seen: in the scan, on the document, or at the risk score. */
function useSources(report: Report, content: Said): (evidence: Evidence) => string | null {
  const series = useSeriesOf(report);
  const score = useScoreOf(report);
  const isPaper = content.evidence.some(({ kind }) => kind === "document-line");
  const paper = useDocumentOf(report, isPaper);
  const sources = {
    viewer: series.data ? `/series/${series.data.series}?version=${series.data.version}` : null,
    paper: paper.data ?? null,
    score: score.data ? `/risk-scores/${score.data}` : null,
  };
  return (evidence) => placeOf(evidence, sources);
}
