import { Blockquote, Text, Title } from "@mantine/core";
import { useState } from "react";
import { placeLink } from "@/features/findings/places";
import type { Content as ContentOfReport } from "@/features/findings/queries";
import { Surface } from "@/ui/Surface";
import { useWords } from "@/words";
import { evidenceOf } from "./evidence";
import type { Report, Statement } from "./queries";
import classes from "./reports.module.css";
import { ReviewControl } from "./ReviewControl";
import { StatementRow } from "./StatementRow";

interface Props {
  report: Report;
  content: ContentOfReport;
  /** The findings chosen to be withdrawn; null while nothing is amended. */
  withdrawn: ReadonlySet<string> | null;
  onWithdraw: (statement: Statement) => void;
  /** Whether each sentence can be accepted, amended or rejected. */
  isReviewed: boolean;
}

/** The sentences of a version with their evidence. */
export function Content({ report, content, withdrawn, onWithdraw, isReviewed }: Props) {
  const { t, moment } = useWords();
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
            evidence={evidenceOf(statement, content)}
            sourceOf={({ place }) => place && placeLink(place, report.subjects)}
            isOpen={open === statement.id}
            onOpen={() => setOpen(open === statement.id ? null : statement.id)}
            isChosen={withdrawn && statement.findings.some((id) => withdrawn.has(id))}
            onChoose={() => onWithdraw(statement)}
          >
            {isReviewed && <ReviewControl report={report.id} statement={statement} />}
          </StatementRow>
        ))}
      </ul>
      {content.addenda.map(({ at, by, text }) => (
        <Blockquote key={at} p="sm" mt="sm" cite={`${by} · ${moment(at)}`}>
          {text || t("typed-words-hidden")}
        </Blockquote>
      ))}
    </Surface>
  );
}
