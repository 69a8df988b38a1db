import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test } from "vitest";
import { renderInApp } from "@/testing/app";
import { pageOf, server } from "@/testing/server";
import { AuditPage } from "./AuditPage";

const EVENTS = "GET /api/v1/audit-events";
const EVENT = {
  id: 1,
  at: "2026-11-28T09:00:00Z",
  actor_id: "u1",
  action: "report.signed",
  subject_kind: "report",
  subject_id: "0123456789abcdef",
  patient_id: "fedcba9876543210",
  address: "192.0.2.7",
  outcome: "success",
  purpose: "ETREAT",
};
const CHAIN = {
  events: 12,
  checkpoint_at: "2026-11-28T09:00:00Z",
  checkpoint_events: 10,
  verified_at: null,
  is_whole: null,
};

beforeEach(() => {
  server.answers("GET /api/v1/audit-chain", CHAIN);
  server.answers("GET /api/v1/users", pageOf([{ id: "u1", name: "", email: "kim@example.org" }]));
});

test("an event has its words, its user and the start of its id", async () => {
  server.answers(EVENTS, pageOf([EVENT, { ...EVENT, id: 2, actor_id: null, action: "case.created" }]));
  renderInApp(<AuditPage />);
  const [, first, second] = await screen.findAllByRole("row");
  if (!first || !second) throw new Error("no rows");
  await waitFor(() => expect(within(first).getByText("kim@example.org")).toBeTruthy());
  expect(within(first).getByText("Report signed")).toBeTruthy();
  expect(within(first).getByText("01234567")).toBeTruthy();
  expect(within(second).getByText("The system")).toBeTruthy();
});

test("what the app does not know is shown by its name", async () => {
  server.answers(
    EVENTS,
    pageOf([{ ...EVENT, actor_id: "unknown-user", action: "report.burnt", subject_kind: "ashes" }]),
  );
  renderInApp(<AuditPage />);
  expect(await screen.findByText("report.burnt")).toBeTruthy();
  expect(screen.getByText(/ashes/)).toBeTruthy();
  expect(screen.getByText("unknown-")).toBeTruthy();
});

test("days in the address are asked for as whole days of the reader's time zone", async () => {
  server.answers(EVENTS, pageOf([]));
  renderInApp(<AuditPage />, { at: "/audit?action=report.signed&since=2026-11-01&until=2026-11-02" });
  expect(await screen.findByText("No events match the filter.")).toBeTruthy();
  const [sent] = server.sent(EVENTS);
  expect(sent?.query["action"]).toBe("report.signed");
  const [since, until] = [sent?.query["since"] ?? "", sent?.query["until"] ?? ""].map((iso) => new Date(iso));
  expect([since?.getFullYear(), since?.getDate(), since?.getHours()]).toEqual([2026, 1, 0]);
  expect([until?.getDate(), until?.getHours(), until?.getMinutes()]).toEqual([2, 23, 59]);
});

test("a filter is put into the address and taken out of it", async () => {
  const user = userEvent.setup();
  server.answers(EVENTS, pageOf([]));
  const { address } = renderInApp(<AuditPage />, { at: "/audit" });
  const since = screen.getByLabelText("From");
  await user.type(since, "2026-11-01");
  expect(address()).toBe("/audit?since=2026-11-01");
  await user.clear(since);
  expect(address()).toBe("/audit");
});

test("older events come when they are asked for", async () => {
  server.answers(EVENTS, pageOf([EVENT], "older"), pageOf([{ ...EVENT, id: 2 }]));
  renderInApp(<AuditPage />);
  await userEvent.setup().click(await screen.findByRole("button", { name: "Show more" }));
  await waitFor(() => expect(screen.getAllByRole("row")).toHaveLength(3));
  expect(server.sent(EVENTS)[1]?.query).toEqual({ cursor: "older" });
});

test("an event says from where, why and how it ended", async () => {
  server.answers(EVENTS, pageOf([{ ...EVENT, outcome: "refused" }]));
  renderInApp(<AuditPage />);
  expect(await screen.findByText("192.0.2.7")).toBeTruthy();
  const [, row] = screen.getAllByRole("row");
  if (!row) throw new Error("no row");
  expect(within(row).getByText("Emergency treatment")).toBeTruthy();
  expect(within(row).getByText("Refused")).toBeTruthy();
});

test("the events of one patient are a press away, and all of them again", async () => {
  const user = userEvent.setup();
  server.answers(EVENTS, pageOf([EVENT]));
  const { address } = renderInApp(<AuditPage />, { at: "/audit" });
  await user.click(await screen.findByRole("button", { name: "fedcba98" }));
  expect(address()).toBe("/audit?patient=fedcba9876543210");
  await waitFor(() => expect(server.sent(EVENTS).at(-1)?.query).toEqual({ patient_id: "fedcba9876543210" }));
  await user.click(screen.getByRole("button", { name: "All patients" }));
  expect(address()).toBe("/audit");
});

test("the events of a patient are found by their ID, once it is whole", async () => {
  const user = userEvent.setup();
  const id = "0f6f1d2c-1111-4222-8333-444455556666";
  server.answers(EVENTS, pageOf([]));
  const { address } = renderInApp(<AuditPage />, { at: "/audit" });
  const field = screen.getByRole<HTMLInputElement>("textbox", { name: "Patient ID" });
  await user.type(field, id.slice(0, 35));
  expect(address()).toBe("/audit");
  await user.type(field, "6");
  expect(address()).toBe(`/audit?patient=${id}`);
  await user.click(screen.getByRole("button", { name: "All patients" }));
  expect(field.value).toBe("");
});

test("the access log is offered for one patient, and its refusal is said", async () => {
  const user = userEvent.setup();
  server.answers(EVENTS, pageOf([]));
  server.refuses("GET /api/v1/patients/p1/access-log", 404, "Not found");
  renderInApp(<AuditPage />, { at: "/audit?patient=p1" });
  await user.click(await screen.findByRole("button", { name: "Download CSV" }));
  expect(await screen.findByText("Not found")).toBeTruthy();
});

test.each([
  [{}, /Not verified yet/],
  [{ verified_at: "2026-11-28T10:00:00Z", is_whole: true }, /nothing was changed/],
  [{ verified_at: "2026-11-28T10:00:00Z", is_whole: false }, /the audit was changed/],
])("the standing of the chain is told: %o", async (verified, words) => {
  server.answers("GET /api/v1/audit-chain", { ...CHAIN, ...verified });
  server.answers(EVENTS, pageOf([]));
  renderInApp(<AuditPage />);
  expect(await screen.findByText(words)).toBeTruthy();
  expect(screen.getByText(/12 events are in the chain/)).toBeTruthy();
});
