/** The other end of a life: too few came, and every deposit goes back. No page says so before it is true. */
import { GroupPage } from "../support/e2e-pages.ts";
import { expect, shoot, test } from "../support/e2e-test.ts";

declare global {
  interface Window {
    /** Each time the page began to say that money is back: what the authority knew of that money in the same moment. */
    claims: { text: string; legs: string[] }[];
  }
}

const CLAIM = "Deposit returned|€[0-9.]+ returned|Hold of €[0-9.]+ released";

/** Runs before the page: asks the authority whenever the page claims that money went back. */
function checkClaims(pattern: string): void {
  window.claims = [];
  let said = "";
  const look = async () => {
    if (!location.pathname.startsWith("/g/")) return;
    const text = new RegExp(pattern).exec(document.querySelector("main")?.innerText ?? "")?.[0] ?? "";
    if (text === said) return;
    said = text;
    if (text === "") return;
    const response = await fetch(`/api/v1/group-buys/${location.pathname.split("/")[2] ?? ""}`);
    const { me } = (await response.json()) as { me: { legs: { state: string }[] } };
    window.claims.push({ text, legs: me.legs.map(({ state }) => state) });
  };
  new MutationObserver(() => void look()).observe(document, { subtree: true, childList: true, characterData: true });
}

test("below the minimum every deposit goes back, and no page says so before it is", async ({ crowd, rest }) => {
  const { id, initiator } = await rest.publish({ title: "Cast iron pan, 26 cm", quantityMinimum: 5 });
  const ana = await crowd.enter({ as: initiator.email, init: { script: checkClaims, argument: CLAIM } });
  const bo = await crowd.enter({ as: "bo.fails@example.test", init: { script: checkClaims, argument: CLAIM } });
  const bos = new GroupPage(bo);
  await new GroupPage(ana).open(id);
  await bos.open(id);
  await bos.isLive();
  await bos.openJoin();
  await bos.pay();
  await expect(bos.sheet.getByText(/^You are in/)).toBeVisible();
  await bo.keyboard.press("Escape");
  await expect(bo.getByText("€10.00 held.")).toBeVisible();

  await test.step("the bell rings over two of five", async () => {
    await rest.moveToBell(id, -1);
    for (const page of [ana, bo]) {
      await expect(page.getByText("2 of 5 joined. Every deposit goes back.")).toBeVisible();
      await expect(page.getByText("Nobody pays", { exact: true })).toBeVisible();
      await expect(page.getByText("Deposit returned").filter({ visible: true }).first()).toBeVisible();
      await expect(page.getByRole("link", { name: "Join this group-buy" })).toHaveCount(0);
    }
    await shoot(bo, "50-failed");
  });

  await test.step("what the pages said was true when they said it", async () => {
    for (const page of [ana, bo]) {
      await page.waitForFunction(() => window.claims.length > 0);
      const claims = await page.evaluate(() => window.claims);
      for (const { text, legs } of claims) expect(legs, text).toEqual(["released"]);
    }
  });

  await test.step("the receipt and the list of his group-buys say it too", async () => {
    await bos.button("See your refund").click();
    await expect(bo.getByRole("heading", { name: "In", exact: true })).toBeVisible();
    await expect(bo.getByText("€10.00 · Released to you")).toBeVisible();
    await shoot(bo, "51-receipt-of-refund");
    await bo.goto("/me?show=closed");
    await expect(bo.getByText("Deposit returned").first()).toBeVisible();
    await shoot(bo, "52-mine-failed");
  });
});

test("a refund that the bank cannot make is not called one", async ({ crowd, rest }) => {
  // Longer than a hold lasts: the money is taken on the way and must come back as a refund.
  const closesAt = await rest.inDays(20);
  const { id } = await rest.publish({ title: "Steel bottle, 1 l", quantityMinimum: 5, closesAt });
  const page = await crowd.enter({
    as: "dee.fails@example.test",
    init: { script: checkClaims, argument: CLAIM },
  });
  const group = new GroupPage(page);
  await group.open(id);
  await group.isLive();
  await group.openJoin();
  await group.fillJoin({ instrument: "sandbox:refund-fails" });
  await group.pay();
  await expect(group.sheet.getByText(/^You are in/)).toBeVisible();
  await page.keyboard.press("Escape");
  await rest.moveToBell(id, -1);
  await expect(page.getByText("2 of 5 joined.")).toBeVisible();
  await expect(page.getByText("Deposit on its way back").filter({ visible: true }).first()).toBeVisible();
  await shoot(page, "53-refund-fails");
  expect(await page.evaluate(() => window.claims)).toEqual([]);
});
