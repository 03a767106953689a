/** L4, L21: the chain of journals in the objects, where it is made, and in the general ledger, where it is kept to. */
import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createD1Directory } from "../../worker/adapters/catalogue/directory.ts";
import { createD1GeneralLedger } from "../../worker/adapters/catalogue/projection.ts";
import { createD1DemandSearch } from "../../worker/adapters/search/demand-search.ts";
import type { JournalEntry, LedgerBatch } from "../../worker/app/projection.ts";
import { checkChain, EMPTY_CHAIN, linkJournal, type ChainLink } from "../../worker/core/ledger/journal-chain.ts";
import { GroupBuyStore } from "../../worker/objects/group-buy/group-buy-store.ts";
import { SCHEMA_STEPS } from "../../worker/objects/group-buy/schema.ts";
import { MerchantStore } from "../../worker/objects/merchant-account/merchant-store.ts";
import { journal } from "../support/catalogue-entry.ts";
import { prepareDatabases } from "../support/worker-life.ts";
import { accepted, BELL, onOpenStand, type Stand } from "../support/worker-stand.ts";

beforeAll(prepareDatabases);

type Linked = JournalEntry & { readonly link: ChainLink };

describe("L4: a group-buy's journals", () => {
  test("are chained as they are posted, and delivered with their links", async () => {
    await onOpenStand(async (stand) => {
      for (const name of ["Ada", "Bo", "Cem"]) accepted(await stand.join(name));
      await stand.rest();
      stand.at(BELL);
      await stand.object.alarm();
      await stand.rest();

      const booked = storeOf(stand).journals(0, Number.MAX_SAFE_INTEGER);
      expect(booked.length).toBeGreaterThan(6);
      expect(checkChain(stand.id, booked)).toBeNull();
      const delivered = stand.mirror.taken.flatMap(({ journals }) => journals);
      expect(delivered.map(({ link }) => link)).toEqual(booked.map(({ link }) => link));
      const middle = storeOf(stand).journals(booked[2]?.seq ?? 0, Number.MAX_SAFE_INTEGER);
      expect(middle).toEqual(booked.filter(({ seq }) => seq > (booked[2]?.seq ?? 0)));
      expect(storeOf(stand).journalHead()).toMatchObject({ position: booked.length, hash: booked.at(-1)?.link.hash });
    });
  });

  test("that an earlier version wrote are linked when this one wakes, and go on from there", async () => {
    await runInDurableObject(env.GROUP_BUY.getByName("chain-older"), (_, state) => {
      const { sql } = state.storage;
      for (const step of SCHEMA_STEPS.slice(0, 3)) sql.exec(step);
      sql.exec("INSERT INTO marks VALUES ('schema', 3)");
      sql.exec(`INSERT INTO header VALUES (1, '{"id":"gb_older"}')`);
      const older = [journal("tr_a", 5), journal("tr_b", 6), journal("tr_c", 7)];
      for (const [n, of] of older.entries()) insertUnlinked(sql, n < 2 ? 4 : 9, n, of);
      const store = new GroupBuyStore(state.storage);

      store.migrate();
      expect(checkChain("gb_older", store.journals(0, 9))).toBeNull();
      expect(store.journals(0, 9).map(({ link }) => link)).toEqual(chained("gb_older", older).map(({ link }) => link));

      const head = store.journalHead();
      insertUnlinked(sql, 12, 0, journal("tr_d", 8)); // Rolled back, and forward again.
      store.migrate();
      expect(store.journals(9, 12)[0]?.link).toEqual(linkJournal("gb_older", head, journal("tr_d", 8)));
      expect(checkChain("gb_older", store.journals(0, 12))).toBeNull();
    });
  });

  test("L3: a link is final, and so is what it was made of; a journal comes after the last one", async () => {
    await onOpenStand(async ({ state }) => {
      const { sql } = state.storage;
      const { seq, n } = sql.exec<{ seq: number; n: number }>("SELECT seq, n FROM journals LIMIT 1").one();
      for (const statement of [
        "UPDATE journals SET hash = 'f'",
        "UPDATE journals SET hash = NULL",
        "UPDATE journals SET position = 7",
        "UPDATE journals SET at_ms = 1",
        "DELETE FROM journals",
      ]) {
        expect(() => sql.exec(statement), statement).toThrow("journals are final");
      }
      const values = (at: string) => `INSERT INTO journals SELECT ${at}, 'h' FROM journals LIMIT 1`;
      const columns = "'tr_x', kind, ref_id, currency, at_ms, entries";
      expect(() => sql.exec(values(`${seq + 1}, 0, ${columns}, 5`))).toThrow("journal out of place");
      expect(() => sql.exec(values(`${seq}, ${n - 1}, ${columns}, 2`))).toThrow("journal out of place");

      sql.exec(values(`${seq + 1}, 0, ${columns}, NULL`).replace("'h'", "NULL"));
      const altering = "UPDATE journals SET entries = '[]', position = 2, hash = 'h' WHERE hash IS NULL";
      expect(() => sql.exec(altering)).toThrow("journals are final");
    });
  });
});

