import { screen } from "@testing-library/react";
import { beforeEach, expect, test } from "vitest";
import { renderInApp } from "@/testing/app";
import { pageOf, server } from "@/testing/server";
import { ReportsSection } from "./ReportsSection";

beforeEach(() => {
  server.answers(
    "GET /api/v1/cases/c1/reports",
    pageOf([{ id: "r1", kind: "ct-segmentation", state: "preliminary", number: 1, versions: [] }]),
  );
});

test("a draft waits for the signature of who may sign", async () => {
  renderInApp(<ReportsSection caseId="c1" />, { may: ["sign-reports"] });
  expect(await screen.findByRole("link", { name: "Read and sign" })).toBeTruthy();
});

test("who may not sign is offered to read it", async () => {
  renderInApp(<ReportsSection caseId="c1" />, { may: ["read-findings"] });
  expect(await screen.findByRole("link", { name: "Read" })).toBeTruthy();
  expect(screen.queryByRole("link", { name: "Read and sign" })).toBeNull();
});
