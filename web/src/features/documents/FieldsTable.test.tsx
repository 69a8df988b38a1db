import { screen } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import { renderInApp } from "@/testing/app";
import { FieldsTable } from "./FieldsTable";
import { field, reading } from "./phantom";

test("a unit is shown as on the page, and what it was taken for as people write it", () => {
  const unit = field(0, "10*3/uL", [1, 1], { read: "10³/μl", value_text: "×10^3/μL" });
  renderInApp(
    <FieldsTable reading={reading([], { fields: [unit] })} decisions={{}} chosen={null} onChoose={vi.fn()} />,
  );
  expect(screen.getByText("10³/μl")).toBeTruthy();
  expect(screen.getByText("×10^3/μL")).toBeTruthy();
  expect(screen.queryByText(/10\*3/)).toBeNull();
});
