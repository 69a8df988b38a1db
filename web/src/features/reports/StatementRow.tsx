import { Anchor, Badge, Checkbox, Collapse } from "@mantine/core";
import { Link } from "react-router";
import { useWords } from "@/words";
import type { Evidence, Statement } from "./queries";
import classes from "./reports.module.css";

interface Props {
  statement: Statement;
  evidence: Evidence[];
  /** Where the scan is that the sentence tells of; null while that is not known. */
  viewer: string | null;
  /** Where the document is that it tells of; null where it tells of none. */
  paper: string | null;
  isOpen: boolean;
  onOpen: () => void;
  /** Whether it is chosen to be withdrawn; null while nothing is amended. */
  isChosen: boolean | null;
  onChoose: () => void;
}

/** One sentence; opened, what it rests on, each with the way there. */
export function StatementRow(props: Props) {
  const { statement, evidence, viewer, paper, isOpen, onOpen, isChosen, onChoose } = props;
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
      </div>
      <Collapse expanded={isOpen} id={basis}>
        <ul className={classes["basis"]} aria-label={t("basis")}>
          {evidence.map((each) => (
            <li key={each.id}>
              <span className={classes["kind"]}>{t(`evidence-${each.kind}`)}</span>
              <Lead to={placeOf(each, { viewer, paper })}>{each.text}</Lead>
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

/** Where evidence can be looked at: the line of the document, or the structure in the scan. */
export function placeOf(
  evidence: Evidence,
  { viewer, paper }: { viewer: string | null; paper: string | null },
): string | null {
  if (evidence.kind === "document-line")
    return paper && `${paper}&line=${evidence.target.replace(/^.*\//, "")}`;
  return viewer && `${viewer}&organ=${organOf(evidence)}`;
}

/** The structure that evidence is about: `liver-slice` and `liver-mean-hu` both lead to the liver. */
export function organOf({ id }: Evidence): string {
  return id.replace(/-(?:row|slice|volume|mean-hu|sd-hu|diameter|extent)$/, "");
}
