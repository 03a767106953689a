import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, test } from "vitest";
import {
  actor,
  bank,
  booksOf,
  call,
  DAY,
  directory,
  done,
  eur,
  HOUR,
  Life,
  MINUTE,
  prepareDatabases,
  SECOND,
  type Person,
} from "../support/worker-life.ts";

beforeAll(prepareDatabases);

describe("a whole life over REST", () => {
  test("to settled: every deposit becomes the merchant's, and the provider's book says the same (L16)", async () => {
    const life = await Life.published();
    const [bo, cy, merchant] = await Promise.all([actor("buyer", "Bo"), actor("buyer", "Cy"), actor("merchant", "Rö")]);
    await life.join(bo);
    await life.join(cy);
    const { merchantId } = await merchantOf(merchant);
    await life.offer(merchant);
    await life.advanceTo(life.closesAtMs);
    const closed = await life.view();
    expect(closed).toMatchObject({
      state: "collecting",
      certificate: { outcome: "reached", verifiedQuantity: 6, members: 3 },
      award: { unitPrice: { amount: 1_100 }, quantity: 6 },
    });

    for (const person of [life.initiator, bo, cy]) expect((await life.payBalance(person)).status).toBe(202);
    await life.rest();
    expect((await life.view()).state).toBe("fulfilling");
    await life.ship(merchant);
    await done("POST", `/group-buys/${life.id}/joins/me/received`, { token: bo.token });
    await life.advance(11 * DAY);
    expect((await life.view()).state).toBe("settled");
    expect(await life.stateOf(cy)).toBe("completed");

    const books = await booksOf(life, merchantId);
    expect(books.violations).toEqual([]);
    expect(books.standing).toEqual([]);
    expect(books.clearingMinor).toBe(books.bankMinor);
    const payouts = await done<{ items: { state: string; amount: { amount: number } }[] }>("GET", "/payouts", merchant);
    expect(payouts.items.map(({ state, amount }) => [state, amount.amount])).toEqual([["paid", 6_555]]);

    // O7, P4: what was kept here is stated by the merchant's next offer, and by the next version of it.
    const next = await Life.published();
    const offer = await next.offer(merchant);
    expect(offer.record).toMatchObject({ settled: 1, breached: 0, declined: 0 });
    const listed = await done<{ items: { groupBuyId: string; record?: unknown }[] }>("GET", "/offers", merchant);
    expect(listed.items.find(({ groupBuyId }) => groupBuyId === next.id)?.record).toEqual(offer.record);
    const otto = await actor("operator", "Otto");
    const found = await done<{ items: { id: string; record: unknown }[] }>("GET", "/operator/merchants", otto);
    expect(found.items.find(({ id }) => id === merchantId)?.record).toEqual({
      ...{ settled: 1, units: 6, declined: 0, breached: 0, disputesLost: 0 },
    });
  });

  test("to failed: too few came, and every deposit is back (G13, scenario 6)", async () => {
    const life = await Life.published();
    const bo = await actor("buyer", "Bo");
    await life.join(bo);
    await life.advanceTo(life.closesAtMs);
    expect(await life.view(bo)).toMatchObject({
      state: "failed",
      reason: "below_minimum",
      certificate: { outcome: "below_minimum", verifiedQuantity: 4 },
      me: { membership: { state: "refunded" }, legs: [{ state: "released" }] },
    });
    const books = await booksOf(life);
    expect(books).toMatchObject({ violations: [], standing: [], clearingMinor: 0, bankMinor: 0 });
    expect(books.journals.map(({ kind }) => kind).sort()).toEqual(["hold", "hold", "release", "release"]);
  });

  test("the whole ledger in D1 sums to zero, and its kept balances are the sums of their entries (L2, L9)", async () => {
    const balances = await directory.trialBalance();
    expect(balances.map(({ currency, sumMinor, accountsOff }) => ({ currency, sumMinor, accountsOff }))).toEqual([
      { currency: "EUR", sumMinor: 0, accountsOff: 0 },
    ]);
  });
});

