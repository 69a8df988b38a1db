import { Text } from "@mantine/core";
import { useWords } from "@/words";
import type { Statement } from "./queries";
import classes from "./reports.module.css";

/** A clinician's review of a sentence: verdict, name, time, reason and corrected text. */
export function ReviewNote({ review }: { review: NonNullable<Statement["review"]> }) {
  const { t, moment } = useWords();
  const { verdict, by, at, reason, words } = review;
  return (
    <div className={classes["review"]} data-verdict={verdict}>
      {words && <Text size="sm">{words}</Text>}
      <Text size="xs" c="dimmed">
        {[t(`verdict-${verdict}`), by, moment(at), reason].filter(Boolean).join(" · ")}
      </Text>
    </div>
  );
}
