import { beforeAll, describe, expect, test } from "vitest";
import type { OfferComparison } from "../../worker/contract/comparison.ts";
import type { Offer } from "../../worker/contract/offers.ts";
import { actor, booksOf, call, DAY, done, eur, HOUR, Life, prepareDatabases } from "../support/worker-life.ts";
import { lineTo } from "../support/worker-socket.ts";

beforeAll(prepareDatabases);

describe("choosing over REST", () => {
  test("G14, G15, G18: a vote, a question to who is outside of it, and the merchant's word", async () => {
    const life = await Life.published({ chooser: "vote", offerWindowMs: DAY });
    const [bo, cy, mia, nora] = await Promise.all([
      actor("buyer", "Bo"),
      actor("buyer", "Cy"),
      actor("merchant", "Mia"),
      actor("merchant", "Nora"),
    ]);
    await life.join(bo, { quantity: 3 });
    await life.join(cy, { quantity: 1, priceCeiling: eur(1_200) });
    const soft = await life.offer(mia, { firm: false, tiers: [{ fromQuantity: 5, unitPrice: eur(1_210) }] });
    await life.advanceTo(life.closesAtMs);
    await life.offer(nora, { tiers: [{ fromQuantity: 5, unitPrice: eur(1_300) }] });
    const waiting = await life.view(bo);
    expect(waiting).toMatchObject({ state: "selecting", offerWindowMs: DAY, waiting: { for: "offers" }, asked: [] });
    expect(waiting.me?.choosing).toBeUndefined();

    await life.advance(DAY);
    const seen = await life.view(bo);
    expect(seen).toMatchObject({
      waiting: { for: "votes" },
      asked: [{ what: "vote", call: `POST /api/v1/group-buys/${life.id}/votes` }],
    });
    expect(
      seen.me?.choosing?.candidates.map((one) => [one.merchantName, one.landed?.amount, one.firm, one.fits]),
    ).toEqual([
      ["Nora", 1_350, true, "yes"],
      ["Mia", 1_260, false, "yes"],
    ]);
    expect((await life.view()).me).toBeUndefined();

    const compared = await done<OfferComparison>("GET", `/group-buys/${life.id}/offers`, { token: bo.token });
    expect(compared).toMatchObject({ stage: "choosing", chooser: "vote", waiting: { for: "votes" } });
    expect(
      compared.offers.map((one) => [one.merchantName, one.yours?.amount, one.outside?.asked, one.before, one.rating]),
    ).toEqual([
      ["Nora", 1_350, 1, "firm", { count: 0, average: null }],
      ["Mia", 1_260, 1, null, { count: 0, average: null }],
    ]);
    expect((await call("GET", `/group-buys/${life.id}/offers`, { token: mia.token })).json.slug).toBe("not-found");
    expect(await done("GET", `/demands/${life.id}`, { token: mia.token })).toMatchObject({
      chooser: "vote",
      choosingMs: 2 * DAY,
      confirmingMs: DAY,
      offerWindowMs: DAY,
    });

    const vote = { token: bo.token, body: { offerId: soft.id }, key: "one-vote" };
    const first = await call("POST", `/group-buys/${life.id}/votes`, vote);
    expect(first.status).toBe(200);
    expect((await call("POST", `/group-buys/${life.id}/votes`, vote)).text).toBe(first.text);
    expect(await life.view(bo)).toMatchObject({ asked: [], me: { choosing: { vote: soft.id } } });
    expect(
      (await call("POST", `/group-buys/${life.id}/votes`, { ...vote, token: mia.token, key: "other" })).json.slug,
    ).toBe("not-found");

    await life.advance(2 * DAY);
    expect(await life.view(cy)).toMatchObject({
      state: "reconsent",
      waiting: { for: "consents" },
      asked: [{ what: "consent" }],
      me: { question: { landed: { amount: 1_260 }, merchantName: "Mia", answer: "asked" } },
    });
    await done("POST", `/group-buys/${life.id}/consents`, { token: cy.token, body: { accept: true } });
    const chosen = await done<Offer>("GET", `/offers/${soft.id}`, { token: mia.token });
    expect(chosen).toMatchObject({ state: "selected", confirmBy: expect.any(String) });
    expect((await call("POST", `/offers/${soft.id}/confirm`, { token: nora.token })).json.slug).toBe("not-found");
    await done("POST", `/offers/${soft.id}/confirm`, { token: mia.token });
    expect(await life.view(cy)).toMatchObject({
      state: "collecting",
      award: { chosenBy: "vote", votes: { for: 1, voters: 1, members: 3 }, quantity: 6 },
      asked: [{ what: "pay_balance", amount: { amount: 1_260 - 200 } }],
    });
  });

  test("G14, G19: the initiator's choice is declined, the next best is taken by the rule", async () => {
    const life = await Life.published({ chooser: "initiator_pick" });
    const [bo, mia, nora] = await Promise.all([
      actor("buyer", "Bo"),
      actor("merchant", "Mia"),
      actor("merchant", "Nora"),
    ]);
    await life.join(bo, { quantity: 3 });
    const soft = await life.offer(mia, { firm: false });
    await life.offer(nora);
    await life.advanceTo(life.closesAtMs);
    const { initiator } = life;
    expect(await life.view(initiator)).toMatchObject({ waiting: { for: "initiator" }, asked: [{ what: "choose" }] });
    const body = { offerId: soft.id, version: 1 };
    expect((await call("POST", `/group-buys/${life.id}/selection`, { token: bo.token, body })).json.slug).toBe(
      "forbidden",
    );
    await done("POST", `/group-buys/${life.id}/selection`, { token: initiator.token, body });
    await life.advance(HOUR);
    expect(await life.view()).toMatchObject({
      state: "confirming",
      waiting: { for: "merchant" },
      award: { chosenBy: "initiator" },
    });
    const watcher = await lineTo(life.id);
    expect((await watcher.hello()).g.waiting?.for).toBe("merchant");
    await done("POST", `/offers/${soft.id}/decline`, { token: mia.token });
    const told = await watcher.next("x");
    expect(told.g, "what has ended is told as ended").toMatchObject({ waiting: null, award: { merchantName: "Nora" } });
    expect(await life.view()).toMatchObject({ state: "collecting", award: { chosenBy: "next", merchantName: "Nora" } });
    await life.advance(4 * DAY);
    expect(await booksOf(life)).toMatchObject({ violations: [], standing: [], clearingMinor: 0, bankMinor: 0 });
  });
});
