import { waitFor } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import { renderHookInApp } from "@/testing/app";
import { server } from "@/testing/server";
import { language } from "./language";
import { useMay } from "./me";
import { useStoredUrl } from "./useStored";

afterEach(() => {
  vi.restoreAllMocks();
});

test("nobody may anything before it is known what they may", async () => {
  const { result } = renderHookInApp(useMay, { may: ["sign-reports"] });
  expect(result.current("sign-reports")).toBe(false);
  await waitFor(() => expect(result.current("sign-reports")).toBe(true));
  expect(result.current("manage-users")).toBe(false);
});

test("a stored picture is fetched as the user, and freed when it is no longer shown", async () => {
  vi.spyOn(URL, "createObjectURL").mockReturnValue("blob:picture");
  const freed = vi.spyOn(URL, "revokeObjectURL").mockReturnValue(undefined);
  server.answers("GET /api/v1/artifacts/a1/content", () => new Response("png"));
  const { result, unmount } = renderHookInApp(() => useStoredUrl("/artifacts/a1/content"));
  await waitFor(() => expect(result.current.url).toBe("blob:picture"));
  expect(server.sent("GET /api/v1/artifacts/a1/content")[0]?.headers.get("Authorization")).toBe(
    "Bearer access",
  );
  unmount();
  expect(freed).toHaveBeenCalledWith("blob:picture");
});

test("without a path nothing is fetched", () => {
  const { result } = renderHookInApp(() => useStoredUrl(undefined));
  expect(result.current.url).toBeUndefined();
  expect(result.current.query.fetchStatus).toBe("idle");
});

test("a choice of language is remembered and announced", () => {
  const listener = vi.fn();
  const leave = language.subscribe(listener);
  language.choose("ko");
  expect(language.current()).toBe("ko");
  expect(localStorage.getItem("jindan.language")).toBe("ko");
  leave();
  language.choose("en");
  expect(listener).toHaveBeenCalledOnce();
});
