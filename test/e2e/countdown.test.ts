/** The promise of the product: what a page shows of time is what the authority says, within the bound that it states. */
import { GroupPage } from "../support/e2e-pages.ts";
import {
  controlPage,
  exchange,
  excessMs,
  recordLooks,
  settledLooks,
  showTab,
  turnDeviceClock,
  type Look,
} from "../support/e2e-clock.ts";
import { expect, shoot, test } from "../support/e2e-test.ts";
import type { Page } from "@playwright/test";

const RECORDED = { init: { script: recordLooks, argument: null } };

async function looksUntil(page: Page, count: number): Promise<Look[]> {
  await page.waitForFunction((least) => window.looks.filter(({ state }) => state === "synced").length >= least, count);
  return settledLooks(page);
}

/** Digits of a face as seconds, so that two faces can be compared: "2d 23:59:58", "04:59", "00:07.4". */
function secondsOn(text: string): number {
  const [, days, rest = ""] = /^(?:(\d+)d )?(.*)$/.exec(text) ?? [];
  return rest.split(":").reduce((sum, part) => sum * 60 + Number(part), 0) + Number(days ?? 0) * 86_400;
}

test("the face is right within its bound, and never goes up", async ({ crowd, rest }) => {
  const { id } = await rest.publish({ title: "Clock: the truth" });
  const page = await crowd.enter(RECORDED);
  const group = new GroupPage(page);
  await group.open(id);
  await group.isLive();
  await expect
    .poll(async () => Number(await group.face.getAttribute("data-bound-ms")), { message: "the bound shrinks" })
    .toBeLessThan(60);
  await page.evaluate(() => window.looks.splice(0));

  const looks = await looksUntil(page, 3);
  const truth = await exchange(page, id);
  for (const look of looks) {
    expect(excessMs(look, truth), `${look.text} (±${look.boundMs}) against the authority`).toBe(0);
    expect(look.boundMs).toBeLessThan(60);
    expect(secondsOn(look.text)).toBe(Math.ceil(look.remainingMs / 1_000));
  }
  const remaining = looks.map((look) => look.remainingMs);
  expect(remaining).toEqual(remaining.toSorted((a, b) => b - a));
  await expect(page.getByRole("link", { name: /^Server time, ±\d+ ms$/ })).toBeVisible();
});

test("device clocks that are wrong by hours show the same face", async ({ crowd, rest }) => {
  const { id } = await rest.publish({ title: "Clock: wrong devices" });
  const wrongByMs = { ahead: 7 * 60_000, behind: -3 * 3_600_000 };
  const ahead = await crowd.enter({ init: { script: turnDeviceClock, argument: wrongByMs.ahead } });
  const behind = await crowd.enter({ init: { script: turnDeviceClock, argument: wrongByMs.behind } });
  const faces = [ahead, behind].map((page) => new GroupPage(page));
  for (const face of faces) {
    await face.open(id);
    await face.isLive();
  }
  const deviceMs = await Promise.all([ahead, behind].map((page) => page.evaluate(() => Date.now())));
  expect((deviceMs[0] ?? 0) - (deviceMs[1] ?? 0)).toBeGreaterThan(3 * 3_600_000);

  const read = async (face: GroupPage) => secondsOn((await face.face.innerText()).replace(/\s+/g, " ").trim());
  const [one, other] = faces;
  if (one === undefined || other === undefined) throw new Error("two faces were opened");
  for (let sample = 0; sample < 20; sample += 1) {
    // Whatever happened in between, the other face was read between two readings of the first.
    const before = await read(one);
    const between = await read(other);
    const after = await read(one);
    expect(between).toBeLessThanOrEqual(before + 1);
    expect(between).toBeGreaterThanOrEqual(after - 1);
  }
});

test("the face reaches zero no earlier than the deadline, and stays there", async ({ crowd, rest }) => {
  const { id } = await rest.publish({ title: "Clock: zero" });
  const page = await crowd.enter({ ...RECORDED, reducedMotion: "no-preference" });
  const group = new GroupPage(page);
  await group.open(id);
  await group.isLive();
  await rest.moveToBell(id, 6_000);
  await expect(group.face).toHaveAttribute("data-format", "tenths");
  await page.evaluate(() => window.looks.splice(0));
  const truth = await exchange(page, id);
  await page.waitForFunction(() => window.looks.some(({ remainingMs }) => remainingMs === 0));

  const seen = await page.evaluate(() => window.looks);
  const looks = seen.filter(({ deadlineMs }) => deadlineMs > 0); // At zero the board takes the deadline off its face.
  for (const look of looks) {
    expect(excessMs(look, truth), JSON.stringify({ look, truth })).toBe(0);
    expect(look.text === "00:00", look.text).toBe(look.remainingMs === 0);
  }
  const deadlineMs = looks[0]?.deadlineMs ?? NaN;
  const zero = seen.find(({ remainingMs }) => remainingMs === 0);
  if (zero === undefined) throw new Error("zero was waited for");
  const [earliestMs, latestMs] = [zero.beforeMs - truth.sentMs, zero.dueMs - truth.receivedMs].map(
    (sinceMs) => truth.serverMs + sinceMs + zero.leadMs,
  );
  expect((earliestMs ?? NaN) + 1, "seen when the deadline has passed").toBeGreaterThanOrEqual(deadlineMs);
  expect((latestMs ?? NaN) - deadlineMs, "planned for so long after it at most").toBeLessThanOrEqual(100);
  await rest.inState(id, "failed");
  await expect(group.face).toHaveText("00:00");
});

