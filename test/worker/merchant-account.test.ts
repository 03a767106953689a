import { platformLog } from "../../worker/adapters/log.ts";
import { env } from "cloudflare:workers";
import { evictDurableObject, runDurableObjectAlarm, runInDurableObject, applyD1Migrations } from "cloudflare:test";
import { describe, expect, test, vi, beforeAll } from "vitest";
import type { GeneralLedger, LedgerBatch } from "../../worker/app/projection.ts";
import type { EscrowProvider } from "../../worker/app/escrow-provider.ts";
import type { MerchantCredit } from "../../worker/core/merchant-account/credit.ts";
import { MerchantAccountObject } from "../../worker/objects/merchant-account/merchant-account-object.ts";
import { valueOf } from "../support/escrow-calls.ts";

import {
  bank,
  DAY_MS,
  expectSoundLedger,
  inAccount,
  journalsOf,
  openShop,
  silentLedger,
} from "../support/worker-shop.ts";

/** Nobody has called anything back. */
const NOTHING_BACK = { debtMinor: 0, disputedMinor: 0, isPaused: false };

beforeAll(() => applyD1Migrations(env.CATALOGUE, env.TEST_MIGRATIONS_CATALOGUE));

describe("credits", () => {
  test("L5 a credit told three times counts once, L6 another under its number is refused", async () => {
    const { stub, credit } = await openShop("credits");
    expect(await stub.credit(credit)).toEqual({ ok: true, value: "new" });
    expect(await stub.credit(credit)).toEqual({ ok: true, value: "known" });
    await evictDurableObject(stub);
    expect(await stub.credit(credit)).toEqual({ ok: true, value: "known" });
    expect(await stub.credit({ ...credit, payableMinor: 1 })).toEqual({
      ok: false,
      error: { code: "credit-exists-different" },
    });
    expect((await stub.statement()).balances).toEqual([
      { currency: "EUR", payableMinor: 9_500, reserveMinor: 500, transitMinor: 0, paidMinor: 0, ...NOTHING_BACK },
    ]);
  });

  test("a credit is not booked a second time: its journal stands in the group-buy's ledger", async () => {
    const shop = await openShop("nojournal");
    await shop.stub.credit(shop.credit);
    expect(await shop.stub.journalsAfter(0)).toEqual([]);
  });

  test("balances stand per currency, over all group-buys", async () => {
    const { stub, credit } = await openShop("currencies");
    await stub.credit(credit);
    await stub.credit({ ...credit, groupBuyId: "gb_other", seq: 3, payableMinor: 100, reserveMinor: 5 });
    await stub.credit({ ...credit, groupBuyId: "gb_yen", seq: 3, currency: "JPY", payableMinor: 40, reserveMinor: 0 });
    expect((await stub.statement()).balances).toEqual([
      { currency: "EUR", payableMinor: 9_600, reserveMinor: 505, transitMinor: 0, paidMinor: 0, ...NOTHING_BACK },
      { currency: "JPY", payableMinor: 40, reserveMinor: 0, transitMinor: 0, paidMinor: 0, ...NOTHING_BACK },
    ]);
    expect(await stub.credit({ ...credit, seq: 8, currency: "JPY" })).toEqual({
      ok: false,
      error: { code: "currency-mismatch" },
    });
  });

  test.each<[string, Partial<MerchantCredit>]>([
    ["nothing", { payableMinor: 0, reserveMinor: 0 }],
    ["less than nothing", { payableMinor: -1 }],
    ["a fraction", { reserveMinor: 0.5 }],
    ["no event", { seq: 0 }],
  ])("a credit of %s is refused and leaves no trace", async (name, change) => {
    const { stub, credit } = await openShop(`bad${name.replaceAll(" ", "")}`);
    expect(await stub.credit({ ...credit, ...change })).toEqual({ ok: false, error: { code: "credit-invalid" } });
    expect(await stub.statement()).toEqual({
      merchantId: null,
      balances: [],
      holdings: [],
      chargebacks: [],
      payouts: [],
    });
  });

  test("money of another merchant is refused", async () => {
    const { stub, credit } = await openShop("mine");
    await stub.credit(credit);
    expect(await stub.credit({ ...credit, seq: 9, merchantId: "mer_other" })).toMatchObject({ ok: false });
  });
});

