import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test, vi } from "vitest";
import { renderInApp } from "@/testing/app";
import { pageOf, server } from "@/testing/server";
import { DocumentReading } from "./DocumentReading";
import { field, flag, reading } from "./phantom";
import type { Reading } from "./queries";

const DOCUMENT = {
  id: "d1",
  case: "c1",
  kind_text: "Referral",
  name: "scan.png",
  number: 1,
  patient_code: "HONG-01",
  case_title: "Pancreas",
  review: "needed",
  flags: 2,
  has_conflict: false,
  notes: [],
} as unknown as Reading["document"];
const READ = reading(
  [
    ["Hanbit", "Hospital"],
    ["seen", "lesion"],
  ],
  {
    document: DOCUMENT,
    fields: [field(0, "Hanbit", [1, 1], { is_flagged: true })],
    flags: [flag({ position: 0 }), flag({ place: [2, 1] })],
  },
);
READ.pages.forEach((page) => (page.image = "/pages/p1"));
const CORRECTIONS = "POST /api/v1/documents/d1/corrections";

beforeEach(() => {
  Element.prototype.scrollTo = vi.fn() as never; // jsdom lays nothing out
  server.answers("GET /api/v1/documents/d1/versions", pageOf([{ number: 1, is_filed: false }]));
  server.answers("GET /api/v1/document-engines/upstage/consent", { is_offered: false, given_at: null });
  server.answers("GET /api/v1/pages/p1", () => new Response("png"));
  vi.spyOn(URL, "createObjectURL").mockReturnValue("blob:page");
});

test("a document is reviewed by the keyboard alone, and saved as one correction", async () => {
  const user = userEvent.setup();
  server.answers(CORRECTIONS, { ...READ, version: { number: 2 } });
  renderInApp(<DocumentReading reading={READ} />);
  expect(screen.getByText("2 values to check")).toBeTruthy();
  await user.keyboard("{Alt>}{ArrowDown}{/Alt}");
  const typed = () => screen.getByRole<HTMLInputElement>("textbox", { name: "Recognised text" });
  expect(screen.getByText("Value to check: 1 of 2")).toBeTruthy();
  await user.clear(typed());
  await user.type(typed(), "Hanvit{Enter}");
  expect(screen.getByText("Value to check: 2 of 2")).toBeTruthy();
  expect(typed().value).toBe("seen");
  await user.type(typed(), "{Enter}", { skipClick: true });
  expect(screen.getByText(/Confirmed: 1. Corrected: 1. Still to check: 0./)).toBeTruthy();
  const save = screen.getByRole("button", { name: "Save 2 decisions" });
  expect(document.activeElement).toBe(save);
  await user.keyboard("{Enter}");
  await waitFor(() => expect(server.count(CORRECTIONS)).toBe(1));
  expect(server.sent(CORRECTIONS)[0]?.body).toEqual({
    number: 1,
    fields: [{ position: 0, value: "Hanvit" }],
    words: [{ page: 1, line: 2, word: 1, text: "seen" }],
  });
});

test("a correction that is refused keeps the decisions", async () => {
  const user = userEvent.setup();
  server.refuses(CORRECTIONS, 409, "Corrected meanwhile");
  renderInApp(<DocumentReading reading={READ} />);
  await user.click(screen.getByRole("button", { name: /Next value to check/ }));
  await user.keyboard("{Enter}");
  await user.click(screen.getByRole("button", { name: "Save one decision" }));
  expect((await screen.findByRole("alert")).textContent).toContain("Corrected meanwhile");
  expect(screen.getByText(/Your changes are still here/)).toBeTruthy();
  expect(screen.getByRole("button", { name: "Save one decision" })).toBeTruthy();
});

test("a value that somebody else has corrected since blocks saving until one of both is chosen", async () => {
  const user = userEvent.setup();
  const { rerender } = renderInApp(<DocumentReading reading={READ} />);
  await user.click(screen.getByRole("button", { name: /Next value to check/ }));
  await user.keyboard("{Enter}");
  const theirs = { ...READ, version: { number: 2 } as never, fields: [field(0, "Hanbyul", [1, 1])] };
  rerender(<DocumentReading reading={{ ...theirs, document: { ...DOCUMENT, number: 2 } }} />);
  expect(screen.getByText("Theirs: Hanbyul. Yours: Hanbit.")).toBeTruthy();
  const save = screen.getByRole<HTMLButtonElement>("button", { name: "Save one decision" });
  expect(save.disabled).toBe(true);
  await user.click(screen.getByRole("button", { name: "Use mine" }));
  expect(save.disabled).toBe(false);
});

test("a document without flags is confirmed as a whole", async () => {
  const user = userEvent.setup();
  server.answers("POST /api/v1/documents/d1/confirmations", { id: "d1" });
  const clear = { ...DOCUMENT, review: "clear" as const, flags: 0 };
  renderInApp(<DocumentReading reading={{ ...READ, document: clear, flags: [] }} />);
  await user.click(screen.getByRole("button", { name: "Confirm the document" }));
  await waitFor(() =>
    expect(server.sent("POST /api/v1/documents/d1/confirmations")[0]?.body).toEqual({ number: 1 }),
  );
});

test("an earlier version can only be looked at", () => {
  renderInApp(<DocumentReading reading={{ ...READ, document: { ...DOCUMENT, number: 3 } }} />);
  expect(screen.getByRole("link", { name: "To the newest version" }).getAttribute("href")).toBe(
    "/documents/d1",
  );
  expect(screen.queryByRole("button", { name: /Next value to check/ })).toBeNull();
});

test("a page says where it was processed", () => {
  renderInApp(<DocumentReading reading={READ} />);
  expect(screen.getByText(/built-in engine. Processed on this server only./)).toBeTruthy();
});
