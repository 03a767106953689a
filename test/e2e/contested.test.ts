/**
 * A life in which everything is contested: the members vote, the merchant whom they chose declines, the next offer is too
 * dear for two of them, one agrees and one stays silent, and one does not pay.
 */
import type { Page } from "@playwright/test";
import { GroupPage } from "../support/e2e-pages.ts";
import { expect, shoot, test } from "../support/e2e-test.ts";

const HOUR_MS = 3_600_000;
const ADDRESS = { name: "Bo Lind", street: "Torstraße 1", postcode: "10119", town: "Berlin" };

test("a contested group-buy: vote, refusal, consent, silence, a no-show", async ({ crowd, rest }) => {
  test.setTimeout(180_000);
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
  await rest.offer(id, [[3, 4_800]], { name: "Firm Foundry" });

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
    await merchant.getByRole("link", { name: /^Confirm or decline by/ }).click();
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
});
