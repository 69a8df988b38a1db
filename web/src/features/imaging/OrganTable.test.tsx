import { fireEvent, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import type { Mark } from "@/features/findings/finding";
import { renderInApp } from "@/testing/app";
import { concept, finding, note, quantity, slice, withheld } from "@/testing/findings";
import { server } from "@/testing/server";
import { Comparison } from "./Comparison";
import { KeyPictures } from "./KeyPictures";
import { OrganTable } from "./OrganTable";
import type { Segmentation } from "./queries";
import { Tiles } from "./Tiles";
import type { Scan } from "./viewing";

const AT = slice("ct-1/v1", [1, 2, 3]);
const volume = (value: number, comparator: "" | ">=" = "") =>
  finding("liver/volume", {
    code: concept("volume", "Volume"),
    value: quantity(value, "mL", comparator),
    place: AT,
  });
const segment = (name: string, ...findings: object[]) => ({
  name, text: name, label: 1, colour: "#aa0000", findings,
}); // prettier-ignore

function tableOf(segments: object[], marks: [string, Mark][] = []) {
  const on = { onToggle: vi.fn(), onPlace: vi.fn() };
  const segmentation = { segments } as unknown as Segmentation;
  const looks = { hidden: new Set<string>(), here: "liver", reviewOf: () => null };
  renderInApp(<OrganTable {...{ segmentation, ...looks, ...on }} marks={new Map(marks)} />);
  return on;
}

test("a number leads to its slice, and the row under the crosshair is marked", async () => {
  const liver = { ...volume(1322.2), notes: [note("Cut by the edge.")] };
  const { onPlace } = tableOf([segment("liver", liver)]);
  await userEvent.setup().click(screen.getByRole("button", { name: /liver, Volume 1,322.2 mL/ }));
  expect(onPlace).toHaveBeenCalledWith([1, 2, 3]);
  expect(screen.getByRole("row", { current: true }).textContent).toContain("93%");
  expect(screen.getByText("Cut by the edge.")).toBeTruthy();
});

test("a withheld organ shows the reason in place of its numbers, and cannot be shown", () => {
  tableOf([segment("pancreas", withheld("pancreas/volume", "Too uncertain."))]);
  const row = screen.getByRole("row", { name: /pancreas/ });
  expect(row.textContent).toContain("Withheld. Too uncertain.");
  expect(screen.getByRole<HTMLInputElement>("checkbox", { name: "Show pancreas" }).disabled).toBe(true);
});

test("a number that a clinician withdrew is struck out and says so", () => {
  tableOf([segment("liver", volume(1322.2))], [["liver/volume", "withdrawn"]]);
  expect(document.querySelector("[data-marked]")?.textContent).toBe("1,322.2 mL");
  expect(screen.getByText("Withdrawn")).toBeTruthy();
});

test("volumes are compared from the oldest, bounds not at all, and a withdrawn one is marked", () => {
  const version = (number: number, finding: object) =>
    ({
      id: `x${number}`,
      version: number,
      at: `2026-11-0${number}`,
      segments: [segment("liver", finding)],
    }) as unknown as Segmentation;
  const show = (newest: object, marks: [string, Mark][] = []) => (
    <Comparison segmentations={[version(2, newest), version(1, volume(100))]} marks={new Map(marks)} />
  );
  const { rerender } = renderInApp(show(volume(150)));
  const row = () => screen.getByRole("row", { name: /liver/ }).textContent;
  expect(row()).toBe("liver100.0 mL150.0 mL+50.0 %");
  rerender(show(volume(150, ">=")));
  expect(row()).toBe("liver100.0 mL≥ 150.0 mL–");
  rerender(show({ ...volume(150), id: "later" }, [["later", "withdrawn"]]));
  expect(row()).toContain("150.0 mLWithdrawn");
});

test("a key picture that outlines what was withdrawn says so", async () => {
  server.answers("GET /api/v1/artifacts/a1/content", () => new Response("PNG"));
  const segmentation = { files: [{ name: "axial.en.png", artifact: "a1" }] } as unknown as Segmentation;
  renderInApp(<KeyPictures segmentation={segmentation} marks={new Map([["a1", "withdrawn"]])} />);
  expect(await screen.findByText("Withdrawn")).toBeTruthy();
});

test("a slice is chosen by its slider, the 3D view rotated, and a tile shown alone", async () => {
  const scan = { goToSlice: vi.fn(), turn: vi.fn() } as unknown as Scan;
  const onView = vi.fn();
  const slices = {
    axial: { number: 3, count: 79 },
    coronal: { number: 1, count: 9 },
    sagittal: { number: 1, count: 9 },
  };
  const location = { mm: [0, 0, 0] as [number, number, number], hu: 40, label: 0, slices };
  renderInApp(<Tiles scan={scan} view="planes" location={location} isWhole onView={onView} />);
  const axial = screen.getByRole("slider", { name: "Axial slice" });
  expect(axial.getAttribute("aria-valuetext")).toBe("Slice 3 of 79");
  fireEvent.change(axial, { target: { value: "31" } });
  expect(scan.goToSlice).toHaveBeenCalledWith("axial", 31);
  fireEvent.change(screen.getByRole("slider", { name: "Rotate the 3D view" }), { target: { value: "90" } });
  expect(scan.turn).toHaveBeenCalledWith(90);
  await userEvent.setup().click(screen.getByRole("button", { name: "Show only Coronal" }));
  expect(onView).toHaveBeenCalledWith("coronal");
});

test("of a coarse preview the slices are not counted, as the file has others", () => {
  const slices = {
    axial: { number: 3, count: 40 },
    coronal: { number: 1, count: 9 },
    sagittal: { number: 1, count: 9 },
  };
  const location = { mm: [0, 0, 0] as [number, number, number], hu: 40, label: 0, slices };
  renderInApp(<Tiles scan={{} as Scan} view="axial" location={location} isWhole={false} onView={null} />);
  expect(screen.getByRole("slider").getAttribute("aria-valuetext")).toBeNull();
});
