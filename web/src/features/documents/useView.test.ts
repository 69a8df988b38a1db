import { act } from "@testing-library/react";
import { expect, test } from "vitest";
import { renderHookInApp } from "@/testing/app";
import { field, reading } from "./phantom";
import { trustOf } from "./trust";
import { useView } from "./useView";

const ONE = reading([["one"], ["two"]]);
const [PAGE] = ONE.pages;
if (!PAGE) throw new Error("no page");
const READ = { ...ONE, pages: [PAGE, { ...PAGE, number: 2 }] };
const viewAt = (search: string, read = READ) =>
  renderHookInApp(() => useView(read), { at: `/documents/d1${search}` });

test.each([
  ["", 1],
  ["?page=2", 2],
  ["?page=7", 1],
  ["?page=2&line=1", 2],
  ["?page=2&at=1,2,3,4", 2],
])("the address %j shows page %i", (search, number) => {
  expect(viewAt(search).result.current.page?.number).toBe(number);
});

test("fields come first where there are any, else the text, unless the address says otherwise", () => {
  expect(viewAt("").result.current.tab).toBe("text");
  const read = { ...READ, fields: [field(0, "Hanbit", [1, 1])] };
  expect(viewAt("", read).result.current.tab).toBe("fields");
  expect(viewAt("?view=versions", read).result.current.tab).toBe("versions");
  expect(viewAt("?view=nonsense", read).result.current.tab).toBe("fields");
});

test("what an address leads to on a page is not shown on another", () => {
  const { result, address } = viewAt("?number=2&page=1&line=2");
  expect(result.current.spot?.page).toBe(1);
  act(() => result.current.turn(2));
  expect(result.current.spot).toBeNull();
  expect(address()).toBe("/documents/d1?number=2&page=2");
});

test("turning a page keeps the rest of the address", () => {
  const { result, address } = viewAt("?number=2");
  act(() => result.current.turn(2));
  act(() => result.current.show("text"));
  expect(address()).toBe("/documents/d1?number=2&page=2&view=text");
});

test.each([
  [1, "sure"],
  [0.95, "sure"],
  [0.94, "fair"],
  [0.8, "fair"],
  [0.79, "low"],
])("a confidence of %d is drawn as %s", (confidence, trust) => {
  expect(trustOf(confidence)).toBe(trust);
});
