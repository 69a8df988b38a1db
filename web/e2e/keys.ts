import { expect, type Locator, type Page } from "@playwright/test";
import { type Person, test as plain } from "./people";

const MOST_STEPS = 250;

/** Hands on the keyboard alone. What they use has the focus first, and is seen to have it. */
export interface Keys {
  /** Tab until a control has the focus. */
  to: (control: Locator) => Promise<void>;
  /** Go to a control and press a key on it; afterwards the focus is still somewhere. */
  press: (control: Locator, key?: string) => Promise<void>;
  /** Go to a field and write into it, in place of what is there. */
  write: (field: Locator, text: string) => Promise<void>;
  /** Of a group of radio buttons that is one stop, the one of a name. */
  choose: (group: Locator, name: string) => Promise<void>;
  /** Of a list that a field opens, an entry. */
  pick: (field: Locator, entry: string | RegExp) => Promise<void>;
  /** Of a menu or panel that a button opens, an item. */
  item: (button: Locator, name: string) => Promise<void>;
  /** Files, through the button that asks for them. */
  files: (button: Locator, path: string) => Promise<void>;
  signIn: (email: string, password: string) => Promise<void>;
  signOut: () => Promise<void>;
  /** By the list of cases, to that of a patient. */
  openCase: (code: string) => Promise<void>;
}

export const test = plain.extend<{ keys: Keys }>({
  keys: async ({ page, person }, give) => give(keysOn(page, person)),
});

function keysOn(page: Page, { t }: Person): Keys {
  const press: Keys["press"] = async (control, key = "Enter") => {
    await to(page, control);
    await page.keyboard.press(key);
    await expect.poll(() => isNowhere(page), { message: "the focus is not lost" }).toBe(false);
  };
  const signIn: Keys["signIn"] = async (email, password) => {
    await page.goto("/app/");
    const field = page.getByLabel(t("email"));
    await expect(field).toBeFocused();
    await page.keyboard.type(email);
    await to(page, page.getByLabel(t("password"), { exact: true }));
    await page.keyboard.type(password);
    await page.keyboard.press("Enter");
  };
  const item: Keys["item"] = async (button, name) => {
    await press(button);
    const ofPanel = page.getByRole("dialog").locator("a, button").filter({ hasText: name });
    const wanted = page.getByRole("menuitem", { name }).or(ofPanel);
    await expect(wanted).toBeVisible();
    await step(page, "ArrowDown", () => isFocused(wanted));
    await page.keyboard.press("Enter");
  };
  return {
    to: (control) => to(page, control),
    press,
    write: async (field, text) => {
      await to(page, field);
      await page.keyboard.press("ControlOrMeta+a");
      await page.keyboard.type(text);
    },
    choose: async (group, name) => {
      const wanted = group.getByRole("radio", { name, exact: true });
      await to(page, group.getByRole("radio", { checked: true }));
      await step(page, "ArrowRight", () => wanted.isChecked());
      await expect(wanted).toBeFocused();
    },
    pick: async (field, entry) => {
      await to(page, field);
      await step(page, "ArrowDown", async () => matches(await entryAt(page), entry));
      await page.keyboard.press("Enter");
      await expect(field).toBeFocused();
    },
    item,
    files: async (button, path) => {
      const asked = page.waitForEvent("filechooser");
      await press(button);
      await (await asked).setFiles(path);
    },
    signIn,
    signOut: async () => {
      await item(page.getByRole("button", { name: t("account") }), t("sign-out"));
      await expect(page.getByLabel(t("email"))).toBeFocused();
    },
    openCase: async (code) => {
      await press(page.getByRole("link", { name: t("cases") }).first());
      await press(page.getByRole("link", { name: code }).first());
    },
  };
}

/** Tab to a control. Where the keyboard does not reach it, what it came by is told. */
async function to(page: Page, control: Locator): Promise<void> {
  await expect(control).toBeEnabled();
  if (await isFocused(control)) return;
  const before = await looksOf(control);
  const passed: string[] = [];
  let element = await control.elementHandle(); // a search by role and name at every step is slow
  for (let steps = 0, isThere = false; steps < MOST_STEPS && !isThere; steps += 1) {
    await page.keyboard.press("Tab");
    const stop = await page.evaluate(focusFrom, element);
    passed.push(stop.name);
    isThere = stop.isThere;
    if (stop.isGone) element = await control.elementHandle();
  }
  await expect(control, `the keyboard came by: ${passed.join(" → ")}`).toBeFocused();
  await expect.poll(() => looksOf(control), { message: "the focus is seen" }).not.toBe(before);
}

/** Press a key until something holds. */
async function step(page: Page, key: string, isThere: () => Promise<boolean>): Promise<void> {
  for (let steps = 0; steps < MOST_STEPS; steps += 1) {
    if (await isThere()) return;
    await page.keyboard.press(key);
  }
  throw new Error(`${key} does not lead there`);
}

function isFocused(control: Locator): Promise<boolean> {
  return control.evaluate((element) => element === document.activeElement);
}

function isNowhere(page: Page): Promise<boolean> {
  return page.evaluate(() => document.activeElement === document.body);
}

/** Outline, border, shadow and ground of a control and of what is drawn in its place. */
function looksOf(control: Locator): Promise<string> {
  return control.evaluate((element) => {
    const labels = element instanceof HTMLInputElement ? [...(element.labels ?? [])] : [];
    const drawn = [element, element.parentElement, element.nextElementSibling, ...labels];
    return drawn
      .map((each) => {
        if (!each) return "";
        const { outlineStyle, outlineWidth, borderColor, boxShadow, backgroundColor } =
          getComputedStyle(each);
        return [outlineStyle, outlineWidth, borderColor, boxShadow, backgroundColor].join(" ");
      })
      .join("\n");
  });
}

/** The entry of an open list that Enter would take. */
function entryAt(page: Page): Promise<string> {
  return page.evaluate(() => {
    const id = document.activeElement?.getAttribute("aria-activedescendant");
    return (id && document.getElementById(id)?.textContent) || "";
  });
}

function matches(text: string, wanted: string | RegExp): boolean {
  return typeof wanted === "string" ? text === wanted : wanted.test(text);
}

/** Return, from within the page, what has the focus, whether it is the sought element, and whether that was replaced. */
function focusFrom(sought: Element | null): { name: string; isThere: boolean; isGone: boolean } {
  const at = document.activeElement ?? document.body;
  const label = at instanceof HTMLInputElement ? at.labels?.[0]?.textContent : at.textContent;
  const words = (at.getAttribute("aria-label") ?? label ?? "").trim().slice(0, 40);
  return {
    name: at === document.body ? "nothing" : `${at.tagName.toLowerCase()} “${words}”`,
    isThere: at === sought,
    isGone: !sought?.isConnected,
  };
}
