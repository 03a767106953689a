import { beforeAll, describe, expect, test } from "vitest";
import type {
  SandboxBankEvent,
  SandboxBook,
  SandboxClock,
  SandboxCrowd,
  SandboxOffer,
  SandboxStep,
} from "../../worker/contract/sandbox.ts";
import { actor, booksOf, call, done, Life, prepareDatabases } from "../support/worker-life.ts";

beforeAll(prepareDatabases);

const book = (life: Life) => done<SandboxBook>("GET", `/group-buys/${life.id}/sandbox`);
const press = <T>(life: Life, what: string, body: object) =>
  done<T>("POST", `/group-buys/${life.id}/sandbox-${what}`, { body });
async function refused(life: Life, what: string, body: object) {
  const { status, json } = await call("POST", `/group-buys/${life.id}/sandbox-${what}`, { body });
  return { status, slug: json.slug as string };
}
const typesOf = ({ events }: { readonly events: readonly { readonly type: string }[] }) =>
  events.map(({ type }) => type);

describe("a whole life by presses", () => {
  test("crowd, offers, bell, balances, delivery, settlement; the books agree with the bank after each of them", async () => {
    const life = await Life.published({ quantityMaximum: 8 });
    const fresh = await book(life);
    expect(fresh).toMatchObject({ state: "open", mayPlay: true, agrees: true, steps: [] });
    expect(fresh.clock.next).toMatchObject({ kind: "bell", at: new Date(life.closesAtMs).toISOString() });
    expect(fresh.money).toMatchObject({ held: { amount: 400 }, captured: { amount: 0 }, sum: { amount: 0 } });

    const crowd = await press<SandboxCrowd>(life, "crowd", { until: "minimum" });
    expect(crowd).toMatchObject({ quantity: 3, buyers: 2 });
    expect(typesOf(crowd)).toEqual(expect.arrayContaining(["joined", "deposit_held"]));
    expect(await life.view()).toMatchObject({ quantity: { verified: 5, held: 0 } });
    const full = await press<SandboxCrowd>(life, "crowd", { until: "full" });
    expect(full.quantity).toBe(3);
    expect(
      (await call("POST", `/group-buys/${life.id}/sandbox-crowd`, { body: { until: "full" } })).json,
    ).toMatchObject({
      buyers: 0,
      ran: 0,
    });

    const offer = await press<SandboxOffer>(life, "offers", {});
    expect(offer.merchantName).toMatch(/^Demo /);
    expect(offer.unitPrice.amount).toBeLessThan(1_200);
    await press(life, "offers", {});
    expect((await life.view()).offers.count).toBe(2);

    const near = await press<SandboxClock>(life, "clock", { to: "last_seconds" });
    expect(near.nowMs).toBeGreaterThanOrEqual(life.closesAtMs - 10_000);
    expect(near.nowMs).toBeLessThan(life.closesAtMs);
    const bell = await press<SandboxClock>(life, "clock", { to: "bell" });
    expect(typesOf(bell)).toContain("closing");
    const awarded = await book(life);
    expect(awarded).toMatchObject({ state: "collecting", steps: ["pay"], agrees: true });

    const paid = await press<SandboxStep>(life, "steps", { step: "pay" });
    expect(paid.done).toBe(awarded.people.length);
    const taken = await book(life);
    expect(taken).toMatchObject({ state: "fulfilling", steps: ["ship"], agrees: true });
    expect(taken.money.captured.amount).toBe(taken.bank.balance.amount);
    expect(taken.money).toMatchObject({ held: { amount: 0 }, awarded: { amount: 0 } });

    await press(life, "steps", { step: "ship" });
    expect((await book(life)).steps).toEqual(["receive"]);
    const received = await press<SandboxStep>(life, "steps", { step: "receive" });
    expect(typesOf(received)).toContain("settled");
    const over = await book(life);
    expect(over).toMatchObject({ state: "settled", steps: [], agrees: true, clock: { next: null } });
    expect(over.money).toMatchObject({ captured: { amount: 0 }, held: { amount: 0 }, sum: { amount: 0 } });
    expect(over.money.paidOut.amount).toBeGreaterThan(0);
    // What stays at the bank is the merchant's reserve.
    expect(over.money.awarded.amount).toBe(over.bank.balance.amount);
    expect(over.money.paidOut.amount + over.money.awarded.amount).toBe(taken.money.captured.amount);
    const { award } = await life.view();
    expect(await booksOf(life, award?.merchantId)).toMatchObject({ violations: [], standing: [] });
  });

  test("a buyer who is played from outside keeps their own word: only play people and who presses act", async () => {
    const life = await Life.published({ chooser: "vote" });
    const bo = await actor("buyer", "Bo");
    await life.join(bo, { quantity: 3 });
    await press(life, "offers", {});
    await press(life, "clock", { to: "bell" });
    expect(await book(life)).toMatchObject({ state: "selecting", steps: ["choose"] });
    expect((await press<SandboxStep>(life, "steps", { step: "choose" })).done).toBe(2);
    expect(await book(life)).toMatchObject({ agrees: true });
  });
});

