import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { wordsIn } from ".";

const SOURCES = join(import.meta.dirname, "..");
const CODE = readdirSync(SOURCES, { recursive: true, encoding: "utf-8" })
  .filter((name) => /\.tsx?$/.test(name) && !name.includes(".test."))
  .map((name) => readFileSync(join(SOURCES, name), "utf-8"))
  .join("\n");

function keysOf(language: string): string[] {
  const folder = join(import.meta.dirname, language);
  const source = readdirSync(folder).map((name) => readFileSync(join(folder, name), "utf-8"));
  return [...source.join("\n").matchAll(/^([a-z][\w-]*) =/gm)].map(([, key]) => key ?? "");
}

test("both languages have the same messages, each once", () => {
  const [english, korean] = [keysOf("en"), keysOf("ko")];
  expect(new Set(english).size).toBe(english.length);
  expect([...korean].sort()).toEqual([...english].sort());
});

test("every message that the code names is in the catalogue", () => {
  const known = new Set(keysOf("en"));
  const named = [...CODE.matchAll(/\bt\(\s*"([\w-]+)"/g)].map(([, key]) => key ?? "");
  expect(named.filter((key) => !known.has(key))).toEqual([]);
});

test("every message is used, by its name or by how it begins", () => {
  const begins = [...CODE.matchAll(/[`"]([a-z][\w-]*-)\$\{/g)].map(([, start]) => start ?? "");
  const unused = keysOf("en").filter(
    (key) => !CODE.includes(`"${key}"`) && !begins.some((start) => key.startsWith(start)),
  );
  expect(unused).toEqual([]);
});

test("numbers and plurals are said as the language says them", () => {
  expect(wordsIn("en").t("slices", { count: 1 })).toBe("One slice");
  expect(wordsIn("en").number(1322.24, 1)).toBe("1,322.2");
  expect(wordsIn("ko").t("slices", { count: 79 })).toBe("영상 79장");
});
