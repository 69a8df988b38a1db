import { useRef, useState } from "react";
import { type Box, boxesOfLine } from "./places";
import type { Page, Reading } from "./queries";
import { type Decision, decided, nextOpen, stepFrom } from "./resolving";
import { flaggedIn, type Target, targetAt, targetOf } from "./targets";
import { useDecisions } from "./useDecisions";
import { useFlagKeys } from "./useFlagKeys";

type Chosen = { key: string } | { line: number } | null;

export type Choice = ReturnType<typeof useChoice>;

/** The chosen place of a document and the decisions made, shared by the page, the lists and the keys. */
export function useChoice(reading: Reading, page: Page | undefined, turn: (page: number) => void) {
  const flagged = flaggedIn(reading);
  const { decisions, decide, forget } = useDecisions(reading.document.id);
  const [choice, setChoice] = useState<Chosen>(null);
  const [drafts, setDrafts] = useState<Record<string, string>>({});
  const [isAtEnd, setAtEnd] = useState(false);
  const cameFrom = useRef<Element | null>(null);
  const target = choice && "key" in choice ? targetOf(reading, choice.key) : null;
  const line = choice && "line" in choice ? choice.line : null;

  const go = (next: Target | null) => {
    setChoice(next && { key: next.key });
    setAtEnd(next === null);
    if (next && next.page !== page?.number) turn(next.page);
  };
  const choose = (key: string) => {
    cameFrom.current = document.activeElement;
    go(targetOf(reading, key));
  };
  const step = (by: 1 | -1) => {
    if (!target) cameFrom.current = document.activeElement;
    const next = stepFrom(flagged, target?.key ?? null, by);
    if (next) go(next);
  };
  useFlagKeys(step);

  return {
    target,
    line,
    decisions,
    isAtEnd,
    boxes: boxesOf(target, line, page),
    typed: target ? (drafts[target.key] ?? decisions[target.key]?.to ?? target.text) : "",
    place: target?.isFlagged
      ? { number: flagged.findIndex(({ key }) => key === target.key) + 1, count: flagged.length }
      : null,
    type: (typed: string) => target && setDrafts({ ...drafts, [target.key]: typed }),
    choose,
    chooseLine: (number: number) => setChoice({ line: number }),
    point: (x: number, y: number) => {
      const hit = page && targetAt(reading, page, x, y);
      if (hit) choose(hit.key);
    },
    next: () => go(nextOpen(flagged, decisions, target?.key ?? null)),
    resolve: (decision: Decision) => {
      if (!target) return;
      decide(target.key, decision);
      go(nextOpen(flagged, decided(decisions, target.key, decision), target.key));
    },
    leave: () => {
      setChoice(null);
      backTo(cameFrom.current);
    },
    decide,
    forget: () => {
      forget();
      setDrafts({});
      setAtEnd(false);
    },
  };
}

/** The focus goes back to where it was; where that is gone or was nowhere, to the content. */
function backTo(place: Element | null): void {
  const isThere = place instanceof HTMLElement && place.isConnected && place !== document.body;
  (isThere ? place : document.getElementById("content"))?.focus();
}

function boxesOf(target: Target | null, line: number | null, page: Page | undefined): Box[] {
  if (target) return target.page === page?.number ? [target.box] : [];
  return line === null ? [] : boxesOfLine(page, line);
}
