/** The clock where clocks go wrong: sleep, frozen and kept pages, clocks that are set, lines that are slow, silent servers. */
import type { Page } from "@playwright/test";
import {
  claimedLooks,
  controlPage,
  exchange,
  excessMs,
  recordLooks,
  releaseFrames,
  type Exchange,
} from "../support/e2e-clock.ts";
import { GroupPage, scriptsRun } from "../support/e2e-pages.ts";
import { expect, shoot, test, type Crowd } from "../support/e2e-test.ts";

const CHECKING = "Checking the time…";
const AWAY_MS = 90_000;

async function open(crowd: Crowd, id: string): Promise<GroupPage> {
  const page = await crowd.enter({ init: { script: recordLooks, argument: null }, reducedMotion: "no-preference" });
  await page.addInitScript(controlPage);
  const group = new GroupPage(page);
  await group.open(id);
  await group.isLive();
  return group;
}

/** Forgets what was seen so far, and how. */
async function seeAnew(page: Page): Promise<void> {
  await page.evaluate(() => {
    window.looks.splice(0);
    window.chips.splice(0);
  });
}

async function expectAllTrue(page: Page, truth: Exchange): Promise<void> {
  const looks = await claimedLooks(page);
  expect(looks.length).toBeGreaterThan(0);
  for (const look of looks) expect(excessMs(look, truth), JSON.stringify({ look, truth })).toBe(0);
}

async function isSyncedAgain(page: Page): Promise<void> {
  await page.waitForFunction(() => window.looks.at(-1)?.state === "synced");
}

/** What was away for a minute and a half: a device whose monotonic clock stood still meanwhile, or a page that was frozen. */
for (const { name, monotonicMs } of [
  { name: "a device that slept", monotonicMs: 0 },
  { name: "a page that was frozen", monotonicMs: AWAY_MS },
]) {
  test(`${name} for 90 s comes back through "${CHECKING}"`, async ({ crowd, rest }) => {
    const { id } = await rest.publish({ title: `Clock: ${name}` });
    const { page, face } = await open(crowd, id);
    await page.evaluate(() => void (window.holds = () => true));
    await page.evaluate(() => document.dispatchEvent(new Event("freeze")));
    await expect(face, "what stands there while nobody looks claims nothing").toHaveAttribute(
      "data-clock-state",
      "suspect",
    );
    await rest.advance(id, AWAY_MS);

    await seeAnew(page);
    await page.evaluate(
      (awayMs) => {
        window.clocks.monotonicMs += awayMs.monotonicMs;
        window.clocks.wallMs += awayMs.wallMs;
        document.dispatchEvent(new Event("resume"));
      },
      { monotonicMs, wallMs: AWAY_MS },
    );
    await expect(page.getByRole("link", { name: CHECKING })).toBeVisible();
    await shoot(page, `62-checking-${monotonicMs === 0 ? "slept" : "frozen"}`);
    await releaseFrames(page);
    await isSyncedAgain(page);
    await expectAllTrue(page, await exchange(page, id));
    expect(await page.evaluate(() => window.chips)).toContain(CHECKING);
    await expect(page.getByRole("link", { name: /^Server time, ±\d+ ms$/ })).toBeVisible();
  });
}

test("a list without a socket is checked as well after a sleep", async ({ crowd, rest }) => {
  await rest.publish({ title: "Clock: a list" });
  const page = await crowd.enter({ init: { script: recordLooks, argument: null } });
  await page.addInitScript(controlPage);
  await page.goto("/");
  await scriptsRun(page);
  await page.evaluate(() => document.dispatchEvent(new Event("freeze")));
  await expect(page.getByRole("link", { name: CHECKING })).toBeVisible();
  await seeAnew(page);
  // Neither the server's time nor the monotonic clock moved: the device was only set, which a page cannot tell from a sleep.
  await page.evaluate((awayMs) => {
    window.clocks.wallMs += awayMs;
    document.dispatchEvent(new Event("resume"));
  }, AWAY_MS);
  await isSyncedAgain(page);
  await expect(page.getByRole("link", { name: /^Server time, ±\d+ ms$/ })).toBeVisible();
  const states = await page.evaluate(() => window.looks.map(({ state }) => state));
  expect(states[0], "until it is known again it is being checked").toBe("suspect");
});

