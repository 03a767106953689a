/** Where money is play money: a visitor is in with two taps, and a whole life passes by pressing one button. */
import type { Page } from "@playwright/test";
import { GroupPage } from "../support/e2e-pages.ts";
import { expect, shoot, test } from "../support/e2e-test.ts";

/** A finger, and how often it has touched the glass. */
function finger() {
  const touched: string[] = [];
  return {
    touched,
    async tap(page: Page, role: "link" | "button", name: string): Promise<void> {
      touched.push(name);
      await page.getByRole(role, { name, exact: true }).filter({ visible: true }).first().tap();
    },
  };
}

const TWO_TAPS = ["Join this group-buy", "Join as a demo buyer"];

test("from a group-buy to a seat in it are two taps on a phone, without signing in", async ({ crowd, rest }) => {
  const { id } = await rest.publish({ title: "Demo: two taps" });
  const page = await crowd.enter({ hasTouch: true });
  const group = new GroupPage(page);
  const { tap, touched } = finger();
  await group.open(id);
  await group.isLive();
  await tap(page, "link", "Join this group-buy");
  await expect(group.sheet.getByText(/^€10\.00 now\. At most €62\.00 in total,/)).toBeVisible();
  await shoot(page, "170-demo-sheet");
  await tap(page, "button", "Join as a demo buyer");
  await expect(group.sheet.getByText(/^(You are in: entry \d+ in the log|Your seat is held)/)).toBeVisible();
  expect(touched).toEqual(TWO_TAPS);
  await expect(group.sheet.getByRole("link", { name: "Your receipt" })).toBeVisible();
  await shoot(page, "171-demo-in");
  expect(await rest.members(id)).toHaveLength(2);

  await group.sheet.getByRole("link", { name: "Your receipt" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "In", exact: true })).toBeVisible();
  // From now on this browser is that buyer, and nobody makes another one of them.
  await page.goto(`/g/${id}/demo`);
  await expect(page).toHaveURL(new RegExp(`/g/${id}$`));
});

test("without scripts it is two taps as well; a form that is sent twice is one person", async ({ crowd, rest }) => {
  const { id } = await rest.publish({ title: "Demo: plain" });
  const page = await crowd.enter({ hasTouch: true, javaScriptEnabled: false });
  const { tap, touched } = finger();
  await page.goto(`/g/${id}`);
  await tap(page, "link", "Join this group-buy");
  await expect(page).toHaveURL(/\/join$/);
  const form = await page
    .locator(`form[action$="/demo"] input`)
    .evaluateAll((inputs) => inputs.map((input) => [input.getAttribute("name"), input.getAttribute("value")] as const));
  await tap(page, "button", "Join as a demo buyer");
  await expect(page.getByText(/^Your place|^You are in/).first()).toBeVisible();
  expect(touched).toEqual(TWO_TAPS);
  expect(await rest.members(id)).toHaveLength(2);

  const other = await crowd.enter();
  const origin = new URL(page.url()).origin;
  const fields = Object.fromEntries(form.map(([name, value]) => [name ?? "", value ?? ""]));
  const again = await other.request.post(`/g/${id}/demo`, { form: fields, headers: { origin } });
  expect(again.ok()).toBe(true);
  expect(await rest.members(id)).toHaveLength(2);
});

test("a demo buyer who is late is refused like everybody, with the signed refusal, and is nobody afterwards", async ({
  crowd,
  rest,
}) => {
  const { id } = await rest.publish({ title: "Demo: too late" });
  const page = await crowd.enter();
  const group = new GroupPage(page);
  await group.open(id);
  await group.isLive();
  await group.openJoin();
  await rest.moveToBell(id, -5_000);
  await group.sheet.getByRole("button", { name: "Join as a demo buyer" }).click();
  await expect(
    group.sheet.getByText(/Your join arrived [\d,]+ ms after the deadline\. Nothing was taken\./),
  ).toBeVisible();
  await expect(group.sheet.getByRole("link", { name: "The signed refusal" })).toBeVisible();
  await shoot(page, "172-demo-late");
  expect((await page.context().cookies()).map(({ name }) => name)).not.toContain("__Host-session");
});

test("the panel plays a life from its first buyer to its payout, and says what each press did", async ({
  crowd,
  rest,
}) => {
  const { id } = await rest.publish({ title: "Demo: a life by presses" });
  const page = await crowd.enter();
  await new GroupPage(page).open(id);
  await new GroupPage(page).isLive();
  await page.getByRole("link", { name: /^Sandbox: / }).click();
  await expect(page.getByRole("heading", { name: "Its clock", exact: true })).toBeVisible();
  await shoot(page, "173-sandbox-open");
  const told = page.getByRole("status").getByRole("listitem");
  const life = [
    ["Add buyers up to the minimum", /buyer joined|buyers joined/],
    ["Add a merchant’s offer", /1 offer came in/],
    ["Ring the bell", /the bell rang, the count was frozen, an offer was taken/],
    ["Let everybody pay the rest", /everything is paid/],
    ["Let the merchant ship", /parcels? sent/],
    ["Let everybody confirm", /settled, and the merchant is paid out/],
  ] as const;
  const tap = async (press: string, came: RegExp) => {
    await page.getByRole("button", { name: press }).first().click();
    await expect(told.first()).toContainText(came);
    await expect(page.getByText("Our books and the bank’s agree, to the cent.")).toBeVisible();
  };
  for (const [press, came] of life) {
    await tap(press, came);
    if (press !== "Let everybody pay the rest") continue;
    await tap("A buyer’s bank calls a payment back", /1 payment called back/);
    await page.getByText(/^Whose money: /).click();
    await page.getByText(/^Statement: /).click();
    await expect(page.getByRole("cell", { name: /^Called back/ })).toBeVisible();
    await shoot(page, "175-sandbox-chargeback");
    await tap("The chargeback is won", /1 chargeback won, the money is back/);
  }
  await expect(page.getByText("This life is over. Nothing is due any more.")).toBeVisible();
  await shoot(page, "174-sandbox-over");
  expect((await rest.view(id)).state).toBe("settled");
});
