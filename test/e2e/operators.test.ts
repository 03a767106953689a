/** Behind the counter: what waits, who decides with which reason, and what buyers read of it. */
import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { GroupPage } from "../support/e2e-pages.ts";
import { DESKTOP, expect, shoot, test } from "../support/e2e-test.ts";

/** Opens a form of the console, says why, and does it. */
async function act(page: Page, title: string, reason: string, button = title): Promise<void> {
  const form = page.locator("details", { has: page.getByText(title, { exact: true }) });
  if ((await form.getAttribute("open")) === null) await form.locator("summary").click();
  await form.getByLabel("Reason").fill(reason);
  await form.getByRole("button", { name: button }).click();
}

test("OP1, OP2, G6, G7, G9: paused, opened again, proposed and called off by two; a buyer reads what it means", async ({
  crowd,
  rest,
}) => {
  const { id } = await rest.publish({ title: "Beeswax candles, 20 cm" });
  const bo = await rest.join(id);
  const [otto, olga] = await Promise.all([rest.actor("operator", "Otto Brandt"), rest.actor("operator", "Olga Reyes")]);
  const buyer = await crowd.enter({ as: bo.email });
  const first = await crowd.enter({ as: otto.email, viewport: DESKTOP });
  const second = await crowd.enter({ as: olga.email, javaScriptEnabled: false });
  const page = new GroupPage(buyer);

  await test.step("Otto finds it by its words, and pauses it", async () => {
    await first.goto("/operator/group-buys");
    await first.getByLabel("Find").fill("Beeswax");
    await first.getByRole("button", { name: "Show" }).click();
    await shoot(first, "70-operator-list");
    await first.getByRole("link", { name: "Beeswax candles, 20 cm" }).click();
    await expect(first.getByRole("heading", { name: "Everything that happened" })).toBeVisible();
    await shoot(first, "71-operator-case");
    await page.open(id);
    await page.isLive();
    await act(first, "Pause", "Two people report that the photos are of another farm. We look into it.");
    await expect(first.getByText("Paused since")).toBeVisible();
  });

  await test.step("Bo, who has the page open, reads it", async () => {
    await expect(buyer.getByText("Two people report that the photos are of another farm.")).toBeVisible();
    await expect(page.button("Join this group-buy")).toHaveCount(0);
    await shoot(buyer, "72-paused");
  });

  await test.step("it is opened again, with a free way out", async () => {
    await act(first, "Open again", "The farm sent us its own photos.");
    await expect(first.getByText("Leaving is free until", { exact: true })).toBeVisible();
    await expect(buyer.getByText(/Leaving is free until/)).toBeVisible();
    await shoot(buyer, "73-open-again");
  });

  await test.step("Otto proposes to call it off, and cannot say it twice", async () => {
    await act(first, "Call it off", "The farm does not exist.", "Propose or call off");
    await expect(first.getByText("Otto Brandt proposes to call this off")).toBeVisible();
    await expect(first.getByText("Another operator has to say the same.")).toBeVisible();
    await shoot(first, "74-proposed");
  });

  await test.step("Olga finds it waiting, and confirms it, without scripts", async () => {
    await second.goto("/operator");
    await shoot(second, "75-attention");
    await second.getByRole("link", { name: "Beeswax candles, 20 cm" }).first().click();
    await expect(second.getByText("The farm does not exist.").first()).toBeVisible();
    await shoot(second, "76-second-operator");
    await act(second, "Call it off as proposed", "I called them: nobody there.");
    await expect(second.getByText("Cancelled").first()).toBeVisible();
    await expect(buyer.getByText("I called them: nobody there.")).toBeVisible();
    await shoot(buyer, "77-called-off");
  });

  await test.step("the audit has all of it", async () => {
    await first.goto(`/operator/audit?subject=${id}`);
    for (const done of ["Paused", "Opened again", "Proposed to call off", "Called off"]) {
      await expect(first.getByRole("cell", { name: done, exact: true })).toBeVisible();
    }
    await shoot(first, "78-audit");
  });
});

test("OP3: a merchant applies, is verified, and is suspended with what they offer", async ({ crowd, rest }) => {
  const { id } = await rest.publish({ title: "Oak stools" });
  const name = `Stools & Sons ${randomUUID().slice(0, 4)}`;
  const [person, operator] = await Promise.all([rest.actor("buyer", "Stan"), rest.actor("operator", "Otto Brandt")]);
  const stan = await crowd.enter({ as: person.email });
  const otto = await crowd.enter({ as: operator.email, viewport: DESKTOP });
  await stan.goto("/merchant");
  await stan.getByLabel("Company").fill(name);
  await stan.getByLabel(/Registration/i).fill("HRB 4711");
  await stan.getByLabel("Payout account").fill("sandbox:account:fast-stools");
  await stan.getByRole("button", { name: /Apply/ }).click();
  await expect(stan.getByText(name)).toBeVisible();

  await otto.goto("/operator/merchants");
  const row = otto.getByRole("listitem").filter({ has: otto.getByRole("heading", { name }) });
  await expect(row.getByText("HRB 4711")).toBeVisible();
  await shoot(otto, "79-applications");
  await row.getByText("Verify", { exact: true }).first().click();
  await row.getByLabel("Reason").first().fill("Register entry seen.");
  await row.getByRole("button", { name: "Verify" }).click();
  await expect(row).toHaveCount(0);

  // O1: where he is paid out stands on a page of his own, by its last characters; operators see who shares an account.
  await stan.goto("/merchant/account");
  await expect(stan.getByText("Ends in OOLS")).toBeVisible();
  await stan.getByLabel("Account number").fill("DE89 3704 0044 0532 0130 01");
  await stan.getByRole("button", { name: "Save the account" }).click();
  await expect(stan.getByText(/no valid account number/)).toBeVisible();
  await stan.getByLabel("Account number").fill("sandbox:account:stools");
  await stan.getByRole("button", { name: "Save the account" }).click();
  await expect(stan.getByText("Saved.", { exact: false })).toBeVisible();
  await shoot(stan, "79b-merchant-account");

  const offered = await rest.offer(id, [[3, 4_800]], { name: "Fast Stools" });
  expect((await rest.view(id)).offers.count).toBe(1);
  await otto.goto("/operator/merchants?state=verified");
  const fast = otto.getByRole("listitem").filter({ hasText: offered.email });
  await fast.getByText("Suspend", { exact: true }).first().click();
  await fast.getByLabel("Reason").fill("The register does not know them.");
  await fast.getByRole("button", { name: "Suspend" }).click();
  await expect(fast).toHaveCount(0);
  expect((await rest.view(id)).offers.count).toBe(0);
  await otto.goto("/operator/merchants?state=suspended");
  await expect(fast.getByText("The register does not know them.")).toBeVisible();
  await shoot(otto, "80-suspended-merchant");
});

