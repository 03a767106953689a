/** For everybody: with the keyboard, on a narrow phone, with large fingers, and by the rules of WCAG 2.0 to 2.2 A and AA. */
import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { GroupPage, scriptsRun } from "../support/e2e-pages.ts";
import type { Rest } from "../support/e2e-rest.ts";
import { expect, PHONE, shoot, test } from "../support/e2e-test.ts";

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"];
const COLOUR_RULES = ["color-contrast", "link-in-text-block"];
const NARROW = { width: 320, height: 640 };
const TARGET_PX = 44;

interface Screen {
  readonly name: string;
  open(page: Page): Promise<unknown>;
}

/** Every screen that people meet; the person is signed in, has joined, and sells. */
async function screens(rest: Rest, email: string, token: string): Promise<readonly Screen[]> {
  const { id } = await rest.publish({ title: "Access: a group-buy with offers" });
  await rest.offer(id, [
    [3, 4_800],
    [5, 4_500],
  ]);
  await rest.join(id, 2);
  const { id: joined } = await rest.publish({ title: "Access: one that I am in" });
  const { receiptId } = await rest.joinAs(token, joined);
  const draft = await rest.draft(token, { title: "Access: a draft" });
  const at = (name: string, path: string): Screen => ({ name, open: (page) => page.goto(path) });
  return [
    at("home", "/"),
    at("group", `/g/${id}`),
    {
      name: "join sheet",
      open: async (page) => {
        await page.goto(`/g/${id}`);
        await new GroupPage(page).isLive(); // Before there are scripts the button is a link to a page.
        await new GroupPage(page).openJoin();
        await page.getByRole("dialog").getByLabel("How many").waitFor();
      },
    },
    at("join", `/g/${id}/join`),
    at("group joined", `/g/${joined}`),
    at("leave", `/g/${joined}/leave`),
    at("log", `/g/${joined}/log`),
    {
      name: "receipt",
      open: async (page) => {
        await page.goto(`/r/${receiptId}`);
        // Before there are scripts there is nothing to verify with, and the page is shorter.
        await page.getByRole("button", { name: "Verify this receipt" }).waitFor();
      },
    },
    {
      name: "verify",
      open: async (page) => {
        await page.goto("/verify");
        await page.getByLabel("Or paste the text").fill(`/r/${receiptId}`);
        await page.getByRole("button", { name: "Check the text" }).click();
        await page.getByRole("heading", { name: "Nothing could be checked" }).waitFor();
      },
    },
    at("certificate to come", `/g/${joined}/certificate`),
    ...["what", "how-many", "when", "deposit", "check"].map((step) =>
      at(`start: ${step}`, `/start/${step}?draft=${draft}`),
    ),
    at("mine", "/me"),
    at("settings", "/me/settings"),
    at("notices", "/me/notices"),
    at("demands", "/merchant/demands"),
    at("demand", `/merchant/demands/${id}`),
    at("interests", "/merchant/interests"),
    at("interest new", "/merchant/interests/new"),
    at("offers", "/merchant/offers"),
    at("orders", "/merchant/orders"),
    at("merchant account", "/merchant/account"),
    at("mailbox", `/mailbox?to=${email}`),
    at("how", "/how"),
    at("not found", "/nothing"),
    at("problem", "/problems/group-full"),
    at("states", "/dev/states"),
    at("vote", "/dev/states/selecting-vote"),
    at("question", "/dev/states/reconsent"),
  ];
}

for (const colorScheme of ["light", "dark"] as const) {
  test(`no screen breaks a rule of accessibility, ${colorScheme}`, async ({ crowd, rest }) => {
    test.setTimeout(180_000);
    const person = await rest.actor("merchant", "Mia");
    const page = await crowd.enter({ as: person.email, colorScheme });
    const stranger = await crowd.enter({ colorScheme });
    const broken: string[] = [];
    const check = async (name: string, on: Page) => {
      // The whole page in sight: what is under the bar for now can be scrolled out from under it.
      // What scripts add when they run makes it higher.
      await expect(async () => {
        const heightPx = await on.locator("html").evaluate((root) => root.scrollHeight);
        const isWhole = heightPx <= (on.viewportSize()?.height ?? 0);
        await on.setViewportSize({ ...PHONE, height: Math.max(PHONE.height, heightPx) });
        expect(isWhole).toBe(true);
      }).toPass();
      const axe = new AxeBuilder({ page: on });
      // A theme changes colours and nothing else.
      if (colorScheme === "dark") axe.withRules(COLOUR_RULES);
      else axe.withTags(name === "states" ? RULES : [...RULES, "best-practice"]);
      const { violations } = await axe.analyze();
      for (const { id, nodes } of violations) {
        broken.push(
          ...nodes.map(({ target, failureSummary }) => `${name}: ${id} ${target.join(" ")} ${failureSummary}`),
        );
      }
    };
    for (const { name, open } of await screens(rest, person.email, person.token)) {
      await page.setViewportSize(PHONE);
      await open(page);
      await check(name, page);
    }
    for (const path of ["/sign-in", "/start", "/merchant"]) {
      await stranger.goto(path);
      await check(path, stranger);
    }
    expect(broken).toEqual([]);
  });
}

