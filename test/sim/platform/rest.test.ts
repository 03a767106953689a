/** Who waits does so ever more patiently, and whoever fell asleep is woken: in days of waiting there are few alarms, not thousands. */
import { afterEach, describe, expect, test } from "vitest";
import type { EscrowFound, EscrowResult } from "../../../worker/app/escrow-provider.ts";
import type { MerchantCredit } from "../../../worker/core/merchant-account/credit.ts";
import { person } from "../../support/group-buy-persons.ts";
import { CLOSES, DAY, HOUR, MINUTE, START } from "../../support/group-buy-terms.ts";
import { bankStoreOf, merchantStoreOf } from "../../support/platform/books.ts";
import { joinCommand } from "../../support/platform/commands.ts";
import { paidFor, shipped } from "../../support/platform/trade.ts";
import { CALM, type AlarmLuck, type Luck, type Weather } from "../../support/platform/weather.ts";
import { World, type WorldOptions } from "../../support/platform/world.ts";

let world: World;
afterEach(() => {
  world.close();
});

function begin(options: WorldOptions = {}): World {
  world = new World({ seed: 7, ...options });
  world.trace.isKept = true;
  return world;
}

/** How many lines of the trace say this since `from`. */
function count(what: RegExp, from = 0): number {
  return world.trace.lines.slice(from).filter((line) => what.test(line)).length;
}

const SILENT = { outcome: "unknown", cause: "timeout" } as const satisfies EscrowResult<never>;
const PUNCTUAL: AlarmLuck = { lateMs: 0, isTwice: false, isLost: false };

describe("who waits", () => {
  test("M4: a deposit that nobody waits for any more goes back although its bank is examining it", async () => {
    begin();
    const id = await world.published();
    await world.bank(id).plantFault("open", "review", 1);
    await world.execute(id, person("Ada"), joinCommand(world, id));
    await world.rest();
    const [, leg] = world.state(id)?.legs.values() ?? [];
    expect(leg?.state).toBe("opening");
    await world.advance(20 * MINUTE); // The window to pay has passed.
    const [, record] = bankStoreOf(world, id)?.deposits() ?? [];
    expect(record).toMatchObject({ state: "released", underReview: true });
    expect(world.state(id)?.legs.get(leg?.id ?? "")).toMatchObject({ state: "released", pending: null });
  });

  test("a provider that is silent for ten days is asked some hundred times, and the watchdog does not ask every minute", async () => {
    let isSilent = false;
    begin({
      wraps: {
        provider: (bank) => ({
          ...bank,
          release: async (...call) => (isSilent ? SILENT : bank.release(...call)),
          read: async (deposit) => (isSilent ? SILENT : bank.read(deposit)),
        }),
      },
    });
    const id = await world.published();
    isSilent = true;
    await world.advanceTo(CLOSES + HOUR); // Too few: the initiator's deposit goes back.
    const from = world.trace.lines.length;
    await world.advance(10 * DAY);
    expect(count(/provider before read/, from)).toBeLessThanOrEqual(11 * 24);
    expect(count(/call GroupBuy \S+ poke/, from)).toBeLessThanOrEqual(11 * 24);
    isSilent = false;
    await world.advance(2 * HOUR);
    expect(statesOf(id)).toEqual(["lapsed"]);
  });

  test("a refund that a bank sends for ten days is looked at some fifty times", async () => {
    let isSlow = true;
    begin({
      wraps: {
        provider: (bank) => ({
          ...bank,
          find: async (query) => (isSlow && "refundId" in query ? pendingRefund(query.refundId) : bank.find(query)),
          refund: async (order, key) => {
            const refunded = await bank.refund(order, key);
            return isSlow && refunded.outcome === "ok"
              ? { ...refunded, value: { ...refunded.value, state: "pending" } }
              : refunded;
          },
        }),
      },
    });
    const id = await world.published({ provider: { canAuthorize: false } });
    await world.advanceTo(CLOSES + 10 * DAY); // Too few: what was taken goes back.
    expect(statesOf(id)).toEqual(["refunding"]);
    expect(count(/provider before find/)).toBeLessThanOrEqual(50);
    isSlow = false;
    await world.advance(7 * HOUR);
    expect(statesOf(id)).toEqual(["refunded"]);
  });

  test("a refund that is refused every day is left alone by the watchdog until the next day", async () => {
    begin({
      wraps: {
        provider: (bank) => ({ ...bank, refund: async () => ({ outcome: "declined", code: "account-closed" }) }),
      },
    });
    const id = await world.published({ provider: { canAuthorize: false } });
    await world.advanceTo(CLOSES + 4 * DAY);
    const tries = () => [...(world.state(id)?.legs.values() ?? [])][0]?.attempt;
    const before = tries();
    while (tries() === before) await world.advance(MINUTE);
    const [row] = world.catalogue.rows("SELECT next_due_at_ms - ? AS inMs FROM group_buys", [world.nowMs]);
    expect(row?.inMs).toBeGreaterThan(20 * HOUR);
  });

  test("a payout that is on its way for five days is looked up a few dozen times, and what came beside it goes after it", async () => {
    let isSlow = true;
    begin({
      wraps: {
        provider: (bank) => ({
          ...bank,
          payout: async (order) =>
            isSlow ? SILENT : { outcome: "ok", value: { ...order, state: "paid", failureCode: null } },
          find: async () => (isSlow ? SILENT : { outcome: "ok", value: null }),
        }),
      },
    });
    const account = world.merchantAccount("mer_mia");
    await account.credit(CREDIT);
    await account.payOut(CREDIT.groupBuyId);
    await account.credit({ ...CREDIT, seq: 8, journalId: "tr_8" });
    await account.payOut(CREDIT.groupBuyId);
    await world.advance(5 * DAY);
    expect(count(/MerchantAccount \S+ alarm before/)).toBeLessThanOrEqual(60);
    isSlow = false;
    const payouts = () =>
      merchantStoreOf(world, "mer_mia")
        .payouts()
        .map(({ state }) => state);
    expect(payouts()).toEqual(["unknown"]);
    for (let n = 0; n < 7 * 60 && payouts().includes("unknown"); n += 1) await world.advance(MINUTE);
    await world.advance(2 * MINUTE);
    expect(payouts()).toEqual(["paid", "paid"]);
  });
});

