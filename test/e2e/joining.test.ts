/** Every way that a press can end (web.md 1.7): in, refused, unsure; and leaving again. */
import type { Page } from "@playwright/test";
import type { ClientFrame } from "../../worker/contract/frames.ts";
import { GroupPage } from "../support/e2e-pages.ts";
import { expect, shoot, test } from "../support/e2e-test.ts";

test("a press after the deadline is refused with a receipt that says by how much", async ({ crowd, rest }) => {
  const { id } = await rest.publish({ title: "Join: too late" });
  const page = await crowd.enter({ as: "late@example.test" });
  const group = new GroupPage(page);
  await group.open(id);
  await group.isLive();
  await group.openJoin();
  await expect(group.sheet.getByLabel("How many")).toBeVisible();
  const board = page.getByRole("main");
  await rest.moveToBell(id, -5_000);
  await group.pay();

  const refusal = group.sheet.getByText(/Your join arrived [\d,]+ ms after the deadline\. Nothing was taken\./);
  await expect(refusal).toBeVisible();
  const lateMs = Number(/[\d,]+/.exec(await refusal.innerText())?.[0]?.replaceAll(",", ""));
  expect(lateMs).toBeGreaterThanOrEqual(5_000);
  await shoot(page, "70-refused-late");
  await expect(board.getByText("Your place")).toHaveCount(0);

  await group.sheet.getByRole("link", { name: "The signed refusal" }).click();
  await expect(page.getByRole("heading", { name: "Too late" })).toBeVisible();
  await expect(page.getByText(/after$/)).toBeVisible();
  await expect(page.getByText("Nothing was taken.", { exact: false }).first()).toBeVisible();
  await shoot(page, "71-receipt-of-refusal");
});

test("a sheet that is asked for twice is one step in the history, and may be asked for while it closes", async ({
  crowd,
  rest,
}) => {
  const { id } = await rest.publish({ title: "Join: pressed twice" });
  const page = await crowd.enter({ as: "twofold@example.test" });
  const group = new GroupPage(page);
  await group.open(id);
  await group.isLive();
  const join = page.getByRole("link", { name: "Join this group-buy" }).filter({ visible: true });
  const amount = group.sheet.getByLabel("How many");

  await join.evaluate((link: HTMLAnchorElement) => {
    link.click();
    link.click();
  });
  await expect(amount).toBeVisible();
  await page.goBack();
  await expect(group.sheet).toHaveCount(0);

  await join.click();
  await expect(amount).toBeVisible();
  await page.evaluate(() => {
    const link = [...document.querySelectorAll<HTMLAnchorElement>("a[href$='/join']")].find((each) =>
      each.checkVisibility(),
    );
    document.querySelector<HTMLDialogElement>("dialog:modal")?.requestClose();
    link?.click();
  });
  await expect(amount).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(group.sheet).toHaveCount(0);
  expect(new URL(page.url()).pathname).toBe(`/g/${id}`);
});

test("when every place is taken there is a waiting list", async ({ crowd, rest }) => {
  const { id } = await rest.publish({ title: "Join: full", quantityMaximum: 3 });
  const page = await crowd.enter({ as: "waiting@example.test" });
  const group = new GroupPage(page);
  await group.open(id);
  await group.isLive();
  await rest.join(id, 2);
  await expect(page.getByText("All places are taken. Closes in")).toBeVisible();
  await shoot(page, "72-full");
  await group.button("Join the waiting list").click();
  await group.sheet.getByRole("button", { name: "Join the waiting list" }).click();
  await expect(group.sheet.getByText("You are on the waiting list, number 1.")).toBeVisible();
  await shoot(page, "73-waiting");
});

test("whoever is in already is told so, and has one seat", async ({ crowd, rest }) => {
  const { id } = await rest.publish({ title: "Join: twice" });
  const one = await crowd.enter({ as: "twice@example.test" });
  const other = await one.context().newPage();
  const groups = [new GroupPage(one), new GroupPage(other)] as const;
  for (const group of groups) {
    await group.open(id);
    await group.isLive();
    await group.openJoin();
    await expect(group.sheet.getByLabel("How many")).toBeVisible();
  }
  await groups[0].pay();
  await expect(groups[0].sheet.getByText(/^You are in/)).toBeVisible();
  await groups[1].pay();
  await expect(
    groups[1].sheet.getByText("You are in already.").or(groups[1].sheet.getByText(/^You are in/)),
  ).toBeVisible();
  await shoot(other, "74-already-in");
  expect(await rest.members(id)).toHaveLength(2);
});

test("a bank that declines takes nothing and leaves the way open", async ({ crowd, rest }) => {
  const { id } = await rest.publish({ title: "Join: declined" });
  const page = await crowd.enter({ as: "declined@example.test" });
  const group = new GroupPage(page);
  await group.open(id);
  await group.isLive();
  await group.openJoin();
  await group.fillJoin({ instrument: "sandbox:decline" });
  await group.pay();
  await expect(page.getByText("Pay the deposit of €10.00 to keep your seat.").first()).toBeVisible();
  expect((await rest.members(id)).map(({ state }) => state)).toEqual(["active", "held"]);
  await shoot(page, "75-declined");
});

