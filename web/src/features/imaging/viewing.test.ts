import { expect, test, vi } from "vitest";
import { canDraw } from "./viewing";

test("a browser is asked once whether it can draw, however often a screen is rendered", () => {
  const asked = vi.spyOn(HTMLCanvasElement.prototype, "getContext").mockReturnValue(null);
  expect([canDraw(), canDraw(), canDraw()]).toEqual([false, false, false]);
  expect(asked).toHaveBeenCalledTimes(1);
});
