import { Button, Text } from "@mantine/core";
import { contentOf, save } from "@/api/files";
import { useWords } from "@/words";
import classes from "./assays.module.css";
import type { CohortScore } from "./queries";

/** The risk scores of every row of a table: their number, and the download for those who may see the labels. */
export function CohortRow({ cohort, title }: { cohort: CohortScore; title: string }) {
  const { t, moment } = useWords();
  const { scores } = cohort;
  return (
    <div className={classes["row"]}>
      <div>
        <Text size="sm" fw={600}>
          {title}
        </Text>
        <Text size="xs" c="dimmed">
          {moment(cohort.created_at)}
        </Text>
      </div>
      <Text size="sm">{t("cohort-summary", { specimens: cohort.specimens, withheld: cohort.withheld })}</Text>
      {scores && (
        <Button size="xs" variant="default" onClick={() => void save(contentOf(scores), "scores.csv")}>
          {t("download-scores")}
        </Button>
      )}
    </div>
  );
}
