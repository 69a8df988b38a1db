import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import { renderInApp } from "@/testing/app";
import { pageOf, server } from "@/testing/server";
import { CaseHeading } from "./CaseHeading";
import { CasesPage } from "./CasesPage";
import type { Case } from "./queries";

const CASE: Case = {
  id: "c1",
  patient_id: "p1",
  patient_code: "HONG-01",
  title: "Liver",
  created_at: "2026-11-28T09:00:00Z",
  created_by_id: "u1",
};

test("a patient found by code narrows the cases, and leaves again", async () => {
  const user = userEvent.setup();
  server.answers("GET /api/v1/patients", pageOf([{ id: "p1", code: "HONG-01" }]));
  server.answers("GET /api/v1/cases", pageOf([CASE]));
  const { address } = renderInApp(<CasesPage />, { at: "/cases" });
  await user.type(screen.getByRole("searchbox", { name: "Find a patient by code" }), "ho");
  await user.click(await screen.findByRole("button", { name: "HONG-01" }));
  expect(address()).toBe("/cases?patient=p1");
  await waitFor(() => expect(server.sent("GET /api/v1/cases").at(-1)?.query).toEqual({ patient_id: "p1" }));
  await user.click(screen.getByRole("button", { name: "Show all cases" }));
  expect(address()).toBe("/cases");
});

test("a code that nobody has is said, and cases without a question have a name", async () => {
  server.answers("GET /api/v1/patients", pageOf([]));
  server.answers("GET /api/v1/cases", pageOf([{ ...CASE, title: "" }]));
  renderInApp(<CasesPage />, { at: "/cases?code=ZZ" });
  expect(await screen.findByText("No patient code starts with this.")).toBeTruthy();
  expect(await screen.findByText("Untitled case")).toBeTruthy();
});

test("without cases there is a way to the first", async () => {
  server.answers("GET /api/v1/patients", pageOf([]));
  server.answers("GET /api/v1/cases", pageOf([]));
  renderInApp(<CasesPage />);
  expect((await screen.findByRole("link", { name: "New case" })).getAttribute("href")).toBe("/new");
});

test("the clinical question is edited by those who may, and a refusal keeps what was typed", async () => {
  const user = userEvent.setup();
  server.answers("GET /api/v1/patients/p1", { id: "p1", sex_at_birth: "male", identity: null });
  server.refuses("PATCH /api/v1/cases/c1", 409, "Closed");
  renderInApp(<CaseHeading clinicalCase={CASE} />, { may: ["write-patients", "identify-patients"] });
  await user.click(await screen.findByRole("button", { name: "Edit clinical question" }));
  const field = screen.getByRole<HTMLInputElement>("textbox", { name: "Clinical question" });
  await user.clear(field);
  await user.type(field, "Pancreas{Enter}");
  expect((await screen.findByRole("alert")).textContent).toContain("Closed");
  expect(field.value).toBe("Pancreas");
});

test("who may not write sees the question only", async () => {
  server.answers("GET /api/v1/patients/p1", { id: "p1", sex_at_birth: "male", identity: { name: "홍길동" } });
  renderInApp(<CaseHeading clinicalCase={CASE} />);
  expect(await screen.findByText(/HONG-01 · 홍길동 · Male · created/)).toBeTruthy();
  expect(screen.queryByRole("button")).toBeNull();
});
