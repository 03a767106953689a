/** A movement stands in its book once, held by the book's own rows: the same again is nothing (L5), another one under its id is refused by name (L6). */
import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { describe, expect, test } from "vitest";
import { compareJournals, type Journal } from "../../worker/core/ledger/journal.ts";
import { checkChain } from "../../worker/core/ledger/journal-chain.ts";
import { captureDirect, payoutPlanned, payoutSettled, refund } from "../../worker/core/ledger/posting.ts";
import { GroupBuyStore } from "../../worker/objects/group-buy/group-buy-store.ts";
import { JournalRows } from "../../worker/objects/group-buy/journal-rows.ts";
import { SCHEMA_STEPS } from "../../worker/objects/group-buy/schema.ts";
import { MerchantStore } from "../../worker/objects/merchant-account/merchant-store.ts";

/** A book without an object around it: what the state machine would never ask for can be tried. */
interface Book {
  readonly sourceId: string;
  /** How many rows are new. */
  put(journal: Journal): number;
  journals(): Parameters<typeof checkChain>[1];
  rows(): unknown[];
}

let books = 0;

function inGroupBuy(work: (book: Book) => void): Promise<void> {
  return runInDurableObject(env.GROUP_BUY.getByName(`once-${(books += 1)}`), (_, { storage }) => {
    const { sql } = storage;
    new GroupBuyStore(storage).migrate();
    const rows = new JournalRows(sql);
    let seq = 0;
    work({
      sourceId: "gb_once",
      put: (journal) => storage.transactionSync(() => rows.append("gb_once", 1, [{ ...journal, seq: (seq += 1) }])),
      journals: () => rows.range(0, 1_000),
      rows: () => [...sql.exec("SELECT * FROM journals"), ...sql.exec("SELECT * FROM accounts")],
    });
  });
}

function inMerchant(work: (book: Book) => void): Promise<void> {
  return runInDurableObject(env.MERCHANT_ACCOUNT.getByName(`once-${(books += 1)}`), (_, { storage }) => {
    const store = new MerchantStore(storage);
    store.saveMerchantId("mer_once");
    work({
      sourceId: "mer_once",
      put: (journal) => (storage.transactionSync(() => store.putJournal(journal, 1)) === "new" ? 1 : 0),
      journals: () => store.journalsAfter(0, 1_000),
      rows: () => storage.sql.exec("SELECT * FROM journals").toArray(),
    });
  });
}

const of = { groupBuyId: "gb_once", depositId: "dep_1", providerId: "sandbox", currency: "EUR", attempt: 1 };
const payout = { ...of, payoutId: "po_1", from: "mer:mer_once:payable", amountMinor: 95 };

describe.each([
  ["a group-buy's book", inGroupBuy, [captureDirect(of, 300), refund(of, 100)]],
  ["a merchant's book", inMerchant, [payoutPlanned(payout), payoutSettled(payout)]],
] as const)("%s", (_, inBook, [posted, next]) => {
  const [first = { account: "", amountMinor: 0 }, second = first] = posted.entries;

  test("L5: takes the same movement once, also with its properties in another order, and goes on", async () => {
    await inBook((book) => {
      expect(book.put(posted)).toBe(1);
      const written = book.rows();
      expect(book.put(posted)).toBe(0);
      const turned = posted.entries.map(({ account, amountMinor }) => ({ amountMinor, account }));
      expect(book.put({ ...posted, entries: turned })).toBe(0);
      expect(book.rows()).toEqual(written);
      expect(book.put(next)).toBe(1);
      expect([...book.journals()].map(({ id }) => id)).toEqual([posted.id, next.id]);
      expect(checkChain(book.sourceId, book.journals())).toBeNull();
    });
  });

  test.each<[string, Journal]>([
    ["currency", { ...posted, currency: "JPY" }],
    ["kind", { ...posted, kind: "provider_cost" }],
    ["kind", { ...posted, kind: "hold" }],
    ["reference", { ...posted, refId: "dep_2" }],
    ["accounts", { ...posted, entries: [first, { ...second, account: "dep:dep_2" }] }],
    ["accounts", { ...posted, entries: [second, first] }],
    [
      "amount",
      { ...posted, entries: posted.entries.map((entry) => ({ ...entry, amountMinor: 2 * entry.amountMinor })) },
    ],
  ])(
    "L6: refuses another %s under a known id by name, as the core says it, and writes nothing",
    async (what, other) => {
      await inBook((book) => {
        book.put(posted);
        const written = book.rows();
        expect(() => book.put(other)).toThrow(`transfer-exists-different-${what}`);
        expect(book.rows()).toEqual(written);
        expect(compareJournals(posted, other)).toMatchObject({ error: { code: `transfer-exists-different-${what}` } });
      });
    },
  );
});

test("L5: what is posted before balances follow it is new, or nothing follows", async () => {
  await runInDurableObject(env.MERCHANT_ACCOUNT.getByName(`once-${(books += 1)}`), (_, { storage }) => {
    const store = new MerchantStore(storage);
    store.saveMerchantId("mer_once");
    store.addJournal(payoutPlanned(payout), 1);
    expect(() => store.addJournal(payoutPlanned(payout), 2)).toThrow("what moves has not moved before");
  });
});

test("L6: a book that an earlier version wrote knows its ids", async () => {
  await runInDurableObject(env.GROUP_BUY.getByName(`once-${(books += 1)}`), (_, { storage }) => {
    const { sql } = storage;
    for (const step of SCHEMA_STEPS.slice(0, 5)) sql.exec(step);
    sql.exec("INSERT INTO marks VALUES ('schema', 5)");
    const rows = new JournalRows(sql);
    rows.append("gb_once", 1, [{ ...captureDirect(of, 300), seq: 1 }]);
    new GroupBuyStore(storage).migrate();
    expect(rows.append("gb_once", 1, [{ ...captureDirect(of, 300), seq: 2 }])).toBe(0);
    const other = { ...captureDirect(of, 301), id: captureDirect(of, 300).id, seq: 2 };
    expect(() => rows.append("gb_once", 1, [other])).toThrow("transfer-exists-different-amount");
  });
});
