import { openedCase, scoredCase } from "./cases";
import { expect, test } from "./people";
import { isSigned, receiver } from "./receiver";

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
  const enabled = page.getByRole("switch", { name: t("webhook-enabled") });
  await enabled.click({ force: true }); // where the label is short, the drawing of the switch lies over its middle
  await expect(enabled).not.toBeChecked();
  await page.getByRole("button", { name: t("webhook-remove"), exact: true }).click();
  await page.getByRole("button", { name: t("webhook-remove-sure") }).click();
  await expect(page.getByRole("heading", { name: t("webhooks-none") })).toBeVisible();
  close();
});
