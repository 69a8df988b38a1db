import { asRole, openedCase, scoredCase } from "./cases";
import { codeAt, steadyStep } from "./codes";
import { test } from "./keys";
import { choosePassword, expect } from "./people";
import { receiver } from "./receiver";

test("a person is let in, a card read, the audit searched and the consent given and withdrawn by the keyboard alone", async ({
  page,
  person,
  keys,
}) => {
  const { t, language } = person;
  const email = `keys-${language}@example.org`;
  await person.signIn("administrator");
  await keys.write(page.getByLabel(t("email")), email);
  await keys.write(page.getByLabel(t("name"), { exact: true }), "김민지");
  const role = page.getByRole("combobox", { name: t("role"), exact: true });
  await keys.pick(role, t("role-researcher"));
  await keys.press(page.getByRole("button", { name: t("new-user") }));
  await expect(page.getByRole("status").locator("code")).toBeVisible();
  await keys.press(page.getByRole("status").getByRole("button", { name: t("done") }));
  await keys.pick(page.getByRole("combobox", { name: t("role-of", { email }) }), t("role-clerk"));
  await expect(page.getByRole("combobox", { name: t("role-of", { email }) })).toHaveValue(t("role-clerk"));

  await keys.press(page.getByRole("link", { name: t("models") }).first());
  const card = page.getByRole("button", { name: t("network-card") }).first();
  await keys.press(card);
  await expect(card).toHaveAttribute("aria-expanded", "true");

  await keys.press(page.getByRole("link", { name: t("external-ocr") }).first());
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
  await person.signIn("administrator");
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
  await keys.press(page.getByRole("switch", { name: t("webhook-enabled") }), "Space");
  await expect(page.getByRole("switch", { name: t("webhook-enabled") })).not.toBeChecked();
  await keys.press(page.getByRole("button", { name: t("webhook-remove"), exact: true }));
  await keys.press(page.getByRole("button", { name: t("webhook-remove-sure") }));
  await expect(page.getByRole("heading", { name: t("webhooks-none") })).toBeVisible();
  close();
});

test("a second factor is set up and given by the keyboard alone", async ({ page, person, keys, request }) => {
  const { t, language } = person;
  const email = `keys-factor-${language}@example.org`;
  const administrator = await asRole(request, "administrator");
  const { link } = await administrator.post<{ link: string }>("/users", {
    email,
    name: "",
    role: "clinician",
  });
  const password = await choosePassword(request, link);
  await keys.signIn(email, password);
  await keys.item(page.getByRole("button", { name: t("account") }), t("security"));
  const form = page.getByRole("form", { name: t("second-factor") });
  const secret = (await form.locator("code").textContent()) ?? "";
  await keys.write(form.getByRole("textbox", { name: t("code") }), codeAt(secret, await steadyStep()));
  await keys.write(form.getByLabel(t("current-password")), password);
  await page.keyboard.press("Enter");
  const codes = await page.getByLabel(t("recovery-codes"), { exact: true }).textContent();
  await keys.press(page.getByRole("button", { name: t("recovery-codes-stored") }));

  await keys.signOut();
  await keys.signIn(email, password);
  const code = page.getByRole("textbox", { name: t("code") });
  await expect(code).toBeFocused();
  await page.keyboard.type(codes?.split("\n")[0] ?? ""); // a time code is valid once, and the next takes half a minute
  await page.keyboard.press("Enter");
  await expect(page.getByRole("navigation").first()).toBeVisible();
});
