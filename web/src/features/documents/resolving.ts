import type { Correction, Reading } from "./queries";
import { type Target, targetOf } from "./targets";

/** A decision that is not saved yet: the text that was shown, and the text that is right. */
export interface Decision {
  from: string;
  to: string;
}

/** By the key of the target. */
export type Decisions = Record<string, Decision>;

/** A decision about a value that a later version has changed. */
export interface Contested extends Decision {
  key: string;
  /** The value in the newest version; null where it has none. */
  now: string | null;
}

/** Return the decision of a typed text; an empty text confirms the value. */
export function decisionOf(target: Target, typed: string): Decision {
  return { from: target.text, to: typed.trim() || target.text };
}

/** Return the decisions with one added or removed. */
export function decided(before: Decisions, key: string, decision: Decision | null): Decisions {
  const others = Object.fromEntries(Object.entries(before).filter(([other]) => other !== key));
  return decision ? { ...others, [key]: decision } : others;
}

/** Return the decisions about values that somebody else has corrected since. */
export function contestedOf(decisions: Decisions, reading: Reading): Contested[] {
  return Object.entries(decisions).flatMap(([key, { from, to }]) => {
    const now = targetOf(reading, key)?.text ?? null;
    return now === from || now === to ? [] : [{ key, from, to, now }];
  });
}

/** Return the next flagged target without a decision, after the current one and then from the top. */
export function nextOpen(flagged: Target[], decisions: Decisions, after: string | null): Target | null {
  return around(flagged, after, 1).find(({ key }) => !decisions[key]) ?? null;
}

/** Return the flagged target one step on or back, with or without a decision. */
export function stepFrom(flagged: Target[], at: string | null, step: 1 | -1): Target | null {
  return around(flagged, at, step)[0] ?? null;
}

/** Return the flagged targets in the order in which they follow one of them, which comes last. */
function around(flagged: Target[], at: string | null, step: 1 | -1): Target[] {
  const ordered = step === 1 ? flagged : [...flagged].reverse();
  const here = ordered.findIndex(({ key }) => key === at) + 1;
  return [...ordered.slice(here), ...ordered.slice(0, here)];
}

/** Count the values that were confirmed and corrected. */
export function tally(decisions: Decisions): { confirmed: number; corrected: number } {
  const all = Object.values(decisions);
  const confirmed = all.filter(({ from, to }) => from === to).length;
  return { confirmed, corrected: all.length - confirmed };
}

/** Return the decisions as the API takes them: by the places of this version. */
export function correctionOf(decisions: Decisions, reading: Reading): Correction {
  const resolved = Object.entries(decisions).flatMap(([key, { to }]) => {
    const target = targetOf(reading, key);
    return target ? [{ ...target, to }] : [];
  });
  return {
    number: reading.version.number,
    fields: resolved.flatMap(({ position, to }) => (position === null ? [] : [{ position, value: to }])),
    words: resolved.flatMap(({ page, line, word, to }) =>
      word === null ? [] : [{ page, line, word, text: to }],
    ),
  };
}
