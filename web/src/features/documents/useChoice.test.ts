import { act, waitFor } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import { renderHookInApp } from "@/testing/app";
import { boxAt, field, flag, reading } from "./phantom";
import { useChoice } from "./useChoice";

const READ = reading(
  [
    ["Hanbit", "Hospital"],
    ["seen", "lesion"],
  ],
  {
    document: { id: "d1" } as never,
    fields: [field(0, "Hanbit", [1, 1])],
    flags: [flag({ position: 0 }), flag({ place: [2, 1] })],
  },
);
const SEEN = `word-1-${boxAt(2, 1).join("-")}`;

function chosen(turn = vi.fn()) {
  return renderHookInApp(() => useChoice(READ, READ.pages[0], turn));
}

function press(key: string, more: KeyboardEventInit = {}): boolean {
  let isLeft = true;
  act(() => {
    isLeft = window.dispatchEvent(new KeyboardEvent("keydown", { key, cancelable: true, ...more }));
  });
  return isLeft;
}

test("decisions lead from flag to flag, and to the end when none is open", () => {
  const { result } = chosen();
  act(() => result.current.next());
  expect(result.current.target?.key).toBe("field-0");
  expect(result.current.place).toEqual({ number: 1, count: 2 });
  act(() => result.current.resolve({ from: "Hanbit", to: "Hanvit" }));
  expect(result.current.target?.key).toBe(SEEN);
  expect(result.current.isAtEnd).toBe(false);
  act(() => result.current.resolve({ from: "seen", to: "seen" }));
  expect(result.current.target).toBeNull();
  expect(result.current.isAtEnd).toBe(true);
  expect(Object.keys(result.current.decisions)).toEqual(["field-0", SEEN]);
});

test("Alt with the arrows steps through the flags, except within a Hangul syllable", () => {
  const { result } = chosen();
  expect(press("ArrowDown", { altKey: true })).toBe(false);
  expect(result.current.target?.key).toBe("field-0");
  press("ArrowUp", { altKey: true });
  expect(result.current.target?.key).toBe(SEEN);
  press("ArrowDown", { altKey: true, isComposing: true });
  press("ArrowDown");
  press("ArrowDown", { altKey: true, ctrlKey: true });
  expect(result.current.target?.key).toBe(SEEN);
});

test("a point on the page chooses what was read there, and one beside it nothing", () => {
  const { result } = chosen();
  act(() => result.current.point(0, 0));
  expect(result.current.target).toBeNull();
  const [left, top] = boxAt(1, 2);
  act(() => result.current.point(left + 1, top + 1));
  expect(result.current.target?.text).toBe("Hospital");
  expect(result.current.place).toBeNull(); // not flagged
  expect(result.current.boxes).toEqual([boxAt(1, 2)]);
});

test("a line shows the boxes of its words", () => {
  const { result } = chosen();
  act(() => result.current.chooseLine(2));
  expect(result.current.line).toBe(2);
  expect(result.current.boxes).toEqual([boxAt(2, 1), boxAt(2, 2)]);
});

test("what was typed is there again when one comes back to it", () => {
  const { result } = chosen();
  act(() => result.current.choose("field-0"));
  expect(result.current.typed).toBe("Hanbit");
  act(() => void result.current.type("Hanv"));
  act(() => result.current.leave());
  act(() => result.current.choose("field-0"));
  expect(result.current.typed).toBe("Hanv");
  act(() => result.current.forget());
  expect(result.current.typed).toBe("Hanbit");
});

test("leaving gives the focus back to where it was", () => {
  const button = document.body.appendChild(document.createElement("button"));
  const { result } = chosen();
  button.focus();
  act(() => result.current.choose("field-0"));
  button.blur();
  act(() => result.current.leave());
  expect(document.activeElement).toBe(button);
  button.remove();
});

test("a value on another page turns to it", () => {
  const turn = vi.fn();
  const [page] = READ.pages;
  if (!page) throw new Error("no page");
  const { result } = renderHookInApp(() => useChoice(READ, { ...page, number: 2 }, turn));
  act(() => result.current.next());
  expect(turn).toHaveBeenCalledWith(1);
  expect(result.current.boxes).toEqual([]); // they are on the other page
});

test("closing the page asks while there are unsaved decisions", async () => {
  const closes = () => window.dispatchEvent(new Event("beforeunload", { cancelable: true }));
  const { result } = chosen();
  expect(closes()).toBe(true);
  act(() => void result.current.decide("field-0", { from: "Hanbit", to: "Hanvit" }));
  await waitFor(() => expect(closes()).toBe(false));
  act(() => void result.current.decide("field-0", null));
  await waitFor(() => expect(closes()).toBe(true));
});
