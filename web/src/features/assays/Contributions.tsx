import { Button, Text } from "@mantine/core";
import { useState } from "react";
import { useWords } from "@/words";
import classes from "./assays.module.css";
import type { RiskScore } from "./queries";

const FEW = 12;
const LIKELIEST = (a: { probability: number }, b: { probability: number }) => b.probability - a.probability;

/** What each feature adds to the log-odds of the likeliest class, with the cell of the table it was read from. */
export function Contributions({ score }: { score: RiskScore }) {
  const { t, number } = useWords();
  const [isWhole, setWhole] = useState(false);
  const ordered = [...score.contributions].sort(
    (a, b) => Math.abs(b.contribution) - Math.abs(a.contribution),
  );
  const most = Math.max(...ordered.map(({ contribution }) => Math.abs(contribution)), 1e-9);
  const [likeliest] = [...score.classes].sort(LIKELIEST);
  return (
    <>
      <Text size="sm" c="dimmed" mb="xs">
        {t("contributions-about", { class: likeliest?.text ?? "" })}
      </Text>
      <table className={classes["table"]} aria-label={t("contributions")}>
        <thead>
          <tr>
            <th scope="col">{t("feature")}</th>
            <th scope="col">{t("value")}</th>
            <th scope="col" aria-hidden />
            <th scope="col">{t("adds")}</th>
          </tr>
        </thead>
        <tbody>
          {ordered.slice(0, isWhole ? undefined : FEW).map((each) => (
            <tr key={`${each.panel} ${each.feature}`}>
              <th scope="row">
                {each.text}
                <span className={classes["small"]}>
                  {t("place-in-table", { table: each.table, cell: `${each.column}${each.row}` })}
                </span>
              </th>
              <td>
                {each.word ||
                  `${number(each.value, decimalsOf(each.value))} ${each.unit === "a" ? "" : each.unit}`}
                <span className={classes["small"]}>
                  {t("standardised", { value: signed(each.standardised, number) })}
                </span>
              </td>
              <td className={classes["wide"]} aria-hidden>
                <div className={classes["balance"]} data-side={each.contribution > 0 ? "for" : "against"}>
                  <span style={{ width: `${(50 * Math.abs(each.contribution)) / most}%` }} />
                </div>
              </td>
              <td className={classes["number"]}>{signed(each.contribution, number)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {ordered.length > FEW && !isWhole && (
        <Button variant="subtle" size="xs" mt="xs" onClick={() => setWhole(true)}>
          {t("more")}
        </Button>
      )}
      {score.others !== 0 && (
        <Text size="xs" c="dimmed" mt="xs">
          {t("contributions-others", { value: signed(score.others, number) })}
        </Text>
      )}
    </>
  );
}

function signed(value: number, number: (value: number, decimals?: number) => string): string {
  return `${value < 0 ? "−" : "+"}${number(Math.abs(value), 2)}`;
}

function decimalsOf(value: number): number {
  return Number.isInteger(value) ? 0 : Math.abs(value) < 100 ? 2 : 1;
}
