import { expect, test } from "vitest";
import { wordsIn } from "@/words";
import { ACTIONS, keyOf } from "./actions";

test.each(["en", "ko"] as const)("every recorded action has words in %s", (language) => {
  const { has } = wordsIn(language);
  expect(ACTIONS.filter((action) => !has(keyOf(action)))).toEqual([]);
});
