import { Anchor, Checkbox, Collapse } from "@mantine/core";
import type { ReactNode } from "react";
import { Link } from "react-router";
import { MarkBadge, Marked } from "@/features/findings/Marked";
import { useWords } from "@/words";
import type { Evidence, Statement } from "./queries";
import { ReviewNote } from "./ReviewNote";
import classes from "./reports.module.css";

interface Props {
  statement: Statement;
  evidence: Evidence[];
  /** Return where a finding is seen; null where it has no place. */
  sourceOf: (evidence: Evidence) => string | null;
  isOpen: boolean;
  onOpen: () => void;
  /** Whether it is chosen to be withdrawn; null while nothing is amended. */
  isChosen: boolean | null;
  onChoose: () => void;
  /** What can be done with the sentence. */
  children?: ReactNode;
}

/** One sentence. Opened, it shows its evidence with links to the sources. */
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
        {isChosen !== null && statement.mark !== "withdrawn" && (
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
          <span data-struck={statement.mark !== null || isChosen || undefined}>{statement.text}</span>
          <MarkBadge mark={statement.mark} />
        </button>
        {children}
      </div>
      {statement.review && <ReviewNote review={statement.review} />}
      <Collapse expanded={isOpen} id={basis}>
        <ul className={classes["basis"]} aria-label={t("evidence")}>
          {evidence.map((item) => (
            <li key={item.id}>
              <span className={classes["kind"]}>{t(`evidence-${item.place?.kind ?? "none"}`)}</span>
              <Marked mark={item.mark}>
                <Lead to={sourceOf(item)}>{item.text}</Lead>
              </Marked>
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
