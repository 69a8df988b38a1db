import { asRole, openedCase, scoredCase } from "./cases";
import { codeAt, STEP_MS, steps } from "./codes";
import { test } from "./keys";
import { expect } from "./people";
import { receiver } from "./receiver";

test("a person is let in, a card read, the audit searched and the consent given and withdrawn by the keyboard alone", async ({
  page,
  person,
  keys,
}) => {
  const { t, language } = person;
  const email = `keys-${language}@example.org`;
  await keys.signInAs("administrator");
  await keys.write(page.getByLabel(t("email")), email);
  await keys.write(page.getByLabel(t("name"), { exact: true }), "김민지");
  const role = page.getByRole("combobox", { name: t("role"), exact: true });
  await keys.pick(role, t("role-researcher"));
  await keys.press(page.getByRole("button", { name: t("new-person") }));
  await expect(page.getByRole("status").locator("code")).toBeVisible();
  await keys.press(page.getByRole("status").getByRole("button", { name: t("done") }));
  await keys.pick(page.getByRole("combobox", { name: t("role-of", { email }) }), t("role-clerk"));
  await expect(page.getByRole("combobox", { name: t("role-of", { email }) })).toHaveValue(t("role-clerk"));

  await keys.press(page.getByRole("link", { name: t("models") }).first());
  const card = page.getByRole("button", { name: t("network-card") }).first();
  await keys.press(card);
  await expect(card).toHaveAttribute("aria-expanded", "true");

  await keys.press(page.getByRole("link", { name: t("outside") }).first());
  await keys.press(page.getByLabel(t("consent-read")), "Space");
  await keys.press(page.getByRole("button", { name: t("consent-give"), exact: true }));
  await expect(page.getByText(t("consent-given"), { exact: true })).toBeVisible();
  await keys.press(page.getByRole("button", { name: t("consent-withdraw"), exact: true }));
  await keys.press(page.getByRole("button", { name: t("consent-withdraw-sure") }));
  await expect(page.getByText(t("consent-none"), { exact: true })).toBeVisible();

  await keys.press(page.getByRole("link", { name: t("audit") }).first());
  await keys.to(page.getByRole("combobox", { name: t("audit-action") }));
  await page.keyboard.type(t("action-sending-consent-withdrawn"));
  await keys.pick(
    page.getByRole("combobox", { name: t("audit-action") }),
    t("action-sending-consent-withdrawn"),
  );
  await expect(page).toHaveURL(/action=sending-consent.withdrawn/);
  await expect(page.getByRole("cell", { name: t("action-sending-consent-withdrawn") }).first()).toBeVisible();
});

test("an address is registered, its messages looked at and sent again, and removed by the keyboard alone", async ({
  page,
  person,
  keys,
  request,
}) => {
  const { t, language } = person;
  const { url, received, close } = await receiver();
  await keys.signInAs("administrator");
  await keys.press(page.getByRole("link", { name: t("webhooks") }).first());
  await keys.write(page.getByRole("textbox", { name: t("webhook-url") }), url);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("status").locator("code")).toBeVisible();
  await keys.press(page.getByRole("status").getByRole("button", { name: t("done") }));

  await scoredCase(request, await openedCase(request, `KEYS-HOOK-${language}`, ""));
  await expect.poll(() => received().length, { timeout: 120_000 }).toBeGreaterThan(0);
  await keys.press(page.getByRole("button", { name: t("webhook-log") }));
  const log = page.getByRole("list", { name: t("webhook-log") });
  await expect(log.getByText(t("delivery-delivered")).first()).toBeVisible();
  const before = received().length;
  await keys.press(log.getByRole("button", { name: t("replay") }).last());
  await expect.poll(() => received().length, { timeout: 120_000 }).toBeGreaterThan(before);
  await keys.press(page.getByRole("switch", { name: t("webhook-takes") }), "Space");
  await expect(page.getByRole("switch", { name: t("webhook-takes") })).not.toBeChecked();
  await keys.press(page.getByRole("button", { name: t("webhook-remove"), exact: true }));
  await keys.press(page.getByRole("button", { name: t("webhook-remove-sure") }));
  await expect(page.getByRole("heading", { name: t("webhooks-none") })).toBeVisible();
  close();
});

test("a second factor is set up and given by the keyboard alone", async ({ page, person, keys, request }) => {
  const { t, language } = person;
  const email = `keys-factor-${language}@example.org`;
  const administrator = await asRole(request, "administrator");
  const { password } = await administrator.post<{ password: string }>("/users", {
    email,
    name: "",
    role: "clinician",
  });
  await keys.signIn(email, password);
  await keys.item(page.getByRole("button", { name: t("account") }), t("security"));
  const form = page.getByRole("form", { name: t("second-factor") });
  const secret = (await form.locator("code").textContent()) ?? "";
  const first = steps();
  await keys.write(form.getByRole("textbox", { name: t("code") }), codeAt(secret, first));
  await keys.write(form.getByLabel(t("current-password")), password);
  await page.keyboard.press("Enter");
  await keys.press(page.getByRole("button", { name: t("recovery-codes-kept") }));

  await keys.signOut();
  await keys.signIn(email, password);
  const code = page.getByRole("textbox", { name: t("code") });
  await expect(code).toBeFocused();
  await expect.poll(steps, { timeout: 2 * STEP_MS }).toBeGreaterThan(first); // a code is good once
  await page.keyboard.type(codeAt(secret, steps()));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("navigation").first()).toBeVisible();
});
