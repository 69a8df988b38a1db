import { createHmac } from "node:crypto";
import { createServer, type IncomingHttpHeaders } from "node:http";
import { openedCase, scoredCase } from "./cases";
import { expect, test } from "./people";

interface Message {
  headers: IncomingHttpHeaders;
  body: string;
}

test("an address is registered, told of a finished job with a signature, asked again, and removed", async ({
  page,
  person,
  request,
}) => {
  const { t, language } = person;
  const { url, received, close } = await receiver();
  await person.signIn("administrator");
  await page
    .getByRole("link", { name: t("webhooks") })
    .first()
    .click();
  const address = page.getByRole("textbox", { name: t("webhook-url") });
  await address.focus();
  await expect(address).toBeFocused();
  await page.keyboard.type(url);
  await page.keyboard.press("Enter");
  const secret = (await page.getByRole("status").locator("code").textContent()) ?? "";
  expect(secret).toMatch(/^whsec_/);
  await person.expectAccessible();

  await scoredCase(request, await openedCase(request, `HOOK-${language}`, ""));
  await expect.poll(received, { timeout: 120_000 }).not.toEqual([]);
  const [first] = received();
  expect(first && isSigned(first, secret)).toBe(true);
  await page.getByRole("button", { name: t("webhook-log") }).click();
  const log = page.getByRole("list", { name: t("webhook-log") });
  await expect(log.getByText(t("delivery-delivered")).first()).toBeVisible();
  await person.expectAccessible();

  const before = received().length;
  await log
    .getByRole("button", { name: t("replay") })
    .last()
    .click();
  await expect.poll(() => received().length, { timeout: 120_000 }).toBeGreaterThan(before);
  await page.getByRole("button", { name: t("webhook-rotate") }).click();
  await expect(page.getByRole("status").locator("code")).not.toHaveText(secret);
  await page.getByRole("switch", { name: t("webhook-takes") }).click();
  await expect(page.getByRole("switch", { name: t("webhook-takes") })).not.toBeChecked();
  await page.getByRole("button", { name: t("webhook-remove"), exact: true }).click();
  await page.getByRole("button", { name: t("webhook-remove-sure") }).click();
  await expect(page.getByRole("heading", { name: t("webhooks-none") })).toBeVisible();
  close();
});

/** Somebody outside who takes messages and answers that they have come. */
async function receiver(): Promise<{ url: string; received: () => Message[]; close: () => void }> {
  const messages: Message[] = [];
  const server = createServer((request, answer) => {
    let body = "";
    request.on("data", (part: Buffer) => (body += part.toString()));
    request.on("end", () => {
      messages.push({ headers: request.headers, body });
      answer.writeHead(204).end();
    });
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const at = server.address();
  return {
    url: `http://127.0.0.1:${typeof at === "object" && at ? at.port : 0}/jindan`,
    received: () => messages,
    close: () => server.close(),
  };
}

/** Whether a message is signed under the secret (Standard Webhooks 1.0). */
function isSigned({ headers, body }: Message, secret: string): boolean {
  const key = Buffer.from(secret.replace("whsec_", ""), "base64");
  const signed = `${String(headers["webhook-id"])}.${String(headers["webhook-timestamp"])}.${body}`;
  const expected = `v1,${createHmac("sha256", key).update(signed).digest("base64")}`;
  return String(headers["webhook-signature"]).split(" ").includes(expected);
}
