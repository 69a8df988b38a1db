import { act, waitFor } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import { cached, renderHookInApp } from "@/testing/app";
import { pageOf, server } from "@/testing/server";
import {
  keyOf,
  useDeliveries,
  useEndpoints,
  useRegister,
  useRemove,
  useReplay,
  useRotate,
  useSwitch,
} from "./queries";

const LIST = "GET /api/v1/webhooks";
const LOG = "GET /api/v1/webhooks/e1/deliveries";

afterEach(() => {
  vi.useRealTimers();
});

test("webhooks come page after page", async () => {
  server.answers(LIST, pageOf([{ id: "e1" }], "more"), pageOf([{ id: "e2" }]));
  const { result } = renderHookInApp(useEndpoints);
  await waitFor(() => expect(result.current.hasNextPage).toBe(true));
  await act(() => result.current.fetchNextPage());
  await waitFor(() => expect(result.current.hasNextPage).toBe(false));
  expect(server.sent(LIST).map(({ query }) => query)).toEqual([{}, { cursor: "more" }]);
});

test("the messages of a webhook are polled while its log is open, and not before", async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  server.answers(LOG, pageOf([]));
  const log = { isOpen: false };
  const { rerender } = renderHookInApp(() => useDeliveries("e1", log.isOpen));
  await act(() => vi.advanceTimersByTimeAsync(12_000));
  expect(server.count(LOG)).toBe(0);
  log.isOpen = true;
  rerender();
  await act(() => vi.advanceTimersByTimeAsync(11_000));
  expect(server.count(LOG)).toBe(3);
  expect(server.sent(LOG)[0]?.query).toEqual({ size: "20" });
});

test("registering sends the address with its events, and the list is fetched again", async () => {
  server.answers("POST /api/v1/webhooks", { endpoint: { id: "e1" }, secret: "whsec_x" });
  const { result, queries } = renderHookInApp(useRegister);
  const stale = cached(queries, ["webhooks"], ["webhooks", "e1"]);
  const body = { url: "https://a.example.org", events: ["job.failed" as const] };
  const made = await act(() => result.current.mutateAsync(body));
  expect(made.secret).toBe("whsec_x");
  expect(server.sent("POST /api/v1/webhooks")[0]?.body).toEqual(body);
  expect(stale()).toEqual([["webhooks"], ["webhooks", "e1"]]);
});

test("an address that is refused leaves the list as it is", async () => {
  server.refuses("POST /api/v1/webhooks", 422, "Not reachable");
  const { result, queries } = renderHookInApp(useRegister);
  const stale = cached(queries, ["webhooks"]);
  await act(() => result.current.mutateAsync({ url: "http://a", events: [] }).catch(() => undefined));
  await waitFor(() => expect(result.current.error?.message).toBe("Not reachable"));
  expect(stale()).toEqual([]);
});

test("a webhook is disabled, given a new secret and removed, and a message sent again", async () => {
  server.answers("PATCH /api/v1/webhooks/e1", { id: "e1" });
  server.answers("POST /api/v1/webhooks/e1/secret", { secret: "whsec_y" });
  server.answers("DELETE /api/v1/webhooks/e1", null);
  server.answers("POST /api/v1/webhook-deliveries/d1/replay", { id: "d2" });
  const { result } = renderHookInApp(() => ({
    change: useSwitch("e1"),
    rotate: useRotate("e1"),
    remove: useRemove("e1"),
    replay: useReplay(),
  }));
  await act(() => result.current.change.mutateAsync(false));
  await act(() => result.current.rotate.mutateAsync(undefined));
  await act(() => result.current.remove.mutateAsync(undefined));
  await act(() => result.current.replay.mutateAsync("d1"));
  expect(server.sent().map(({ route, body }) => [route, body])).toEqual([
    ["PATCH /api/v1/webhooks/e1", { is_enabled: false }],
    ["POST /api/v1/webhooks/e1/secret", undefined],
    ["DELETE /api/v1/webhooks/e1", undefined],
    ["POST /api/v1/webhook-deliveries/d1/replay", undefined],
  ]);
});

test("an event is named as in the catalogue", () => {
  expect(keyOf("job.cancelled")).toBe("event-job-cancelled");
});
