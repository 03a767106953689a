/** Everybody's part of the books: a member's without scripts, and a merchant's month. */
import type { Page } from "@playwright/test";
import { expect, shoot, test } from "../support/e2e-test.ts";

test("B1, B2: what was held, taken and paid, line by line; the month of the merchant", async ({ crowd, rest }) => {
  const { id, initiator } = await rest.publish({ title: "Merino jersey, undyed" });
  const [bo, cy] = [await rest.join(id), await rest.join(id)];
  const merchant = await rest.offer(id, [[3, 4_800]]);
  const page = await crowd.enter({ as: bo.email, javaScriptEnabled: false });

  await test.step("a hold is held and nothing else", async () => {
    await page.goto("/me");
    await page.getByRole("link", { name: "Your money" }).click();
    await expect(page.getByRole("heading", { name: "€10.00 held" })).toBeVisible();
    await expect(page.getByText("Held, not taken")).toBeVisible();
    await expect(page.getByText("Taken, still with the bank")).toHaveCount(0);
    await shoot(page, "ledger-1-held");
  });

  await test.step("and when it is paid, each line leads to the group-buy and the receipt", async () => {
    await rest.collect(id, [initiator.token, bo.token, cy.token]);
    await page.reload();
    await expect(page.getByText("Taken, still with the bank")).toBeVisible();
    await shoot(page, "ledger-2-taken");
    await proves(page, "/me/ledger/signed", "person");
    await page.emulateMedia({ colorScheme: "dark" });
    await shoot(page, "ledger-2-taken-dark");
    await page.emulateMedia({ colorScheme: "light" });
    await page.getByRole("link", { name: "Receipt" }).first().click();
    await expect(page.getByRole("link", { name: "Merino jersey, undyed" })).toBeVisible();
  });

  await test.step("the merchant's month", async () => {
    const nora = await crowd.enter({ as: merchant.email });
    await nora.goto(`/merchant/orders?groupBuyId=${id}`);
    const ship = nora.getByRole("button", { name: "Mark as shipped" });
    for (let left = 3; left > 0; left -= 1) {
      await expect(ship).toHaveCount(left);
      await ship.first().click();
    }
    await expect(ship).toHaveCount(0);
    for (const { token } of [initiator, bo, cy]) await rest.received(id, token);
    await nora.getByRole("link", { name: "Statement" }).click();
    await expect(nora.getByText("Goods received by the member").first()).toBeVisible();
    await expect(nora.getByText("Balance so far")).toBeVisible();
    await shoot(nora, "ledger-3-statement");
    await proves(nora, "/merchant/statement/signed", "merchant");
    await nora.emulateMedia({ colorScheme: "dark" });
    await shoot(nora, "ledger-3-statement-dark");
    await nora.emulateMedia({ colorScheme: "light", media: "print" });
    await expect(nora.getByRole("button", { name: "Show" })).toBeHidden();
    await shoot(nora, "ledger-3-statement-print");
  });
});

/** The link beside the spreadsheet hands out the signed file of exactly this view. */
async function proves(page: Page, path: string, view: string): Promise<void> {
  await expect(page.locator(`a[href="${path}"]`)).toBeVisible();
  const answer = await page.request.get(path);
  expect(answer.headers()["content-disposition"]).toMatch(/^attachment; filename="onebell-ledger-.+\.json"$/);
  const file = (await answer.json()) as { format: string; view: string; signature: string };
  expect([file.format, file.view]).toEqual(["onebell.ledger", view]);
  expect(file.signature.split(".")).toHaveLength(3);
}
