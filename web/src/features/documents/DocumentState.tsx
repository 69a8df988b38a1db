import { Text } from "@mantine/core";
import { State, type Tone } from "@/ui/State";
import { useWords } from "@/words";
import type { Document, Review } from "./queries";

const TONES: Record<Review, Tone> = { clear: "good", needed: "open", second: "open", confirmed: "good" };

/** Whether a person must look at a document, and at how much of it. */
export function DocumentState({ document }: { document: Document }) {
  const { t } = useWords();
  const isOpen = document.review === "needed" || document.review === "second";
  return (
    <>
      <State tone={document.has_conflict ? "bad" : TONES[document.review]}>
        {t(document.has_conflict ? "review-conflict" : `review-${document.review}`)}
      </State>
      {isOpen && document.doubts !== null && document.doubts > 0 && (
        <Text size="sm" component="span">
          {t("doubts-left", { count: document.doubts })}
        </Text>
      )}
    </>
  );
}
