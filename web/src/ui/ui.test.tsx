import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import { offline, Refusal } from "@/api/problem";
import { renderInApp } from "@/testing/app";
import { wordsIn } from "@/words";
import { groupedBy } from "./grouping";
import { lineOf } from "./notes";
import { ProblemNotice } from "./ProblemNotice";
import { QueryResult } from "./QueryResult";
import { ShownOnce } from "./ShownOnce";
import { sizeText } from "./size";
import classes from "./ui.module.css";
import { Warnings } from "./Warnings";

const note = (code: string, text: string) => ({ code, text, values: {} });
const query = (state: object) => ({ data: undefined, isError: false, ...state }) as never;

test("warnings are shown once each, and no list without any", () => {
  const { rerender } = renderInApp(
    <Warnings notes={[note("a", "Cut off."), note("b", "Thick."), note("a", "Cut off.")]} />,
  );
  expect(screen.getAllByRole("listitem").map(({ textContent }) => textContent)).toEqual([
    "Cut off.",
    "Thick.",
  ]);
  rerender(<Warnings notes={[]} />);
  expect(screen.queryByRole("list", { name: "Warnings" })).toBeNull();
  expect(lineOf([note("a", "Cut off."), note("b", "Thick.")])).toBe("Cut off. Thick.");
});

test("a problem has the server's words, and those of the app where there are none", () => {
  const problem = {
    type: "",
    title: "Too large",
    detail: "It has 9 GB.",
    remedy: "Send less.",
    status: 413,
    code: "",
    values: {},
  };
  const { rerender } = renderInApp(<ProblemNotice error={new Refusal(problem)} />);
  expect(screen.getByRole("alert").textContent).toBe("Too largeIt has 9 GB.Send less.");
  rerender(<ProblemNotice error={offline()} />);
  expect(screen.getByRole("alert").textContent).toContain("The server cannot be reached");
  rerender(<ProblemNotice error={new Error("secret details")} />);
  expect(screen.getByRole("alert").textContent).toContain("An unexpected error occurred");
  expect(screen.getByRole("alert").textContent).not.toContain("secret");
});

test("a query shows that it loads, then its data, or its problem with a way to try again", async () => {
  const refetch = vi.fn();
  const show = (state: object) => (
    <QueryResult query={query({ refetch, ...state })}>{(data: string) => data}</QueryResult>
  );
  const { rerender } = renderInApp(show({}));
  expect(screen.getByRole("status", { name: "Loading" })).toBeTruthy();
  rerender(show({ isError: true, error: offline() }));
  await userEvent.setup().click(screen.getByRole("button", { name: "Try again" }));
  expect(refetch).toHaveBeenCalledOnce();
  rerender(show({ isError: true, error: offline(), data: "what was there" }));
  expect(screen.getByText("what was there")).toBeTruthy();
});

test("the problem of a whole page stands within the margins of a page", () => {
  const failed = query({ isError: true, error: offline() });
  const show = (isPage: boolean) => (
    <QueryResult query={failed} isPage={isPage}>
      {(data: string) => data}
    </QueryResult>
  );
  const { rerender, container } = renderInApp(show(true));
  expect(container.querySelector(`.${classes["screen"] ?? "none"}`)?.textContent).toContain("Try again");
  rerender(show(false));
  expect(container.querySelector(`.${classes["screen"] ?? "none"}`)).toBeNull();
});

test("a secret is shown until it is dismissed", async () => {
  const onDone = vi.fn();
  renderInApp(<ShownOnce title="Secret" about="Once." secret="whsec" onDone={onDone} />);
  expect(screen.getByText("whsec")).toBeTruthy();
  await userEvent.setup().click(screen.getByRole("button", { name: "Done" }));
  expect(onDone).toHaveBeenCalledOnce();
});

test.each([
  [0, "0 B"],
  [1023, "1,023 B"],
  [1024, "1 KB"],
  [1.5 * 1024 ** 2, "1.5 MB"],
  [5 * 1024 ** 4, "5,120.0 GB"],
])("%d bytes are %s", (bytes, text) => {
  expect(sizeText(bytes, wordsIn("en"))).toBe(text);
});

test("groups come in the order of their first members", () => {
  const groups = groupedBy(["b1", "a1", "b2"], (member) => member.charAt(0));
  expect([...groups]).toEqual([
    ["b", ["b1", "b2"]],
    ["a", ["a1"]],
  ]);
});