test("without scripts the first paint is right, and says as of when", async ({ crowd, rest }) => {
  const { id } = await rest.publish({ title: "Clock: first paint" });
  const page = await crowd.enter({ javaScriptEnabled: false });
  const before = await rest.view(id);
  await new GroupPage(page).open(id);
  const after = await rest.view(id);
  const remainingMs = Number(await page.getByRole("timer").getAttribute("data-remaining-ms"));
  const deadlineMs = Date.parse(before.closesAt);
  expect(remainingMs).toBeLessThanOrEqual(deadlineMs - before.clock.nowMs);
  expect(remainingMs).toBeGreaterThanOrEqual(deadlineMs - after.clock.nowMs);
  const text = (await page.getByRole("timer").innerText()).replace(/\s+/g, " ").trim();
  expect(secondsOn(text)).toBe(Math.ceil(remainingMs / 1_000));
  expect(await page.content()).toMatch(/<noscript>\(as of \d\d:\d\d:\d\d/);
  await shoot(page, "60-first-paint-without-scripts");
});

test("a frame that was under way for more than a second moves no face", async ({ crowd, rest }) => {
  const { id } = await rest.publish({ title: "Clock: a late frame" });
  const page = await crowd.enter(RECORDED);
  await page.addInitScript(controlPage);
  const group = new GroupPage(page);
  await group.open(id);
  await group.isLive();
  await rest.moveToBell(id, 40_000);
  await page.waitForFunction(() => window.countdownFrames > 0);
  const deadline = await group.face.getAttribute("data-deadline-ms");

  /** Lets the first held frame through, as if it had said another deadline. */
  const release = () =>
    page.evaluate(() => {
      window.holds = () => false;
      const [first] = window.held.splice(0);
      if (first === undefined) throw new Error("nothing was held");
      const frame = JSON.parse(first.data) as { d: number };
      const data = JSON.stringify({ ...frame, d: frame.d + 60_000 });
      first.socket.dispatchEvent(new MessageEvent("message", { data }));
    });

  await page.evaluate(() => void (window.holds = (kind) => kind === "k"));
  await page.waitForFunction(() => performance.now() - (window.held[0]?.atMs ?? Infinity) > 1_500);
  await page.evaluate(() => window.looks.splice(0));
  await release();
  const looks = await looksUntil(page, 3);
  const truth = await exchange(page, id);
  await expect(group.face).toHaveAttribute("data-deadline-ms", deadline ?? "");
  for (const look of looks) expect(excessMs(look, truth), look.text).toBe(0);

  await test.step("the same frame in time would have been believed", async () => {
    await page.evaluate(() => void (window.holds = (kind) => kind === "k"));
    await page.waitForFunction(() => window.held.length > 0);
    await release();
    await expect(group.face).not.toHaveAttribute("data-deadline-ms", deadline ?? "");
  });
});

test("a hidden tab does not tick, and is right at once when it is seen again", async ({ crowd, rest }) => {
  const { id } = await rest.publish({ title: "Clock: a hidden tab" });
  const page = await crowd.enter(RECORDED);
  await page.addInitScript(controlPage);
  const group = new GroupPage(page);
  await group.open(id);
  await group.isLive();
  await rest.moveToBell(id, 45_000);
  await page.waitForFunction(() => window.countdownFrames > 0);
  await showTab(page, false);
  await expect(group.face, "what stands on a hidden page does not claim to be the time").toHaveAttribute(
    "data-clock-state",
    "suspect",
  );
  const framesAfter = async (count: number) => {
    await page.evaluate(() => (window.countdownFrames = 0));
    await page.waitForFunction((least) => window.countdownFrames >= least, count);
  };
  await framesAfter(2); // What was under way has arrived, and what was due within the second has been done.
  const before = await page.evaluate(() => ({ looks: window.looks.length, ticks: window.ticks }));
  await framesAfter(3); // The authority went on; the page heard it.
  const after = await page.evaluate(() => ({ looks: window.looks.length, ticks: window.ticks }));
  expect(after, "timers and paints of a hidden tab").toEqual(before);

  await page.evaluate(() => window.looks.splice(0));
  await showTab(page, true);
  const looks = await looksUntil(page, 1);
  const truth = await exchange(page, id);
  for (const look of looks) expect(excessMs(look, truth), look.text).toBe(0);
});

test("the clock setting calms every face and survives a reload", async ({ crowd, rest }) => {
  const { id } = await rest.publish({ title: "Clock: calm" });
  for (const javaScriptEnabled of [true, false]) {
    const page = await crowd.enter({ javaScriptEnabled });
    const group = new GroupPage(page);
    await group.open(id);
    await expect(group.face).toHaveText(/\d\d:\d\d:\d\d/);
    await page.getByRole("button", { name: "Every minute" }).click();
    await expect(group.face).toHaveText(/^\d+d\s+\d+h$/);
    await page.reload();
    await expect(group.face).toHaveText(/^\d+d\s+\d+h$/);
    await page.getByRole("button", { name: "Hidden until the last 10 minutes" }).click();
    await expect(group.face).toHaveCount(0);
    await page.reload();
    await expect(page.getByRole("heading", { name: "Clock: calm" })).toBeVisible();
    await expect(group.face).toHaveCount(0);
    await page.goto("/?q=calm");
    const row = page.getByRole("link", { name: "Clock: calm" }).and(page.locator(`main [href="/g/${id}"]`));
    await expect(row).toBeVisible();
    await expect(row.getByRole("timer")).toHaveCount(0);
    if (javaScriptEnabled) await shoot(page, "61-discover-clock-hidden");
  }
});
