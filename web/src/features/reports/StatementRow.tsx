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
          {evidence.map((each) => {
            const source = sourceOf(each);
            return (
              <li key={each.id}>
                <span className={classes["kind"]}>{t(`evidence-${each.kind}`)}</span>
                {source ? (
                  <Anchor component={Link} to={source} size="sm">
                    {each.text}
                  </Anchor>
                ) : (
                  each.text
                )}
              </li>
            );
          })}
        </ul>
      </Collapse>
    </li>
  );
}

/** The structure that evidence is about: `liver-slice` and `liver-mean-hu` both lead to the liver. */
export function organOf({ id }: Evidence): string {
  return id.replace(/-(?:row|slice|volume|mean-hu|sd-hu|diameter|extent)$/, "");
}
