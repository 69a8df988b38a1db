import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import { renderInApp } from "@/testing/app";
import { pageOf, server } from "@/testing/server";
import type { Job } from "./queries";
import { WorklistPage } from "./WorklistPage";

const JOB = {
  id: "j1",
  case: "c1",
  case_title: "",
  patient_code: "HONG-01",
  kind: "ct-segmentation",
  state: "processing",
  stage_text: "Segmenting",
  progress: 0.427,
  remaining_s: null,
  previews: [],
  confinement: null,
  problem: null,
  is_finished: false,
  cancel_requested: false,
  may_change: true,
  attempt: 1,
  ahead: null,
  created_at: "2026-11-28T09:00:00Z",
} as unknown as Job;

test("a running job shows its stage and its progress, and can be cancelled", async () => {
  server.answers("GET /api/v1/jobs", pageOf([JOB]), pageOf([{ ...JOB, cancel_requested: true }]));
  server.answers("POST /api/v1/jobs/j1/cancel", JOB);
  renderInApp(<WorklistPage />);
  expect((await screen.findByRole("progressbar", { name: "Segmenting" })).getAttribute("aria-valuenow")).toBe(
    "42",
  );
  await userEvent.setup().click(screen.getByRole("button", { name: "Cancel" }));
  expect(await screen.findByText(/Stopping…/)).toBeTruthy();
  expect(screen.queryByRole("button", { name: "Cancel" })).toBeNull();
});

test("a failed job says why and what to do, and can be run again by those who may", async () => {
  const problem = { title: "Too few slices", detail: "It has 3.", remedy: "Send the whole series." };
  const failed = { ...JOB, state: "failed" as const, is_finished: true, problem } as Job;
  server.answers("GET /api/v1/jobs", pageOf([failed, { ...failed, id: "j2", may_change: false }]));
  server.refuses("POST /api/v1/jobs/j1/repeat", 409, "Its file is gone");
  renderInApp(<WorklistPage />);
  expect(await screen.findAllByText(/Send the whole series/)).toHaveLength(2);
  await userEvent.setup().click(screen.getByRole("button", { name: "Run again" }));
  expect((await screen.findByRole("alert")).textContent).toContain("Its file is gone");
});

test("jobs are filtered by state through the address, and an unknown state shows all", async () => {
  server.answers("GET /api/v1/jobs", pageOf([]));
  const { address } = renderInApp(<WorklistPage />, { at: "/?state=sleeping" });
  expect(await screen.findByRole("heading", { name: "No analyses yet" })).toBeTruthy();
  await userEvent.setup().click(screen.getByRole("radio", { name: "Failed" }));
  expect(address()).toBe("/?state=failed");
  expect(await screen.findByText("No job is in this state.")).toBeTruthy();
  expect(server.sent("GET /api/v1/jobs").map(({ query }) => query)).toEqual([{}, { state: "failed" }]);
});
