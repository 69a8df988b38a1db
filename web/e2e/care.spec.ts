import { asRole, openedCase } from "./cases";
import { choosePassword, expect, signIn, test } from "./people";

test("a protected patient is opened in an emergency, the access ends and is reviewed", async ({
  page,
  person,
  request,
}) => {
  const { t, language } = person;
  const code = `CARE-${language.toUpperCase()}`;
  const opened = await openedCase(request, code);
  const email = `on-call-${language}@example.org`;
  const administrator = await asRole(request, "administrator");
  const { link } = await administrator.post<{ link: string }>("/users", {
    email,
    name: "On Call",
    role: "clinician",
  });
  const password = await choosePassword(request, link);

  await person.signIn("clinician");
  await page.goto(`/app/cases/${opened}`);
  await page.getByRole("combobox", { name: t("protection") }).click();
  await page.getByRole("option", { name: t("protected-VIP") }).click();
  await expect(page.getByText(t("seen-by-very-restricted"))).toBeVisible();
  await person.signOut();

  await signIn(page, t, email, password);
  await page.goto(`/app/cases/${opened}`);
  await expect(page.getByRole("alert")).toBeVisible(); // it is not there for who is not of the care team
  await page.goto("/app/emergency-accesses");
  await page.getByRole("button", { name: t("emergency-begin") }).click();
  const asked = page.getByRole("dialog");
  await asked.getByRole("textbox", { name: t("patient-code") }).fill(code);
  await asked.getByRole("textbox", { name: t("emergency-reason") }).fill("Unconscious in the emergency room");
  await person.expectAccessible();
  await asked.getByRole("button", { name: t("emergency-begin") }).click();
  await expect(page).toHaveURL(/\/cases\?patient=/);
  await page.goto(`/app/cases/${opened}`);
  await expect(page.getByText(t("emergency-runs"))).toBeVisible();
  await person.expectAccessible();
  await page.goto("/app/emergency-accesses");
  await page.getByRole("button", { name: t("emergency-end") }).click();
  await expect(page.getByText(t("emergency-running"))).toBeHidden();
  await page.goto(`/app/cases/${opened}`);
  await expect(page.getByRole("alert")).toBeVisible();
  await person.signOut();

  await person.signIn("auditor");
  await page.goto("/app/emergency-accesses");
  await expect(
    page.getByText(t("emergency-stated", { reason: "Unconscious in the emergency room" })),
  ).toBeVisible();
  await page.getByRole("textbox", { name: t("review-note") }).fill("Confirmed with the emergency room");
  await person.expectAccessible();
  await page.getByRole("button", { name: t("review-access") }).click();
  await expect(
    page.getByText(
      t("emergency-reviewed", { name: "auditor@example.org", note: "Confirmed with the emergency room" }),
    ),
  ).toBeVisible();
});

test("a colleague joins and leaves the care team, and a consent is recorded and withdrawn", async ({
  page,
  person,
  request,
}) => {
  const { t, language } = person;
  const opened = await openedCase(request, `TEAM-${language.toUpperCase()}`);
  const name = `Kim Colleague ${language}`;
  const administrator = await asRole(request, "administrator");
  await administrator.post("/users", { email: `colleague-${language}@example.org`, name, role: "clinician" });

  await person.signIn("clinician");
  await page.goto(`/app/cases/${opened}`);
  const choice = page.getByRole("combobox", { name: t("care-add") });
  await choice.click();
  await choice.fill(name);
  await page.getByRole("option", { name }).click();
  await page.getByRole("button", { name: t("add"), exact: true }).click();
  const team = page.getByRole("list", { name: t("care-team") });
  await expect(team.getByText(name)).toBeVisible();
  await team.getByRole("button", { name: t("care-end-of", { name }) }).click();
  await person.expectAccessible();
  await page
    .getByRole("dialog")
    .getByRole("button", { name: t("care-end") })
    .click();
  await expect(team.getByText(name)).toBeHidden();

  for (const decision of ["granted", "withdrawn"]) {
    await page.getByRole("combobox", { name: t("consent-purpose"), exact: true }).click();
    await page.getByRole("option", { name: t("purpose-research") }).click();
    await page.getByRole("combobox", { name: t("consent-decision"), exact: true }).click();
    await page.getByRole("option", { name: t(`decision-${decision}`) }).click();
    await person.expectAccessible();
    await page.getByRole("button", { name: t("consent-record") }).click();
    const screen = page.locator("#content"); // the list of choices lies outside, and takes a moment to go
    const standing = screen.getByText(t(`decision-${decision}`), { exact: true }).and(page.locator("span"));
    await expect(standing).toBeVisible();
  }
});
