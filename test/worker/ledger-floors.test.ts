/** What the objects' own databases refuse, whatever the code above them does (L9, L10, L11, L12, L19, L22). */
import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { describe, expect, test } from "vitest";
import { JOURNAL_ORIGIN } from "../../worker/core/ledger/journal.ts";
import { project } from "../../worker/core/ledger/balances.ts";
import {
  award,
  captureDirect,
  forfeit,
  payoutFailed,
  payoutPlanned,
  payoutSettled,
  refund,
  refundFailed,
} from "../../worker/core/ledger/posting.ts";
import type { Journal } from "../../worker/core/ledger/journal.ts";
import { disputeLostBeforeAward, disputeOpened } from "../../worker/core/ledger/dispute-posting.ts";
import { GroupBuyStore } from "../../worker/objects/group-buy/group-buy-store.ts";
import { JournalRows } from "../../worker/objects/group-buy/journal-rows.ts";
import { SCHEMA_STEPS } from "../../worker/objects/group-buy/schema.ts";
import { MerchantStore } from "../../worker/objects/merchant-account/merchant-store.ts";

const of = { groupBuyId: "gb_floor", depositId: "dep_1", providerId: "sandbox", currency: "EUR", attempt: 1 };
const again = { ...of, attempt: 2 };
const other = { ...of, depositId: "dep_2" };
const payout = { ...of, payoutId: "dep_1.1", from: "dep:dep_1", amountMinor: 200 };
const dispute = { ...of, disputeId: "dp_1", amountMinor: 300 };
const captured = [captureDirect(of, 300), captureDirect(other, 500)];

const awarded = award({
  groupBuyId: of.groupBuyId,
  memberId: "mb_1",
  merchantId: "mer_1",
  currency: "EUR",
  attempt: 1,
  parts: [{ depositId: "dep_1", amountMinor: 301 }],
  feeBasisPoints: 0,
  reserveBasisPoints: 0,
}).journal;

let books = 0;

/** A sub-ledger without a group-buy around it: what the state machine would never ask for can be tried. */
function inBook(work: (post: (journal: Journal) => void, sql: SqlStorage) => void): Promise<void> {
  return runInDurableObject(env.GROUP_BUY.getByName(`floors-${(books += 1)}`), (_, state) => {
    new GroupBuyStore(state.storage).migrate();
    const rows = new JournalRows(state.storage.sql);
    let seq = 0;
    work((journal) => rows.append("gb_floor", 1, [{ ...journal, seq: (seq += 1) }]), state.storage.sql);
  });
}

describe("L10: a group-buy's sub-ledger refuses", () => {
  test.each<[string, readonly Journal[], Journal]>([
    ["a refund of more than was taken", [], refund(of, 301)],
    ["the same refund under another id", [refund(of, 300)], refund(again, 300)],
    [
      "a refund that came back and is made twice",
      [refund(of, 300), refundFailed(of, 300), refund(again, 300)],
      refund({ ...of, attempt: 3 }, 1),
    ],
    ["an award of what was refunded", [refund(of, 1)], { ...awarded, entries: awarded.entries }],
    ["a forfeit of what is not there", [], forfeit(of, [{ account: "dep:dep_2", amountMinor: 301 }])],
    ["money promised twice", [payoutPlanned(payout)], payoutPlanned({ ...payout, payoutId: "dep_1.2" })],
    ["a payout settled that was never planned", [], payoutSettled(payout)],
    ["a payout settled after it failed (L12)", [payoutPlanned(payout), payoutFailed(payout)], payoutSettled(payout)],
  ])("%s, and nothing is written", async (_what, before, journal) => {
    await inBook((post, sql) => {
      for (const each of [...captured, ...before]) post(each);
      const rows = () => [...sql.exec("SELECT * FROM journals"), ...sql.exec("SELECT * FROM accounts")];
      const written = rows();
      expect(() => post(journal)).toThrow("balance too low");
      expect(rows()).toEqual(written);
    });
  });

  test("no fact: what the provider took is booked though nothing is left of it", async () => {
    await inBook((post, sql) => {
      for (const journal of captured) post(journal);
      post(refund(of, 300));
      post(refund(other, 500));
      post(disputeOpened(dispute));
      post(disputeLostBeforeAward(dispute));
      const stands = sql.exec("SELECT posted_minor AS minor FROM accounts WHERE id = 'prov:sandbox:clearing'").one();
      expect(stands).toEqual({ minor: -300 });
    });
  });

  test("only what is a command of ours by the chart", () => {
    const floored = /NEW\.kind IN \(([^)]*)\)/.exec(SCHEMA_STEPS[4] ?? "")?.[1] ?? "";
    const kinds = [...floored.matchAll(/'(\w+)'/g)].map(([, kind]) => kind as keyof typeof JOURNAL_ORIGIN);
    expect(kinds.length).toBeGreaterThan(4);
    for (const kind of kinds) expect(JOURNAL_ORIGIN[kind], kind).toBe("command");
  });
});

