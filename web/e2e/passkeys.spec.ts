import type { Page } from "@playwright/test";
import { asRole, reportedCase } from "./cases";
import { choosePassword, env, expect, signIn, test } from "./people";

// Passkeys belong to a name, and browsers know this machine by one.
test.use({ baseURL: async ({}, give) => give(env("JINDAN_E2E_URL").replace("127.0.0.1", "localhost")) });

test("a passkey is set up, signs in alone, and signs a report", async ({ page, person, request }) => {
  const { t, language } = person;
  const email = `passkey-${language}@example.org`;
  const { report } = await reportedCase(request, `PASSKEY-${language}`);
  const administrator = await asRole(request, "administrator");
  const wanted = { email, name: "", role: "clinician" };
  const { link } = await administrator.post<{ link: string }>("/users", wanted);
  const password = await choosePassword(request, link);
  const press = await authenticator(page);
  await signIn(page, t, email, password);

  await page.goto("/app/security");
  const form = page.getByRole("form", { name: t("passkey-new") });
  await form.getByLabel(t("passkey-name")).fill("진료실");
  await form.getByLabel(t("current-password")).fill(password);
  await person.expectAccessible();
  await form.getByRole("button", { name: t("passkey-add") }).click();
  await expect(page.getByText(t("passkey-recovery-codes"))).toBeVisible();
  await page.getByRole("button", { name: t("recovery-codes-stored") }).click();
  await expect(page.getByRole("list", { name: t("passkeys") })).toContainText("진료실");
  await page.getByRole("button", { name: t("passkey-remove", { name: "진료실" }) }).click();
  await person.expectAccessible();

  await person.signOut();
  await page.getByRole("button", { name: t("sign-in-by-passkey") }).click();
  await expect(page.getByRole("heading", { name: t("security") })).toBeVisible();

  await page.goto(`/app/reports/${report}`);
  await page.getByLabel(t("sign-read")).check();
  await expect(page.getByText(t("proof-by-passkey-about"))).toBeVisible();
  await person.expectAccessible();
  await press(false); // the finger is another's
  await page.getByRole("button", { name: t("sign"), exact: true }).click();
  await expect(page.getByRole("alert")).toContainText(t("passkey-not-used"));
  await press(true);
  await page.getByRole("button", { name: t("sign"), exact: true }).click();
  await expect(page.getByText(t("proved-by-passkey"))).toBeVisible();
  await person.expectAccessible();

  await person.signOut();
  await page.getByLabel(t("email")).fill(email);
  await page.getByLabel(t("password"), { exact: true }).fill(password);
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: t("continue-by-passkey") }).click();
  await expect(page.getByText(t("proved-by-passkey"))).toBeVisible(); // where one was
});

/** Give the browser a phone with a fingerprint reader. Return what tells it whose finger is on it. */
async function authenticator(page: Page): Promise<(isTheirs: boolean) => Promise<void>> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("WebAuthn.enable");
  const options = {
    protocol: "ctap2",
    transport: "internal",
    hasResidentKey: true,
    hasUserVerification: true,
    isUserVerified: true,
    automaticPresenceSimulation: true,
  } as const;
  const { authenticatorId } = await devtools.send("WebAuthn.addVirtualAuthenticator", { options });
  return async (isUserVerified) => {
    await devtools.send("WebAuthn.setUserVerified", { authenticatorId, isUserVerified });
  };
}
