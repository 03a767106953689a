/**
 * The whole life of a group-buy, as four people see it in their own browsers: from the start page to settlement. What
 * has no page is done over REST: an operator's word, and the movable clock of the sandbox.
 */
import { randomUUID } from "node:crypto";
import { GroupPage, signIn, wizard } from "../support/e2e-pages.ts";
import { expect, shoot, test } from "../support/e2e-test.ts";

const DEMAND = {
  title: "Linen bath towel, 70 by 140",
  description: "Stonewashed European linen, 280 g or more. Natural or grey.",
  category: "Home and kitchen",
};

test("a group-buy lives from the start page to settlement", async ({ crowd, rest }) => {
  test.setTimeout(180_000);
  const life = randomUUID().slice(0, 8);
  const mailOf = (name: string) => `${name}.${life}@example.test`;

  const ana = await crowd.enter();
  const anas = new GroupPage(ana);
  const id = await test.step("Ana starts a group-buy in five steps", async () => {
    await ana.goto("/");
    await shoot(ana, "01-discover-empty");
    await ana.getByRole("link", { name: "Start", exact: true }).click();
    await shoot(ana, "02-start");
    await signIn(ana, rest, mailOf("ana"));
    await expect(ana.getByRole("heading", { name: "What do you want to buy together?" })).toBeVisible();
    const steps = wizard(ana);
    await shoot(ana, "03-start-what");
    await steps.what(DEMAND);
    await steps.next("how many");
    await expect(ana.getByRole("heading", { name: "How many, and for how much?" })).toBeVisible();
    await steps.howMany({ minimum: 3, maximum: 5, wish: "50.00", ceiling: "62.00", countries: ["Germany", "France"] });
    await shoot(ana, "04-start-how-many");
    await steps.next("when");
    await expect(ana.getByRole("heading", { name: "When does the bell ring?" })).toBeVisible();
    await shoot(ana, "05-start-when");
    await steps.next("deposit");
    await expect(ana.getByRole("heading", { name: "The deposit" })).toBeVisible();
    await shoot(ana, "06-start-deposit");
    await steps.next("check");
    await expect(ana.getByRole("heading", { name: DEMAND.title })).toBeVisible();
    await shoot(ana, "07-start-check");
    await ana.getByLabel("Pay with").selectOption("sandbox:ok");
    await ana.getByRole("button", { name: "Pay €5.00 and publish" }).click();
    await expect(ana.getByText("You are in. Closes in")).toBeVisible();
    await shoot(ana, "08-group-published");
    return new URL(ana.url()).pathname.split("/").at(-1) ?? "";
  });

  const bo = await crowd.enter();
  const bos = new GroupPage(bo);
  await test.step("Bo finds it on the start page and joins over the socket", async () => {
    await bo.goto("/");
    await shoot(bo, "09-discover");
    await bo.getByRole("navigation", { name: "Sort" }).getByRole("link", { name: "New", exact: true }).click();
    await bo
      .getByRole("link", { name: DEMAND.title })
      .and(bo.locator(`main [href="/g/${id}"]`))
      .click();
    await expect(bo).toHaveURL(new RegExp(`/g/${id}$`));
    await bos.isLive();
    await shoot(bo, "10-group-open");
    await bos.openJoin();
    await shoot(bo, "11-join-sign-in");
    await signIn(bo, rest, mailOf("bo"));
    await bos.fillJoin({ quantity: 2 });
    await shoot(bo, "12-join");
    await bos.pay();
    await expect(bos.sheet.getByText(/^You are in/)).toBeVisible();
    await shoot(bo, "13-joined");
    await expect(anas.page.getByText("3 of 3").or(anas.page.getByText("3 in")).first()).toBeVisible();
  });

  const cem = await crowd.enter({ javaScriptEnabled: false });
  const cems = new GroupPage(cem);
  await test.step("Cem joins without JavaScript, with a bank that wants his word", async () => {
    await cem.goto(`/g/${id}`);
    await cems.openJoin();
    await signIn(cem, rest, mailOf("cem"));
    await expect(cem).toHaveURL(new RegExp(`/g/${id}/join$`));
    await cems.fillJoin({ instrument: "sandbox:action" });
    await shoot(cem, "14-join-without-scripts");
    await cems.pay();
    await expect(cem.getByText("Seat held, not yet paid").filter({ visible: true }).first()).toBeVisible();
    await shoot(cem, "15-bank-asks");
    await cems.button("Confirm with the bank").click();
    await expect(cem.getByText("You are in").filter({ visible: true }).first()).toBeVisible();
    await expect(bo.getByText("4 in").first()).toBeVisible();
  });

  const nora = await crowd.enter();
  await test.step("Nora applies as a merchant, is verified, finds the demand by a word and offers", async () => {
    await nora.goto("/merchant");
    await shoot(nora, "16-merchant-sign-in");
    await signIn(nora, rest, mailOf("nora"));
    await nora.getByLabel("Company").fill("Leinenhaus Nord GmbH");
    await nora.getByLabel("Country").selectOption("DE");
    await nora.getByLabel("Registration number").fill("HRB 20771");
    await shoot(nora, "17-merchant-apply");
    await nora.getByRole("button", { name: "Apply" }).click();
    await expect(nora.getByText("We are verifying your company.")).toBeVisible();
    await shoot(nora, "18-merchant-pending");
    const { id: merchantId } = (await (await nora.request.get("/api/v1/merchants/me")).json()) as { id: string };
    await rest.verifyMerchant(merchantId);
    await nora.goto("/merchant");
    await expect(nora).toHaveURL(/\/merchant\/demands$/);
    await nora.getByLabel("Words").fill("towel");
    await nora.getByRole("button", { name: "Search" }).click();
    const hit = nora.getByRole("link", { name: DEMAND.title }).and(nora.locator(`[href*="${id}"]`));
    await expect(hit).toBeVisible();
    await shoot(nora, "19-demands");
    await hit.click();
    await nora.getByRole("textbox", { name: "From 1" }).fill("3");
    await nora.getByRole("textbox", { name: "Price each, EUR 1" }).fill("54.00");
    await nora.getByRole("textbox", { name: "From 2" }).fill("4");
    await nora.getByRole("textbox", { name: "Price each, EUR 2" }).fill("48.00");
    await nora.getByRole("textbox", { name: "From 3" }).fill("5");
    await nora.getByRole("textbox", { name: "Price each, EUR 3" }).fill("45.00");
    await nora.getByLabel("Most you can deliver").fill("40");
    await nora.getByLabel("Delivery within, days").fill("7");
    await nora.getByLabel("Germany").fill("2.00");
    await nora.getByLabel("France").fill("4.00");
    await shoot(nora, "20-offer");
    await nora.getByRole("button", { name: "Send the offer" }).click();
    await expect(nora.getByText("Submitted.")).toBeVisible();
    await shoot(nora, "21-offer-sent");
  });

  await test.step("every open page sees the price", async () => {
    for (const page of [ana, bo]) await expect(page.getByText("€48.00").first()).toBeVisible();
    await expect(bo.getByText("One more and everyone pays €45.00")).toBeVisible();
    await bo.keyboard.press("Escape");
    await shoot(bo, "22-group-offered");
    await nora.goto("/merchant/offers");
    await shoot(nora, "23-offers");
    await ana.goto("/me");
    await shoot(ana, "24-mine-running");
    await ana.goto(`/g/${id}`);
  });

  await test.step("the last minute, and the bell", async () => {
    await rest.moveToBell(id, 50_000);
    await expect(bos.face).toContainText("00:4");
    await expect(bo.getByText("You are in. Closing")).toBeVisible();
    await shoot(bo, "25-last-minute");
    await cem.reload();
    await shoot(cem, "26-last-minute-without-scripts");
    await rest.moveToBell(id, -1);
    await expect(bo.getByText("The rest is due").filter({ visible: true }).first()).toBeVisible();
    for (const page of [ana, bo]) {
      await expect(page.getByText("The bell took the best offer: €48.00 for all 4")).toBeVisible();
    }
    await shoot(bo, "27-awarded");
  });

  await test.step("all three pay the rest", async () => {
    await bos.button(/^Pay €/).click();
    await shoot(bo, "28-pay-the-rest");
    await bo.keyboard.press("Escape");
    for (const [name, group] of Object.entries({ "Ana Ruiz": anas, "Bo Lind": bos, "Cem Aydin": cems })) {
      await group.open(id);
      await group.payTheRest({ name, street: "Torstraße 1", postcode: "10119", town: "Berlin" });
      await expect(group.page).toHaveURL(new RegExp(`/g/${id}$`));
      await expect(
        group.page
          .getByText(/^(Paid|On its way)$/)
          .filter({ visible: true })
          .first(),
      ).toBeVisible();
      await group.page.goto(`/g/${id}/pay`);
      await expect(group.page, "nothing is to be paid twice").toHaveURL(new RegExp(`/g/${id}$`));
    }
    await shoot(bo, "29-paid");
  });

  await test.step("Nora ships", async () => {
    await rest.inState(id, "fulfilling");
    await nora.goto(`/merchant/orders?groupBuyId=${id}`);
    await expect(nora.getByText("Torstraße 1").first()).toBeVisible();
    await shoot(nora, "30-orders");
    const toShip = nora.getByRole("button", { name: "Mark as shipped" });
    for (let left = 3; left > 0; left -= 1) {
      await expect(toShip).toHaveCount(left);
      await nora.getByLabel("Carrier").first().fill("DHL");
      await nora.getByLabel("Tracking number").first().fill(`00340434${left}`);
      await toShip.first().click();
    }
    await expect(toShip).toHaveCount(0);
    await shoot(nora, "31-orders-shipped");
  });

  await test.step("Ana and Bo say that they have it; Cem says nothing, and time says it for him", async () => {
    for (const group of [anas, bos]) {
      await group.button("I have received it").first().click();
      await expect(
        group.page
          .getByText(/^(Received|Done)$/)
          .filter({ visible: true })
          .first(),
      ).toBeVisible();
    }
    await shoot(bo, "32-received");
    await rest.advance(id, 11 * 86_400_000);
    await rest.inState(id, "settled");
    await expect(bo.getByText("4 got it for €48.00 each")).toBeVisible();
    await shoot(bo, "33-settled");
    await cem.reload();
    await expect(cem.getByText("Done").filter({ visible: true }).first()).toBeVisible();
    await shoot(cem, "34-settled-without-scripts");
    await nora.reload();
    await shoot(nora, "35-orders-done");
  });

  await test.step("the receipt and the public log", async () => {
    await bos.button("See your receipt").click();
    await expect(bo.getByRole("heading", { name: "In", exact: true })).toBeVisible();
    await expect(bo.getByText(/ before$/)).toBeVisible();
    await shoot(bo, "36-receipt");
    await bo.getByRole("link", { name: "Public log" }).click();
    await shoot(bo, "37-log");
    await ana.goto("/me?show=closed");
    await expect(ana.getByRole("link", { name: DEMAND.title }).first()).toBeVisible();
    await shoot(ana, "38-mine-closed");
    await ana.goto("/me/settings");
    await shoot(ana, "39-settings");
  });
});
