import { Text } from "@mantine/core";
import { useWords } from "@/words";
import classes from "./assays.module.css";
import type { RiskScore } from "./queries";

/** Each panel: how complete it was, how familiar to the model, and how much of the answer is its own. */
export function PanelTable({ panels }: { panels: RiskScore["panels"] }) {
  const { t, number } = useWords();
  return (
    <>
      <table className={classes["table"]} aria-label={t("panels")}>
        <thead>
          <tr>
            <th scope="col">{t("panel")}</th>
            <th scope="col">{t("panel-features")}</th>
            <th scope="col">{t("likeness")}</th>
            <th scope="col">{t("panel-share")}</th>
          </tr>
        </thead>
        <tbody>
          {panels.map((panel) => (
            <tr key={panel.name}>
              <th scope="row">{panel.text}</th>
              <td className={classes["number"]}>
                {panel.features}/{panel.expected}
              </td>
              <td className={classes["number"]}>{number(panel.likeness, 2)}</td>
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
