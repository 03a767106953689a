/** The life of a service: no address, an agreed date instead of a parcel, and silence that counts from that date. */
import { GroupPage } from "../support/e2e-pages.ts";
import { expect, shoot, test } from "../support/e2e-test.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

test("a service lives from the start page to settlement", async ({ crowd, rest }) => {
  test.setTimeout(180_000);
  const { id, initiator } = await rest.publish({
    title: "Sweep of the chimney, one flue",
    description: "Sweep and report, weekdays after four.",
    kind: "service",
    category: "home_services",
    unit: "visit",
    shipTo: ["DE"],
  });
  const bo = await rest.join(id, 2);
  const sweep = await rest.offer(id, [[3, 5_500]], { name: "Glück & Söhne" });
  const ana = new GroupPage(await crowd.enter({ as: initiator.email }));
  const bos = new GroupPage(await crowd.enter({ as: bo.email, javaScriptEnabled: false }));

  await test.step("the rest is paid, and nobody is asked for an address", async () => {
    await rest.moveToBell(id, -1);
    for (const group of [ana, bos]) {
      await group.open(id);
      await group.button(/^Pay €/).click();
      await expect(group.page.getByLabel("Street and number")).toHaveCount(0);
      await shoot(group.page, group === ana ? "80-service-pay" : "81-service-pay-without-scripts");
      await group.pay();
      await expect(group.page).toHaveURL(new RegExp(`/g/${id}$`));
      await expect(group.page.getByText("Paid", { exact: true }).filter({ visible: true }).first()).toBeVisible();
    }
    await rest.inState(id, "fulfilling");
  });

  const merchant = await crowd.enter({ as: sweep.email });
  await test.step("the merchant says when", async () => {
    await merchant.goto(`/merchant/orders?groupBuyId=${id}`);
    await shoot(merchant, "82-service-orders");
    const { clock } = await rest.view(id);
    const setDate = merchant.getByRole("button", { name: "Put down the date" });
    for (let left = 2; left > 0; left -= 1) {
      await expect(setDate).toHaveCount(left);
      const day = new Date(clock.nowMs + left * DAY_MS).toISOString().slice(0, 10);
      await merchant.getByLabel("Agreed date").first().fill(`${day}T16:30`);
      await setDate.first().click();
    }
    await expect(setDate).toHaveCount(0);
    await expect(merchant.getByText(/^Agreed for .*16:30/).first()).toBeVisible();
    await shoot(merchant, "83-service-dated");
  });

  await test.step("both read the date; Ana says that it was done, Bo's silence counts from the day", async () => {
    for (const group of [ana, bos]) await group.open(id);
    await expect(ana.page.getByText("A date is agreed").filter({ visible: true }).first()).toBeVisible();
    await shoot(ana.page, "84-service-agreed");
    await shoot(bos.page, "85-service-agreed-without-scripts");
    await rest.advance(id, 3 * DAY_MS);
    await ana.open(id);
    await ana.button("It has been done").click();
    await expect(
      ana.page
        .getByText(/^(Received|Done)$/)
        .filter({ visible: true })
        .first(),
    ).toBeVisible();
    await rest.advance(id, 5 * DAY_MS);
    await rest.inState(id, "settled");
    await bos.open(id);
    await expect(bos.page.getByText("Done", { exact: true }).filter({ visible: true }).first()).toBeVisible();
    await shoot(bos.page, "86-service-settled");
    expect(await rest.books(id)).toEqual({ standing: [], offMinor: [] });
  });

  await test.step("C6: Bo reviews without scripts, thinks again, and the merchant answers once", async () => {
    await expect(bos.page.getByText("How was Glück & Söhne?", { exact: false })).toBeVisible();
    await bos.page.getByRole("link", { name: "Write a review" }).click();
    const review = async (stars: string, words: string, button: string) => {
      await bos.page.getByText(stars, { exact: true }).click();
      await bos.page.getByLabel("In words").fill(words);
      await bos.page.getByRole("button", { name: button }).click();
    };
    await review("3 ★", "On time.", "Publish the review");
    await review("5 ★", "On time, and no soot anywhere.", "Save the change");
    await expect(bos.page.getByRole("listitem").getByText("On time, and no soot anywhere.")).toBeVisible();
    await expect(bos.page.getByText("On time.", { exact: true })).toHaveCount(0);
    await shoot(bos.page, "87-review-without-scripts");
    await merchant.goto(`/g/${id}/reviews`);
    await merchant.getByLabel("Your answer").fill("Thank you. See you next year.");
    await merchant.getByRole("button", { name: "Publish the answer" }).click();
    await expect(merchant.getByText("Thank you. See you next year.")).toBeVisible();
    await expect(merchant.getByLabel("Your answer")).toHaveCount(0);
    await shoot(merchant, "88-review-answered");
    await ana.open(id);
    await expect(ana.page.getByText("On time, and no soot anywhere.")).toBeVisible();
    await shoot(ana.page, "89-settled-with-review");
    await ana.page.goto("/me");
    await expect(ana.page.getByText("How was Glück & Söhne?", { exact: false })).toBeVisible();
    await ana.page.goto(`/g/${id}/reviews`);
    await ana.page.getByRole("link", { name: "All reviews of this merchant" }).click();
    await expect(ana.page.getByRole("heading", { name: "Glück & Söhne", exact: true })).toBeVisible();
    await expect(ana.page.getByText("1 review", { exact: true })).toBeVisible();
    await shoot(ana.page, "90-merchant-in-public");
  });
});
