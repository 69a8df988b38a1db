import type { Prove } from "@/features/proofs/proof";
import { act, waitFor } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import { cached, renderHookInApp } from "@/testing/app";
import { pageOf, server } from "@/testing/server";
import { isSet, type Report, useAmend, useReport, useReports, useReview, useSign } from "./queries";

const REPORT = { id: "r1", case: "c1", number: 1, state: "preliminary" } as Report;
const version = (...languages: string[]) => ({ number: 1, languages });

afterEach(() => {
  vi.useRealTimers();
});

const PROOF = { password: "mine" };
const byPassword: Prove = () => Promise.resolve(PROOF);

test("the reports of a case are asked for by those only who may read findings", async () => {
  server.answers("GET /api/v1/cases/c1/reports", pageOf([REPORT]));
  const allowed = { is: false };
  const { result, rerender } = renderHookInApp(() => useReports("c1", allowed.is));
  expect(result.current.fetchStatus).toBe("idle");
  allowed.is = true;
  rerender();
  await waitFor(() => expect(result.current.data?.items).toHaveLength(1));
});

test("a report is polled until both PDFs of its newest version are there", async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  const route = "GET /api/v1/reports/r1";
  server.answers(
    route,
    { ...REPORT, versions: [version("ko", "en"), version()] },
    { ...REPORT, versions: [version("ko", "en"), version("ko")] },
    { ...REPORT, versions: [version("ko", "en"), version("ko", "en")] },
  );
  const { result } = renderHookInApp(() => useReport("r1"));
  await act(() => vi.advanceTimersByTimeAsync(20_000));
  expect(server.count(route)).toBe(3);
  expect(result.current.data && isSet(result.current.data)).toBe(true);
});

test("a report whose PDF is hidden from the reader is not waited for", () => {
  const hidden = { ...version(), is_pdf_hidden: true } as Report["versions"][number];
  expect(isSet({ ...REPORT, versions: [hidden] })).toBe(true);
});

test("a report without versions is not ready", () => {
  expect(isSet({ ...REPORT, versions: [] })).toBe(false);
});

test("a review shows at once what the version says now", async () => {
  const reviewed = {
    report: "r1",
    number: 1,
    reviews: 1,
    statements: [{ id: "liver", review: { verdict: "accepted" } }],
  };
  server.answers("POST /api/v1/reports/r1/reviews", reviewed);
  const { result, queries } = renderHookInApp(() => useReview("r1"));
  const body = { statement: "liver", verdict: "accepted" as const, reason: "", words: "" };
  await act(() => result.current.mutateAsync(body));
  expect(server.sent("POST /api/v1/reports/r1/reviews")[0]?.body).toEqual(body);
  expect(queries.getQueryData(["report", "r1", "content", "newest"])).toEqual(reviewed);
});

test("a passkey is challenged for exactly what is signed", async () => {
  const challenge = { options: {}, ticket: "sealed" };
  server.answers("POST /api/v1/reports/r1/sign/begin", challenge);
  server.answers("POST /api/v1/reports/r1/sign", { ...REPORT, state: "final" });
  const { result } = renderHookInApp(() => useSign(REPORT));
  const prove: Prove = async (begin) => {
    expect(await begin()).toEqual(challenge);
    return PROOF;
  };
  await act(() => result.current.mutateAsync({ number: 1, reviews: 2, prove }));
  const [begun, signed] = server.sent().filter(({ route }) => route.startsWith("POST"));
  expect(begun?.body).toEqual({ number: 1, reviews: 2 });
  expect(signed?.body).toEqual({ number: 1, reviews: 2, proof: PROOF });
});

test("a signature changes the report and everything of its case", async () => {
  server.answers("POST /api/v1/reports/r1/sign", { ...REPORT, state: "final" });
  const { result, queries } = renderHookInApp(() => useSign(REPORT));
  const newest = ["report", "r1", "content", "newest"];
  const stale = cached(queries, newest, ["case", "c1", "reports"], ["case", "c2", "reports"]);
  await act(() => result.current.mutateAsync({ number: 1, reviews: 2, prove: byPassword }));
  expect(queries.getQueryData(["report", "r1"])).toMatchObject({ state: "final" });
  expect(stale()).toEqual([newest, ["case", "c1", "reports"]]);
});

test("a signature that is refused fetches what the clinician had not seen", async () => {
  server.refuses("POST /api/v1/reports/r1/sign", 409, "Reviewed meanwhile");
  const { result, queries } = renderHookInApp(() => useSign(REPORT));
  const stale = cached(queries, ["report", "r1"], ["report", "r1", "content", 1], ["case", "c1", "reports"]);
  await act(() =>
    result.current.mutateAsync({ number: 1, reviews: 0, prove: byPassword }).catch(() => undefined),
  );
  await waitFor(() => expect(result.current.error?.message).toBe("Reviewed meanwhile"));
  expect(stale()).toEqual([
    ["report", "r1"],
    ["report", "r1", "content", 1],
  ]);
});

test("an amendment sends its reason, its addendum and the withdrawn findings", async () => {
  server.answers("POST /api/v1/reports/r1/amend", { ...REPORT, state: "amended", number: 3 });
  const { result } = renderHookInApp(() => useAmend(REPORT));
  const body = { number: 2, reason: "Full stomach", addendum: "", withdrawn: ["ct-1/v1/stomach/volume"] };
  await act(() => result.current.mutateAsync({ ...body, prove: byPassword }));
  expect(server.sent("POST /api/v1/reports/r1/amend")[0]?.body).toEqual({ ...body, proof: PROOF });
});