test("a connection cut after sending leaves the page unsure, and one seat", async ({ crowd, rest }) => {
  const { id } = await rest.publish({ title: "Join: cut" });
  const page = await crowd.enter({ as: "cut@example.test" });
  const line = await breakableLine(page);
  const group = new GroupPage(page);
  await group.open(id);
  await group.isLive();
  await group.openJoin();
  await group.pay();
  await expect(
    group.sheet.getByText(/Still sending\. You cannot be charged twice: this tap has one number/),
  ).toBeVisible();
  await expect(page.getByText("1 of 3")).toBeVisible(); // Presence is optimistic, the count is not.
  await shoot(page, "76-unsure");
  await line.mend();
  await expect(group.sheet.getByText(/^You are in|^Your seat is held/)).toBeVisible();
  expect(new Set(line.joins).size).toBe(1);
  expect(line.joins.length).toBeGreaterThanOrEqual(1);
  expect(await rest.members(id)).toHaveLength(2);
});

/** A line that lets the first join through to the server and then breaks, until it is mended. */
async function breakableLine(page: Page): Promise<{ joins: string[]; mend(): Promise<void> }> {
  const joins: string[] = [];
  let isBroken = false;
  await page.routeWebSocket(/\/ws\/group-buys\//, async (socket) => {
    if (isBroken) return socket.close();
    const server = socket.connectToServer();
    socket.onMessage(async (message) => {
      const frame = JSON.parse(String(message)) as ClientFrame;
      server.send(message);
      if (frame.t !== "j" || joins.push(frame.id) > 1) return;
      isBroken = true;
      await page.context().setOffline(true);
      await socket.close();
    });
    server.onMessage((message) => {
      if (!isBroken) socket.send(message);
    });
  });
  return {
    joins,
    async mend() {
      isBroken = false;
      await page.context().setOffline(false);
    },
  };
}

test("leaving is as easy as joining, until the lock", async ({ crowd, rest }) => {
  const { id } = await rest.publish({ title: "Join: and leave" });
  const page = await crowd.enter({ as: "leaves@example.test" });
  const group = new GroupPage(page);
  await group.open(id);
  await group.isLive();
  await group.openJoin();
  await group.pay();
  await expect(group.sheet.getByText(/^You are in/)).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByText("2 of 3")).toBeVisible();

  await group.button("Leave").click();
  await expect(group.sheet.getByText("You give up your place. We return your €10.00.")).toBeVisible();
  await shoot(page, "77-leave");
  await group.sheet.getByRole("button", { name: "Leave and get €10.00 back" }).click();
  await expect(page.getByText("1 of 3")).toBeVisible();
  await expect(page.getByText("You left").filter({ visible: true }).first()).toBeVisible();
  await expect(page.getByText("Hold of €10.00 released.")).toBeVisible();
  await shoot(page, "78-left");

  await test.step("and back in, until the lock falls", async () => {
    await group.openJoin();
    await group.pay();
    await expect(group.sheet.getByText(/^You are in/)).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(group.button("Leave")).toBeVisible();
    await rest.moveToBell(id, 9 * 60_000);
    await expect(page.getByText("You are in. Closing")).toBeVisible();
    await expect(page.getByRole("link", { name: "Leave" })).toHaveCount(0);
    await page.goto(`/g/${id}/leave`);
    await page.getByRole("button", { name: /^Leave/ }).click();
    await expect(page.getByText("Leaving is closed in the last minutes before the bell")).toBeVisible();
    await shoot(page, "79-leave-locked");
  });
});

test("the form joins without scripts, and there is a receipt", async ({ crowd, rest }) => {
  const { id } = await rest.publish({ title: "Join: plain form" });
  const page = await crowd.enter({ as: "plain@example.test", javaScriptEnabled: false });
  const group = new GroupPage(page);
  await group.open(id);
  await group.openJoin();
  await group.pay();
  await expect(page).toHaveURL(new RegExp(`/g/${id}$`));
  await group.button("Receipt").click();
  await expect(page.getByRole("heading", { name: "In", exact: true })).toBeVisible();
  await expect(page.getByText(/ before$/)).toBeVisible();

  await test.step("and is refused in words, with a receipt, when it is too late", async () => {
    const late = await crowd.enter({ as: "plain.late@example.test", javaScriptEnabled: false });
    await late.goto(`/g/${id}/join`);
    await rest.moveToBell(id, -2_000);
    await new GroupPage(late).pay();
    await expect(late.getByText(/Your join arrived [\d,]+ ms after the deadline\. Nothing was taken\./)).toBeVisible();
    await expect(late.getByRole("link", { name: "The signed refusal" })).toBeVisible();
    await shoot(late, "80-refused-without-scripts");
  });
});
