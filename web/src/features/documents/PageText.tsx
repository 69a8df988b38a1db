import type { ReactNode } from "react";
import classesOfUi from "@/ui/ui.module.css";
import { useWords } from "@/words";
import classes from "./documents.module.css";
import { isShort } from "./fields";
import type { Box } from "./places";
import type { Page } from "./queries";

type Block = Page["blocks"][number];
type Cell = Block["cells"][number];

interface Props {
  page: Page;
  chosenLine: number | null;
  isChosen: (box: Box) => boolean;
  onLine: (line: number) => void;
  onBox: (box: Box) => void;
}

/** What a page says, in reading order; a table stays a table. A line or cell leads to its place on the page. */
export function PageText({ page, chosenLine, isChosen, onLine, onBox }: Props) {
  const { t } = useWords();
  const line = (number: number) => (
    <button
      key={number}
      type="button"
      className={`${classes["value"] ?? ""} ${classes["line"] ?? ""}`}
      aria-pressed={chosenLine === number}
      onClick={() => onLine(number)}
    >
      {page.lines[number - 1]?.text}
    </button>
  );
  const cell = ({ text, box }: Cell) =>
    box && (
      <button
        type="button"
        className={classes["value"]}
        aria-pressed={isChosen(box)}
        data-short={isShort(text) || undefined}
        onClick={() => onBox(box)}
      >
        {text}
      </button>
    );
  return (
    <section className={classes["text"]} aria-label={t("text-of-page", { number: page.number })}>
      {page.blocks.map((block) => (
        <div key={block.lines[0]} className={`${classes["block"] ?? ""} ${classes[block.kind] ?? ""}`}>
          {block.cells.length ? <Table block={block} cell={cell} /> : block.lines.map(line)}
        </div>
      ))}
    </section>
  );
}

function Table({ block, cell }: { block: Block; cell: (of: Cell) => ReactNode }) {
  const { t } = useWords();
  const rows = [...new Set(block.cells.map(({ row }) => row))].sort((a, b) => a - b);
  return (
    <div className={classesOfUi["scroll"]}>
      <table className={classes["cells"]} aria-label={t("table")}>
        <tbody>
          {rows.map((row) => (
            <tr key={row}>
              {block.cells
                .filter((item) => item.row === row)
                .sort((a, b) => a.column - b.column)
                .map((item) => (
                  <td key={item.column} rowSpan={item.row_span} colSpan={item.column_span}>
                    {cell(item)}
                  </td>
                ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