test("M15: a dispute that the two could not settle is divided on a page of its own", async ({ crowd, rest }) => {
  const { id, initiator } = await rest.publish({ title: "Felt slippers, grey" });
  const [bo, cy] = [await rest.join(id), await rest.join(id)];
  const merchant = await rest.offer(id, [[3, 4_800]], { name: "Filzwerk" });
  await rest.collect(id, [initiator.token, bo.token, cy.token]);
  const olga = await crowd.enter({ as: (await rest.actor("operator", "Olga Reyes")).email, colorScheme: "dark" });
  const orderId = (await rest.view(id, bo.token)).me?.membership?.id ?? "";
  const say = async (token: string, path: string, data: unknown) => {
    const headers = { authorization: `Bearer ${token}`, "idempotency-key": randomUUID() };
    const answer = await olga.request.post(`/api/v1${path}`, { headers, data });
    expect(answer.ok(), await answer.text()).toBe(true);
  };
  const shippedAt = new Date((await rest.view(id)).clock.nowMs).toISOString();
  await say(merchant.token, `/orders/${orderId}/shipments`, { carrier: "DHL", tracking: "00340434", shippedAt });
  await say(bo.token, `/group-buys/${id}/joins/me/disputes`, {
    reason: "damaged",
    text: "The left sole has come off. I have worn them once.",
    wanted: { amount: 2_400, currency: "EUR" },
  });
  await say(merchant.token, `/orders/${orderId}/dispute/answer`, { answer: "reject", text: "They left us whole." });

  await expect(async () => {
    await olga.goto("/operator/attention");
    await expect(olga.getByRole("link", { name: "Felt slippers, grey" })).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await olga.getByRole("link", { name: "Felt slippers, grey" }).click();
  await expect(olga.getByText("They left us whole.")).toBeVisible();
  await olga.getByLabel("Goes back to the member").fill("a lot");
  await olga.getByLabel("Reason").fill("A sole does not come off by itself in a week.");
  await olga.getByRole("button", { name: "Decide" }).click();
  await expect(olga.getByText("This is not an amount we can use.", { exact: false })).toBeVisible();
  await shoot(olga, "83-dispute");
  await olga.getByLabel("Goes back to the member").fill("20");
  await olga.getByRole("button", { name: "Decide" }).click();
  await expect(olga).toHaveURL(/\/operator\/attention$/);
  await olga.goto(`/operator/group-buys/${id}`);
  await expect(olga.getByText("Dispute ended")).toBeVisible();
  await expect(olga.getByText("A sole does not come off by itself in a week.")).toBeVisible();
  await shoot(olga, "84-case-dark");
});

test("people: found by address, signed out everywhere", async ({ crowd, rest }) => {
  const [ben, operator] = await Promise.all([
    rest.actor("buyer", "Benedikt Aal"),
    rest.actor("operator", "Olga Reyes"),
  ]);
  const bens = await crowd.enter({ as: ben.email });
  await bens.goto("/me");
  await expect(bens).toHaveURL(/\/me$/);
  const olga = await crowd.enter({ as: operator.email, viewport: DESKTOP });
  await olga.goto("/operator/people");
  await olga.getByLabel("Find a person").fill(ben.email.slice(0, 14));
  await olga.getByRole("button", { name: "Show" }).click();
  await expect(olga).toHaveURL(/q=buyer/); // The list of everybody names him too, and a click in it is lost when it is left.
  await shoot(olga, "81-people");
  await olga.getByRole("link", { name: "Benedikt Aal" }).click();
  await expect(olga.getByText("1 session, 1 key")).toBeVisible();
  await shoot(olga, "82-person");
  await act(olga, "Sign out everywhere", "Told us that the phone is gone.");
  await expect(olga.getByText("0 sessions, 0 keys")).toBeVisible();
  await bens.goto("/me");
  await expect(bens).toHaveURL(/sign-in/);
});

test("E6: to everybody else the console is not there", async ({ crowd, rest }) => {
  const { id } = await rest.publish();
  const [stranger, visitor] = [await crowd.enter({ as: (await rest.join(id)).email }), await crowd.enter()];
  const pages = ["", "/attention", "/group-buys", `/group-buys/${id}`, "/merchants", "/people", "/audit"];
  for (const page of [stranger, visitor]) {
    for (const path of pages) {
      const answer = await page.goto(`/operator${path}`);
      expect(answer?.status(), path).toBe(404);
    }
    const posted = await page.request.post(`/operator/group-buys/${id}?/suspend`, {
      form: { reason: "x" },
      headers: { origin: new URL(page.url()).origin },
    });
    expect(posted.status()).toBe(404);
  }
});
