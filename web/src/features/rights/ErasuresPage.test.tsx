import { screen, waitFor, within } from "@testing-library/react";
import userEvent, { type UserEvent } from "@testing-library/user-event";
import { beforeEach, expect, test } from "vitest";
import { renderInApp } from "@/testing/app";
import { pageOf, problem, server } from "@/testing/server";
import { ErasuresPage } from "./ErasuresPage";

const PATIENT = "0f6f1d2c-1111-4222-8333-444455556666";
const LIST = "GET /api/v1/erasures";
const APPROVAL = "POST /api/v1/erasures/e1/approval";

const proposal = (id: string, by: string) => ({
  id,
  patient_id: PATIENT,
  reason: "patient-request",
  proposed_by: { id: by, name: "Kim Minji", role: "clinician" },
  created_at: "2026-11-28T09:00:00Z",
  expires_at: "2026-12-05T09:00:00Z",
});

beforeEach(() => {
  server.answers("GET /api/v1/auth/proofs", { methods: ["password"] });
  server.answers(LIST, pageOf([proposal("e1", "kim")]), pageOf([]));
});

/** Open the approval of the first erasure and type a password. */
async function approve(person: UserEvent): Promise<HTMLElement> {
  await person.click(await screen.findByRole("button", { name: "Approve erasure of 0f6f1d2c" }));
  const question = await screen.findByRole("dialog", { name: "Approve the erasure" });
  await person.type(await within(question).findByLabelText("Current password"), "secret");
  await person.click(within(question).getByRole("button", { name: "Approve and erase" }));
  return question;
}

test("a proposal says whose records, why, by whom and until when", async () => {
  renderInApp(<ErasuresPage />);
  const row = await screen.findByRole("listitem");
  expect(row.textContent).toContain(PATIENT);
  expect(within(row).getByText("The patient asks for it")).toBeTruthy();
  expect(within(row).getByText("Kim Minji · Clinician")).toBeTruthy();
  expect(within(row).getByText(/5 Dec 2026/)).toBeTruthy();
  expect(within(row).getByRole("link", { name: "See audit" }).getAttribute("href")).toBe(
    `/audit?patient=${PATIENT}`,
  );
});

test("an approval is proved, and leaves the ID by which the access log is found", async () => {
  const person = userEvent.setup();
  server.answers(APPROVAL, null);
  renderInApp(<ErasuresPage />);
  await approve(person);
  const done = await screen.findByRole("status");
  expect(done.textContent).toContain(PATIENT);
  expect(server.sent(APPROVAL)[0]?.body).toEqual({ proof: { password: "secret" } });
  expect(await screen.findByText("No erasure waits for approval")).toBeTruthy();
  await person.click(within(done).getByRole("button", { name: "Done" }));
  expect(screen.queryByText(PATIENT)).toBeNull();
});

test("without a proof nothing is approved", async () => {
  const person = userEvent.setup();
  renderInApp(<ErasuresPage />);
  await person.click(await screen.findByRole("button", { name: "Approve erasure of 0f6f1d2c" }));
  const send = await screen.findByRole<HTMLButtonElement>("button", { name: "Approve and erase" });
  expect(send.disabled).toBe(true);
});

test("an approval that is refused says why, and the proposal is still there", async () => {
  const person = userEvent.setup();
  server.answers(LIST, pageOf([proposal("e1", "kim")]));
  server.answers(APPROVAL, () => problem(409, "A record of this patient was just added"));
  renderInApp(<ErasuresPage />);
  const question = await approve(person);
  expect((await within(question).findByRole("alert")).textContent).toContain("was just added");
  expect(screen.queryByRole("status", { name: /erased/ })).toBeNull();
});

test("what one has proposed oneself is withdrawn and not approved", async () => {
  const person = userEvent.setup();
  server.answers(LIST, pageOf([proposal("e1", "me")]), pageOf([]));
  server.answers("DELETE /api/v1/erasures/e1", null);
  renderInApp(<ErasuresPage />);
  const row = await screen.findByRole("listitem");
  await waitFor(() => expect(within(row).getByText(/Another administrator approves/)).toBeTruthy());
  expect(within(row).queryByRole("button", { name: /Approve/ })).toBeNull();
  await person.click(within(row).getByRole("button", { name: "Withdraw" }));
  await person.click(within(await screen.findByRole("dialog")).getByRole("button", { name: "Withdraw" }));
  expect(server.count("DELETE /api/v1/erasures/e1")).toBe(1);
  expect(await screen.findByText("No erasure waits for approval")).toBeTruthy();
});

test("a refusal is asked about first", async () => {
  const person = userEvent.setup();
  server.answers("DELETE /api/v1/erasures/e1", null);
  renderInApp(<ErasuresPage />);
  await person.click(await screen.findByRole("button", { name: "Refuse erasure of 0f6f1d2c" }));
  const question = await screen.findByRole("dialog", { name: "Refuse the erasure" });
  expect(server.count("DELETE /api/v1/erasures/e1")).toBe(0);
  await person.click(within(question).getByRole("button", { name: "Refuse" }));
  await waitFor(() => expect(server.count("DELETE /api/v1/erasures/e1")).toBe(1));
});