test("L4: a merchant's book that an earlier version wrote is linked when this one wakes", async () => {
  await runInDurableObject(env.MERCHANT_ACCOUNT.getByName("chain-older"), (_, state) => {
    const { sql } = state.storage; // The object that the platform made has laid out the tables.
    sql.exec("INSERT INTO merchant VALUES (1, 'mer_older')");
    const older = [journal("tr_a", 5), journal("tr_b", 6)];
    for (const { id, atMs, kind, refId, currency, entries } of older) {
      sql.exec(
        "INSERT INTO journals (id, at_ms, kind, ref_id, currency, entries) VALUES (?, ?, ?, ?, ?, ?)",
        ...[id, atMs, kind, refId, currency, JSON.stringify(entries)],
      );
    }
    const store = new MerchantStore(state.storage);
    expect(store.journalsAfter(0, 9).map(({ link }) => link)).toEqual(
      chained("mer_older", older).map(({ link }) => link),
    );
    expect(checkChain("mer_older", store.journalsAfter(0, 9))).toBeNull();
    expect(store.journalsAfter(1, 9)[0]?.link.previousHash).toBe(store.journalHead(1).hash);
    expect(store.journalHead().position).toBe(2);
  });
});

describe("L21: the general ledger takes a journal as the next one of its source and no other", () => {
  const directory = createD1Directory(env.CATALOGUE, createD1DemandSearch(env.SEARCH));
  const ledger = createD1GeneralLedger(env.CATALOGUE);
  let number = 0;
  let sourceId = "";
  let book: Linked[] = [];

  beforeEach(() => {
    number += 1;
    sourceId = `mer_chain_${number}`;
    book = chained(
      sourceId,
      [1, 2, 3, 4, 5].map((n) => journal(`tr_chain_${number}_${n}`, n)),
    );
  });

  const post = (from: number, to: number, journals: readonly JournalEntry[] = book.slice(from, to)): Promise<void> =>
    ledger.post({ sourceId, afterSeq: from, throughSeq: to, journals } satisfies LedgerBatch);
  const headOf = () =>
    env.CATALOGUE.prepare("SELECT position, hash FROM journal_heads WHERE source_id = ?").bind(sourceId).first();

  test("in order, in any cut, and twice", async () => {
    await post(0, 2);
    await post(0, 2);
    await post(0, 3); // What is known passes by, what is new is linked on.
    await post(3, 5);
    expect(await directory.ledgerOf(sourceId)).toEqual(book);
    expect(checkChain(sourceId, book)).toBeNull();
    expect(await headOf()).toEqual({ position: 5, hash: book[4]?.link.hash });
  });

  test("a gap, a second under one number, a break and a changed repeat are refused by name, and nothing is written", async () => {
    await post(0, 2);
    const [, second, third, fourth] = book;
    if (!second || !third || !fourth) return;
    for (const [journals, code] of [
      [[fourth], "journal-out-of-place"],
      [[{ ...fourth, link: { ...fourth.link, position: 2 } }], "journal-out-of-place"],
      [[{ ...third, link: { ...third.link, previousHash: "f".repeat(64) } }], "journal-chain-broken"],
      [[third, { ...fourth, link: { ...fourth.link, previousHash: second.link.hash } }], "journal-chain-broken"],
      [[{ ...second, link: { ...second.link, position: 3, previousHash: second.link.hash } }], "journal-conflict"],
      [[{ ...second, link: { ...second.link, hash: "f".repeat(64) } }], "journal-conflict"],
    ] as const) {
      await expect(post(2, 4, journals)).rejects.toMatchObject({ code });
    }
    expect(await directory.ledgerOf(sourceId)).toEqual(book.slice(0, 2));
    await post(2, 5);
    expect(await directory.ledgerOf(sourceId)).toEqual(book);
  });

  test("the first is linked to nothing, whatever it says", async () => {
    const [first] = book;
    if (!first) return;
    const forged = { ...first, link: { ...first.link, previousHash: "f".repeat(64) } };
    await expect(post(0, 1, [forged])).rejects.toMatchObject({ code: "journal-chain-broken" });
  });

  test("journals from before the chain keep their places, and the chain begins after them", async () => {
    const unlinked = book.map(({ link: _, ...of }) => of);
    await post(0, 2, unlinked.slice(0, 2));
    expect(await headOf()).toEqual({ position: 2, hash: null });
    await expect(post(2, 4, book.slice(3, 4))).rejects.toMatchObject({ code: "journal-out-of-place" });
    await post(1, 4); // The second again, now with the link that its source has given it.
    await post(4, 5, unlinked.slice(4)); // A version that knows no chain, for a while.
    expect(await headOf()).toEqual({ position: 5, hash: null });
    const ledgerOf = await directory.ledgerOf(sourceId);
    expect(ledgerOf.map(({ id }) => id).toSorted()).toEqual(book.map(({ id }) => id));
    expect(ledgerOf.map(({ link }) => link?.position)).toEqual([undefined, undefined, undefined, 3, 4]);
  });

  test("L3: links and heads are final", async () => {
    await post(0, 2);
    for (const attempt of [
      `UPDATE journals SET hash = 'f' WHERE source_id = '${sourceId}'`,
      `UPDATE journals SET position = NULL WHERE source_id = '${sourceId}'`,
      `UPDATE journal_heads SET hash = 'f' WHERE source_id = '${sourceId}'`,
      `UPDATE journal_heads SET position = 9 WHERE source_id = '${sourceId}'`,
      `DELETE FROM journal_heads WHERE source_id = '${sourceId}'`,
    ]) {
      await expect(env.CATALOGUE.prepare(attempt).run(), attempt).rejects.toThrow("journal-immutable");
    }
  });
});

function storeOf({ state }: Stand): GroupBuyStore {
  return new GroupBuyStore(state.storage);
}

function chained(sourceId: string, journals: readonly JournalEntry[]): Linked[] {
  let head: Pick<ChainLink, "position" | "hash"> = EMPTY_CHAIN;
  return journals.map((of) => {
    const link = linkJournal(sourceId, head, of);
    head = link;
    return { ...of, link };
  });
}

function insertUnlinked(sql: SqlStorage, seq: number, n: number, of: JournalEntry): void {
  const { id, kind, refId, currency, atMs, entries } = of;
  sql.exec(
    "INSERT INTO journals (seq, n, id, kind, ref_id, currency, at_ms, entries) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
    ...[seq, n, id, kind, refId, currency, atMs, JSON.stringify(entries)],
  );
}
