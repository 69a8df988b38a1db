import { fireEvent, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import { renderInApp } from "@/testing/app";
import { pageOf, server } from "@/testing/server";
import { filesChosen } from "./dropped";
import { FilesSection } from "./FilesSection";
import { Intake } from "./Intake";

const codes = (text: string) => Array.from(text, (letter) => letter.charCodeAt(0));

/** A DICOM object of a patient, as small as it can be. */
function slice(name: string, patient: string): File {
  const element = (group: number, number: number, vr: string, value: string) => {
    const padded = value.length % 2 ? `${value} ` : value;
    const word = (of: number) => [of & 255, of >> 8];
    return [...word(group), ...word(number), ...codes(vr), ...word(padded.length), ...codes(padded)];
  };
  const bytes = [
    ...new Array<number>(128).fill(0),
    ...codes("DICM"),
    ...element(0x0002, 0x0010, "UI", "1.2.840.10008.1.2.1"),
    ...element(0x0008, 0x0060, "CS", "CT"),
    ...element(0x0010, 0x0020, "LO", patient),
    ...element(0x0020, 0x000e, "UI", `1.2.${patient}`),
  ];
  return new File([new Uint8Array(bytes)], name);
}

function drop(...files: File[]): void {
  const input = screen
    .getAllByLabelText("Choose files")
    .find((element) => element instanceof HTMLInputElement);
  if (!input) throw new Error("no input");
  fireEvent.change(input, { target: { files } });
}

const send = () => screen.getByRole<HTMLButtonElement>("button", { name: /^Send/ });

test("what is dropped is grouped, warned of and counted before anything is sent", async () => {
  renderInApp(<Intake caseId="c1" starts={{}} />);
  drop(slice("1.dcm", "1"), new File(["a,b\n1,2\n"], "t.csv"), new File([new Uint8Array([0, 1])], "x"));
  expect(await screen.findByText("DICOM series (CT)")).toBeTruthy();
  expect(screen.getByText(/Only a few slices/)).toBeTruthy();
  expect(screen.getByText("Not recognised")).toBeTruthy();
  expect(send().textContent).toBe("Send 2 files"); // not the one that is not recognised
  expect(server.sent()).toEqual([]);
});

test("images of two patients are not sent before somebody has checked them", async () => {
  renderInApp(<Intake caseId="c1" starts={{}} />);
  drop(slice("1.dcm", "1"), slice("2.dcm", "2"));
  const confirm = await screen.findByRole("checkbox");
  expect(send().disabled).toBe(true);
  await userEvent.setup().click(confirm);
  expect(send().disabled).toBe(false);
});

test("the same file dropped twice is there once", async () => {
  renderInApp(<Intake caseId="c1" starts={{}} />);
  drop(new File(["a,b\n1,2\n"], "t.csv"));
  await screen.findByText("One file · 8 B");
  drop(new File(["a,b\n1,2\n"], "t.csv"));
  await waitFor(() => expect(screen.getByText("One file · 8 B")).toBeTruthy());
  expect(send().textContent).toBe("Send one file");
});

test("files of the operating system are left out", () => {
  const files = ["a.dcm", ".DS_Store", "Thumbs.db", "DICOMDIR"].map((name) => new File([], name));
  expect(filesChosen(files as unknown as FileList).map(({ name }) => name)).toEqual(["a.dcm"]);
  expect(filesChosen(null)).toEqual([]);
});

test("the files of a case say where they came from, page after page", async () => {
  const file = {
    id: "a1",
    name: "scan.zip",
    size: 1536,
    is_received: true,
    created_at: "2026-11-28T09:00:00Z",
  };
  const made = { ...file, id: "a2", name: "labels.nii.gz", is_received: false };
  server.answers("GET /api/v1/cases/c1/artifacts", pageOf([file], "more"), pageOf([made]));
  renderInApp(<FilesSection caseId="c1" />);
  expect(await screen.findByText(/^Received · /)).toBeTruthy();
  await userEvent.setup().click(screen.getByRole("button", { name: "Show more" }));
  expect(await screen.findByText(/^Generated · /)).toBeTruthy();
  expect(screen.queryByRole("button", { name: "Show more" })).toBeNull();
});
