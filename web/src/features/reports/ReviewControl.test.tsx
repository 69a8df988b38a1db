import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import type { Content } from "@/features/findings/queries";
import { renderInApp } from "@/testing/app";
import { server } from "@/testing/server";
import { AmendForm } from "./AmendForm";
import type { Report, Statement } from "./queries";
import { ReviewControl } from "./ReviewControl";
import { SignPanel } from "./SignPanel";

const REPORT = { id: "r1", case: "c1", number: 2 } as Report;
const STATEMENT = { id: "liver", text: "Liver volume 1,322 mL.", review: null } as unknown as Statement;
const save = () => screen.getByRole<HTMLButtonElement>("button", { name: "Save" });

test("a sentence is accepted without a reason", async () => {
  const user = userEvent.setup();
  server.answers("POST /api/v1/reports/r1/reviews", { number: 2 });
  renderInApp(<ReviewControl report="r1" statement={STATEMENT} />);
  await user.click(screen.getByRole("button", { name: "Review: Liver volume 1,322 mL." }));
  await screen.findByRole("form", { name: "Review" });
  await user.click(save());
  await waitFor(() => expect(screen.queryByRole("form", { name: "Review" })).toBeNull());
  expect(server.sent("POST /api/v1/reports/r1/reviews")[0]?.body).toEqual({
    statement: "liver",
    verdict: "accepted",
    reason: "",
    words: "",
  });
});

test("an amendment of a sentence needs a reason and the corrected text", async () => {
  const user = userEvent.setup();
  renderInApp(<ReviewControl report="r1" statement={STATEMENT} />);
  await user.click(screen.getByRole("button", { name: /^Review/ }));
  await user.click(await screen.findByRole("radio", { name: "Amended" }));
  expect(save().disabled).toBe(true);
  await user.type(screen.getByRole("textbox", { name: "Reason" }), "Cut off");
  expect(save().disabled).toBe(true);
  await user.type(screen.getByRole("textbox", { name: "Corrected text" }), "At least 1,322 mL.");
  expect(save().disabled).toBe(false);
});

test("a text that was written for another verdict is not sent", async () => {
  const user = userEvent.setup();
  server.answers("POST /api/v1/reports/r1/reviews", { number: 2 });
  renderInApp(<ReviewControl report="r1" statement={STATEMENT} />);
  await user.click(screen.getByRole("button", { name: /^Review/ }));
  await user.click(await screen.findByRole("radio", { name: "Amended" }));
  await user.type(screen.getByRole("textbox", { name: "Corrected text" }), "Other");
  await user.type(screen.getByRole("textbox", { name: "Reason" }), "Wrong organ ");
  await user.click(screen.getByRole("radio", { name: "Rejected" }));
  await user.click(save());
  await waitFor(() => expect(server.count("POST /api/v1/reports/r1/reviews")).toBe(1));
  expect(server.sent("POST /api/v1/reports/r1/reviews")[0]?.body).toMatchObject({
    verdict: "rejected",
    reason: "Wrong organ",
    words: "",
  });
});

test("a verdict that came later is to be read before signing", async () => {
  const user = userEvent.setup();
  server.answers("GET /api/v1/auth/proofs", { methods: ["password"] });
  const content = (reviews: number) => ({ number: 1, reviews }) as Content;
  const { rerender } = renderInApp(<SignPanel report={REPORT} content={content(0)} />);
  const sign = () => screen.getByRole<HTMLButtonElement>("button", { name: "Sign" });
  await user.click(screen.getByRole("checkbox"));
  expect(sign().disabled).toBe(true); // nobody has proved anything yet
  await user.type(await screen.findByLabelText("Current password"), "mine");
  expect(sign().disabled).toBe(false);
  rerender(<SignPanel report={REPORT} content={content(1)} />);
  expect(sign().disabled).toBe(true);
});

test("an amendment needs a reason, and something that it changes", async () => {
  const user = userEvent.setup();
  server.answers("GET /api/v1/auth/proofs", { methods: ["password"] });
  const amend = () => screen.getByRole<HTMLButtonElement>("button", { name: "Amend" });
  const { rerender } = renderInApp(
    <AmendForm report={REPORT} withdrawn={[]} sentences={0} onDone={vi.fn()} />,
  );
  await user.type(screen.getByRole("textbox", { name: "Reason" }), "Full stomach");
  await user.type(await screen.findByLabelText("Current password"), "mine");
  expect(amend().disabled).toBe(true);
  rerender(<AmendForm report={REPORT} withdrawn={["stomach"]} sentences={1} onDone={vi.fn()} />);
  expect(amend().disabled).toBe(false);
  expect(screen.getByText("One sentence is selected to be withdrawn.")).toBeTruthy();
});
