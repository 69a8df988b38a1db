import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { wordsIn } from "@/words";
import { ACTIONS, keyOf } from "./actions";

const SERVER = join(import.meta.dirname, "..", "..", "..", "..", "src", "jindan", "server");
const SOURCES = readdirSync(SERVER, { recursive: true, encoding: "utf-8" })
  .filter((name) => name.endsWith(".py"))
  .map((name) => readFileSync(join(SERVER, name), "utf-8"))
  .join("\n");

test("every action that the server notes is known here", () => {
  const noted = [
    ...SOURCES.matchAll(/(?:record_event|record_look|record_reading|_record)\(\s*"([a-z-]+\.[a-z-]+)"/g),
  ].map(([, action]) => action);
  expect(noted.length).toBeGreaterThan(40);
  expect(noted.filter((action) => !ACTIONS.includes(action ?? ""))).toEqual([]);
});

test.each(["en", "ko"] as const)("every known action has words in %s", (language) => {
  const { has } = wordsIn(language);
  expect(ACTIONS.filter((action) => !has(keyOf(action)))).toEqual([]);
});
