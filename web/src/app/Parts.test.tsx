import { screen, waitFor } from "@testing-library/react";
import { beforeEach, expect, test } from "vitest";
import { renderInApp } from "@/testing/app";
import { pageOf, server } from "@/testing/server";
import { Parts } from "./Parts";
import { Timeline } from "./Timeline";

const job = (kind: string, more: object = {}) => ({
  id: kind,
  kind,
  state: "processing",
  is_finished: false,
  created_at: "2026-11-28T09:00:00Z",
  finished_at: null,
  ...more,
});

beforeEach(() => {
  server.answers("GET /api/v1/cases/c1/studies", pageOf([]));
  server.answers("GET /api/v1/cases/c1/reports", pageOf([]));
  server.answers("GET /api/v1/cases/c1/risk-scores", pageOf([]));
  server.answers("GET /api/v1/documents", pageOf([]));
  server.answers("GET /api/v1/jobs", pageOf([]));
});

const parts = () => screen.getByRole("region", { name: "Contents of the case" }).textContent;

test("an empty case misses everything, and has no documents for those who may see none", async () => {
  renderInApp(<Parts caseId="c1" />, { may: ["read-findings"] });
  await waitFor(() => expect(parts()).toContain("CTNone yet"));
  expect(parts()).toContain("OmicsRisk model not run");
  expect(parts()).toContain("SignatureNot signed yet: preliminary");
  expect(parts()).not.toContain("Documents");
});

test("what is on its way differs from what is missing", async () => {
  server.answers("GET /api/v1/jobs", pageOf([job("ct-import"), job("remote-document-reading")]));
  renderInApp(<Parts caseId="c1" />, { may: ["read-findings", "request-documents"] });
  await waitFor(() => expect(parts()).toContain("CTBeing imported"));
  await waitFor(() => expect(parts()).toContain("DocumentsBeing read"));
  expect(parts()).toContain("ReportBeing prepared");
});

test("a case is signed when each of its reports is", async () => {
  const report = (state: string) => ({ id: state, state, versions: [] });
  server.answers(
    "GET /api/v1/cases/c1/reports",
    pageOf([report("final"), report("preliminary")]),
    pageOf([report("final")]),
  );
  const first = renderInApp(<Parts caseId="c1" />, { may: ["read-findings"] });
  await waitFor(() => expect(parts()).toContain("Not signed yet"));
  first.unmount();
  renderInApp(<Parts caseId="c1" />, { may: ["read-findings"] });
  await waitFor(() => expect(parts()).toContain("Signed by a clinician"));
});

test("who may not read findings sees no parts", async () => {
  renderInApp(<Parts caseId="c1" />);
  await waitFor(() => expect(server.count("GET /api/v1/me")).toBe(1));
  expect(screen.queryByRole("region")).toBeNull();
});

test("the timeline has jobs and reports, newest first, with the reason of an amendment", async () => {
  const done = { state: "completed", is_finished: true, finished_at: "2026-11-28T09:30:00Z" };
  server.answers("GET /api/v1/jobs", pageOf([job("ct-segmentation", done)]));
  const versions = [
    { issued_at: "2026-11-28T09:31:00Z", state: "preliminary", reason: "" },
    { issued_at: "2026-11-28T10:00:00Z", state: "amended", reason: "Full stomach" },
  ];
  server.answers("GET /api/v1/cases/c1/reports", pageOf([{ id: "r1", state: "amended", versions }]));
  renderInApp(<Timeline caseId="c1" created="2026-11-28T08:00:00Z" />, { may: ["read-findings"] });
  expect(await screen.findByText("Full stomach")).toBeTruthy();
  const lines = [
    "Report amended",
    "Preliminary report drafted",
    "CT segmentation: done",
    "CT segmentation: requested",
    "Case created",
  ];
  const places = lines.map((text) => document.body.textContent.indexOf(text));
  expect(places.every((at) => at >= 0)).toBe(true);
  expect([...places].sort((a, b) => a - b)).toEqual(places);
});
