import { Text } from "@mantine/core";
import { State, type Tone } from "@/ui/State";
import { useWords } from "@/words";
import type { Document, Review } from "./queries";

const TONES: Record<Review, Tone> = { clear: "good", needed: "open", second: "open", confirmed: "good" };

/** The review status of a document, with the number of values to check. */
export function DocumentState({ document }: { document: Document }) {
  const { t } = useWords();
  const isOpen = document.review === "needed" || document.review === "second";
  return (
    <>
      <State tone={document.has_conflict ? "bad" : TONES[document.review]}>
        {t(document.has_conflict ? "review-conflict" : `review-${document.review}`)}
      </State>
      {isOpen && document.flags !== null && document.flags > 0 && (
        <Text size="sm" component="span">
          {t("values-to-check", { count: document.flags })}
        </Text>
      )}
    </>
  );
}
