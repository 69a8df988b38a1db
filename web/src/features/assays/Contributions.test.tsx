import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import type { Finding, Mark } from "@/features/findings/finding";
import { renderInApp } from "@/testing/app";
import { finding, probability, quantity } from "@/testing/findings";
import { Abstention } from "./Abstention";
import { Answer } from "./Answer";
import { Contributions } from "./Contributions";
import type { RiskScore } from "./queries";

const stated = (id: string, value: Finding["value"]) =>
  finding(id, { value, place: { kind: "cell", source: "omics-1/v1", table: 1, row: 2, column: "B" } });
const plain = (value: number): Finding["value"] => ({
  kind: "quantity", value, decimals: 2, unit: "1", comparator: "", text: value.toFixed(2),
}); // prettier-ignore
const item = (feature: string, contribution: number, value = quantity(4.8, "ng/mL")) => ({
  panel: "urine",
  feature,
  text: feature,
  value: stated(`${feature}/value`, value),
  standardised: stated(`${feature}/standardised`, plain(1.5)),
  contribution: stated(`${feature}/contribution`, plain(contribution)),
});

function scoreOf(contributions: ReturnType<typeof item>[], more: object = {}): RiskScore {
  const classes = [
    { text: "none", finding: finding("class-1", { value: probability(0.2) }) },
    { text: "cancer", finding: finding("class-2", { value: probability(0.8) }) },
  ];
  return { classes, contributions, others: 0, abstentions: [], ...more } as unknown as RiskScore;
}

const show = (score: RiskScore, marks: [string, Mark][] = []) =>
  renderInApp(<Contributions score={score} marks={new Map(marks)} />);

test("values are ordered by how much they contribute, with their unit, their cell and their sign", () => {
  show(scoreOf([item("age", -0.1, quantity(70, "")), item("LYVE1", 1.234)], { others: 0.05 }));
  const [, first, second] = screen.getAllByRole("row");
  expect(first?.textContent).toContain("LYVE1Table 1, B2");
  expect(first?.textContent).toContain("4.8 ng/mL");
  expect(first?.textContent).toContain("+1.23");
  expect(second?.textContent).toContain("70");
  expect(second?.textContent).toContain("-0.10");
  expect(screen.getByText("All other features together: +0.05")).toBeTruthy();
  expect(screen.getByText(/log-odds of “cancer”/)).toBeTruthy();
});

test("a word in a table is shown as it stands there", () => {
  show(scoreOf([item("sex", 0.2, { kind: "text", text: "female" })]));
  expect(within(screen.getByRole("table")).getByText("female")).toBeTruthy();
});

test("a contribution that a clinician withdrew is marked", () => {
  show(scoreOf([item("LYVE1", 1.2)]), [["LYVE1/contribution", "withdrawn"]]);
  const row = screen.getByRole("row", { name: /LYVE1/ });
  expect(within(row).getByText("Withdrawn")).toBeTruthy();
  expect([...row.querySelectorAll("[data-marked]")].map(({ textContent }) => textContent)).toEqual([
    "", // the bar
    "+1.20",
  ]);
});

test("an answer that a clinician corrected is marked, with all that was derived from it", () => {
  const classes = [
    {
      name: "cancer",
      text: "cancer",
      finding: finding("class-2", { value: probability(0.8) }),
      is_possible: true,
    },
  ];
  const possible = finding("classes-possible", { value: plain(1) });
  const score = scoreOf([], { classes, possible, positive: "cancer", level: 0.9, neighbours: [] });
  const marks: [string, Mark][] = [
    ["class-2", "corrected"],
    [possible.id, "corrected"],
  ];
  renderInApp(<Answer score={score} marks={new Map(marks)} />);
  expect(screen.getAllByText("80.0%")).toHaveLength(2);
  expect(screen.getAllByText("Corrected")).toHaveLength(3);
  expect(screen.getByText(/one class is possible/).dataset["marked"]).toBe("corrected");
  expect(screen.getByText(/interval/).dataset["marked"]).toBe("corrected");
});

test("beyond the twelve largest, the others are shown when asked for", async () => {
  const many = Array.from({ length: 15 }, (_, at) => item(`feature ${at}`, 1 / (at + 1)));
  show(scoreOf(many));
  expect(screen.getAllByRole("row")).toHaveLength(13);
  await userEvent.setup().click(screen.getByRole("button", { name: "Show more" }));
  expect(screen.getAllByRole("row")).toHaveLength(16);
});

test("an abstention shows its reasons, and no number", () => {
  const reason = { code: "unlike-training", text: "The specimen is unlike the training data.", values: {} };
  renderInApp(<Abstention score={scoreOf([], { abstentions: [reason] })} />);
  const note = screen.getByRole("note");
  expect(note.textContent).toContain("unlike the training data");
  expect(note.textContent).not.toMatch(/\d/);
});
