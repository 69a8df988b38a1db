import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import { renderInApp } from "@/testing/app";
import { PersonMenu } from "./PersonMenu";

async function open() {
  const user = userEvent.setup();
  const { address } = renderInApp(<PersonMenu />, { may: ["access-in-emergency"] });
  const button = await screen.findByRole("button", { name: "Account and settings" });
  await user.tab();
  await user.keyboard("{Enter}");
  return {
    user,
    button,
    address,
    panel: await screen.findByRole("dialog", { name: "Account and settings" }),
  };
}

test("radio buttons, links and the way out stand in a panel, for a menu may hold menu items only", async () => {
  const { button, panel } = await open();
  expect(within(panel).getAllByRole("radiogroup")).toHaveLength(2);
  expect(within(panel).getAllByRole("link")).toHaveLength(3);
  expect(within(panel).getByRole("button", { name: "Sign out" })).toBeTruthy();
  expect(document.querySelector("[role^=menu]")).toBeNull();
  expect(button.getAttribute("aria-expanded")).toBe("true");
  expect(button.getAttribute("aria-haspopup")).toBe("dialog");
});

test("arrow keys go from entry to entry and round, and leave the radio buttons theirs", async () => {
  const { user, panel } = await open();
  await waitFor(() => expect(panel.contains(document.activeElement)).toBe(true));
  await user.keyboard("{ArrowDown}");
  expect(document.activeElement).toBe(within(panel).getByRole("link", { name: "Sign-in and security" }));
  await user.keyboard("{ArrowUp}");
  expect(document.activeElement).toBe(within(panel).getByRole("button", { name: "Sign out" }));
  await user.keyboard("{ArrowDown}{ArrowDown}");
  expect(document.activeElement?.getAttribute("href")).toBe("/emergency-accesses");
  const english = within(panel).getByRole("radio", { name: "English" });
  expect(fireEvent.keyDown(english, { key: "ArrowDown" })).toBe(true); // not prevented
});

test("Escape closes the panel and gives the focus back to its button", async () => {
  const { user, button } = await open();
  await user.keyboard("{Escape}");
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  await waitFor(() => expect(document.activeElement).toBe(button));
});

test("an entry leads to its screen and closes the panel", async () => {
  const { user, panel, address } = await open();
  await user.click(within(panel).getByRole("link", { name: "Sign-in and security" }));
  expect(address()).toBe("/security");
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
});
