import { Anchor, Badge, Checkbox, Collapse } from "@mantine/core";
import type { ReactNode } from "react";
import { Link } from "react-router";
import { useWords } from "@/words";
import type { Evidence, Statement } from "./queries";
import { ReviewNote } from "./ReviewNote";
import classes from "./reports.module.css";

interface Props {
  statement: Statement;
  evidence: Evidence[];
  /** Where a piece of evidence is to be seen; null where that is not known. */
  sourceOf: (evidence: Evidence) => string | null;
  isOpen: boolean;
  onOpen: () => void;
  /** Whether it is chosen to be withdrawn; null while nothing is amended. */
  isChosen: boolean | null;
  onChoose: () => void;
  /** What can be done with the sentence. */
  children?: ReactNode;
}

/** One sentence; opened, what it rests on, each with the way there. */
export function StatementRow({
  statement,
  evidence,
  sourceOf,
  isOpen,
  onOpen,
  isChosen,
  onChoose,
  children,
}: Props) {
  const { t } = useWords();
  const basis = `basis-${statement.id}`;
  return (
    <li className={classes["statement"]} data-open={isOpen || undefined}>
      <div className={classes["sentence"]}>
        {isChosen !== null && !statement.is_withdrawn && (
          <Checkbox
            aria-label={t("withdraw", { statement: statement.text })}
            checked={isChosen}
            onChange={onChoose}
          />
        )}
        <button
          type="button"
          className={classes["words"]}
          aria-expanded={isOpen}
          aria-controls={basis}
          onClick={onOpen}
        >
          <span data-withdrawn={statement.is_withdrawn || isChosen || undefined}>{statement.text}</span>
          {statement.is_withdrawn && (
            <Badge variant="light" color="gray" radius="sm" tt="none" ml={8}>
              {t("withdrawn")}
            </Badge>
          )}
        </button>
        {children}
      </div>
      {statement.review && <ReviewNote review={statement.review} />}
      <Collapse expanded={isOpen} id={basis}>
        <ul className={classes["basis"]} aria-label={t("basis")}>
          {evidence.map((each) => (
            <li key={each.id}>
              <span className={classes["kind"]}>{t(`evidence-${each.kind}`)}</span>
              <Lead to={sourceOf(each)}>{each.text}</Lead>
            </li>
          ))}
        </ul>
      </Collapse>
    </li>
  );
}

function Lead({ to, children }: { to: string | null; children: string }) {
  if (!to) return children;
  return (
    <Anchor component={Link} to={to} size="sm">
      {children}
    </Anchor>
  );
}

/** The addresses of what a report tells of; null where it does not, or that is not known yet. */
export interface Sources {
  viewer: string | null;
  paper: string | null;
  score: string | null;
}

/** Where evidence can be looked at: the line of the document, the structure in the scan, or the risk score. */
export function placeOf(evidence: Evidence, { viewer, paper, score }: Sources): string | null {
  if (evidence.kind === "document-line")
    return paper && `${paper}&line=${evidence.target.replace(/^.*\//, "")}`;
  return viewer ? `${viewer}&organ=${organOf(evidence)}` : score;
}

/** The structure that evidence is about: `liver-slice` and `liver-mean-hu` both lead to the liver. */
export function organOf({ id }: Evidence): string {
  return id.replace(/-(?:row|slice|volume|mean-hu|sd-hu|diameter|extent)$/, "");
}