describe("payouts", () => {
  test("all that is payable goes out in two journals, and the ledger stays sound", async () => {
    const shop = await openShop("payout");
    await shop.stub.credit(shop.credit);
    const payout = await shop.stub.payOut(shop.groupBuyId);
    expect(payout).toMatchObject({ state: "paid", amountMinor: 9_500, currency: "EUR", failureCode: null });
    expect(payout?.payoutId).toMatch(/^po_[0-7][0-9a-hjkmnp-tv-z]{25}$/);
    expect((await shop.stub.journalsAfter(0)).map((journal) => [journal.seq, journal.kind])).toEqual([
      [1, "payout_planned"],
      [2, "payout_settled"],
    ]);
    expect(await shop.stub.journalsAfter(1)).toHaveLength(1);
    expect((await shop.stub.statement()).balances).toEqual([
      { currency: "EUR", payableMinor: 0, reserveMinor: 500, transitMinor: 0, paidMinor: 9_500, ...NOTHING_BACK },
    ]);
    await expectSoundLedger(shop);
  });

  test("nothing payable is nothing to pay, before and after", async () => {
    const shop = await openShop("nothing");
    expect(await shop.stub.payOut(shop.groupBuyId)).toBeNull();
    await shop.stub.credit(shop.credit);
    await shop.stub.payOut(shop.groupBuyId);
    expect(await shop.stub.payOut(shop.groupBuyId)).toBeNull();
  });

  test("L7 asked twice at once, it pays once", async () => {
    const shop = await openShop("twice");
    await shop.stub.credit(shop.credit);
    await Promise.all([shop.stub.payOut(shop.groupBuyId), shop.stub.payOut(shop.groupBuyId)]);
    expect((await shop.stub.statement()).payouts).toMatchObject([{ state: "paid", amountMinor: 9_500 }]);
    await expectSoundLedger(shop);
  });

  test("a payout that had arrived and came back is told by the bank, and owed again, once", async () => {
    const shop = await openShop("returned");
    await shop.stub.credit(shop.credit);
    const payout = await shop.stub.payOut(shop.groupBuyId);
    const payoutId = payout?.payoutId ?? "";
    valueOf(await bank.happen(shop.groupBuyId, { kind: "payout_returned", payoutId }));
    await shop.stub.reread(payoutId); // Told again: no second effect.
    const { balances, payouts } = await shop.stub.statement();
    expect(balances).toMatchObject([{ payableMinor: 9_500, transitMinor: 0, paidMinor: 0 }]);
    expect(payouts).toMatchObject([{ state: "failed", failureCode: "returned" }]);
    expect((await journalsOf(shop)).map(({ kind }) => kind)).toEqual([
      "payout_planned",
      "payout_settled",
      "payout_reversed",
    ]);
    await expectSoundLedger(shop);
    expect(await shop.stub.payOut(shop.groupBuyId)).toMatchObject({ state: "paid", amountMinor: 9_500 });
  });

  test("a refused payout is payable again, and the next one is another", async () => {
    const shop = await openShop("refused");
    await shop.stub.credit(shop.credit);
    await bank.plantFault(shop.groupBuyId, "payout", "payout-fails");
    expect(await shop.stub.payOut(shop.groupBuyId)).toMatchObject({ state: "failed", failureCode: "account-closed" });
    expect((await shop.stub.statement()).balances).toMatchObject([{ payableMinor: 9_500, transitMinor: 0 }]);
    expect(await shop.stub.payOut(shop.groupBuyId)).toMatchObject({ state: "paid" });
    expect((await shop.stub.statement()).payouts.map((payout) => payout.state).sort()).toEqual(["failed", "paid"]);
    await expectSoundLedger(shop);
  });

  test.each(["lost-before", "lost-after"] as const)(
    "K22: an answer %s its effect is looked up, and money moves once",
    async (fault) => {
      const shop = await openShop(fault.replace("-", ""));
      await shop.stub.credit(shop.credit);
      await bank.plantFault(shop.groupBuyId, "payout", fault);
      expect(await shop.stub.payOut(shop.groupBuyId)).toMatchObject({ state: "unknown" });
      await evictDurableObject(shop.stub);
      await inAccount(
        shop,
        () => Date.now() + 60_000,
        (account) => account.alarm(),
      );
      expect((await shop.stub.statement()).payouts).toMatchObject([{ state: "paid", amountMinor: 9_500 }]);
      await expectSoundLedger(shop);
    },
  );

  test("K21: evicted between plan and answer: the payout is found planned and sent once", async () => {
    const shop = await openShop("evicted");
    await shop.stub.credit(shop.credit);
    const silent: EscrowProvider = { ...bank, payout: () => Promise.withResolvers<never>().promise };
    await inAccount(
      shop,
      () => Date.now(),
      async (account) => {
        void account.payOut(shop.groupBuyId);
      },
      silent,
    );
    await evictDurableObject(shop.stub);
    expect((await shop.stub.statement()).payouts).toMatchObject([{ state: "planned" }]);
    expect(valueOf(await bank.statement(shop.groupBuyId, 0)).lines).toHaveLength(1);

    expect(await shop.stub.payOut(shop.groupBuyId)).toMatchObject({ state: "paid", amountMinor: 9_500 });
    expect(valueOf(await bank.statement(shop.groupBuyId, 0)).lines).toHaveLength(2);
    await expectSoundLedger(shop);
  });

  test("what becomes payable beside a payout under way is paid out once that is through", async () => {
    const shop = await openShop("beside");
    let nowMs = 1_000;
    const silence = async () => ({ outcome: "unknown", cause: "timeout" }) as const;
    const deaf: EscrowProvider = { ...bank, payout: silence, find: silence };
    await inAccount(
      shop,
      () => nowMs,
      async (account) => {
        await account.credit(shop.credit);
        await account.payOut(shop.groupBuyId);
        await account.credit({ ...shop.credit, seq: 8, payableMinor: 300, reserveMinor: 0 });
        await account.payOut(shop.groupBuyId);
      },
      deaf,
    );
    const statement = await inAccount(
      shop,
      () => nowMs,
      async (account) => {
        for (let rings = 0; rings < 2; rings += 1) {
          nowMs += 60_000;
          await account.alarm();
        }
        return account.statement();
      },
    );
    expect(statement.payouts.map(({ state, amountMinor }) => [state, amountMinor]).sort()).toEqual([
      ["paid", 300],
      ["paid", 9_500],
    ]);
    expect(statement.holdings).toMatchObject([{ payableMinor: 0, transitMinor: 0 }]);
  });

  test("K22: an answer that arrives after it has been looked up changes nothing", async () => {
    const shop = await openShop("late");
    await shop.stub.credit(shop.credit);
    const answer = Promise.withResolvers<undefined>();
    const slow: EscrowProvider = {
      ...bank,
      payout: async (order, key) => {
        const paid = await bank.payout(order, key);
        await answer.promise;
        return paid;
      },
    };
    await runInDurableObject(shop.stub, async (_, state) => {
      const nowMs = () => Date.now();
      const pending = new MerchantAccountObject(state, env, {
        nowMs,
        escrow: slow,
        ledger: silentLedger,
        log: platformLog,
      }).payOut(shop.groupBuyId);
      const again = new MerchantAccountObject(state, env, {
        nowMs,
        escrow: bank,
        ledger: silentLedger,
        log: platformLog,
      });
      expect(await again.payOut(shop.groupBuyId)).toMatchObject({ state: "paid" });
      answer.resolve(undefined);
      expect(await pending).toMatchObject({ state: "paid" });
    });
    expect((await journalsOf(shop)).map((journal) => journal.kind)).toEqual(["payout_planned", "payout_settled"]);
    await expectSoundLedger(shop);
  });

  test("a throttled payout waits and goes out later", async () => {
    const shop = await openShop("throttled");
    await shop.stub.credit(shop.credit);
    await bank.plantFault(shop.groupBuyId, "payout", "throttle");
    expect(await shop.stub.payOut(shop.groupBuyId)).toMatchObject({ state: "unknown" });
    await inAccount(
      shop,
      () => Date.now() + 2_000,
      (account) => account.alarm(),
    );
    expect((await shop.stub.statement()).payouts).toMatchObject([{ state: "paid" }]);
  });
});

