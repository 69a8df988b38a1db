import type { Page, Reading } from "./queries";
import { LinePanel } from "./LinePanel";
import { SettlePanel } from "./SettlePanel";
import { StandingPanel } from "./StandingPanel";
import type { Choice } from "./useChoice";

/** Where the newest version stands, and what of it is being settled. */
export function SettlingColumn({ reading, page, choice }: { reading: Reading; page: Page; choice: Choice }) {
  const { target, line, decisions } = choice;
  return (
    <>
      <StandingPanel
        reading={reading}
        decisions={decisions}
        isAtEnd={choice.isAtEnd}
        onNext={choice.next}
        onDecide={choice.decide}
        onSaved={choice.forget}
      />
      {target && (
        <SettlePanel
          key={target.key}
          target={target}
          page={page}
          typed={choice.typed}
          place={choice.place}
          onType={choice.type}
          onDecide={choice.settle}
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