describe("banks act unasked, and the books still agree (H11)", () => {
  const bankDoes = (life: Life, event: string) => press<SandboxBankEvent>(life, "bank-events", { event });

  test("a dropped hold puts the seat at risk; a chargeback is won, another lost after the award; a payout comes back", async () => {
    const life = await Life.published({ quantityMaximum: 9 });
    await press(life, "crowd", { until: "minimum" });
    const dropped = await bankDoes(life, "hold_dropped");
    expect(typesOf(dropped)).toEqual(expect.arrayContaining(["deposit_reversed", "seat_at_risk"]));
    const atRisk = await book(life);
    expect(atRisk.people.filter(({ over }) => over.includes("at_risk"))).toMatchObject([
      { pseudonym: dropped.pseudonym, held: { amount: 0 } },
    ]);
    expect(atRisk.agrees).toBe(true);

    await press(life, "crowd", { buyers: 3 });
    await press(life, "offers", {});
    await press(life, "clock", { to: "bell" });
    await press(life, "clock", { to: "next" }); // Until then the seat at risk might have been paid for again.
    await press(life, "steps", { step: "pay" });
    const before = await book(life);
    const called = await bankDoes(life, "dispute_opened");
    expect(typesOf(called)).toContain("chargeback_opened");
    const during = await book(life);
    expect(during.money.calledBack.amount).toBeGreaterThan(0);
    expect(during.bank.balance.amount).toBe(before.bank.balance.amount - during.money.calledBack.amount);
    expect(during.bank.lines.at(-1)).toMatchObject({ kind: "dispute_taken", pseudonym: called.pseudonym });
    expect(during).toMatchObject({ agrees: true, money: { sum: { amount: 0 } } });
    expect(during.bankEvents).toEqual(expect.arrayContaining(["dispute_won", "dispute_lost"]));
    expect(typesOf(await bankDoes(life, "dispute_won"))).toContain("chargeback_won");
    expect(await book(life)).toMatchObject({ agrees: true, bank: { balance: before.bank.balance } });

    await press(life, "steps", { step: "ship" });
    await press(life, "steps", { step: "receive" });
    await bankDoes(life, "dispute_opened");
    expect(typesOf(await bankDoes(life, "dispute_lost"))).toContain("chargeback_lost");
    expect(await book(life)).toMatchObject({ state: "settled", agrees: true, money: { calledBack: { amount: 0 } } });
    await bankDoes(life, "payout_returned");
    const over = await book(life);
    expect(over).toMatchObject({ agrees: true, money: { sum: { amount: 0 } } });
    expect(over.bank.lines.some(({ kind }) => kind === "payout_returned")).toBe(true);
    const { award } = await life.view();
    expect((await booksOf(life, award?.merchantId)).violations).toEqual([]);
  });

  test("what could not happen is refused and changes nothing; a review puts nothing in doubt but itself", async () => {
    const life = await Life.published();
    for (const event of [
      "dispute_opened",
      "dispute_won",
      "review_passed",
      "refund_returned",
      "payout_returned",
      "cost",
    ]) {
      expect(await refused(life, "bank-events", { event })).toEqual({ status: 409, slug: "state-conflict" });
    }
    expect((await refused(life, "bank-events", { event: "hold_dropped", pseudonym: "nobody" })).slug).toBe(
      "state-conflict",
    );
    expect((await refused(life, "bank-events", { event: "robbery" })).status).toBe(422);
    expect(typesOf(await bankDoes(life, "review_opened"))).toEqual(["deposit_review_opened"]);
    expect((await book(life)).people.flatMap(({ over }) => over)).toEqual(["under_review"]);
    expect(typesOf(await bankDoes(life, "review_passed"))).toEqual(["deposit_review_closed"]);
    expect((await book(life)).agrees).toBe(true);
  });
});

describe("a life that finds too few", () => {
  let life: Life;
  beforeAll(async () => {
    life = await Life.published();
  });

  test("one wish at a time, within bounds", async () => {
    const wishes: readonly (readonly [string, object])[] = [
      ["crowd", {}],
      ["crowd", { buyers: 1, until: "full" }],
      ["crowd", { buyers: 41 }],
      ["crowd", { buyers: 0 }],
      ["clock", {}],
      ["clock", { advanceMs: -1 }],
    ];
    const slugs = await Promise.all(wishes.map(async ([what, body]) => (await refused(life, what, body)).slug));
    const range = "quantity-out-of-range";
    expect(slugs).toEqual(["required", "required", range, range, "required", "duration-out-of-range"]);
  });

  test("every deposit goes back, and both books say so", async () => {
    await press(life, "crowd", { buyers: 1 });
    const bell = await press<SandboxClock>(life, "clock", { to: "next" });
    expect(typesOf(bell)).toContain("failed");
    expect(await book(life)).toMatchObject({
      state: "failed",
      agrees: true,
      money: { held: { amount: 0 }, returning: { amount: 0 }, returned: { amount: 600 } },
      bank: { held: { amount: 0 }, lines: [] },
    });
  });

  test("a crowd after the bell is late like everybody; nothing is asked of anybody twice", async () => {
    expect(await refused(life, "crowd", { buyers: 2 })).toEqual({ status: 409, slug: "deadline-passed" });
    expect((await refused(life, "clock", { to: "bell" })).slug).toBe("state-conflict");
    expect((await refused(life, "steps", { step: "ship" })).slug).toBe("state-conflict");
  });
});
