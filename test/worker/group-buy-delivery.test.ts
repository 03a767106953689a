import { beforeAll, describe, expect, test } from "vitest";
import type { BreachCase, DisputeCase } from "../../worker/contract/disputes.ts";
import type { Order } from "../../worker/contract/offers.ts";
import type { AttentionItem, AuditEntry } from "../../worker/contract/operators.ts";
import {
  actor,
  bank,
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
import { valueOf } from "../support/escrow-calls.ts";

let otto: Person;

beforeAll(async () => {
  await prepareDatabases();
  otto = await actor("operator", "Otto");
});

interface Deal {
  readonly life: Life;
  readonly merchant: Person;
  readonly merchantId: string;
  readonly bo: Person;
  readonly cy: Person;
}

/** Ines, Bo and Cy have two each, at 11.00 and 0.50 to send: 23.00 for each of them, all paid. */
async function paidDeal(changes: Record<string, unknown> = {}, bosInstrument = "sandbox:ok"): Promise<Deal> {
  const life = await Life.published(changes);
  const [bo, cy, merchant] = await Promise.all([actor("buyer", "Bo"), actor("buyer", "Cy"), actor("merchant", "Rö")]);
  await life.join(bo);
  await life.join(cy);
  await life.offer(merchant);
  const { id: merchantId } = await done<{ id: string }>("GET", "/merchants/me", { token: merchant.token });
  await life.advanceTo(life.closesAtMs);
  await life.payBalance(bo, bosInstrument);
  for (const person of [life.initiator, cy]) await life.payBalance(person);
  await life.rest();
  expect((await life.view()).state).toBe("fulfilling");
  return { life, merchant, merchantId, bo, cy };
}

async function orderOf({ life, merchant }: Deal, person: Person): Promise<Order> {
  const id = (await life.view(person)).me?.membership?.id;
  const { items } = await done<{ items: Order[] }>("GET", `/orders?groupBuyId=${life.id}`, { token: merchant.token });
  const order = items.find((one) => one.id === id);
  if (!order) throw new Error("the order is the merchant's");
  return order;
}

const say = (person: Person, path: string, body?: unknown) =>
  call("POST", path, { token: person.token, ...(body !== undefined && { body }) });

const disputes = async () =>
  (await done<{ items: DisputeCase[] }>("GET", "/operator/disputes", { token: otto.token })).items;
const attentionOf = async ({ life }: Deal) =>
  (await done<{ items: AttentionItem[] }>("GET", "/operator/attention", { token: otto.token })).items
    .filter(({ groupBuyId }) => groupBuyId === life.id)
    .map(({ kind }) => kind);
const auditOf = async ({ life }: Deal) =>
  (await done<{ items: AuditEntry[] }>("GET", `/operator/audit?subjectId=${life.id}`, { token: otto.token })).items.map(
    ({ action, reason }) => [action, reason],
  );

describe("M14, M15: a dispute to the settlement, over REST", () => {
  test("rejected, divided by an operator, refunded in part by the provider; nothing is left anywhere (L16)", async () => {
    const deal = await paidDeal();
    const { life, merchant, merchantId, bo, cy } = deal;
    await life.ship(merchant);
    const mine = `/group-buys/${life.id}/joins/me`;
    const wanted = { reason: "damaged", text: "One bag is open.", wanted: eur(1_000) };
    const opened = await say(bo, `${mine}/disputes`, wanted);
    expect(opened.status).toBe(201);
    expect(opened.json).toMatchObject({ state: "disputed", dispute: { speaker: "merchant", wanted: eur(1_000) } });
    expect((await say(bo, `${mine}/disputes`, wanted)).json.slug).toBe("state-conflict");
    expect((await say(cy, `${mine}/disputes`, { ...wanted, wanted: eur(2_301) })).json.slug).toBe(
      "amount-out-of-range",
    );

    const order = await orderOf(deal, bo);
    expect(order).toMatchObject({ state: "disputed", paid: eur(2_300), dispute: { text: "One bag is open." } });
    expect(await disputes()).toEqual([]); // The two have five days first.
    const answered = await say(merchant, `/orders/${order.id}/dispute/answer`, {
      answer: "reject",
      text: "It was whole.",
    });
    expect(answered.json).toMatchObject({ dispute: { speaker: "operator", offered: eur(0), answer: "It was whole." } });
    await life.rest();
    expect(await attentionOf(deal)).toEqual(["dispute"]);
    expect(await disputes()).toMatchObject([
      { id: order.id, groupBuyId: life.id, paid: eur(2_300), tracking: "T-1", dispute: { speaker: "operator" } },
    ]);

    const decision = { refund: eur(700), reason: "The seal was broken." };
    const olga = await actor("operator", "Olga");
    const decided = await say(olga, `/operator/disputes/${order.id}/decision`, decision);
    expect(decided.status).toBe(200);
    expect((await say(olga, `/operator/disputes/${order.id}/decision`, decision)).json.slug).toBe("state-conflict");
    expect(await attentionOf(deal)).toEqual([]);
    expect(await auditOf(deal)).toContainEqual(["decide_dispute", "The seal was broken."]);

    for (const person of [life.initiator, cy]) await say(person, `${mine}/received`);
    await life.rest();
    expect((await life.view(bo)).me?.membership).toMatchObject({
      state: "completed",
      dispute: { speaker: null, outcome: { refund: eur(700), by: "operator", words: "The seal was broken." } },
    });
    expect((await life.view()).state).toBe("settled");

    const books = await booksOf(life, merchantId);
    expect(books).toMatchObject({ violations: [], standing: [] });
    expect(books.clearingMinor).toBe(books.bankMinor);
    const { lines } = valueOf(await bank.statement(life.id, 0));
    expect(lines.filter(({ kind }) => kind === "refund").map(({ amountMinor }) => amountMinor)).toEqual([-700]);
    const { items } = await done<{ items: { amount: { amount: number } }[] }>("GET", "/payouts", {
      token: merchant.token,
    });
    // What was paid less 7.00, less the reserve of 5 % of each order.
    expect(items.map(({ amount }) => amount.amount)).toEqual([2 * (2_300 - 115) + (1_600 - 80)]);
  });

  test("G22, scenario 21: a refund that the bank does not take keeps it open, and somebody is asked", async () => {
    const deal = await paidDeal({}, "sandbox:refund-fails");
    const { life, merchant, bo, cy } = deal;
    await life.ship(merchant);
    const mine = `/group-buys/${life.id}/joins/me`;
    await say(bo, `${mine}/disputes`, { reason: "incomplete", text: "Half of it.", wanted: eur(1_000) });
    const { id } = await orderOf(deal, bo);
    await say(merchant, `/orders/${id}/dispute/answer`, { answer: "accept" });
    for (const person of [life.initiator, cy]) await say(person, `${mine}/received`);
    await life.advance(2 * HOUR);
    expect((await life.view()).state).toBe("fulfilling");
    expect(await attentionOf(deal)).toContain("refund_failed");
    const books = await booksOf(life);
    expect(books.violations).toEqual([]);
    expect(books.standing).toHaveLength(1); // Ten euros on Bo's balance: still Bo's.
  });

  test("silence: what was wanted comes back after five days, exactly once however often somebody looks", async () => {
    const deal = await paidDeal();
    const { life, merchant, merchantId, bo } = deal;
    await life.ship(merchant);
    const body = { reason: "not_received", text: "Nothing has come.", wanted: eur(2_300) };
    await say(bo, `/group-buys/${life.id}/joins/me/disputes`, body);
    await life.advance(5 * DAY - HOUR);
    expect(await life.stateOf(bo)).toBe("disputed");
    await life.advance(HOUR);
    await Promise.all([life.view(bo), life.view(), life.stub.poke(), life.stub.poke()]);
    expect(await life.stateOf(bo)).toBe("refunded");
    await life.advance(6 * DAY);
    expect((await life.view()).state).toBe("settled");
    const { lines } = valueOf(await bank.statement(life.id, 0));
    const refunds = lines.filter(({ kind }) => kind === "refund").map(({ amountMinor }) => amountMinor);
    expect(refunds.sort((a, b) => a - b)).toEqual([-1_900, -400]);
    const books = await booksOf(life, merchantId);
    expect(books).toMatchObject({ violations: [], standing: [] });
    expect(books.clearingMinor).toBe(books.bankMinor);
  });
});

test("M12, M13: a service has a date, needs no address, and five days after it silence pays the merchant", async () => {
  const deal = await paidDeal({ title: "Tuning of pianos", kind: "service" });
  const { life, merchant, merchantId, bo } = deal;
  const { clock } = await life.view();
  const at = (ms: number) => ({ shippedAt: new Date(clock.nowMs + ms).toISOString() });
  for (const person of [life.initiator, deal.cy, bo]) {
    const { id } = await orderOf(deal, person);
    expect((await say(merchant, `/orders/${id}/shipments`, at(300 * DAY))).json.slug).toBe("delivery-too-late");
    expect((await say(merchant, `/orders/${id}/shipments`, at(7 * DAY))).json).toMatchObject({ kind: "service" });
    expect((await say(merchant, `/orders/${id}/delivery`, { deliveredAt: at(0).shippedAt })).json.slug).toBe(
      "state-conflict",
    );
  }
  await life.advance(12 * DAY - HOUR);
  expect(await life.stateOf(bo)).toBe("shipped");
  await life.advance(HOUR);
  expect((await life.view()).state).toBe("settled");
  const books = await booksOf(life, merchantId);
  expect(books).toMatchObject({ violations: [], standing: [] });
});

test("M13: the report of an arrival gives the member ten days anew", async () => {
  const deal = await paidDeal();
  const { life, merchant, bo } = deal;
  await life.ship(merchant);
  const { id, confirmBy } = await orderOf(deal, bo);
  await life.advance(4 * DAY);
  const arrived = await say(merchant, `/orders/${id}/delivery`, {
    deliveredAt: new Date().toISOString(),
    proof: "Signed for.",
  });
  expect(arrived.status).toBe(200);
  expect(Date.parse(arrived.json.confirmBy as string)).toBeGreaterThanOrEqual(Date.parse(confirmBy ?? "") + 4 * DAY);
  await life.advance(6 * DAY);
  expect([await life.stateOf(deal.cy), await life.stateOf(bo)]).toEqual(["received", "shipped"]);
});

test("G23: a merchant who is late and silent is an operator's decision; what was received stays and is paid", async () => {
  const deal = await paidDeal();
  const { life, merchant, merchantId, bo, cy } = deal;
  const { id } = await orderOf(deal, cy);
  await say(merchant, `/orders/${id}/shipments`, { shippedAt: new Date().toISOString() });
  await say(cy, `/group-buys/${life.id}/joins/me/received`);
  const breaches = async () =>
    (await done<{ items: BreachCase[] }>("GET", "/operator/breaches", { token: otto.token })).items;
  const end = (person: Person) =>
    say(person, `/operator/group-buys/${life.id}/breach`, { reason: "Not heard of again." });
  await life.advance(8 * DAY + HOUR); // Five of the offer and three more.
  expect(await breaches()).toEqual([]);
  expect((await end(otto)).json.slug).toBe("state-conflict");
  await life.advance(3 * DAY);
  expect(await attentionOf(deal)).toEqual(["breach"]);
  expect(await breaches()).toMatchObject([
    { groupBuyId: life.id, merchantId, unshipped: 4, shipped: 0, received: 2, unreleased: eur(4_600) },
  ]);
  expect((await end(otto)).json).toMatchObject({ state: "failed", reason: "merchant_breach" });
  await life.rest();
  expect([await life.stateOf(bo), await life.stateOf(cy)]).toEqual(["refunded", "completed"]);
  expect((await life.legsOf(bo)).map(({ state }) => state)).toEqual(["refunded", "refunded"]);
  expect(await breaches()).toEqual([]);
  expect(await auditOf(deal)).toContainEqual(["declare_breach", "Not heard of again."]);
  const { items } = await done<{ items: { state: string }[] }>("GET", "/offers", { token: merchant.token });
  expect(items.map(({ state }) => state)).toEqual(["breached"]);
  const books = await booksOf(life, merchantId);
  expect(books).toMatchObject({ violations: [], standing: [] });
  expect(books.clearingMinor).toBe(books.bankMinor);
  const payouts = await done<{ items: { amount: { amount: number } }[] }>("GET", "/payouts", { token: merchant.token });
  expect(payouts.items.map(({ amount }) => amount.amount)).toEqual([2_300 - 115]);
});

test("C6: reviews over REST, to the end of their window, by the clock of the group-buy", async () => {
  const deal = await paidDeal();
  const { life, merchant, merchantId, bo, cy } = deal;
  const path = `/group-buys/${life.id}/reviews`;
  const write = (person: Person, stars: number, text = "As described.") =>
    call("PUT", `${path}/me`, { token: person.token, body: { stars, text } });
  expect((await write(bo, 5)).json.slug).toBe("state-conflict");
  await life.ship(merchant);
  for (const person of [life.initiator, bo, cy]) await say(person, `/group-buys/${life.id}/joins/me/received`);
  await life.rest();
  expect(await life.view(bo)).toMatchObject({ state: "settled", me: { reviewable: { merchantId } } });

  // The same press twice at once is one review, whatever the two Workers think of each other.
  const [first, second] = await Promise.all([write(bo, 4), write(bo, 4)]);
  expect(first.json).toMatchObject({ stars: 4, merchantName: "Rö", by: { isMe: true } });
  expect(second.json.id).toBe(first.json.id);
  expect((await write(merchant, 5)).json.slug).toBe("not-found");
  expect((await write(await actor("buyer", "Sam"), 1)).json.slug).toBe("not-found");
  expect((await write(bo, 7)).json.slug).toBe("stars-out-of-range");
  for (const person of [life.initiator, cy]) expect((await write(person, 5)).status).toBe(200);

  const id = String(first.json.id);
  const reply = (person: Person, text: string, key: string) =>
    call("POST", `${path}/${id}/reply`, { token: person.token, body: { text }, key });
  expect((await reply(await actor("merchant", "Else"), "Mine?", "k1")).json.slug).toBe("not-found");
  const answered = await reply(merchant, "Thank you.", "k2");
  expect(answered.json).toMatchObject({ reply: { text: "Thank you." } });
  expect((await reply(merchant, "Thank you.", "k2")).text).toBe(answered.text);
  expect((await reply(merchant, "No.", "k3")).json.slug).toBe("state-conflict");

  const inPublic = await done<{ merchant: unknown; items: unknown[] }>("GET", `/merchants/${merchantId}/reviews`);
  expect(inPublic.merchant).toEqual({
    id: merchantId,
    name: "Rö",
    country: "DE",
    rating: { count: 3, average: 4.7 },
    record: { settled: 1, breached: 0, declined: 0, since: expect.stringMatching(/Z$/) as string },
  });
  expect(JSON.stringify(inPublic)).not.toContain(bo.id);
  const noticed = async (person: Person) =>
    (await done<{ items: { kind: string }[] }>("GET", "/me/notices?limit=50", { token: person.token })).items.map(
      ({ kind }) => kind,
    );
  expect((await noticed(merchant)).filter((kind) => kind === "review_written")).toHaveLength(3);
  expect((await noticed(bo)).filter((kind) => kind === "review_answered")).toHaveLength(1);

  const hidden = await call("POST", `/operator/reviews/${id}/hide`, {
    token: otto.token,
    body: { reason: "An address." },
    key: "k4",
  });
  expect(hidden.json).toMatchObject({ stars: null, hidden: { reason: "An address." } });
  expect((await write(bo, 1)).json.slug).toBe("state-conflict");
  await life.advance(14 * DAY);
  expect((await write(cy, 1)).json.slug).toBe("state-conflict");
  expect((await life.view(cy)).me?.reviewable).toBeUndefined();
});
