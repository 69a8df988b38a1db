import { act, waitFor } from "@testing-library/react";
import { expect, test } from "vitest";
import { cached, renderHookInApp } from "@/testing/app";
import { pageOf, server } from "@/testing/server";
import { type PatientRow, useCases, useOpenCase, usePatient, usePatients, useRetitle } from "./queries";

const PATIENTS = "POST /api/v1/patients";
const CASES = "POST /api/v1/cases";

test("patients are looked for by the start of their code, and all without one", async () => {
  server.answers("GET /api/v1/patients", pageOf([{ id: "p1" }]));
  const code = { current: "HO" };
  const { result, rerender } = renderHookInApp(() => usePatients(code.current));
  await waitFor(() => expect(result.current.isSuccess).toBe(true));
  code.current = "";
  rerender();
  await waitFor(() => expect(server.count("GET /api/v1/patients")).toBe(2));
  const queries = server.sent("GET /api/v1/patients").map(({ query }) => query);
  expect(queries).toEqual([{ size: "20", code: "HO" }, { size: "20" }]);
});

test("what was found stays on the screen while the next search runs", async () => {
  const never = () => new Promise(() => undefined);
  server.answers("GET /api/v1/patients", pageOf([{ id: "p1" }]), never);
  const code = { current: "HO" };
  const { result, rerender } = renderHookInApp(() => usePatients(code.current));
  await waitFor(() => expect(result.current.isSuccess).toBe(true));
  code.current = "HON";
  rerender();
  expect(result.current.data?.items).toHaveLength(1);
  expect(result.current.isPlaceholderData).toBe(true);
});

test("a patient is not asked for while it is not known which", () => {
  const { result } = renderHookInApp(() => usePatient(undefined));
  expect(result.current.fetchStatus).toBe("idle");
});

test("the cases of a patient come page after page", async () => {
  server.answers("GET /api/v1/cases", pageOf([{ id: "c2" }], "next"), pageOf([{ id: "c1" }]));
  const { result } = renderHookInApp(() => useCases("p1"));
  await waitFor(() => expect(result.current.hasNextPage).toBe(true));
  await act(() => result.current.fetchNextPage());
  await waitFor(() => expect(result.current.data?.pages).toHaveLength(2));
  const queries = server.sent("GET /api/v1/cases").map(({ query }) => query);
  expect(queries).toEqual([{ patient_id: "p1" }, { patient_id: "p1", cursor: "next" }]);
});

test("a case of a new patient registers the patient first", async () => {
  server.answers(PATIENTS, { id: "p9" });
  server.answers(CASES, { id: "c9" });
  const { result, queries } = renderHookInApp(useOpenCase);
  const stale = cached(queries, ["cases"], ["patients", "HO"], ["patient", "p1"]);
  const made = await act(() =>
    result.current.mutateAsync({ code: "HONG-01", sex: "female", title: "Liver" }),
  );
  expect(made.id).toBe("c9");
  expect(server.sent(PATIENTS)[0]?.body).toEqual({ code: "HONG-01", sex_at_birth: "female", identity: null });
  expect(server.sent(CASES)[0]?.body).toEqual({ patient_id: "p9", title: "Liver" });
  expect(stale()).toEqual([["cases"], ["patients", "HO"]]);
});

test("a case of a known patient registers nobody", async () => {
  server.answers(CASES, { id: "c9" });
  const { result } = renderHookInApp(useOpenCase);
  const known = { id: "p1", code: "HONG-01" } as PatientRow;
  await act(() => result.current.mutateAsync({ code: "HONG-01", known, sex: null, title: "" }));
  expect(server.count(PATIENTS)).toBe(0);
  expect(server.sent(CASES)[0]?.body).toEqual({ patient_id: "p1", title: "" });
});

test("a patient code that is refused makes no case", async () => {
  server.refuses(PATIENTS, 422, "Not a code");
  const { result } = renderHookInApp(useOpenCase);
  await act(() => result.current.mutateAsync({ code: "?", sex: null, title: "" }).catch(() => undefined));
  await waitFor(() => expect(result.current.error?.message).toBe("Not a code"));
  expect(server.count(CASES)).toBe(0);
});

test("another clinical question fetches everything of the case again", async () => {
  server.answers("PATCH /api/v1/cases/c1", { id: "c1" });
  const { result, queries } = renderHookInApp(() => useRetitle("c1"));
  const stale = cached(
    queries,
    ["case", "c1", "itself"],
    ["case", "c1", "reports"],
    ["case", "c2", "itself"],
  );
  await act(() => result.current.mutateAsync("Pancreas"));
  expect(server.sent("PATCH /api/v1/cases/c1")[0]?.body).toEqual({ title: "Pancreas" });
  expect(stale()).toHaveLength(2);
});