describe("an alarm", () => {
  test("of a machine whose clock is behind rings once a second until it has caught up, in every kind of object", async () => {
    begin({
      wraps: {
        post: () => async () => false,
        provider: (bank) => ({
          ...bank,
          find: async () => SILENT,
          payout: async () => SILENT,
          release: async () => SILENT,
          read: async (deposit) => (world.nowMs > CLOSES ? SILENT : bank.read(deposit)),
        }),
      },
    });
    world.platform.scheduler.stepsMaximum = 30_000; // An alarm that rings at once for ever never gets there.
    const id = await world.published();
    await world.merchantAccount("mer_mia").credit(CREDIT);
    await world.advanceTo(CLOSES - MINUTE);
    await world.bank(id).happen({ kind: "review_opened", depositId: depositOf(id) });
    await world.merchantAccount("mer_mia").payOut(CREDIT.groupBuyId);
    const from = world.trace.lines.length;
    world.weather = { ...CALM, skewMs: () => -MINUTE };
    await world.advance(10 * MINUTE);
    for (const kind of ["GroupBuy", "SandboxBank", "MerchantAccount"]) {
      const rings = count(new RegExp(`${kind} \\S+ alarm before`), from);
      expect(rings, kind).toBeGreaterThan(0);
      expect(rings, kind).toBeLessThanOrEqual(10 * 60);
    }
  });

  test("T5: that never rings costs a group-buy nothing but time: an event the directory could not be told comes within hours", async () => {
    begin();
    const id = await world.published();
    await world.advance(MINUTE); // The alarm stands at the bell.
    const [luck, alarm] = [{ d1: "lost-before" as Luck }, { ...PUNCTUAL, isLost: true }];
    world.weather = { ...CALM, d1: () => luck.d1, alarm: () => alarm } satisfies Weather;
    await world.execute(id, person("Ada"), joinCommand(world, id));
    await world.rest();
    expect(mirroredSeq(id)).toBeLessThan(world.state(id)?.seq ?? 0);
    luck.d1 = "good";
    await world.advance(2 * HOUR);
    expect(mirroredSeq(id)).toBe(world.state(id)?.seq);
  });

  test("T5: who is quiet is looked at ever more seldom, and not for ever", async () => {
    begin();
    const id = await world.published();
    await world.advanceTo(CLOSES + HOUR);
    expect(world.state(id)?.state).toBe("failed");
    const from = world.trace.lines.length;
    await world.advance(60 * DAY);
    expect(count(/call GroupBuy \S+ poke/, from)).toBeGreaterThan(8);
    expect(count(/call GroupBuy \S+ poke/, from)).toBeLessThan(16);
    await world.advance(600 * DAY);
    expect(world.catalogue.rows("SELECT id FROM looks", [])).toEqual([]);
  });

  test("T5: that never rings costs a merchant nothing but minutes: the watchdog pays what becomes free", async () => {
    begin();
    world.weather = { ...CALM, alarm: (kind) => ({ ...PUNCTUAL, isLost: kind === "MerchantAccount" }) };
    const id = await paidFor(world);
    await shipped(world, id);
    await world.advance(60 * DAY);
    const [merchantId = ""] = world.merchantIds();
    const reserve = () => merchantStoreOf(world, merchantId).holdings()[0]?.reserveMinor;
    expect([world.state(id)?.state, reserve()]).toEqual(["settled", expect.any(Number)]);
    expect(reserve()).toBeGreaterThan(0);
    const dueMs = merchantStoreOf(world, merchantId).nextDueMs() ?? 0;
    expect(dueMs).toBeGreaterThan(world.nowMs);
    await world.advanceTo(dueMs + 3 * MINUTE);
    expect(reserve()).toBe(0);
    expect(
      new Set(
        merchantStoreOf(world, merchantId)
          .payouts()
          .map(({ state }) => state),
      ),
    ).toEqual(new Set(["paid"]));
    expect(merchantStoreOf(world, merchantId).holdings()).toMatchObject([{ payableMinor: 0, transitMinor: 0 }]);
    expect(count(/call MerchantAccount \S+ poke/)).toBeLessThanOrEqual(30);
  });

  test("that comes late and the watchdog with it release each reserve once, and nothing fails", async () => {
    begin();
    world.weather = { ...CALM, alarm: () => ({ ...PUNCTUAL, isLost: true }) };
    const account = world.merchantAccount("mer_mia");
    for (const seq of [7, 8, 9]) await account.credit({ ...CREDIT, seq, journalId: `tr_${seq}`, payableMinor: 0 });
    const dueMs = merchantStoreOf(world, "mer_mia").nextDueMs() ?? 0;
    await world.advanceTo(dueMs + MINUTE);
    const pokes = [0, 1].map(async (ms) => {
      await world.slept(ms);
      await world.platform.call(null, "MerchantAccount", "mer_mia", "poke", []);
    });
    await world.platform.scheduler.settle(Promise.all(pokes));
    await world.advance(HOUR);
    expect(world.faults).toEqual([]);
    expect(merchantStoreOf(world, "mer_mia").holdings()).toMatchObject([{ reserveMinor: 0 }]);
    expect(merchantStoreOf(world, "mer_mia").countJournals("reserve_released")).toBe(3);
  });
});

const CREDIT: MerchantCredit = {
  merchantId: "mer_mia",
  groupBuyId: "gb_00000000000000000000000007",
  seq: 7,
  journalId: "tr_7",
  currency: "EUR",
  payableMinor: 9_500,
  reserveMinor: 500,
  creditedAtMs: START,
  heldSinceMs: START,
};

function pendingRefund(refundId: string): EscrowResult<EscrowFound | null> {
  const view = {
    refundId,
    depositId: "",
    amountMinor: 1,
    currency: "EUR",
    state: "pending",
    failureCode: null,
  } as const;
  return { outcome: "ok", value: { type: "refund", view } };
}

function statesOf(id: string): string[] {
  return [...(world.state(id)?.legs.values() ?? [])].map(({ state }) => state);
}

function depositOf(id: string): string {
  return bankStoreOf(world, id)?.deposits()[0]?.depositId ?? "";
}

function mirroredSeq(id: string): unknown {
  return world.catalogue.rows("SELECT applied_seq AS seq FROM inbox_heads WHERE source_id = ?", [id])[0]?.seq;
}
