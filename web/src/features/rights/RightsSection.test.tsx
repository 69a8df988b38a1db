import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import { renderInApp } from "@/testing/app";
import { problem, server } from "@/testing/server";
import { RightsSection } from "./RightsSection";

const PATIENT = "0f6f1d2c-1111-4222-8333-444455556666";
const ERASURE = `/api/v1/patients/${PATIENT}/erasure`;
const EXPORT = `GET /api/v1/patients/${PATIENT}/export`;

const proposedBy = (id: string) => ({
  id: "e1",
  patient_id: PATIENT,
  reason: "patient-request",
  proposed_by: { id, name: "Kim Minji", role: "clerk" },
  created_at: "2026-11-28T09:00:00Z",
  expires_at: "2026-12-05T09:00:00Z",
});

const show = () => renderInApp(<RightsSection patientId={PATIENT} code="HONG-01" />);

test("what the law keeps is shown with its last day, and no erasure is offered", async () => {
  const kept = [
    { kind: "register", until: "2031-11-28" },
    { kind: "documents", until: "2036-01-02" },
  ];
  server.answers(`GET ${ERASURE}`, { kept, proposal: null });
  show();
  expect(await screen.findByText("until 28 Nov 2031")).toBeTruthy();
  expect(screen.getByText(/propose the erasure after 2 Jan 2036/)).toBeTruthy();
  expect(screen.queryByRole("button", { name: "Propose erasure" })).toBeNull();
});

test("an erasure is proposed with a reason, after it is said what will be gone", async () => {
  const person = userEvent.setup();
  server.answers(
    `GET ${ERASURE}`,
    { kept: [], proposal: null },
    { kept: [], proposal: proposedBy("someone") },
  );
  server.answers(`POST ${ERASURE}`, proposedBy("someone"));
  show();
  await person.click(await screen.findByRole("button", { name: "Propose erasure" }));
  const question = await screen.findByRole("dialog", { name: "Propose to erase HONG-01" });
  expect(within(question).getByText(/All cases of HONG-01 are erased/)).toBeTruthy();
  const send = within(question).getByRole<HTMLButtonElement>("button", { name: "Propose erasure" });
  expect(send.disabled).toBe(true);
  await person.click(within(question).getByRole("combobox", { name: "Reason" }));
  await person.click(await screen.findByRole("option", { name: "Retention has ended" }));
  await person.click(send);
  expect(await screen.findByText("Waiting for approval")).toBeTruthy();
  expect(server.sent(`POST ${ERASURE}`)[0]?.body).toEqual({ reason: "retention-ended" });
  expect(screen.queryByRole("dialog")).toBeNull();
});

test("a proposal that is refused says why where it was asked", async () => {
  const person = userEvent.setup();
  server.answers(`GET ${ERASURE}`, { kept: [], proposal: null });
  server.refuses(`POST ${ERASURE}`, 409, "Some of these records must be kept");
  show();
  await person.click(await screen.findByRole("button", { name: "Propose erasure" }));
  const question = await screen.findByRole("dialog");
  await person.click(within(question).getByRole("combobox", { name: "Reason" }));
  await person.click(await screen.findByRole("option", { name: "Entered in error" }));
  await person.click(within(question).getByRole("button", { name: "Propose erasure" }));
  expect((await within(question).findByRole("alert")).textContent).toContain("must be kept");
});

test("a proposal of somebody else is seen, and only one's own is withdrawn", async () => {
  const person = userEvent.setup();
  server.answers(
    `GET ${ERASURE}`,
    { kept: [], proposal: proposedBy("me") },
    { kept: [], proposal: proposedBy("someone") },
  );
  server.answers("DELETE /api/v1/erasures/e1", null);
  show();
  await person.click(await screen.findByRole("button", { name: "Withdraw" }));
  expect(server.count("DELETE /api/v1/erasures/e1")).toBe(1);
  await waitFor(() => expect(screen.queryByRole("button", { name: "Withdraw" })).toBeNull());
  expect(screen.getByText("Kim Minji · Clerk")).toBeTruthy();
});

test("a copy that is refused or breaks off is said, and nothing is saved", async () => {
  const person = userEvent.setup();
  const saved = vi.spyOn(HTMLAnchorElement.prototype, "click");
  server.answers(`GET ${ERASURE}`, { kept: [], proposal: null });
  const broken = () =>
    new Response(
      new ReadableStream({ pull: (stream) => stream.error(new TypeError("the connection was reset")) }),
    );
  server.answers(EXPORT, () => problem(403, "An emergency access does not allow this"), broken);
  show();
  const copy = screen.getByRole("button", { name: "Download copy" });
  await person.click(copy);
  expect((await screen.findByRole("alert")).textContent).toContain("An emergency access");
  await person.click(copy);
  expect(await screen.findByText("The file did not arrive whole")).toBeTruthy();
  expect(saved).not.toHaveBeenCalled();
  saved.mockRestore();
});

test("the ID that the access log is found by is there to copy", async () => {
  server.answers(`GET ${ERASURE}`, { kept: [], proposal: null });
  show();
  expect(screen.getByText(PATIENT)).toBeTruthy();
  expect(await screen.findByRole("button", { name: "Copy" })).toBeTruthy();
});