test("a device clock that is set by an hour moves no face", async ({ crowd, rest }) => {
  const { id } = await rest.publish({ title: "Clock: set by hand" });
  const { page } = await open(crowd, id);
  await seeAnew(page);
  for (const byMs of [3_600_000, -7_200_000]) {
    await page.evaluate((ms) => void (window.clocks.wallMs += ms), byMs);
    const seen = await page.evaluate(() => window.looks.length);
    await page.waitForFunction((least) => window.looks.length >= least + 3, seen);
    await isSyncedAgain(page);
  }
  await expectAllTrue(page, await exchange(page, id));
  const remaining = await page.evaluate(() => window.looks.map(({ remainingMs }) => remainingMs));
  expect(remaining, "never blank, never up").toEqual(remaining.toSorted((a, b) => b - a));
});

test("a page out of the back/forward cache is checked before it is believed", async ({ crowd, rest }) => {
  const { id } = await rest.publish({ title: "Clock: kept" });
  const { page, face } = await open(crowd, id);
  await page.evaluate(() => dispatchEvent(new PageTransitionEvent("pagehide", { persisted: true })));
  await expect(face).toHaveAttribute("data-clock-state", "suspect");
  await seeAnew(page);
  await page.evaluate(() => dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true })));
  await isSyncedAgain(page);
  await expectAllTrue(page, await exchange(page, id));
  expect(await page.evaluate(() => window.chips)).toContain(CHECKING);
});

test("a page that Back brings from the browser's store does not believe the stamp in it", async ({ crowd, rest }) => {
  const { id } = await rest.publish({ title: "Clock: stored" });
  const { page } = await open(crowd, id);
  await page.goto("/how");
  await rest.advance(id, AWAY_MS);
  await page.goBack();
  await page.waitForFunction(() => window.looks.some(({ state }) => state === "synced"));
  await expectAllTrue(page, await exchange(page, id));
});

test("without a line the clock goes on, says so, and is checked when the line is back", async ({ crowd, rest }) => {
  const { id } = await rest.publish({ title: "Clock: cut off" });
  const { page, face } = await open(crowd, id);
  await page.context().setOffline(true);
  const before = await page.evaluate(() => window.looks.length);
  await expect(page.getByRole("link", { name: /^Offline clock, ±\d+ ms and growing$/ })).toBeVisible();
  await expect(face).toHaveAttribute("data-clock-state", "stale");
  expect(await page.evaluate(() => window.looks.length), "it went on").toBeGreaterThan(before);
  await shoot(page, "65-cut-off");

  await seeAnew(page);
  await page.context().setOffline(false);
  await isSyncedAgain(page);
  expect(await page.evaluate(() => window.chips)).toContain(CHECKING);
  await expectAllTrue(page, await exchange(page, id));
});

test("long tasks make no look untrue", async ({ crowd, rest }) => {
  const { id } = await rest.publish({ title: "Clock: long tasks" });
  const { page, face } = await open(crowd, id);
  await rest.moveToBell(id, 9_000);
  await expect(face).toHaveAttribute("data-format", "tenths");
  await isSyncedAgain(page);
  await seeAnew(page);
  await page.evaluate(async () => {
    for (let task = 0; task < 8; task += 1) {
      const untilMs = performance.now() + 200;
      while (performance.now() < untilMs);
      await new Promise((resolve) => setTimeout(resolve, 90));
    }
  });
  await expectAllTrue(page, await exchange(page, id));
});

test("before any script has come, the face counts, and it and the chip say how well they know the time", async ({
  crowd,
  rest,
}) => {
  const { id } = await rest.publish({ title: "Clock: first byte" });
  const page = await crowd.enter({ init: { script: recordLooks, argument: null } });
  const nothing = "export const init = () => {}, start = () => {};";
  await page.route(/\.js$/, (route) => route.fulfill({ contentType: "text/javascript", body: nothing }));
  const group = new GroupPage(page);
  await group.open(id);
  await expect(page.getByRole("link", { name: /^Server time, ±\d+ ms$/ })).toBeVisible();
  await page.waitForFunction(() => new Set(window.looks.map(({ text }) => text)).size > 3);
  await expectAllTrue(page, await exchange(page, id));
  const [boundMs, waitMs] = await page.evaluate(() => {
    const [navigation] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
    const { boundMs } = document.querySelector<HTMLElement>("[role=timer]")?.dataset ?? {};
    return [Number(boundMs), (navigation?.responseStart ?? 0) - (navigation?.requestStart ?? 0)];
  });
  expect(boundMs).toBeGreaterThanOrEqual(waitMs);
  await expect(group.face).toHaveText(/^2d\s+\d\d:\d\d:\d\d$|^3d\s+\d\d:\d\d:\d\d$/);

  await page.goto("/");
  const rows = page.locator("main [role=timer]");
  await rows.first().waitFor();
  for (const row of await rows.all()) {
    expect(await row.getAttribute("data-clock-state")).not.toBe("syncing");
    // At once, since it counts; and not as laid out, since rows below the fold are not.
    const [text, shown] = await row.evaluate(({ textContent, dataset }) => [textContent, dataset["shown"]]);
    expect(text.replace(/\s+/g, " ").trim()).toBe(shown);
  }
});

