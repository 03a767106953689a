/** From paid to settled where not all is well: a dispute without scripts that an operator has to decide. */
import { GroupPage } from "../support/e2e-pages.ts";
import { expect, shoot, test } from "../support/e2e-test.ts";

test("M14, M15: a torn sleeve, a proposal, a decline, an operator's division", async ({ crowd, rest }) => {
  const { id, initiator } = await rest.publish({ title: "Merino jersey, dark blue" });
  const [bo, cy] = [await rest.join(id), await rest.join(id)];
  const merchant = await rest.offer(id, [[3, 4_800]]);
  await rest.collect(id, [initiator.token, bo.token, cy.token]);
  const nora = await crowd.enter({ as: merchant.email });
  const page = await crowd.enter({ as: bo.email, javaScriptEnabled: false });

  await test.step("Nora ships everything, and reports one arrival", async () => {
    await nora.goto(`/merchant/orders?groupBuyId=${id}`);
    await expect(nora.getByText("3 to ship, 0 on the way, 0 done")).toBeVisible();
    await shoot(nora, "70-orders-to-ship");
    for (let left = 3; left > 0; left -= 1) {
      await expect(nora.getByRole("button", { name: "Mark as shipped" })).toHaveCount(left);
      await nora.getByLabel("Carrier").first().fill("DHL");
      await nora.getByLabel("Tracking number").first().fill(`0034043${left}`);
      await nora.getByRole("button", { name: "Mark as shipped" }).first().click();
    }
    await expect(nora.getByText("Nothing to ship, 3 on the way, 0 done")).toBeVisible();
    await nora.getByText("It has arrived").first().click();
    await nora.getByLabel("How that can be seen").first().fill("Left with the neighbour");
    await nora.getByRole("button", { name: "Report the arrival" }).first().click();
    await expect(nora.getByText(/^Arrived /)).toBeVisible();
  });

  await test.step("Bo sees the parcel, and says what is wrong", async () => {
    await new GroupPage(page).open(id);
    await expect(page.getByText("DHL").first()).toBeVisible();
    await page.getByRole("link", { name: "Something is wrong" }).click();
    await shoot(page, "71-dispute-form");
    await page.getByLabel("What is wrong").selectOption({ label: "It is damaged" });
    await page.getByLabel("What happened").fill("The left sleeve is torn along the seam.");
    await page.getByLabel("How much should come back").fill("60,00");
    await page.getByRole("button", { name: "Tell the merchant" }).click();
    await expect(page.getByText("This is not an amount we can use.", { exact: false })).toBeVisible();
    await expect(page.getByLabel("What happened")).toHaveValue("The left sleeve is torn along the seam.");
    await shoot(page, "72-dispute-form-refused");
    await page.getByLabel("How much should come back").fill("24,00");
    await page.getByRole("button", { name: "Tell the merchant" }).click();
    await expect(page.getByText("The merchant is asked. If they say nothing, €24.00 comes back to you.")).toBeVisible();
    await shoot(page, "73-dispute-waits");
    await new GroupPage(page).open(id);
    await expect(page.getByText("You have said that something is wrong.", { exact: false })).toBeVisible();
    await shoot(page, "74-group-disputed");
  });

  await test.step("Nora proposes half of it", async () => {
    await nora.reload();
    await expect(nora.getByText("1 order has something wrong")).toBeVisible();
    await shoot(nora, "75-order-disputed");
    await nora.getByLabel("Words to the member").fill("We are sorry; it can be mended.");
    await nora.getByLabel("Another amount").fill("12");
    await nora.getByRole("button", { name: "Propose it" }).click();
    await expect(nora.getByText("The member is asked about your €12.00.", { exact: false })).toBeVisible();
    await shoot(nora, "76-order-proposed");
  });

  await test.step("Bo declines, and an operator decides", async () => {
    await new GroupPage(page).open(id);
    await expect(page.getByText("The merchant would give €12.00 back.", { exact: false })).toBeVisible();
    await page.getByRole("link", { name: "See the proposal" }).filter({ visible: true }).click();
    await shoot(page, "77-proposal");
    await page.getByRole("button", { name: "Decline, and let an operator decide" }).click();
    await expect(page.getByText("An operator decides.", { exact: false })).toBeVisible();
    await expect(page.getByText("€18.00", { exact: false })).toBeVisible(); // The middle, if nobody does.
    await shoot(page, "78-with-operators");
    await rest.decideDispute(id, bo.token, 2_000);
    await page.reload();
    await expect(page.getByText("An operator has decided.")).toBeVisible();
    await expect(page.getByText("the jersey can be worn", { exact: false })).toBeVisible();
    await shoot(page, "79-decided");
    await nora.reload();
    await shoot(nora, "80-order-decided");
  });

  await test.step("the others have theirs, and it settles", async () => {
    for (const { token } of [initiator, cy]) await rest.received(id, token);
    await rest.inState(id, "settled");
    await new GroupPage(page).open(id);
    await expect(page.getByText("€20.00 of it has come back.", { exact: false })).toBeVisible();
    await shoot(page, "81-settled-with-a-part-back");
  });
});