test("nothing scrolls sideways at 320 px, targets are large, and titles differ", async ({ crowd, rest }) => {
  const person = await rest.actor("merchant", "Max");
  const page = await crowd.enter({ as: person.email, viewport: NARROW });
  const faults: string[] = [];
  const titles = new Map<string, string>();
  for (const { name, open } of await screens(rest, person.email, person.token)) {
    await open(page);
    const title = await page.title();
    if (name !== "join sheet") {
      if (titles.has(title)) faults.push(`${name}: has the title of ${titles.get(title)}, ${title}`);
      titles.set(title, name);
    }
    const widthPx = await page.locator("html").evaluate((root) => root.scrollWidth);
    if (widthPx > NARROW.width) faults.push(`${name}: ${widthPx} px wide`);
    faults.push(...(await smallTargets(page)).map((target) => `${name}: ${target}`));
  }
  expect(faults).toEqual([]);
});

/** Everything to press that is smaller than a fingertip; links within a line of text are as high as their line (2.5.8). */
async function smallTargets(page: Page): Promise<string[]> {
  return page.locator("a[href], button, input, select, textarea, summary").evaluateAll(
    (elements, leastPx) =>
      elements.flatMap((element) => {
        const label = element.closest("label");
        const box = (label ?? element).getBoundingClientRect();
        const isInline = getComputedStyle(element).display === "inline";
        const isHidden = !element.checkVisibility({ visibilityProperty: true }) || box.width <= 1 || box.bottom < 0;
        if (isHidden || isInline || (box.width >= leastPx && box.height >= leastPx)) return [];
        const name = element.getAttribute("aria-label") ?? element.getAttribute("name") ?? element.textContent.trim();
        return [`${element.localName} "${name}" is ${Math.round(box.width)} by ${Math.round(box.height)} px`];
      }),
    TARGET_PX - 0.5,
  );
}

test("from the start page into a group-buy with the keyboard alone", async ({ crowd, rest }) => {
  const { id } = await rest.publish({ title: "Access: by keyboard" });
  const person = await rest.actor("buyer", "Kim");
  const page = await crowd.enter({ as: person.email });
  await page.goto("/?q=keyboard");
  await scriptsRun(page);

  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Skip to the content" })).toBeFocused();
  await tabTo(page, "Access: by keyboard");
  await shoot(page, "62-keyboard-home", "phone");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(`/g/${id}$`));
  await new GroupPage(page).isLive();

  await tabTo(page, "Join this group-buy");
  await shoot(page, "63-keyboard-group", "phone");
  await page.keyboard.press("Enter");
  const sheet = page.getByRole("dialog");
  await expect(sheet.getByLabel("How many")).toBeVisible();

  await test.step("Escape closes the sheet, and the focus is back where it was", async () => {
    await page.keyboard.press("Escape");
    await expect(sheet).toHaveCount(0);
    await expect(page.getByRole("link", { name: "Join this group-buy" }).filter({ visible: true })).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(sheet.getByLabel("How many")).toBeVisible();
  });

  await tabTo(page, "Pay €");
  await page.keyboard.press("Enter");
  await expect(sheet.getByText(/^You are in/)).toBeVisible();
  await tabTo(page, "Your receipt");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "In", exact: true })).toBeVisible();
});

/** Presses Tab until the focus is on the link or button that begins with these words, and can be seen there. */
async function tabTo(page: Page, words: string): Promise<void> {
  const focused = page.locator("main :focus, .bar :focus, .board :focus, dialog :focus").filter({ hasText: words });
  for (let presses = 0; presses < 80; presses += 1) {
    await page.keyboard.press("Tab");
    if ((await focused.count()) === 0) continue;
    await expect(focused).toBeInViewport();
    const outline = await focused.evaluate((element) => getComputedStyle(element).outlineStyle);
    expect(outline, `the focus on "${words}" is seen`).not.toBe("none");
    return;
  }
  throw new Error(`80 presses of Tab did not get to "${words}"`);
}

test("no two things to press lie on one another", async ({ crowd, rest }) => {
  const person = await rest.actor("merchant", "Moe");
  const page = await crowd.enter({ as: person.email });
  for (const { name, open } of await screens(rest, person.email, person.token)) {
    await open(page);
    const overlaps = await page.locator("nav a, main a.button, main .chip, main .tabs a").evaluateAll((elements) => {
      const boxes = elements.map((element) => ({ element, box: element.getBoundingClientRect() }));
      return boxes.flatMap(({ element, box }, index) =>
        boxes
          .slice(index + 1)
          .filter((other) => other.element.parentElement === element.parentElement)
          .filter(({ box: b }) => Math.min(box.right, b.right) - Math.max(box.left, b.left) > 1)
          .filter(({ box: b }) => Math.min(box.bottom, b.bottom) - Math.max(box.top, b.top) > 1)
          .map((other) => `${element.textContent.trim()} | ${other.element.textContent.trim()}`),
      );
    });
    const cut = await page
      .locator("nav a, button")
      .evaluateAll((all) => all.filter((one) => one.scrollWidth > one.clientWidth + 1).map((one) => one.textContent));
    expect({ name, overlaps, cut }).toEqual({ name, overlaps: [], cut: [] });
  }
});
