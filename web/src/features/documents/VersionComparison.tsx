import { Text } from "@mantine/core";
import { QueryResult } from "@/ui/QueryResult";
import classesOfUi from "@/ui/ui.module.css";
import { useWords } from "@/words";
import { differencesOf } from "./comparing";
import classes from "./documents.module.css";
import { type Reading, useReading } from "./queries";

/** The differences of a version from the previous one, side by side. */
export function VersionComparison({ reading }: { reading: Reading }) {
  const { t } = useWords();
  const number = reading.version.number;
  const earlier = useReading(reading.document.id, number - 1);
  return (
    <QueryResult query={earlier}>
      {(before) => {
        const differences = differencesOf(before, reading);
        if (!differences.length)
          return (
            <Text size="sm" c="dimmed">
              {t("no-differences")}
            </Text>
          );
        return (
          <div className={classesOfUi["scroll"]}>
            <table className={classes["fields"]} aria-label={t("compare-version")}>
              <thead>
                <tr>
                  <th scope="col">{t("place")}</th>
                  <th scope="col">{t("version-number", { version: number - 1 })}</th>
                  <th scope="col">{t("version-number", { version: number })}</th>
                </tr>
              </thead>
              <tbody>
                {differences.map(({ key, name, page, line, before: was, after: is }) => (
                  <tr key={key}>
                    <th scope="row">{name ?? t("page-and-line", { page, line })}</th>
                    <td>
                      <del className={classes["differing"]}>{was || "–"}</del>
                    </td>
                    <td>{is || "–"}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        );
      }}
    </QueryResult>
  );
}
