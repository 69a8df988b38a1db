import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import { renderInApp } from "@/testing/app";
import { server } from "@/testing/server";
import { ConsentsSection } from "./ConsentsSection";

const ROUTE = "/api/v1/patients/p1/consents";
const WITHDRAWN = {
  id: "c1",
  purpose: "research",
  decision: "withdrawn",
  basis: "verbal",
  recorded_by: { id: "u1", name: "Kim", role: "clinician" },
  created_at: "2026-11-28T09:00:00Z",
};
const CONSENTS = {
  purposes: [
    { purpose: "care", is_allowed: true, decision: null },
    { purpose: "research", is_allowed: false, decision: WITHDRAWN },
    { purpose: "external-model", is_allowed: false, decision: null },
  ],
};

test("what holds is shown for each purpose, with who took it down and how", async () => {
  server.answers(`GET ${ROUTE}`, CONSENTS);
  renderInApp(<ConsentsSection patientId="p1" />);
  expect(await screen.findByText("Withdrawn")).toBeTruthy();
  expect(screen.getByText(/By word · Kim$/)).toBeTruthy();
  expect(screen.getByText("Presumed")).toBeTruthy();
  expect(screen.getByText("Not asked")).toBeTruthy();
  expect(screen.queryByRole("form")).toBeNull();
});

test("a decision is recorded with its basis", async () => {
  const user = userEvent.setup();
  server.answers(`GET ${ROUTE}`, CONSENTS);
  server.answers(`POST ${ROUTE}`, WITHDRAWN);
  renderInApp(<ConsentsSection patientId="p1" />, { may: ["identify-patients"] });
  await user.click(await screen.findByRole("combobox", { name: "Purpose to record a decision for" }));
  await user.click(await screen.findByRole("option", { name: "External OCR" }));
  await user.click(screen.getByRole("combobox", { name: "Decision" }));
  await user.click(await screen.findByRole("option", { name: "Refused" }));
  await user.click(screen.getByRole("button", { name: "Record decision" }));
  await waitFor(() =>
    expect(server.sent(`POST ${ROUTE}`)[0]?.body).toEqual({
      purpose: "external-ocr",
      decision: "refused",
      basis: "written",
    }),
  );
});
