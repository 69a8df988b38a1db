import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { Route, Routes } from "react-router";
import { beforeEach, expect, test, vi } from "vitest";
import { renderInApp } from "@/testing/app";
import { contentOf, finding, slice } from "@/testing/findings";
import { server } from "@/testing/server";
import { FindingReview } from "./FindingReview";
import { ReportPage } from "./ReportPage";

const LIVER = { ...finding("ct-1/v2/liver/volume", { place: slice("ct-1/v2", [1, -2, 3]) }), mark: null };
const STOMACH = { ...finding("ct-1/v2/stomach/volume"), mark: "corrected" } as const;
const CONTENT = contentOf([LIVER, STOMACH]);
const REPORT = {
  id: "r1",
  case: "c1",
  kind: "ct-segmentation",
  subjects: [{ kind: "series", id: "s1", version: 2, source: "ct-1/v2", at: null }],
  state: "preliminary",
  number: 1,
  versions: [
    {
      number: 1,
      state: "preliminary",
      reason: "",
      issued_at: "2026-11-28T09:00:00Z",
      languages: ["en", "ko"],
    },
  ],
};
const route = (path: string) => `GET /api/v1/reports/r1${path}`;

vi.mock("pdfjs-dist", () => ({
  GlobalWorkerOptions: {},
  getDocument: () => ({ promise: Promise.resolve({ numPages: 0 }) }),
}));

beforeEach(() => {
  server.answers(route(""), REPORT);
  server.answers(route("/content"), CONTENT);
  server.answers(route("/pdf"), () => new Response("%PDF-"));
});

const open = () =>
  renderInApp(
    <Routes>
      <Route path="/reports/:reportId" element={<ReportPage />} />
    </Routes>,
    { at: "/reports/r1", may: ["read-findings", "sign-reports"] },
  );

test("a report is opened with its content and its PDF, and nothing else is asked for", async () => {
  open();
  await screen.findByRole("button", { name: "ct-1/v2/liver/volume" });
  await waitFor(() => expect(server.count(route("/pdf"))).toBe(1));
  const routes = server.sent().map((request) => request.route);
  expect(routes.filter((asked) => asked !== "GET /api/v1/me").sort()).toEqual(
    [route(""), route("/content"), route("/pdf")].sort(),
  );
  expect(server.sent(route("/pdf"))[0]?.query).toEqual({ language: "en", number: "1" });
});

test("a finding leads to its place in its subject, and a corrected one is marked wherever it is shown", async () => {
  open();
  const user = userEvent.setup();
  await user.click(await screen.findByRole("button", { name: "ct-1/v2/liver/volume" }));
  const link = await screen.findByRole("link", { name: "ct-1/v2/liver/volume" });
  expect(link.getAttribute("href")).toBe("/series/s1?version=2&at=1,-2,3");
  await user.click(screen.getByRole("button", { name: /^ct-1\/v2\/stomach\/volume/ }));
  await waitFor(() => expect(screen.getAllByText("Corrected")).toHaveLength(2)); // the sentence and its evidence
});

test("what an amendment withdraws are the findings of the chosen sentences", async () => {
  server.answers(route(""), { ...REPORT, state: "final" });
  server.answers("GET /api/v1/auth/proofs", { methods: ["password"] });
  server.answers("POST /api/v1/reports/r1/amend", { ...REPORT, state: "amended" });
  open();
  const user = userEvent.setup();
  await user.click(await screen.findByRole("button", { name: "Amend" }));
  await user.click(screen.getByRole("checkbox", { name: "Withdraw: ct-1/v2/liver/volume" }));
  expect(screen.getByText("One sentence is selected to be withdrawn.")).toBeTruthy();
  await user.type(screen.getByRole("textbox", { name: "Reason" }), "Moved");
  await user.type(await screen.findByLabelText("Current password"), "mine");
  await user.click(screen.getByRole("button", { name: "Amend" }));
  await waitFor(() => expect(server.count("POST /api/v1/reports/r1/amend")).toBe(1));
  expect(server.sent("POST /api/v1/reports/r1/amend")[0]?.body).toEqual({
    number: 1,
    reason: "Moved",
    addendum: "",
    withdrawn: ["ct-1/v2/liver/volume"],
    proof: { password: "mine" },
  });
});

test("a finding is reviewed by the sentence that states it, while its report is preliminary", async () => {
  const may = { may: ["sign-reports"] };
  const mine = renderInApp(<FindingReview report="r1" findings={[LIVER]} />, may);
  expect(await screen.findByRole("button", { name: "Review: ct-1/v2/liver/volume" })).toBeTruthy();
  mine.unmount();
  server.answers(route("/content"), { ...CONTENT, state: "final" });
  renderInApp(<FindingReview report="r1" findings={[LIVER]} />, may);
  await waitFor(() => expect(server.count(route("/content"))).toBe(2));
  expect(screen.queryByRole("button")).toBeNull();
});