describe("a draft is nobody's but the initiator's (G1)", () => {
  test("others find nothing at its address, in lists or on its socket", async () => {
    const life = await Life.draft();
    const stranger = await actor("buyer", "Bo");
    expect((await life.view(life.initiator)).state).toBe("draft");
    for (const sent of [{}, { token: stranger.token }]) {
      for (const path of ["", "/members", "/events"]) {
        const heard = await call("GET", `/group-buys/${life.id}${path}`, sent);
        expect([heard.status, heard.json.slug]).toEqual([404, "not-found"]);
      }
    }
    expect((await life.tryJoin(stranger)).status).toBe(404);
    const { items } = await done<{ items: { id: string }[] }>("GET", "/group-buys?sort=newest");
    expect(items.map(({ id }) => id)).not.toContain(life.id);
  });

  test("a change keeps what it does not name, and null takes away what was optional", async () => {
    const life = await Life.draft();
    const { token } = life.initiator;
    const change = async (body: unknown) => {
      const { version } = await life.view(life.initiator);
      return call("PATCH", `/group-buys/${life.id}`, { token, body, headers: { "if-match": `"${version}"` } });
    };
    const given = { quantityMaximum: 40, ceilingUnitPrice: eur(1_900), extendOnceMs: DAY };
    expect((await change(given)).json).toMatchObject(given);
    const taken = await change({ quantityMaximum: null, ceilingUnitPrice: null });
    expect(taken.json).toMatchObject({ extendOnceMs: DAY });
    for (const gone of ["quantityMaximum", "ceilingUnitPrice"]) expect(taken.json).not.toHaveProperty(gone);
    expect((await change({ extendOnceMs: null })).json).not.toHaveProperty("extendOnceMs");
    expect((await change({ title: null })).status).toBe(422);
  });

  test("scenario 7: a declined card leaves it a draft; a double click with a good one publishes it once", async () => {
    const life = await Life.draft();
    await life.submit("sandbox:decline");
    await life.rest();
    expect(await life.view(life.initiator)).toMatchObject({ state: "draft", me: { legs: [{ state: "declined" }] } });
    expect((await call("GET", `/group-buys/${life.id}`)).status).toBe(404);

    const { token } = life.initiator;
    const click = () =>
      call("POST", `/group-buys/${life.id}/submit`, { token, key: "click", body: { instrument: "sandbox:ok" } });
    const [first, second] = await Promise.all([click(), click()]);
    expect([first.status, second.status]).toEqual([202, 202]);
    expect(second.text).toBe(first.text);
    await life.rest();

    expect((await life.view()).state).toBe("open");
    expect(await count(life, "opened")).toBe(1);
    const legs = await life.legsOf(life.initiator);
    expect(legs.map(({ state }) => state)).toEqual(["declined", "held"]);
    expect((await booksOf(life)).journals.map(({ kind }) => kind)).toEqual(["hold"]);
  });

  test("scenario 8: what the audit does not recognise publishes nothing", async () => {
    const life = await Life.draft();
    await bank.plantFault(life.id, "open", "review");
    await life.submit("sandbox:ok");
    expect((await life.view(life.initiator)).state).toBe("awaiting_deposit");
    await life.advance(31 * MINUTE); // G2: the time for it is over.
    expect((await life.view(life.initiator)).state).toBe("draft");
    expect((await call("GET", `/group-buys/${life.id}/events`)).status).toBe(404);
    expect(await booksOf(life)).toMatchObject({ violations: [], standing: [] });
  });
});

describe("joining twice (scenario 9)", () => {
  test("two tabs, two keys, two quantities: one seat; the second hears already-joined and has proof of it", async () => {
    const life = await Life.published();
    const bo = await actor("buyer", "Bo");
    const [first, second] = await Promise.all([life.tryJoin(bo, { quantity: 2 }), life.tryJoin(bo, { quantity: 3 })]);
    const [seat, other] = first.status === 201 ? [first, second] : [second, first];
    expect(seat.status).toBe(201);
    expect(other.status).toBe(409);
    expect(other.json).toMatchObject({ slug: "already-joined", receipt: { accepted: false, code: "already-joined" } });
    await life.rest();
    expect(await life.legsOf(bo)).toHaveLength(1);
    expect(await count(life, "joined")).toBe(1);
  });

  test("the same key again is the same answer, byte for byte; with another body it is refused", async () => {
    const life = await Life.published();
    const bo = await actor("buyer", "Bo");
    const first = await life.tryJoin(bo, {}, "once");
    expect(first.status).toBe(201);
    await life.rest();
    const again = await life.tryJoin(bo, {}, "once");
    expect([again.status, again.text]).toEqual([201, first.text]);

    const reused = await life.tryJoin(bo, { quantity: 3 }, "once");
    expect([reused.status, reused.json.slug]).toEqual([422, "idempotency-key-reused"]);
    await life.advanceTo(life.closesAtMs);
    expect((await life.tryJoin(bo, {}, "once")).text).toBe(first.text); // Judged once, in time.
  });

  test("a refusal too is told again as it was, with its receipt for everybody to check", async () => {
    const life = await Life.published();
    const bo = await actor("buyer", "Bo");
    const first = await life.tryJoin(bo, { country: "FR" }, "once");
    expect(first.json).toMatchObject({ slug: "ship-to-unsupported", receipt: { accepted: false } });
    const { receipt } = first.json;
    const again = await life.tryJoin(bo, { country: "FR" }, "once");
    expect(again.json).toEqual({ ...first.json, instance: again.json.instance }); // The request is another one.
    expect((await call("GET", `/receipts/${receipt.id}`)).json).toEqual(receipt);
  });
});

