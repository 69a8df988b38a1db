import { Button, Text } from "@mantine/core";
import { useState } from "react";
import { type Finding, numberOf, valueText } from "@/features/findings/finding";
import { Marked } from "@/features/findings/Marked";
import type { Marks } from "@/features/findings/queries";
import { useWords } from "@/words";
import classes from "./assays.module.css";
import type { RiskScore } from "./queries";

const FEW = 12;

/** The contribution of each feature to the log-odds of the likeliest class, with its cell in the table. */
export function Contributions({ score, marks }: { score: RiskScore; marks: Marks }) {
  const { t, number } = useWords();
  const [isWhole, setWhole] = useState(false);
  const ordered = [...score.contributions].sort((a, b) => weightOf(b) - weightOf(a));
  const most = Math.max(...ordered.map(weightOf), 1e-9);
  const [likeliest] = [...score.classes].sort(
    (a, b) => (numberOf(b.finding) ?? 0) - (numberOf(a.finding) ?? 0),
  );
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
            <th scope="col">{t("contribution")}</th>
          </tr>
        </thead>
        <tbody>
          {ordered.slice(0, isWhole ? undefined : FEW).map((item) => (
            <tr key={`${item.panel} ${item.feature}`}>
              <th scope="row">
                {item.text}
                <Cell place={item.value.place} />
              </th>
              <td>
                <Marked mark={marks.get(item.value.id)}>{valueText(item.value)}</Marked>
                <span className={classes["small"]}>
                  <Marked mark={marks.get(item.standardised.id)}>
                    {t("standardised", { value: signed(item.standardised) })}
                  </Marked>
                </span>
              </td>
              <td className={classes["wide"]} aria-hidden>
                <div
                  className={classes["balance"]}
                  data-marked={marks.get(item.contribution.id)}
                  data-side={(numberOf(item.contribution) ?? 0) > 0 ? "for" : "against"}
                >
                  <span style={{ width: `${(50 * weightOf(item)) / most}%` }} />
                </div>
              </td>
              <td className={classes["number"]}>
                <Marked mark={marks.get(item.contribution.id)}>{signed(item.contribution)}</Marked>
              </td>
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
          {t("contributions-others", { value: `${score.others > 0 ? "+" : ""}${number(score.others, 2)}` })}
        </Text>
      )}
    </>
  );
}

/** Where the value stands in its table. */
function Cell({ place }: { place: Finding["place"] }) {
  const { t } = useWords();
  if (place?.kind !== "cell") return null;
  const { table, column, row } = place;
  return <span className={classes["small"]}>{t("place-in-table", { table, cell: `${column}${row}` })}</span>;
}

function weightOf({ contribution }: RiskScore["contributions"][number]): number {
  return Math.abs(numberOf(contribution) ?? 0);
}

/** The value with its sign, which a positive one has too. */
function signed(finding: Finding): string {
  return `${(numberOf(finding) ?? 0) > 0 ? "+" : ""}${valueText(finding)}`;
}
