/** Where the terms leave the choice to the members: they vote, and the merchant whose offer is not firm has the last word. */
import type { Page } from "@playwright/test";
import { GroupPage } from "../support/e2e-pages.ts";
import { expect, shoot, test } from "../support/e2e-test.ts";

const HOUR_MS = 3_600_000;

test("G14, G18: two members vote, the merchant confirms, and the rest is due", async ({ crowd, rest }) => {
  const { id } = await rest.publish({ title: "Enamel kettle, two litres", chooser: "vote" });
  const members = [await rest.join(id), await rest.join(id)] as const;
  await rest.offer(id, [[3, 4_800]], { name: "Firm Kettles" });
  const merchant = await rest.offer(id, [[3, 4_500]], { name: "Kettle Works", firm: false });
  const bo = await crowd.enter({ as: members[0].email });
  const cy = await crowd.enter({ as: members[1].email, javaScriptEnabled: false });
  const offerOf = (page: Page, name: string) =>
    page.getByRole("listitem").filter({ has: page.getByRole("heading", { name }) });

  await test.step("the bell rings, and the open page asks for a vote", async () => {
    await new GroupPage(bo).open(id);
    await new GroupPage(bo).isLive();
    await rest.moveToBell(id, -1);
    await expect(bo.getByRole("heading", { name: "Vote for an offer" })).toBeVisible();
    await expect(bo.getByText("The members are voting on the offers.")).toBeVisible();
    await expect(offerOf(bo, "Kettle Works").getByText("€45.00", { exact: true })).toBeVisible();
    await shoot(bo, "60-vote");
  });

  await test.step("Bo votes and thinks again, Cy votes without scripts", async () => {
    for (const name of ["Firm Kettles", "Kettle Works"]) {
      await offerOf(bo, name).getByRole("button", { name: "Vote for this" }).click();
      await expect(offerOf(bo, name).getByText("Your vote")).toBeVisible();
    }
    await expect(bo.getByText("Your vote")).toHaveCount(1);
    await new GroupPage(cy).open(id);
    await offerOf(cy, "Kettle Works").getByRole("button", { name: "Vote for this" }).click();
    await expect(offerOf(cy, "Kettle Works").getByText("Your vote")).toBeVisible();
    await shoot(cy, "61-voted");
  });

  await test.step("Cy looks closer without scripts, sorted by arrival, and stays with it", async () => {
    await cy.getByRole("link", { name: "Compare the offers in detail" }).click();
    const row = (name: string) => cy.getByRole("row").filter({ hasText: name });
    await expect(row("Kettle Works").getByText("€45.00", { exact: true })).toBeVisible();
    await expect(row("Kettle Works").getByText("Your vote")).toBeVisible();
    await expect(
      cy.getByText("By the rule it would be Firm Kettles: it is firm, and the next one is not."),
    ).toBeVisible();
    await cy.getByRole("link", { name: "price for you" }).click();
    await expect(cy.getByRole("row").nth(1)).toContainText("Kettle Works");
    await shoot(cy, "61-compared");
    await row("Firm Kettles").getByRole("button", { name: "Vote for this" }).click();
    await expect(row("Firm Kettles").getByText("Your vote")).toBeVisible();
    await row("Kettle Works").getByRole("button", { name: "Vote for this" }).click();
    await expect(row("Kettle Works").getByText("Your vote")).toBeVisible();
  });

  await test.step("the vote ends, and the merchant confirms", async () => {
    await rest.advance(id, 48 * HOUR_MS);
    await expect(bo.getByRole("heading", { name: "The merchant is being asked" })).toBeVisible();
    const nora = await crowd.enter({ as: merchant.email });
    await nora.goto("/merchant/offers");
    await nora.getByRole("link", { name: "Confirm or decline" }).click();
    await expect(nora.getByRole("heading", { name: "Your offer was chosen" })).toBeVisible();
    await shoot(nora, "62-merchant-asked");
    await nora.getByRole("button", { name: "Confirm the offer" }).click();
    await expect(nora.getByRole("region", { name: "It is a deal." })).toBeVisible();
  });

  await test.step("it is collecting", async () => {
    await rest.inState(id, "collecting");
    await expect(bo.getByText("The members chose: €45.00 for all 3")).toBeVisible();
    await expect(bo.getByText("Chosen by 2 of 2 votes; 3 could vote.")).toBeVisible();
    await expect(new GroupPage(bo).button("Pay €35.00")).toBeVisible();
    await shoot(bo, "63-collecting");
  });
});
