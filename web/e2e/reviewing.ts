import { expect, type Locator, type Page } from "@playwright/test";
import type { Keys } from "./keys";
import type { Person } from "./people";

interface Said {
  verdict: "accepted" | "amended" | "rejected";
  words?: string;
  reason?: string;
}

/** A verdict on a finding, by the keyboard; the dialog gives the focus back to its button. */
export async function review(
  { page, person: { t }, keys }: { page: Page; person: Person; keys: Keys },
  button: Locator,
  { verdict, words, reason }: Said,
): Promise<void> {
  const form = page.getByRole("form", { name: t("review") });
  await keys.press(button);
  await keys.choose(form.getByRole("radiogroup", { name: t("verdict") }), t(`verdict-${verdict}`));
  if (words) await keys.write(form.getByLabel(t("corrected-text")), words);
  if (reason) await keys.write(form.getByLabel(t("reason")), reason);
  await keys.press(form.getByRole("button", { name: t("save") }));
  await expect(form).toBeHidden();
  await expect(button).toBeFocused();
  await expect(button).toHaveText(t(`verdict-${verdict}`));
}
