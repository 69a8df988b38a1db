import { Text } from "@mantine/core";
import { valueText } from "@/features/findings/finding";
import { Marked } from "@/features/findings/Marked";
import type { Marks } from "@/features/findings/queries";
import { useWords } from "@/words";
import classes from "./assays.module.css";
import type { RiskScore } from "./queries";

/** Each panel: how complete it was, how familiar to the model, and how much of the answer is its own. */
export function PanelTable({ panels, marks }: { panels: RiskScore["panels"]; marks: Marks }) {
  const { t, number } = useWords();
  return (
    <>
      <table className={classes["table"]} aria-label={t("panels")}>
        <thead>
          <tr>
            <th scope="col">{t("panel")}</th>
            <th scope="col">{t("panel-features")}</th>
            <th scope="col">{t("similarity")}</th>
            <th scope="col">{t("panel-share")}</th>
          </tr>
        </thead>
        <tbody>
          {panels.map((panel) => (
            <tr key={panel.name}>
              <th scope="row">{panel.text}</th>
              <td className={classes["number"]}>
                <Marked mark={marks.get(panel.given.id) ?? marks.get(panel.expected.id)}>
                  {valueText(panel.given)}/{valueText(panel.expected)}
                </Marked>
              </td>
              <td className={classes["number"]}>
                <Marked mark={marks.get(panel.likeness.id)}>{valueText(panel.likeness)}</Marked>
              </td>
              <td className={classes["number"]}>
                {panel.share === null ? "–" : `${number(100 * panel.share)}%`}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <Text size="xs" c="dimmed" mt="xs">
        {t("panels-about")}
      </Text>
    </>
  );
}