describe("reserve", () => {
  test("is kept 90 days by the account's clock, then paid out", async () => {
    const shop = await openShop("reserve");
    const startMs = Date.now();
    await inAccount(
      shop,
      () => startMs,
      (account) => account.credit(shop.credit),
    );
    await inAccount(
      shop,
      () => startMs + 90 * DAY_MS - 1,
      (account) => account.alarm(),
    );
    expect((await shop.stub.statement()).balances).toMatchObject([{ payableMinor: 9_500, reserveMinor: 500 }]);
    await inAccount(
      shop,
      () => startMs + 90 * DAY_MS,
      (account) => account.alarm(),
    );
    expect((await shop.stub.statement()).balances).toEqual([
      { currency: "EUR", payableMinor: 0, reserveMinor: 0, transitMinor: 0, paidMinor: 10_000, ...NOTHING_BACK },
    ]);
    await expectSoundLedger(shop);
  });

  test("is cut to what remains of the time that the provider keeps money", async () => {
    const shop = await openShop("cut");
    const startMs = Date.now();
    const late = { ...shop.credit, heldSinceMs: 0, creditedAtMs: 150 * DAY_MS };
    await inAccount(
      shop,
      () => startMs,
      (account) => account.credit(late),
    );
    await inAccount(
      shop,
      () => startMs + 30 * DAY_MS,
      (account) => account.alarm(),
    );
    expect((await shop.stub.statement()).balances).toMatchObject([
      { reserveMinor: 0, paidMinor: 10_000, ...NOTHING_BACK },
    ]);
  });

  test("an alarm twice, early or for nothing changes nothing", async () => {
    const shop = await openShop("alarms");
    expect(await runDurableObjectAlarm(shop.stub)).toBe(false);
    const startMs = Date.now();
    await inAccount(
      shop,
      () => startMs,
      (account) => account.credit(shop.credit),
    );
    expect(await runDurableObjectAlarm(shop.stub)).toBe(true);
    expect((await shop.stub.statement()).balances).toMatchObject([{ payableMinor: 9_500, reserveMinor: 500 }]);
    for (const _ of [1, 2])
      await inAccount(
        shop,
        () => startMs + 91 * DAY_MS,
        (account) => account.alarm(),
      );
    expect((await journalsOf(shop)).filter((journal) => journal.kind === "reserve_released")).toHaveLength(1);
    await expectSoundLedger(shop);
  });

  test("K16: one timer that fails does not stop the others, and is tried again", async () => {
    const shop = await openShop("poison");
    const logged = vi.spyOn(console, "error").mockReturnValue();
    const startMs = Date.now();
    await inAccount(
      shop,
      () => startMs,
      (account) => account.credit(shop.credit),
    );
    await runInDurableObject(shop.stub, (_, state) => {
      state.storage.sql.exec("INSERT INTO timers VALUES ('reserve', 'gb_nobody:1', 0)");
    });
    await inAccount(
      shop,
      () => startMs + 90 * DAY_MS,
      (account) => account.alarm(),
    );
    expect((await shop.stub.statement()).balances).toMatchObject([
      { reserveMinor: 0, paidMinor: 10_000, ...NOTHING_BACK },
    ]);
    const nextMs = await runInDurableObject(shop.stub, (_, state) => state.storage.getAlarm());
    // What would have looked after the payout comes first, finds it paid, and sets the next one.
    expect(nextMs).toBe(startMs + 90 * DAY_MS + 30_000);
    await inAccount(
      shop,
      () => startMs + 90 * DAY_MS + 30_000,
      (account) => account.alarm(),
    );
    const thenMs = await runInDurableObject(shop.stub, (_, state) => state.storage.getAlarm());
    expect(thenMs).toBe(startMs + 90 * DAY_MS + 60_000);
    expect(logged).toHaveBeenCalledOnce();
    logged.mockRestore();
  });
});