describe("the sandbox's instruments", () => {
  test.each([
    ["sandbox:ok", "active", "held", []],
    ["sandbox:decline", "held", "declined", ["pay_deposit"]],
    ["sandbox:action", "held", "action_required", ["complete_action"]],
    ["sandbox:lost", "active", "held", []],
    ["sandbox:unheard-of", "held", "declined", ["pay_deposit"]],
  ])("%s: the seat is %s, the deposit %s", async (instrument, seat, deposit, asked) => {
    const life = await Life.published();
    const bo = await actor("buyer", "Bo");
    await life.join(bo, { instrument });
    await life.advance(10 * SECOND); // An answer that was lost is looked up after two seconds.
    expect(await life.view(bo)).toMatchObject({
      me: { membership: { state: seat }, legs: [{ state: deposit }] },
      asked: asked.map((what) => ({ what })),
    });
    await life.advanceTo(life.closesAtMs + 11 * MINUTE);
    expect(await booksOf(life)).toMatchObject({ violations: [], standing: [], clearingMinor: 0, bankMinor: 0 });
  });

  test("another card after a declined one, while the seat is held (M1)", async () => {
    const life = await Life.published();
    const bo = await actor("buyer", "Bo");
    const { leg } = await life.join(bo, { instrument: "sandbox:decline" });
    await life.rest();
    await done("POST", `/legs/${leg?.id}/confirm`, { token: bo.token, body: { instrument: "sandbox:ok" } });
    await life.rest();
    expect(await life.stateOf(bo)).toBe("active");
  });

  test("scenario 5: what was done inside the grace counts, and carries the group over its minimum", async () => {
    const life = await Life.published();
    const bo = await actor("buyer", "Bo");
    await life.advanceTo(life.closesAtMs - 2 * SECOND);
    const { leg } = await life.join(bo, { quantity: 3, instrument: "sandbox:action" });
    await life.advanceTo(life.closesAtMs + 4 * MINUTE);
    expect((await life.view()).state).toBe("closing");
    await done("POST", `/legs/${leg?.id}/action`, { token: bo.token });
    await life.rest();
    expect(await life.view(bo)).toMatchObject({
      state: "failed", // Nobody offered; but the count was reached because of it.
      reason: "no_offer",
      certificate: { outcome: "reached", verifiedQuantity: 5 },
    });
  });

  test("scenario 6: what was done after the grace goes back by itself", async () => {
    const life = await Life.published();
    const bo = await actor("buyer", "Bo");
    await life.advanceTo(life.closesAtMs - 2 * SECOND);
    const { leg } = await life.join(bo, { quantity: 3, instrument: "sandbox:action" });
    await life.advanceTo(life.closesAtMs + 11 * MINUTE);
    expect(await life.view(bo)).toMatchObject({
      certificate: { outcome: "below_minimum", verifiedQuantity: 2 },
      me: { membership: { state: "lapsed" }, legs: [{ state: expect.stringMatching(/abandoned|released/) }] },
    });
    expect((await call("POST", `/legs/${leg?.id}/action`, { token: bo.token })).json.slug).toBe("state-conflict");
    expect(await booksOf(life)).toMatchObject({ violations: [], standing: [], clearingMinor: 0, bankMinor: 0 });
  });

  test("sandbox:lapse: the hold is gone when it is wanted; the seat rests on nothing and says so", async () => {
    const { life, people } = await collecting(["sandbox:lapse"]);
    const [bo] = people;
    await life.advance(HOUR);
    await life.payBalance(bo!);
    await life.rest();
    expect((await life.legsOf(bo!)).map(({ purpose, state }) => [purpose, state])).toContainEqual([
      "deposit",
      "lapsed",
    ]);
    await life.advance(4 * DAY);
    expect(await booksOf(life)).toMatchObject({ violations: [], standing: [], bankMinor: 0, clearingMinor: 0 });
  });

  test("sandbox:decline-balance: the deposit stands, the balance is asked for again", async () => {
    const { life, people } = await collecting(["sandbox:decline-balance"]);
    const [bo] = people;
    await life.payBalance(bo!, "sandbox:decline-balance");
    await life.rest();
    expect(await life.view(bo)).toMatchObject({
      me: { membership: { state: "balance_due" }, legs: [{ state: "held" }, { state: "declined" }] },
      asked: [{ what: "pay_balance" }],
    });
    expect((await life.payBalance(bo!)).status).toBe(202);
    await life.rest();
    expect(await life.stateOf(bo!)).toBe("paid");
  });

  test("scenario 21, sandbox:refund-fails: never called refunded; it stays in sight and in the ledger", async () => {
    const { life, people } = await collecting(["sandbox:refund-fails"]);
    const [bo] = people;
    expect((await life.payBalance(bo!, "sandbox:refund-fails")).status).toBe(202);
    await life.rest();
    await life.advance(4 * DAY); // The initiator never pays, the merchant does not take less: G21, everything goes back.
    expect(await life.view(bo)).toMatchObject({ state: "failed", reason: "collection_shortfall" });
    // What the initiator left behind is Bo's beside it (H6).
    const paidIn = async () => (await life.legsOf(bo!)).filter(({ purpose }) => purpose !== "share");
    expect((await paidIn()).map(({ state }) => state)).toEqual(["refunding", "refunding"]);
    await life.advance(2 * MINUTE);
    const legs = await paidIn();
    expect(legs.map(({ state }) => state)).toEqual(["refund_failed", "refund_failed"]);
    const { violations, standing, clearingMinor, bankMinor } = await booksOf(life);
    expect(violations).toEqual([]);
    expect(standing).toHaveLength(2);
    expect(clearingMinor).toBe(bankMinor);
    expect(bankMinor).toBe(legs.reduce((sum, leg) => sum + leg.amount.amount, 0));
  });
});

