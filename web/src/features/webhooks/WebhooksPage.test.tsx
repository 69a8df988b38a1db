import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import { renderInApp } from "@/testing/app";
import { pageOf, server } from "@/testing/server";
import { WebhooksPage } from "./WebhooksPage";

const ENDPOINT = {
  id: "e1",
  url: "https://hooks.example.org/jindan",
  events: ["job.completed", "job.failed"],
  is_enabled: true,
  created_at: "2026-11-28T09:00:00Z",
};

test("without webhooks the page says so", async () => {
  server.answers("GET /api/v1/webhooks", pageOf([]));
  renderInApp(<WebhooksPage />);
  expect(await screen.findByRole("heading", { name: "No webhooks yet" })).toBeTruthy();
});

test("the secret of a new webhook is shown once, until it is dismissed", async () => {
  const user = userEvent.setup();
  server.answers("GET /api/v1/webhooks", pageOf([]), pageOf([ENDPOINT]));
  server.answers("POST /api/v1/webhooks", { endpoint: ENDPOINT, secret: "whsec_once" });
  renderInApp(<WebhooksPage />);
  const address = screen.getByRole("textbox", { name: "Address" });
  await user.type(address, ENDPOINT.url);
  await user.click(screen.getByRole("button", { name: "Register an address" }));
  expect(await screen.findByText("whsec_once")).toBeTruthy();
  expect(await screen.findByRole("heading", { name: ENDPOINT.url })).toBeTruthy();
  expect((address as HTMLInputElement).value).toBe("");
  await user.click(screen.getByRole("button", { name: "Done" }));
  expect(screen.queryByText("whsec_once")).toBeNull();
});

test("a webhook without events cannot be registered", async () => {
  const user = userEvent.setup();
  server.answers("GET /api/v1/webhooks", pageOf([]));
  renderInApp(<WebhooksPage />);
  await user.type(screen.getByRole("textbox", { name: "Address" }), "https://a");
  for (const event of ["Job done", "Job failed", "Job cancelled"])
    await user.click(screen.getByRole("checkbox", { name: event }));
  expect(screen.getByRole<HTMLButtonElement>("button", { name: "Register an address" }).disabled).toBe(true);
});

test("removing asks for a confirmation, and a failure is shown with a way to dismiss it", async () => {
  const user = userEvent.setup();
  server.answers("GET /api/v1/webhooks", pageOf([ENDPOINT]));
  server.refuses("DELETE /api/v1/webhooks/e1", 409, "Not now");
  renderInApp(<WebhooksPage />);
  await user.click(await screen.findByRole("button", { name: "Remove" }));
  expect(server.count("DELETE /api/v1/webhooks/e1")).toBe(0);
  await user.click(screen.getByRole("button", { name: "Remove it and its messages" }));
  expect((await screen.findByRole("alert")).textContent).toContain("Not now");
  await user.click(screen.getByRole("button", { name: "Try again" }));
  await waitFor(() => expect(screen.queryByRole("alert")).toBeNull());
});

test("the log shows how each attempt went, and a message that still waits is not sent again", async () => {
  const user = userEvent.setup();
  server.answers("GET /api/v1/webhooks", pageOf([ENDPOINT]));
  const delivery = { event: "job.failed", created_at: ENDPOINT.created_at };
  const attempts = [
    { number: 1, status: null, error: "timeout", seconds: 10 },
    { number: 2, status: 503, error: "", seconds: 0.25 },
  ];
  server.answers(
    "GET /api/v1/webhooks/e1/deliveries",
    pageOf([
      { ...delivery, id: "d1", state: "failed", sendings: attempts },
      { ...delivery, id: "d2", state: "waiting", sendings: [] },
    ]),
  );
  renderInApp(<WebhooksPage />);
  await user.click(await screen.findByRole("button", { name: "Messages" }));
  expect(await screen.findByText("Attempt 1: no answer (timeout) after 10.0 s")).toBeTruthy();
  expect(screen.getByText("Attempt 2: answered 503 after 0.3 s")).toBeTruthy();
  const again = screen.getAllByRole<HTMLButtonElement>("button", { name: "Send again" });
  expect(again.map(({ disabled }) => disabled)).toEqual([false, true]);
});
