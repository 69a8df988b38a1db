import { Button, Text } from "@mantine/core";
import { contentOf, save } from "@/api/files";
import { useWords } from "@/words";
import classes from "./assays.module.css";
import type { CohortScore } from "./queries";

/** What a model said of every row of a table: how many, and the answers as a file. */
export function CohortRow({ cohort, title }: { cohort: CohortScore; title: string }) {
  const { t, moment } = useWords();
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
      <Text size="sm">{t("cohort-said", { specimens: cohort.specimens, abstained: cohort.abstained })}</Text>
      <Button size="xs" variant="default" onClick={() => void save(contentOf(cohort.scores), "scores.csv")}>
        {t("save-scores")}
      </Button>
    </div>
  );
}