describe("the sandbox clock", () => {
  test("steps through everything due, is at rest when it answers, and takes the bank's clock along", async () => {
    const life = await Life.published();
    const bo = await actor("buyer", "Bo");
    await life.join(bo, { quantity: 3 });
    const before = await life.view();
    const { nowMs, ran } = await life.advance(2 * HOUR);
    expect(nowMs).toBeGreaterThanOrEqual(before.clock.nowMs + 2 * HOUR);
    expect(ran).toBeGreaterThanOrEqual(4); // The bell, the count, the end, two deposits back.

    const after = await life.view(bo);
    expect(after.clock.epoch).not.toBe(before.clock.epoch);
    expect(after).toMatchObject({ state: "failed", me: { legs: [{ state: "released" }] } });
    expect(after.certificate?.frozenAt).toBe(after.closesAt);
    expect((await directory.cardOf(life.id))?.state).toBe("failed");
    const open = { groupBuyId: life.id, depositId: "dep_x", purpose: "deposit", amountMinor: 1 } as const;
    const held = await bank.open({ ...open, currency: "EUR", instrument: "sandbox:ok", plan: "A" }, "dep_x:open:1");
    expect(held.outcome === "ok" && held.value.captureBeforeMs! - 6 * DAY).toBeGreaterThanOrEqual(nowMs);
  });
});

describe("objects that nobody has drafted", () => {
  test("a look at an unknown id writes nothing, not even a table", async () => {
    const known = await Life.draft();
    const id = `${known.id.slice(0, -6)}000000`;
    for (const path of ["", "/members", "/events?after=0"]) {
      expect((await call("GET", `/group-buys/${id}${path}`)).status).toBe(404);
    }
    const bo = await actor("buyer", "Bo");
    const body = known.joinBody();
    expect((await call("POST", `/group-buys/${id}/joins`, { token: bo.token, body })).status).toBe(404);
    await env.GROUP_BUY.getByName(id).poke();
    await runInDurableObject(env.GROUP_BUY.getByName(id), async (_, state) => {
      const tables = state.storage.sql.exec("SELECT name FROM sqlite_master WHERE name NOT LIKE '\\_cf%' ESCAPE '\\'");
      expect(tables.toArray()).toEqual([]);
      expect(await state.storage.getAlarm()).toBeNull();
    });
  });
});

async function count(life: Life, type: string): Promise<number> {
  return (await life.events()).filter((other) => other === type).length;
}

/** Awarded and waiting for balances: the initiator with two, and one buyer of five for each instrument. */
async function collecting(instruments: readonly string[]): Promise<{ life: Life; people: Person[] }> {
  const life = await Life.published();
  const merchant = await actor("merchant", "Rö");
  const people: Person[] = [];
  for (const instrument of instruments) {
    const person = await actor("buyer", "Bo");
    await life.join(person, { quantity: 5, instrument });
    people.push(person);
  }
  await life.offer(merchant);
  await life.advanceTo(life.closesAtMs);
  expect((await life.view()).state).toBe("collecting");
  return { life, people };
}

async function merchantOf({ token }: Person): Promise<{ merchantId: string }> {
  const { id } = await done<{ id: string }>("GET", "/merchants/me", { token });
  return { merchantId: id };
}
