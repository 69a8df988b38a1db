import { screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { renderInApp } from "@/testing/app";
import { CohortRow } from "./CohortRow";
import type { CohortScore } from "./queries";

const COHORT = {
  id: "k1",
  specimens: 3,
  withheld: 0,
  scores: "a1",
  created_at: "2026-11-28T09:00:00Z",
} as CohortScore;

test("the scores of a cohort can be downloaded", () => {
  renderInApp(<CohortRow cohort={COHORT} title="Urine" />);
  expect(screen.getByRole("button")).toBeTruthy();
});

test("scores that are hidden from the reader have no button", () => {
  renderInApp(<CohortRow cohort={{ ...COHORT, scores: null }} title="Urine" />);
  expect(screen.queryByRole("button")).toBeNull();
});
