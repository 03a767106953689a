import { beforeAll, describe, expect, test } from "vitest";
import type { Offer, Order } from "../../worker/contract/offers.ts";
import {
  actor,
  booksOf,
  call,
  DAY,
  done,
  eur,
  HOUR,
  Life,
  prepareDatabases,
  type Person,
} from "../support/worker-life.ts";

beforeAll(prepareDatabases);

/** Ten at the ten-tier; Bo and the initiator pay for seven, Cy does not for three. Nora's offer is dearer. */
async function short(): Promise<{ life: Life; bo: Person; cy: Person; mia: Person; nora: Person; offer: Offer }> {
  const life = await Life.published();
  const [bo, cy, mia, nora] = await Promise.all([
    actor("buyer", "Bo"),
    actor("buyer", "Cy"),
    actor("merchant", "Mia"),
    actor("merchant", "Nora"),
  ]);
  await life.join(bo, { quantity: 5 });
  await life.join(cy, { quantity: 3 });
  const tiers = [
    { fromQuantity: 5, unitPrice: eur(1_250) },
    { fromQuantity: 10, unitPrice: eur(1_100) },
  ];
  const offer = await life.offer(mia, { tiers });
  await life.offer(nora, { tiers: [{ fromQuantity: 5, unitPrice: eur(1_200) }] });
  await life.advanceTo(life.closesAtMs);
  for (const person of [life.initiator, bo]) await life.payBalance(person);
  await life.advance(3 * DAY);
  return { life, bo, cy, mia, nora, offer };
}

describe("too few have paid, over REST", () => {
  test("scenario 20: the merchant is asked, everybody sees it, and the yes delivers as few at the same price", async () => {
    const { life, bo, cy, mia, nora, offer } = await short();
    expect(await life.view(bo)).toMatchObject({
      state: "collecting",
      waiting: { for: "shortfall" },
      me: { membership: { state: "paid" } },
      asked: [],
    });
    expect(await life.view(cy)).toMatchObject({ me: { membership: { state: "no_show" } } });
    const asked = await done<Offer>("GET", `/offers/${offer.id}`, { token: mia.token });
    expect(asked).toMatchObject({ shortfall: { paid: 7, of: 10 }, confirmBy: expect.any(String) });
    const path = `/offers/${offer.id}/confirm`;
    expect((await call("POST", path, { token: nora.token })).json.slug).toBe("not-found");
    const first = await call("POST", path, { token: mia.token, key: "take-seven" });
    expect(first.json).toMatchObject({ state: "accepted", shortfall: null, confirmBy: null });
    expect((await call("POST", path, { token: mia.token, key: "take-seven" })).text).toBe(first.text);
    expect((await call("POST", path, { token: mia.token })).json.slug).toBe("state-conflict");
    expect(await life.view(bo)).toMatchObject({ state: "fulfilling", award: { unitPrice: eur(1_100) } });
    expect((await life.view(bo)).waiting).toBeUndefined();
    await life.ship(mia);
    await life.advance(20 * DAY);
    expect(await life.view()).toMatchObject({ state: "settled" });
    const books = await booksOf(life, (await life.view()).award?.merchantId);
    expect(books).toMatchObject({ violations: [], standing: [] });
    expect(books.clearingMinor).toBe(books.bankMinor);
  });

  test("G21: after a no the next merchant is asked; what was paid is back, and the new balance is owed", async () => {
    const { life, bo, mia, nora, offer } = await short();
    await done("POST", `/offers/${offer.id}/decline`, { token: mia.token });
    await life.rest();
    expect(await life.view(bo)).toMatchObject({
      state: "confirming",
      award: { merchantName: "Nora", chosenBy: "next", quantity: 7 },
      me: { membership: { state: "active" } },
    });
    expect((await life.legsOf(bo)).map(({ purpose, state }) => [purpose, state])).toEqual([
      ["deposit", "captured"],
      ["balance", "refunded"],
    ]);
    const { items } = await done<{ items: Offer[] }>("GET", "/offers", { token: nora.token });
    await done("POST", `/offers/${items[0]?.id}/confirm`, { token: nora.token });
    expect(await life.view(bo)).toMatchObject({
      state: "collecting",
      asked: [{ what: "pay_balance", amount: eur(5 * 1_250 - 1_000) }],
    });
    for (const person of [life.initiator, bo]) await life.payBalance(person);
    await life.advance(HOUR);
    expect(await life.view()).toMatchObject({ state: "fulfilling" });
    await life.ship(nora);
    await life.advance(20 * DAY);
    const books = await booksOf(life, (await life.view()).award?.merchantId);
    expect(books).toMatchObject({ violations: [], standing: [] });
    expect(books.clearingMinor).toBe(books.bankMinor);
  });
});

describe("a change after the deal, over REST", () => {
  test("scenario 17, O5: one accepts, one leaves with everything back, and the orders say for each until when", async () => {
    const life = await Life.published();
    const [bo, cy, mia] = await Promise.all([actor("buyer", "Bo"), actor("buyer", "Cy"), actor("merchant", "Mia")]);
    await life.join(bo, { quantity: 5 });
    await life.join(cy, { quantity: 3 });
    const offer = await life.offer(mia);
    await life.advanceTo(life.closesAtMs);
    for (const person of [life.initiator, bo, cy]) await life.payBalance(person);
    await life.rest();
    expect(await done<Offer>("GET", `/offers/${offer.id}`, { token: mia.token })).toMatchObject({ mayPropose: true });

    const path = `/offers/${offer.id}/proposals`;
    const sent = { token: mia.token, body: { daysLater: 4, note: "A machine broke." }, key: "later" };
    const first = await call("POST", path, sent);
    expect(first.json).toMatchObject({ mayPropose: false, proposal: { daysLater: 4, places: { asked: 10 } } });
    expect((await call("POST", path, sent)).text).toBe(first.text);
    expect((await call("POST", path, { ...sent, key: "again" })).json.slug).toBe("state-conflict");
    expect((await call("POST", path, { ...sent, token: bo.token })).status).toBe(403);
    expect(await life.view(bo)).toMatchObject({
      asked: [{ what: "answer_proposal", call: `POST /api/v1/group-buys/${life.id}/joins/me/proposal` }],
      me: { proposal: { daysLater: 4, note: "A machine broke.", answer: "asked" } },
    });
    const answer = (person: Person, word: string) =>
      call("POST", `/group-buys/${life.id}/joins/me/proposal`, { token: person.token, body: { answer: word } });
    expect((await answer(bo, "accept")).status).toBe(200);
    expect((await answer(cy, "leave")).json).toMatchObject({ state: "opted_out" });
    expect((await answer(cy, "accept")).json.slug).toBe("state-conflict");
    await life.rest();
    expect((await life.legsOf(cy)).map(({ state }) => state)).toEqual(["refunded", "refunded"]);
    await life.advance(DAY); // The initiator says nothing.
    const { items } = await done<{ items: Order[] }>("GET", `/orders?groupBuyId=${life.id}`, { token: mia.token });
    const days = items.filter(({ state }) => state === "paid").map(({ shipBy }) => Date.parse(shipBy ?? "") / DAY);
    expect(Math.abs((days[0] ?? 0) - (days[1] ?? 0))).toBe(4);
    await life.ship(mia);
    await life.advance(20 * DAY);
    const books = await booksOf(life, (await life.view()).award?.merchantId);
    expect(books).toMatchObject({ violations: [], standing: [] });
    expect(books.clearingMinor).toBe(books.bankMinor);
  });
});
