import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import { renderInApp } from "@/testing/app";
import { pageOf, server } from "@/testing/server";
import { AccessPage } from "./AccessPage";
import { CareSection } from "./CareSection";
import { EmergenciesPage } from "./EmergenciesPage";
import { EmergencyForm } from "./EmergencyForm";
import type { Care, Emergency, Policy } from "./queries";

const CARE: Care = {
  confidentiality: "normal",
  protection: null,
  relation: "member",
  emergency_until: null,
  may_change: true,
  relations: [
    {
      id: "r1",
      person: { id: "u1", name: "Kim", role: "clinician" },
      team_id: null,
      team: null,
      created_at: "2026-11-28T09:00:00Z",
    },
  ],
};
const POLICY: Policy = {
  visibility: "open",
  emergency_hours: 4,
  presumes_research: true,
  presumes_external_ocr: true,
  presumes_external_model: false,
};
const ACCESS: Emergency = {
  id: "e1",
  patient_id: "p1",
  patient_code: "HONG-01",
  person: { id: "u1", name: "Kim", role: "clinician" },
  reason: "Brought in unconscious",
  created_at: "2026-11-28T09:00:00Z",
  until: "2026-11-28T13:00:00Z",
  verdict: null,
  note: "",
  reviewed_by: null,
  reviewed_at: null,
};
const CARE_ROUTE = "/api/v1/patients/p1/care";

test("a team is added to the care of a patient, and a person is removed", async () => {
  const user = userEvent.setup();
  server.answers(`GET ${CARE_ROUTE}`, CARE);
  server.answers("GET /api/v1/colleagues", pageOf([{ id: "u2", name: "Lee", role: "clinician" }]));
  server.answers("GET /api/v1/care-teams", pageOf([{ id: "t1", name: "Surgery", people: [] }]));
  server.answers(`POST ${CARE_ROUTE}-relations`, CARE.relations[0]);
  server.answers("DELETE /api/v1/care-relations/r1", null);
  renderInApp(<CareSection patientId="p1" />, { may: ["write-patients"] });
  await user.click(await screen.findByRole("combobox", { name: "Person or team" }));
  await user.click(await screen.findByRole("option", { name: "Surgery" }));
  await user.click(screen.getByRole("button", { name: "Add" }));
  await waitFor(() =>
    expect(server.sent(`POST ${CARE_ROUTE}-relations`)[0]?.body).toEqual({ team_id: "t1" }),
  );
  await user.click(screen.getByRole("button", { name: "Remove Kim from the care team" }));
  const question = await screen.findByRole("dialog", { name: "Remove" });
  expect(question.textContent).toContain("Kim leaves the care team");
  expect(server.count("DELETE /api/v1/care-relations/r1")).toBe(0);
  await user.click(within(question).getByRole("button", { name: "Remove" }));
  await waitFor(() => expect(server.count("DELETE /api/v1/care-relations/r1")).toBe(1));
});

test("who sees a patient in an emergency reads until when, and changes nothing", async () => {
  server.answers(`GET ${CARE_ROUTE}`, {
    ...CARE,
    protection: "VIP",
    relation: "emergency",
    emergency_until: "2026-11-28T13:00:00Z",
    may_change: false,
  });
  renderInApp(<CareSection patientId="p1" />, { may: ["write-patients", "identify-patients"] });
  expect((await screen.findByRole("alert")).textContent).toContain("It ends at");
  expect(screen.getByText("Protected: VIP")).toBeTruthy();
  expect(screen.queryByRole("button")).toBeNull();
  expect(screen.queryByRole("combobox")).toBeNull();
});

test("an emergency access begins with the whole code and a reason that is long enough", async () => {
  const user = userEvent.setup();
  server.answers("GET /api/v1/access-policy", POLICY);
  server.answers("POST /api/v1/emergency-accesses", ACCESS);
  const { address } = renderInApp(<EmergencyForm code="" onClose={vi.fn()} />);
  await user.type(await screen.findByRole("textbox", { name: "Patient code" }), "HONG-01");
  const reason = screen.getByRole("textbox", { name: "Reason for access" });
  await user.type(reason, "too short");
  const begin = screen.getByRole<HTMLButtonElement>("button", { name: "Begin emergency access" });
  expect(begin.disabled).toBe(true);
  await user.type(reason, " no longer");
  await user.click(begin);
  await waitFor(() => expect(address()).toBe("/cases?patient=p1"));
  expect(server.sent("POST /api/v1/emergency-accesses")[0]?.body).toEqual({
    code: "HONG-01",
    reason: "too short no longer",
  });
});

