import { expect, test } from "vitest";
import { boxAt, field, flag, reading } from "./phantom";
import { contestedOf, correctionOf, decisionOf, nextOpen, stepFrom, tally } from "./resolving";
import { flaggedIn, targetAt, targetOf, targetsOfLine } from "./targets";

const LINES = [
  ["Hanbit", "Hospital"],
  ["seen", "lesion"],
];
const READ = reading(LINES, {
  fields: [field(0, "Hanbit", [1, 1])],
  flags: [flag({ position: 0 }), flag({ place: [2, 1] }), flag({ place: [2, 2] })],
});
const [HANBIT, SEEN, LESION] = flaggedIn(READ);
const key = (target: typeof HANBIT) => target?.key ?? "";

test("flagged values come in the order of the server, fields and words alike", () => {
  expect(flaggedIn(READ).map(({ text }) => text)).toEqual(["Hanbit", "seen", "lesion"]);
});

test("a field is found before the word it was read from", () => {
  const [page] = READ.pages;
  if (!page) throw new Error("no page");
  expect(targetAt(READ, page, boxAt(1, 1)[0] + 1, boxAt(1, 1)[1] + 1)?.key).toBe("field-0");
  expect(targetAt(READ, page, boxAt(1, 2)[0] + 1, boxAt(1, 2)[1] + 1)?.text).toBe("Hospital");
  expect(targetAt(READ, page, 0, 0)).toBeNull();
  expect(targetsOfLine(READ, page, 1).map(({ name, text }) => name ?? text)).toEqual([
    "Hospital",
    "Hospital",
  ]);
});

test("the first open value follows the last", () => {
  const resolved = { [key(HANBIT)]: { from: "Hanbit", to: "Hanbit" } };
  expect(nextOpen(flaggedIn(READ), resolved, key(LESION))?.key).toBe(key(SEEN));
  expect(nextOpen(flaggedIn(READ), {}, null)?.key).toBe(key(HANBIT));
  const all = { ...resolved, [key(SEEN)]: { from: "", to: "" }, [key(LESION)]: { from: "", to: "" } };
  expect(nextOpen(flaggedIn(READ), all, key(LESION))).toBeNull();
});

test("a step goes to resolved values too, and back from the first to the last", () => {
  expect(stepFrom(flaggedIn(READ), null, 1)?.key).toBe(key(HANBIT));
  expect(stepFrom(flaggedIn(READ), key(HANBIT), -1)?.key).toBe(key(LESION));
  expect(stepFrom([], null, 1)).toBeNull();
});

test("what is left empty or as it was confirms; anything else corrects", () => {
  if (!HANBIT) throw new Error("nothing is flagged");
  const decisions = {
    a: decisionOf(HANBIT, " "),
    b: decisionOf(HANBIT, "Hanbit "),
    c: decisionOf(HANBIT, "Hanvit"),
  };
  expect(tally(decisions)).toEqual({ confirmed: 2, corrected: 1 });
});

test("decisions are sent by the places of the version they apply to", () => {
  const decisions = {
    [key(HANBIT)]: { from: "Hanbit", to: "Hanvit" },
    [key(LESION)]: { from: "lesion", to: "lesions" },
  };
  const merged = reading([["Hanbit", "Hospital"], ["lesion"]], { version: { number: 4 } as never });
  const [line] = merged.pages[0]?.lines.slice(1) ?? [];
  if (line?.words[0]) line.words[0].box = boxAt(2, 2); // the word before it is gone, so its place has moved
  expect(correctionOf(decisions, merged)).toEqual({
    number: 4,
    fields: [], // the later version has no such field
    words: [{ page: 1, line: 2, word: 1, text: "lesions" }],
  });
});

test("what somebody else has corrected meanwhile is contested, unless both wrote the same", () => {
  const after = reading(LINES, { fields: [field(0, "Hanvit", [1, 1])] });
  const mine = (to: string) => ({ [key(HANBIT)]: { from: "Hanbit", to } });
  expect(contestedOf(mine("Hanbit"), after)).toEqual([
    { key: "field-0", from: "Hanbit", to: "Hanbit", now: "Hanvit" },
  ]);
  expect(contestedOf(mine("Hanvit"), after)).toEqual([]);
  expect(contestedOf({ "field-9": { from: "a", to: "b" } }, after)[0]?.now).toBeNull();
  expect(contestedOf(mine("Hanvit"), READ)).toEqual([]);
});

test("a target of an unknown page is none", () => {
  expect(targetOf(READ, "word-7-1-2-3-4")).toBeNull();
});
