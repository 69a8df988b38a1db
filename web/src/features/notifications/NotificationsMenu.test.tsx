import { act, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";
import { renderInApp } from "@/testing/app";
import { pageOf, server } from "@/testing/server";
import { NotificationsMenu, placeOf } from "./NotificationsMenu";

const LIST = "GET /api/v1/notifications";
const UNREAD = {
  id: 7,
  text: "CT analysis finished: case HONG-01",
  link: "/api/v1/reports/r1",
  read_at: null,
  created_at: "2026-11-28T09:00:00Z",
};

afterEach(() => {
  vi.useRealTimers();
});

test("unread notifications are counted; opening one marks it as read and leads to its record", async () => {
  const user = userEvent.setup();
  server.answers(LIST, pageOf([UNREAD]), pageOf([{ ...UNREAD, read_at: UNREAD.created_at }]));
  server.answers("POST /api/v1/notifications/7/read", { id: 7 });
  const { address } = renderInApp(<NotificationsMenu />);
  await user.click(await screen.findByRole("button", { name: "Notifications, one new" }));
  await user.click(await screen.findByRole("link"));
  expect(address()).toBe("/reports/r1");
  await waitFor(() => expect(screen.getByRole("button", { name: "Notifications" })).toBeTruthy());
});

test("without notifications the menu says so", async () => {
  server.answers(LIST, pageOf([]));
  renderInApp(<NotificationsMenu />);
  await userEvent.setup().click(screen.getByRole("button", { name: "Notifications" }));
  expect(await screen.findByText("No notifications yet.")).toBeTruthy();
});

test("new notifications are looked for every half minute", async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  server.answers(LIST, pageOf([]));
  renderInApp(<NotificationsMenu />);
  await act(() => vi.advanceTimersByTimeAsync(61_000));
  expect(server.count(LIST)).toBe(3);
});

test.each([
  ["/api/v1/cases/c1", "/cases/c1"],
  ["/api/v1/jobs/j1/events", "/jobs/j1"],
  ["/emergency-accesses/a1", "/emergency-accesses"],
  ["/erasures/e1", "/erasures"],
  ["/cases", "/cases"],
  ["/patients/p1", "/cases?patient=p1"],
  ["/api/v1/users/u1", "/"],
  ["", "/"],
])("the link %j leads to %s", (link, place) => {
  expect(placeOf(link)).toBe(place);
});