test("the hint under the button knows how long a press is under way", async ({ crowd, rest }) => {
  const { id } = await rest.publish({ title: "Clock: the last moment" });
  const { page } = await open(crowd, id);
  await page.evaluate(() => {
    window.uplinkMs = 600;
    Object.assign(window, { hints: [] });
    const hints = (window as unknown as { hints: string[] }).hints;
    new MutationObserver(() => {
      const text = document.querySelector(".strip")?.textContent ?? "";
      if (text !== "" && hints.at(-1) !== text) hints.push(text);
    }).observe(document.body, { subtree: true, childList: true, characterData: true });
  });
  await rest.moveToBell(id, 13_000);
  await page
    .getByText("Waiting for the result.")
    .or(page.getByText(/^Closed at/))
    .first()
    .waitFor({ timeout: 20_000 });
  const hints = await page.evaluate(() => (window as unknown as { hints: string[] }).hints);
  const margins = hints.flatMap((hint) => {
    const found = /takes about (\d+) ms\. A tap now should arrive (\d+\.\d) s before the deadline\./.exec(hint);
    return found === null ? [] : [Number(found[2])];
  });
  expect(margins.length).toBeGreaterThan(3);
  expect(hints.at(-1)).toBe("A tap now may arrive too late. If it does, nothing is taken.");
  await expect(page.getByRole("link", { name: "Join this group-buy" }).filter({ visible: true })).toHaveCount(0);
});

test("after zero: waiting, then the word that nothing is lost, then the result, one after the other", async ({
  crowd,
  rest,
}) => {
  const { id } = await rest.publish({ title: "Clock: silence at zero" });
  const { page, face } = await open(crowd, id);
  await rest.moveToBell(id, 4_000);
  await expect(face).toHaveAttribute("data-format", "tenths");
  await isSyncedAgain(page);
  await page.evaluate(() => void (window.holds = () => true));

  await expect(page.getByText("Waiting for the result.")).toBeVisible();
  await expect(face).toHaveAttribute("data-clock-state", "closing");
  await expect(face).toHaveAttribute("data-shown", "00:00");
  await expect(page.getByRole("link", { name: "Closing: the server decides" })).toBeVisible();
  await expect(page.getByText("The result is safe on the server. It will appear here.")).toBeVisible();
  await expect(page.getByText("Waiting for the result.")).toHaveCount(0);
  await shoot(page, "63-silence-after-zero");
  await expect(page.getByRole("link", { name: "Join this group-buy" }).filter({ visible: true }).first()).toBeVisible();

  await rest.inState(id, "failed");
  await releaseFrames(page);
  await expect(page.getByText(/Every deposit goes back/)).toBeVisible();
  await expect(face).toHaveAttribute("data-clock-state", "closed");
  await expect(page.getByRole("link", { name: "Closed by the server" })).toBeVisible();
});

test("the clock sheet says what is known, and hands it out", async ({ crowd, rest }) => {
  const { id } = await rest.publish({ title: "Clock: the sheet" });
  const { page } = await open(crowd, id);
  await page.getByRole("link", { name: /^Server time/ }).click();
  const sheet = page.getByRole("dialog");
  await expect(sheet.getByText("The server’s clock decides. This page only shows it.")).toBeVisible();
  await expect(sheet.getByText(/^±\d+ ms$/)).toBeVisible();
  await expect(sheet.getByText(/ms, as measured here$/)).toBeVisible();
  const said = await sheet.locator("dd").allInnerTexts();
  expect(said.every((text) => text !== "")).toBe(true);
  const saved = page.waitForEvent("download");
  await sheet.getByRole("button", { name: "Save the clock log" }).click();
  expect((await saved).suggestedFilename()).toContain(id);
  await shoot(page, "64-clock-sheet");
});
