/** A dispute from end to end: a press that came too late, its two files as the page saves them, and what is said of them. */
import { readFileSync, writeFileSync } from "node:fs";
import type { Page, TestInfo } from "@playwright/test";
import { dispute } from "../../scripts/dispute.ts";
import type { ClientFrame } from "../../worker/contract/frames.ts";
import { GroupPage } from "../support/e2e-pages.ts";
import { expect, shoot, test } from "../support/e2e-test.ts";

const CAN_BE_LEFT_MS = 9_000;
/** Far enough before the bell that no busy machine presses after it, and then long enough under way to arrive after it. */
const PRESSED_BEFORE_MS = 1_500;
const HELD_UP_MS = 3_000;

test("pressed after the bell: receipt and clock log fit together, and an improved receipt is found out", async ({
  crowd,
  rest,
}, info) => {
  const { id } = await rest.publish({ title: "Dispute: too late" });
  const page = await crowd.enter({ as: "disputes@example.test", reducedMotion: "no-preference" });
  const group = await atTheForm(page, id);
  await rest.moveToBell(id, CAN_BE_LEFT_MS);
  await isCountingDown(group);
  await expect(group.face).toHaveAttribute("data-remaining-ms", "0");
  await group.pay();

  await saveFiles(page, group, info);
  for (const log of ["log.json", "kept-log.json"]) {
    const { exitCode, text } = await dispute(["receipt.json", log, "--keys", "keys.json"], info.outputPath());
    expect(exitCode, text).toBe(0);
    expect(text).toMatch(/signature +right/);
    expect(text).toContain("join refused (deadline-passed)");
    expect(text).toMatch(/certainly after the deadline, by|before or after the deadline/);
    expect(text).toContain("sent once");
  }

  const receipt = readFileSync(info.outputPath("receipt.json"), "utf8");
  const earlier = receipt.replace(/"recvMs": (\d+)/, (_, ms: string) => `"recvMs": ${Number(ms) - 2_000}`);
  writeFileSync(info.outputPath("improved.json"), earlier);
  const { exitCode, text } = await dispute(["improved.json", "log.json", "--keys", "keys.json"], info.outputPath());
  expect(exitCode).toBe(1);
  expect(text).toContain("this receipt was changed");
});

test("pressed before the bell and arrived after it: the report says both", async ({ crowd, rest }, info) => {
  const { id } = await rest.publish({ title: "Dispute: on its way" });
  const page = await crowd.enter({ as: "under-way@example.test", reducedMotion: "no-preference" });
  await holdUpJoins(page, HELD_UP_MS);
  const group = await atTheForm(page, id);
  await rest.moveToBell(id, CAN_BE_LEFT_MS);
  await isCountingDown(group);
  await page.waitForFunction(
    (ms) => Number(document.querySelector<HTMLElement>("[data-remaining-ms]")?.dataset["remainingMs"]) <= ms,
    PRESSED_BEFORE_MS,
  );
  await group.pay();

  await saveFiles(page, group, info);
  const { exitCode, text } = await dispute(["receipt.json", "log.json", "--keys", "keys.json"], info.outputPath());
  info.annotations.push({ type: "report", description: text });
  expect(exitCode, text).toBe(0);
  expect(text).toContain("certainly before the deadline, by");
  expect(text).toMatch(/on its way +\d+ to \d+ ms/);
  expect(text).toMatch(/shown +00:0\d\.\d, painted/);
  expect(text).toContain("Both can be true");
});

async function atTheForm(page: Page, id: string): Promise<GroupPage> {
  const group = new GroupPage(page);
  await group.open(id);
  await group.isLive();
  await group.openJoin();
  await expect(group.sheet.getByLabel("How many")).toBeVisible();
  return group;
}

/** The bell has been moved, and the page knows the time of the new epoch. */
async function isCountingDown(group: GroupPage): Promise<void> {
  await expect(group.face).toHaveAttribute("data-format", "tenths");
  await expect(group.face).toHaveAttribute("data-clock-state", "synced");
}

/** A line on which joins take long, and nothing else does. */
async function holdUpJoins(page: Page, ms: number): Promise<void> {
  await page.routeWebSocket(/\/ws\/group-buys\//, (socket) => {
    const server = socket.connectToServer();
    socket.onMessage((message) => {
      const { t } = JSON.parse(String(message)) as ClientFrame;
      if (t === "j") setTimeout(() => server.send(message), ms);
      else server.send(message);
    });
  });
}

/** Both files from where the page offers them: the log at the refusal and once more at the receipt. */
async function saveFiles(page: Page, group: GroupPage, info: TestInfo): Promise<void> {
  const save = async (name: string, press: () => Promise<void>) => {
    const [download] = await Promise.all([page.waitForEvent("download"), press()]);
    await download.saveAs(info.outputPath(name));
  };
  const logButton = { name: "Save the clock log" };
  await expect(group.sheet.getByRole("link", { name: "The signed refusal" })).toBeVisible();
  await save("log.json", () => group.sheet.getByRole("button", logButton).click());
  await shoot(page, "82-refused-with-clock-log");
  await group.sheet.getByRole("link", { name: "The signed refusal" }).click();
  // The page before has a button of this name too, and what it would save is lost when it is left.
  await page.waitForURL(/\/r\//);
  await save("kept-log.json", () => page.getByRole("button", logButton).click());
  await shoot(page, "83-receipt-with-clock-log");
  await save("receipt.json", () => page.getByRole("link", { name: "Download .json" }).click());
  writeFileSync(info.outputPath("keys.json"), await (await page.request.get("/.well-known/jwks.json")).text());
}
