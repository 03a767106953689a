/**
 * A life in which everything is contested: the members vote, the merchant whom they chose declines, the next offer is too
 * dear for two of them, one agrees and one stays silent, one does not pay, and what comes is broken.
 */
import type { Page } from "@playwright/test";
import { GroupPage } from "../support/e2e-pages.ts";
import { expect, shoot, test } from "../support/e2e-test.ts";

const HOUR_MS = 3_600_000;
const ADDRESS = { name: "Bo Lind", street: "Torstraße 1", postcode: "10119", town: "Berlin" };

test("a contested group-buy: vote, refusal, consent, silence, a no-show, a dispute", async ({ crowd, rest }) => {
  test.setTimeout(240_000);
  const { id, initiator } = await rest.publish({
    title: "Cast-iron casserole, five litres",
    chooser: "vote",
    quantityMaximum: 12,
    perBuyerMaximum: 4,
    initiatorQuantity: 4,
  });
  const bo = await rest.join(id, 4);
  const cy = await rest.join(id, 1, { ceilingMinor: 4_600 });
  const di = await rest.join(id, 1);
  const eve = await rest.join(id, 1, { ceilingMinor: 4_600 });
  const declining = await rest.offer(id, [[3, 4_500]], { name: "Kettle Works", firm: false });
  const standing = await rest.offer(id, [[3, 4_800]], { name: "Firm Foundry" });

  const ana = await crowd.enter({ as: initiator.email });
  const bos = new GroupPage(await crowd.enter({ as: bo.email }));
  const cys = new GroupPage(await crowd.enter({ as: cy.email, javaScriptEnabled: false }));
  const dis = new GroupPage(await crowd.enter({ as: di.email }));
  const eves = new GroupPage(await crowd.enter({ as: eve.email }));
  const voteFor = async (page: Page, name: string) => {
    const offer = page.getByRole("listitem").filter({ has: page.getByRole("heading", { name }) });
    await offer.getByRole("button", { name: "Vote for this" }).click();
    await expect(offer.getByText("Your vote")).toBeVisible();
  };

  await test.step("Ana and Bo vote for the cheaper offer", async () => {
    await rest.moveToBell(id, -1);
    for (const page of [ana, bos.page]) {
      await page.goto(`/g/${id}`);
      await voteFor(page, "Kettle Works");
    }
    await rest.advance(id, 48 * HOUR_MS);
    await rest.inState(id, "confirming");
  });

  await test.step("its merchant declines, and the next offer is outside of two words", async () => {
    const merchant = await crowd.enter({ as: declining.email });
    await merchant.goto("/merchant/offers");
    await merchant.getByRole("link", { name: "Confirm or decline" }).click();
    await merchant.getByRole("button", { name: "Decline it" }).click();
    await rest.inState(id, "reconsent");
    await expect(bos.page.getByRole("heading", { name: "This offer was chosen, and it suits you" })).toBeVisible();
    await shoot(bos.page, "64-others-asked");
  });

  await test.step("Cy agrees without scripts, Eve reads it and says nothing", async () => {
    await eves.open(id);
    await expect(eves.page.getByRole("heading", { name: "Does this offer suit you?" })).toBeVisible();
    await shoot(eves.page, "65-consent");
    await cys.open(id);
    await cys.page.getByRole("button", { name: "Keep my place at €48.00" }).click();
    await expect(cys.page.getByRole("heading", { name: "Does this offer suit you?" })).toBeHidden();
    await shoot(cys.page, "66-agreed");
    await rest.advance(id, 24 * HOUR_MS);
    await rest.inState(id, "collecting");
    await expect(eves.page.getByText("€10.00 returned").first()).toBeVisible();
    await shoot(eves.page, "67-left-by-silence");
  });

  await test.step("three pay, Di does not, and the price stays", async () => {
    for (const group of [new GroupPage(ana), bos, cys]) {
      await group.open(id);
      await group.payTheRest(ADDRESS);
      await expect(group.page).toHaveURL(new RegExp(`/g/${id}$`));
      await expect(group.page.getByText("Paid", { exact: true }).filter({ visible: true }).first()).toBeVisible();
    }
    await rest.advance(id, 72 * HOUR_MS);
    const { award } = await rest.inState(id, "fulfilling");
    expect(award?.unitPrice).toEqual({ amount: 4_800, currency: "EUR" });
    await dis.open(id);
    await expect(dis.page.getByText("The rest was not paid").filter({ visible: true }).first()).toBeVisible();
    await shoot(dis.page, "68-no-show");
  });

  const foundry = await crowd.enter({ as: standing.email });
  const order = (name: string) => foundry.getByRole("listitem").filter({ hasText: name });
  await test.step("the merchant ships, and Bo's is broken", async () => {
    await foundry.goto(`/merchant/orders?groupBuyId=${id}`);
    const toShip = foundry.getByRole("button", { name: "Mark as shipped" });
    for (let left = 3; left > 0; left -= 1) {
      await expect(toShip).toHaveCount(left);
      await toShip.first().click();
    }
    await expect(toShip).toHaveCount(0);
    await bos.open(id);
    await bos.page.getByRole("link", { name: "Something is wrong" }).click();
    await expect(bos.page.getByRole("heading", { name: "Something is wrong" })).toBeVisible();
    await bos.page.getByLabel("What is wrong").selectOption({ label: "It is damaged" });
    await bos.page.getByLabel("What happened").fill("One of the four has a crack from rim to base.");
    await bos.page.getByLabel("How much should come back").fill("48.00");
    await shoot(bos.page, "69-dispute");
    await bos.button("Tell the merchant").click();
    await expect(bos.page.getByText("If they say nothing, €48.00 comes back to you.")).toBeVisible();
    await shoot(bos.page, "70-dispute-told");
  });

  await test.step("the merchant proposes less, Bo takes it, and nobody has to decide for them", async () => {
    await foundry.reload();
    await expect(order("Something is wrong").getByText("One of the four has a crack")).toBeVisible();
    await order("Something is wrong").getByLabel("Words to the member").fill("We send glue and give back a part.");
    await order("Something is wrong").getByLabel("Another amount").fill("30.00");
    await shoot(foundry, "71-dispute-merchant");
    await order("Something is wrong").getByRole("button", { name: "Propose it" }).click();
    await expect(foundry.getByText("The member is asked about your €30.00.")).toBeVisible();
    await bos.open(id);
    await expect(bos.page.getByText("The merchant would give €30.00 back.").first()).toBeVisible();
    await bos.button("See the proposal").click();
    await expect(bos.page.getByText("We send glue and give back a part.")).toBeVisible();
    await shoot(bos.page, "72-proposal");
    await bos.button("Take €30.00").click();
    await expect(bos.page.getByText("You two have agreed.")).toBeVisible();
    await shoot(bos.page, "73-agreed");
  });

  await test.step("silence confirms the rest, and the books agree with what people see", async () => {
    await rest.advance(id, 11 * 24 * HOUR_MS);
    await rest.inState(id, "settled");
    await bos.open(id);
    await expect(bos.page.getByText("€30.00 returned").filter({ visible: true }).first()).toBeVisible();
    await shoot(bos.page, "74-settled-after-a-dispute");
    await foundry.reload();
    await shoot(foundry, "75-orders-after-a-dispute");
    expect(await rest.books(id)).toEqual({ standing: [], offMinor: [] });
  });
});
