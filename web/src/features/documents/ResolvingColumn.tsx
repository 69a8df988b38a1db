import type { Page, Reading } from "./queries";
import { LinePanel } from "./LinePanel";
import { ResolvePanel } from "./ResolvePanel";
import { ReviewPanel } from "./ReviewPanel";
import type { Choice } from "./useChoice";

/** The review of the newest version, and the value being checked. */
export function ResolvingColumn({ reading, page, choice }: { reading: Reading; page: Page; choice: Choice }) {
  const { target, line, decisions } = choice;
  return (
    <>
      <ReviewPanel
        reading={reading}
        decisions={decisions}
        isAtEnd={choice.isAtEnd}
        onNext={choice.next}
        onDecide={choice.decide}
        onSaved={choice.forget}
      />
      {target && (
        <ResolvePanel
          key={target.key}
          target={target}
          page={page}
          typed={choice.typed}
          place={choice.place}
          onType={choice.type}
          onDecide={choice.resolve}
          onLeave={choice.leave}
        />
      )}
      {line !== null && (
        <LinePanel
          reading={reading}
          page={page}
          line={line}
          decisions={decisions}
          onChoose={choice.choose}
          onLeave={choice.leave}
        />
      )}
    </>
  );
}