describe("the general ledger", () => {
  test("L21 has every journal once and in order, also after it did not answer", async () => {
    const shop = await openShop("mirror");
    await shop.stub.credit(shop.credit);
    const posted: LedgerBatch[] = [];
    let isDown = true;
    const ledger: GeneralLedger = {
      post(batch) {
        if (isDown) return Promise.reject(new Error("planted: the ledger is away"));
        posted.push(batch);
        return Promise.resolve();
      },
    };
    const errors = vi.spyOn(console, "error").mockImplementation(() => undefined);
    let nowMs = Date.now();
    await inAccount(
      shop,
      () => nowMs,
      (account) => account.payOut(shop.groupBuyId),
      bank,
      ledger,
    );
    expect(posted).toEqual([]);
    isDown = false;
    nowMs += 60_000;
    await inAccount(
      shop,
      () => nowMs,
      (account) => account.alarm(),
      bank,
      ledger,
    );
    await inAccount(
      shop,
      () => nowMs,
      (account) => account.alarm(),
      bank,
      ledger,
    );
    errors.mockRestore();
    expect(posted.map(({ afterSeq, throughSeq }) => [afterSeq, throughSeq])).toEqual([[0, 2]]);
    expect(posted[0]?.sourceId).toBe(shop.credit.merchantId);
    expect(posted[0]?.journals.map(({ kind }) => kind)).toEqual(["payout_planned", "payout_settled"]);
  });
});

describe("the book itself", () => {
  test.each([
    [
      "L1 an unbalanced journal",
      "INSERT INTO journals VALUES (3, 'tr_x', 0, 'refund', 'd', 'EUR', '[{\"account\":\"a\",\"amountMinor\":1}]', 'h')",
      "journal-unbalanced",
    ],
    [
      "L1 a journal without entries",
      "INSERT INTO journals VALUES (3, 'tr_x', 0, 'refund', 'd', 'EUR', '[]', 'h')",
      "journal-unbalanced",
    ],
    ["L3 a change", "UPDATE journals SET at_ms = 0", "journal-immutable"],
    ["L3 a deletion", "DELETE FROM journals", "journal-immutable"],
    ["L10 a payable below zero", "UPDATE holdings SET payable_minor = -1", "CHECK constraint failed"],
  ])("%s is refused by the database", async (name, statement, message) => {
    const shop = await openShop(`sql${name.replaceAll(/[^a-z]/g, "")}`);
    await shop.stub.credit(shop.credit);
    await shop.stub.payOut(shop.groupBuyId);
    await runInDurableObject(shop.stub, (_, state) => {
      expect(() => state.storage.sql.exec(statement)).toThrow(message);
    });
  });
});
