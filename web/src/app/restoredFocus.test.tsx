import { cleanup, render, screen, waitFor } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import { useRestoredFocus } from "./restoredFocus";

afterEach(cleanup);

function Page({ isThere = true, isBusy = false }: { isThere?: boolean; isBusy?: boolean }) {
  useRestoredFocus();
  return (
    <main id="content">
      <section aria-label="part">{isThere && <button disabled={isBusy}>act</button>}</section>
    </main>
  );
}

test("where a control goes, the part it stood in has the focus", async () => {
  const { rerender } = render(<Page />);
  screen.getByRole("button").focus();
  rerender(<Page isThere={false} />);
  await waitFor(() => expect(screen.getByRole("region", { name: "part" })).toHaveProperty("tabIndex", -1));
  expect(document.activeElement).toBe(screen.getByRole("region", { name: "part" }));
});

test("a control that is busy leaves the focus beside it and has it again", async () => {
  const { rerender } = render(<Page />);
  const button = screen.getByRole("button");
  button.focus();
  button.blur(); // as browsers do to a control that is disabled
  rerender(<Page isBusy />);
  await waitFor(() => expect(document.activeElement).toBe(screen.getByRole("region", { name: "part" })));
  rerender(<Page />);
  await waitFor(() => expect(document.activeElement).toBe(button));
});

test("who puts the focus nowhere by hand is let", async () => {
  const { rerender } = render(<Page />);
  screen.getByRole("button").focus();
  document.dispatchEvent(new Event("pointerdown", { bubbles: true }));
  rerender(<Page isThere={false} />);
  await new Promise((later) => setTimeout(later, 0));
  expect(document.activeElement).toBe(document.body);
});