describe("the accounts of a sub-ledger", () => {
  test("L9, L19: are the projection of its journals, counted entry by entry; of an older one too", async () => {
    await inBook((post, sql) => {
      const journals = [...captured, refund(of, 100), payoutPlanned(payout), payoutFailed(payout)];
      for (const journal of journals) post(journal);
      const kept = sql.exec<{ id: string; minor: number; version: number }>(
        "SELECT id, posted_minor AS minor, version FROM accounts",
      );
      const entries = journals.flatMap((journal) => journal.entries);
      const versions = (id: string) => entries.filter(({ account }) => account === id).length;
      const expected = [...project(journals)].map(([key, minor]) => [key.slice(4), minor, versions(key.slice(4))]);
      const rows = kept.toArray().map(({ id, minor, version }) => [id, minor, version]);
      expect(rows.toSorted()).toEqual(expected.toSorted());

      sql.exec("DROP TABLE accounts"); // As it stood before there was one.
      sql.exec((SCHEMA_STEPS[4] ?? "").split("CREATE TRIGGER")[0] ?? "");
      const anew = sql.exec<{ id: string; minor: number; version: number }>(
        "SELECT id, posted_minor AS minor, version FROM accounts",
      );
      expect(anew.toArray().map(({ id, minor, version }) => [id, minor, version])).toEqual(rows);
    });
  });

  test("L11: keep their currency", async () => {
    await inBook((post) => {
      post(captureDirect(of, 300));
      expect(() => post(captureDirect({ ...again, currency: "JPY" }, 5))).toThrow("account in another currency");
    });
  });

  test("L3, L19: are changed by journals alone", async () => {
    await inBook((post, sql) => {
      post(captureDirect(of, 300));
      for (const statement of [
        "UPDATE accounts SET posted_minor = 0",
        "UPDATE accounts SET version = version + 2",
        "UPDATE accounts SET version = version + 1, currency = 'USD'",
        "DELETE FROM accounts",
      ]) {
        expect(() => sql.exec(statement), statement).toThrow("accounts are kept by journals");
      }
    });
  });
});

describe("a merchant's book refuses", () => {
  const credit = {
    merchantId: "mer_floor",
    groupBuyId: "gb_floor",
    seq: 1,
    journalId: "tr_1",
    currency: "EUR",
    payableMinor: 95,
    reserveMinor: 5,
    creditedAtMs: 0,
    heldSinceMs: 0,
  };
  const holding = { groupBuyId: "gb_floor", currency: "EUR", payableMinor: 0, reserveMinor: 0 };
  const paid = {
    payoutId: "po_1",
    groupBuyId: "gb_floor",
    currency: "EUR",
    amountMinor: 95,
    state: "paid" as const,
    failureCode: null,
    plannedAtMs: 0,
    settledAtMs: 1,
  };

  function inMerchantBook(work: (store: MerchantStore) => void): Promise<void> {
    return runInDurableObject(env.MERCHANT_ACCOUNT.getByName(`floors-${(books += 1)}`), (_, state) => {
      const store = new MerchantStore(state.storage);
      store.saveMerchantId("mer_floor");
      store.addCredit(credit);
      work(store);
    });
  }

  test("L22: to pay out more than was ever credited", async () => {
    await inMerchantBook((store) => {
      store.saveHolding({ ...holding, transitMinor: 0, paidMinor: 100 });
      expect(() => store.saveHolding({ ...holding, transitMinor: 1, paidMinor: 100 })).toThrow("payout-beyond-credit");
      expect(() => store.saveHolding({ ...holding, transitMinor: 0, paidMinor: 101 })).toThrow("payout-beyond-credit");
      expect(store.holding("gb_floor")).toMatchObject({ transitMinor: 0, paidMinor: 100 });
    });
  });

  test("L12: to decide a payout twice, or to let it be another one", async () => {
    await inMerchantBook((store) => {
      store.savePayout({ ...paid, state: "planned", settledAtMs: null });
      store.savePayout({ ...paid, state: "unknown", settledAtMs: null });
      expect(() => store.savePayout({ ...paid, amountMinor: 96 })).toThrow("payout-decided-already");
      store.savePayout(paid);
      for (const state of ["planned", "unknown"] as const) {
        expect(() => store.savePayout({ ...paid, state }), state).toThrow("payout-decided-already");
      }
      expect(store.payouts()).toEqual([paid]);
      store.savePayout({ ...paid, state: "failed" }); // It came back: a fact, with a journal of its own.
      for (const state of ["planned", "unknown", "paid"] as const) {
        expect(() => store.savePayout({ ...paid, state }), state).toThrow("payout-decided-already");
      }
    });
  });
});