test("a reviewer reads the reason and states a verdict with a note", async () => {
  const user = userEvent.setup();
  server.answers("GET /api/v1/emergency-accesses", pageOf([ACCESS]));
  server.answers("POST /api/v1/emergency-accesses/e1/review", ACCESS);
  renderInApp(<EmergenciesPage />, { may: ["read-audit"] });
  expect(await screen.findByText("Reason: Brought in unconscious")).toBeTruthy();
  await user.click(await screen.findByRole("radio", { name: "Not justified" }));
  await user.type(screen.getByRole("textbox", { name: "Note" }), "No record of the emergency room");
  await user.click(screen.getByRole("button", { name: "Submit review" }));
  await waitFor(() =>
    expect(server.sent("POST /api/v1/emergency-accesses/e1/review")[0]?.body).toEqual({
      verdict: "not-justified",
      note: "No record of the emergency room",
    }),
  );
});

test("nobody is asked to review their own", async () => {
  server.answers(
    "GET /api/v1/emergency-accesses",
    pageOf([{ ...ACCESS, person: { ...ACCESS.person, id: "me" } }]),
  );
  renderInApp(<EmergenciesPage />, { may: ["read-audit"] });
  expect(await screen.findByText("Review pending")).toBeTruthy();
  expect(screen.queryByRole("form", { name: "Submit review" })).toBeNull();
});

test("an administrator changes the rule and the people of a team", async () => {
  const user = userEvent.setup();
  server.answers("GET /api/v1/access-policy", POLICY);
  server.answers("PATCH /api/v1/access-policy", POLICY);
  server.answers("GET /api/v1/colleagues", pageOf([{ id: "u2", name: "Lee", role: "clinician" }]));
  server.answers("GET /api/v1/care-teams", pageOf([{ id: "t1", name: "Surgery", people: [] }]));
  server.answers("PUT /api/v1/care-teams/t1/people/u2", { id: "t1", name: "Surgery", people: [] });
  server.answers("GET /api/v1/access-table", {
    cells: [
      { role: "clinician", relation: "none", confidentiality: "normal", capabilities: ["read-patients"] },
    ],
  });
  renderInApp(<AccessPage />, { may: ["manage-users"] });
  await user.click(await screen.findByRole("radio", { name: /Those with a care relation/ }));
  await waitFor(() =>
    expect(server.sent("PATCH /api/v1/access-policy")[0]?.body).toEqual({ visibility: "by-relation" }),
  );
  await user.click(await screen.findByRole("combobox", { name: "Surgery" }));
  await user.click(await screen.findByRole("option", { name: "Lee" }));
  await waitFor(() => expect(server.count("PUT /api/v1/care-teams/t1/people/u2")).toBe(1));
  expect((await screen.findAllByText("Sees")).length).toBe(1);
  server.answers("DELETE /api/v1/care-teams/t1", null);
  await user.click(screen.getByRole("button", { name: "Delete team Surgery" }));
  const question = await screen.findByRole("dialog", { name: "Delete" });
  expect(question.textContent).toContain("The team Surgery is deleted");
  await user.click(within(question).getByRole("button", { name: "Delete" }));
  await waitFor(() => expect(server.count("DELETE /api/v1/care-teams/t1")).toBe(1));
});

test("who may not change the rule only reads it", async () => {
  server.answers("GET /api/v1/access-policy", POLICY);
  server.answers("GET /api/v1/access-table", { cells: [] });
  renderInApp(<AccessPage />);
  const choice = await screen.findByRole<HTMLInputElement>("radio", { name: /Those with a care relation/ });
  expect(choice.disabled).toBe(true);
  expect(screen.queryByText("Departments and teams")).toBeNull();
});
