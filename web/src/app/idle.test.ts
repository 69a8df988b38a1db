import { act, renderHook } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { IDLE_MINUTES, setLocked, useIdleLock } from "./idle";

const MINUTE_MS = 60_000;

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function wait(minutes: number): void {
  act(() => {
    vi.advanceTimersByTime(minutes * MINUTE_MS);
  });
}

test("a screen that nobody uses locks itself, and opens again", () => {
  const { result } = renderHook(useIdleLock);
  wait(IDLE_MINUTES - 1);
  expect(result.current[0]).toBe(false);
  wait(2);
  expect(result.current[0]).toBe(true);
  act(() => result.current[1]());
  expect(result.current[0]).toBe(false);
  wait(IDLE_MINUTES - 1);
  expect(result.current[0]).toBe(false);
});

test.each(["pointerdown", "keydown", "wheel", "touchstart"])("%s is a sign of use", (sign) => {
  const { result } = renderHook(useIdleLock);
  wait(IDLE_MINUTES - 1);
  window.dispatchEvent(new Event(sign));
  wait(IDLE_MINUTES - 1);
  expect(result.current[0]).toBe(false);
});

test("use of another tab counts", () => {
  const { result } = renderHook(useIdleLock);
  wait(IDLE_MINUTES - 1);
  localStorage.setItem("jindan.seen", String(Date.now()));
  wait(IDLE_MINUTES - 1);
  expect(result.current[0]).toBe(false);
});

test("a reload opens no locked screen", () => {
  setLocked(true);
  expect(renderHook(useIdleLock).result.current[0]).toBe(true);
});

test("a page that is opened long after its last use is locked", () => {
  localStorage.setItem("jindan.seen", String(Date.now() - (IDLE_MINUTES + 1) * MINUTE_MS));
  expect(renderHook(useIdleLock).result.current[0]).toBe(true);
});
