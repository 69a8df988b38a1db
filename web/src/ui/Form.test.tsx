import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import { Form } from "./Form";

afterEach(cleanup);

function shown(onSubmit: () => void): HTMLElement {
  render(
    <Form label="form" onSubmit={onSubmit}>
      <input aria-label="field" />
    </Form>,
  );
  return screen.getByLabelText("field");
}

test("Enter that ends a Hangul syllable does not submit, but any other Enter does", () => {
  const field = shown(vi.fn());
  expect(fireEvent.keyDown(field, { key: "Enter", isComposing: true })).toBe(false);
  expect(fireEvent.keyDown(field, { key: "Enter" })).toBe(true);
});

test("a submit calls the handler and never reloads the page", () => {
  const onSubmit = vi.fn();
  shown(onSubmit);
  expect(fireEvent.submit(screen.getByRole("form"))).toBe(false);
  expect(onSubmit).toHaveBeenCalledOnce();
});
