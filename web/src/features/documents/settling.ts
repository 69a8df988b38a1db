import type { Correction, Reading } from "./queries";
import { type Target, targetOf } from "./targets";

/** What a person has settled and not yet saved: the text they looked at, and the one they hold to be right. */
export interface Decision {
  from: string;
  to: string;
}

/** By the key of the target. */
export type Decisions = Record<string, Decision>;

/** A decision about something that a later version says otherwise than the person saw it. */
export interface Contested extends Decision {
  key: string;
  /** What stands there now; null where it is there no more. */
  now: string | null;
}

/** The decision that a text which was typed, or left as it was, means. */
export function decisionOf(target: Target, typed: string): Decision {
  return { from: target.text, to: typed.trim() || target.text };
}

/** With one more decision, or one less. */
export function decided(before: Decisions, key: string, decision: Decision | null): Decisions {
  const others = Object.fromEntries(Object.entries(before).filter(([each]) => each !== key));
  return decision ? { ...others, [key]: decision } : others;
}

/** Decisions that rest on what is no longer there: somebody else has corrected it meanwhile. */
export function contestedOf(decisions: Decisions, reading: Reading): Contested[] {
  return Object.entries(decisions).flatMap(([key, { from, to }]) => {
    const now = targetOf(reading, key)?.text ?? null;
    return now === from || now === to ? [] : [{ key, from, to, now }];
  });
}

/** The next doubt that is not settled, after the one where the person is; from the top behind the last. */
export function nextOpen(doubts: Target[], decisions: Decisions, after: string | null): Target | null {
  return around(doubts, after, 1).find(({ key }) => !decisions[key]) ?? null;
}

/** The doubt one step on or back, settled or not. */
export function stepFrom(doubts: Target[], at: string | null, step: 1 | -1): Target | null {
  return around(doubts, at, step)[0] ?? null;
}

/** The doubts in the order in which they are come by from one of them; that one comes last. */
function around(doubts: Target[], at: string | null, step: 1 | -1): Target[] {
  const ordered = step === 1 ? doubts : [...doubts].reverse();
  const here = ordered.findIndex(({ key }) => key === at) + 1;
  return [...ordered.slice(here), ...ordered.slice(0, here)];
}

/** How many were confirmed as read, and how many read otherwise. */
export function tally(decisions: Decisions): { confirmed: number; corrected: number } {
  const all = Object.values(decisions);
  const confirmed = all.filter(({ from, to }) => from === to).length;
  return { confirmed, corrected: all.length - confirmed };
}

/** The decisions as the API takes them: by the places of the version they are held against. */
export function correctionOf(decisions: Decisions, reading: Reading): Correction {
  const settled = Object.entries(decisions).flatMap(([key, { to }]) => {
    const target = targetOf(reading, key);
    return target ? [{ ...target, to }] : [];
  });
  return {
    number: reading.version.number,
    fields: settled.flatMap(({ position, to }) => (position === null ? [] : [{ position, value: to }])),
    words: settled.flatMap(({ page, line, word, to }) =>
      word === null ? [] : [{ page, line, word, text: to }],
    ),
  };
}
