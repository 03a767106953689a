import type { JournalEntry } from "../../app/projection.ts";
import { EMPTY_CHAIN, linkJournal, type ChainHead, type ChainLink } from "../../core/ledger/journal-chain.ts";
import type { Journal } from "../../core/ledger/journal.ts";
import { assert } from "../../core/result.ts";
import type { Holding, MerchantPayout } from "../../core/merchant-account/holding.ts";
import type { ReserveDue } from "../../core/merchant-account/standing.ts";
import { journalsOnce } from "../journals-once.ts";
import { runSchemaSteps, type SchemaStorage } from "../schema-steps.ts";
import { BACK_SCHEMA, BackStore } from "./back-store.ts";
import type { MerchantCredit } from "../../core/merchant-account/credit.ts";

/**
 * The merchant's book. A journal is one row with its entries inside; triggers keep it balanced and for ever. The
 * balances per group-buy are its projection, and their CHECKs are the floors of the accounts (L10).
 */
const SCHEMA = `
  CREATE TABLE IF NOT EXISTS merchant (id INTEGER PRIMARY KEY CHECK (id = 1), merchant_id TEXT NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS credits (
    group_buy_id TEXT NOT NULL, seq INTEGER NOT NULL, facts TEXT NOT NULL, reserve_minor INTEGER NOT NULL,
    PRIMARY KEY (group_buy_id, seq)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS holdings (
    group_buy_id TEXT PRIMARY KEY, currency TEXT NOT NULL,
    payable_minor INTEGER NOT NULL CHECK (payable_minor >= 0),
    reserve_minor INTEGER NOT NULL CHECK (reserve_minor >= 0),
    transit_minor INTEGER NOT NULL CHECK (transit_minor >= 0),
    paid_minor INTEGER NOT NULL CHECK (paid_minor >= 0)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS payouts (
    payout_id TEXT PRIMARY KEY, group_buy_id TEXT NOT NULL, currency TEXT NOT NULL, amount_minor INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('planned', 'unknown', 'paid', 'failed')),
    failure_code TEXT, planned_at_ms INTEGER NOT NULL, settled_at_ms INTEGER
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS mirror (id INTEGER PRIMARY KEY CHECK (id = 1), posted_seq INTEGER NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS timers (
    kind TEXT NOT NULL CHECK (kind IN ('payout', 'reserve', 'mirror')), ref TEXT NOT NULL, due_ms INTEGER NOT NULL,
    PRIMARY KEY (kind, ref)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS journals (
    seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, at_ms INTEGER NOT NULL, kind TEXT NOT NULL,
    ref_id TEXT NOT NULL, currency TEXT NOT NULL, entries TEXT NOT NULL
  ) STRICT;
  CREATE TRIGGER IF NOT EXISTS journals_balanced BEFORE INSERT ON journals
  WHEN (SELECT COALESCE(SUM(json_extract(value, '$.amountMinor')), 1) FROM json_each(NEW.entries)) <> 0
  BEGIN SELECT RAISE(ABORT, 'journal-unbalanced'); END;
  CREATE TRIGGER IF NOT EXISTS journals_update BEFORE UPDATE ON journals
  BEGIN SELECT RAISE(ABORT, 'journal-immutable'); END;
  CREATE TRIGGER IF NOT EXISTS journals_delete BEFORE DELETE ON journals
  BEGIN SELECT RAISE(ABORT, 'journal-immutable'); END;
`;

/** The book is chained (L4). A journal that an earlier version wrote is linked once, by a version that knows the chain. */
const CHAINED = `
  ALTER TABLE journals ADD COLUMN hash TEXT;
  CREATE INDEX journals_unlinked ON journals (seq) WHERE hash IS NULL;
  CREATE TRIGGER journals_follow BEFORE INSERT ON journals
  WHEN NEW.hash IS NOT NULL AND NEW.seq <> 1 + coalesce((SELECT max(seq) FROM journals), 0)
  BEGIN SELECT RAISE(ABORT, 'journal-out-of-place'); END;
  DROP TRIGGER journals_update;
  CREATE TRIGGER journals_update BEFORE UPDATE ON journals
  WHEN OLD.hash IS NOT NULL OR NEW.hash IS NULL
    OR (NEW.seq, NEW.id, NEW.at_ms, NEW.kind, NEW.ref_id, NEW.currency, NEW.entries)
      IS NOT (OLD.seq, OLD.id, OLD.at_ms, OLD.kind, OLD.ref_id, OLD.currency, OLD.entries)
  BEGIN SELECT RAISE(ABORT, 'journal-immutable'); END;
`;

/** L12: a payout is decided once; one that was paid can only come back. L22: what is on its way or paid was credited before, or was paid back. */
const GUARDED = `
  CREATE TRIGGER payouts_decided_once BEFORE INSERT ON payouts
  WHEN EXISTS (SELECT 1 FROM payouts WHERE payout_id = NEW.payout_id AND (
    (group_buy_id, currency, amount_minor) <> (NEW.group_buy_id, NEW.currency, NEW.amount_minor)
    OR (state = 'failed' AND NEW.state <> 'failed') OR (state = 'paid' AND NEW.state NOT IN ('paid', 'failed'))
  ))
  BEGIN SELECT RAISE(ABORT, 'payout-decided-already'); END;
  CREATE TRIGGER holdings_credited BEFORE INSERT ON holdings
  WHEN NEW.transit_minor + NEW.paid_minor
      > coalesce((SELECT transit_minor + paid_minor FROM holdings WHERE group_buy_id = NEW.group_buy_id), 0)
    AND NEW.transit_minor + NEW.paid_minor > (
      SELECT coalesce(sum((facts ->> 'payableMinor') + reserve_minor), 0) FROM credits WHERE group_buy_id = NEW.group_buy_id
    )
  BEGIN SELECT RAISE(ABORT, 'payout-beyond-credit'); END;
`;

/** A journal stands here once (L5, L6). */
const ONCE = journalsOnce("id = NEW.id");

/** A journal of this account for the general ledger; `seq` is contiguous from 1. */
export interface SequencedJournal extends JournalEntry {
  readonly seq: number;
  readonly link: ChainLink;
}

export interface Timer {
  readonly kind: "payout" | "reserve" | "mirror";
  readonly ref: string;
  readonly dueMs: number;
}

const HOLDINGS = `SELECT group_buy_id AS groupBuyId, currency, payable_minor AS payableMinor,
  reserve_minor AS reserveMinor, transit_minor AS transitMinor, paid_minor AS paidMinor FROM holdings`;

const PAYOUTS = `SELECT payout_id AS payoutId, group_buy_id AS groupBuyId, currency, amount_minor AS amountMinor, state,
  failure_code AS failureCode, planned_at_ms AS plannedAtMs, settled_at_ms AS settledAtMs FROM payouts`;

export class MerchantStore {
  /** What came back, or is called back. */
  readonly back: BackStore;
  readonly #sql: SqlStorage;

  constructor(storage: SchemaStorage) {
    this.#sql = storage.sql;
    this.back = new BackStore(storage.sql);
    runSchemaSteps(storage, [SCHEMA, CHAINED, GUARDED, BACK_SCHEMA, ONCE]);
    storage.transactionSync(() => this.#linkUnlinked());
  }

  merchantId(): string | null {
    return this.#sql.exec<{ id: string }>("SELECT merchant_id AS id FROM merchant").toArray()[0]?.id ?? null;
  }

  saveMerchantId(merchantId: string): void {
    this.#sql.exec("INSERT INTO merchant VALUES (1, ?)", merchantId);
  }

  credit(groupBuyId: string, seq: number): MerchantCredit | null {
    const query = "SELECT facts FROM credits WHERE group_buy_id = ? AND seq = ?";
    const row = this.#sql.exec<{ facts: string }>(query, groupBuyId, seq).toArray()[0];
    return row === undefined ? null : (JSON.parse(row.facts) as MerchantCredit); // Only `addCredit` writes facts.
  }

  addCredit(credit: MerchantCredit): void {
    const { groupBuyId, seq, reserveMinor } = credit;
    this.#sql.exec("INSERT INTO credits VALUES (?, ?, ?, ?)", groupBuyId, seq, JSON.stringify(credit), reserveMinor);
  }

  holding(groupBuyId: string): Holding | null {
    const [holding] = this.#rows<Holding>(`${HOLDINGS} WHERE group_buy_id = ?`, groupBuyId);
    return holding ?? null;
  }

  holdings(): readonly Holding[] {
    return this.#rows<Holding>(HOLDINGS);
  }

  saveHolding(holding: Holding): void {
    const { groupBuyId, currency, payableMinor, reserveMinor, transitMinor, paidMinor } = holding;
    this.#sql.exec(
      "INSERT OR REPLACE INTO holdings VALUES (?, ?, ?, ?, ?, ?)",
      ...[groupBuyId, currency, payableMinor, reserveMinor, transitMinor, paidMinor],
    );
  }

  payout(payoutId: string): MerchantPayout | null {
    const [payout] = this.#rows<MerchantPayout>(`${PAYOUTS} WHERE payout_id = ?`, payoutId);
    return payout ?? null;
  }

  payoutsOf(groupBuyId: string): readonly MerchantPayout[] {
    return this.#rows<MerchantPayout>(`${PAYOUTS} WHERE group_buy_id = ?`, groupBuyId);
  }

  payouts(): readonly MerchantPayout[] {
    return this.#rows<MerchantPayout>(`${PAYOUTS} ORDER BY planned_at_ms, payout_id`);
  }

  savePayout(payout: MerchantPayout): void {
    const { payoutId, groupBuyId, currency, amountMinor, state, failureCode, plannedAtMs, settledAtMs } = payout;
    this.#sql.exec(
      "INSERT OR REPLACE INTO payouts VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
      ...[payoutId, groupBuyId, currency, amountMinor, state, failureCode, plannedAtMs, settledAtMs],
    );
  }

  /** Posts what balances are about to follow: a movement that stands here already moves nothing again, and is a fault. */
  addJournal(journal: Journal, atMs: number): void {
    assert(this.putJournal(journal, atMs) === "new", "what moves has not moved before");
  }

  /**
   * One row at the end of the chain; the same again is nothing (L5).
   *
   * @throws where another one stands under its id, by the name of what differs (L6)
   */
  putJournal(journal: Journal, atMs: number): "new" | "known" {
    const { id, kind, refId, currency, entries } = journal;
    const link = linkJournal(this.#requireMerchantId(), this.journalHead(), { ...journal, atMs });
    const written = this.#sql.exec(
      `INSERT INTO journals (seq, id, at_ms, kind, ref_id, currency, entries, hash)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?) RETURNING seq`,
      ...[link.position, id, atMs, kind, refId, currency, JSON.stringify(entries), link.hash],
    );
    return written.toArray().length > 0 ? "new" : "known";
  }

  journalsAfter(seq: number, limit: number): readonly SequencedJournal[] {
    let { hash: previousHash } = this.journalHead(seq);
    return this.#journals("WHERE seq > ? ORDER BY seq LIMIT ?", seq, limit).map(({ hash, ...journal }) => {
      const link = { position: journal.seq, previousHash, hash };
      previousHash = hash;
      return { ...journal, link };
    });
  }

  /** Where the chain of this book ends, or stood after journal `seq`. */
  journalHead(seq = Number.MAX_SAFE_INTEGER): ChainHead {
    const query = "SELECT seq AS position, hash FROM journals WHERE seq <= ? ORDER BY seq DESC LIMIT 1";
    return this.#rows<ChainHead>(query, seq)[0] ?? EMPTY_CHAIN;
  }

  countJournals(kind: Journal["kind"]): number {
    return this.#sql.exec<{ n: number }>("SELECT COUNT(*) AS n FROM journals WHERE kind = ?", kind).one().n;
  }

  /** How far the general ledger has this book. */
  postedSeq(): number {
    return this.#sql.exec<{ seq: number }>("SELECT posted_seq AS seq FROM mirror").toArray()[0]?.seq ?? 0;
  }

  savePostedSeq(seq: number): void {
    this.#sql.exec("INSERT OR REPLACE INTO mirror VALUES (1, ?)", seq);
  }

  setTimer({ kind, ref, dueMs }: Timer): void {
    this.#sql.exec("INSERT OR REPLACE INTO timers VALUES (?, ?, ?)", kind, ref, dueMs);
  }

  clearTimer(kind: Timer["kind"], ref: string): void {
    this.#sql.exec("DELETE FROM timers WHERE kind = ? AND ref = ?", kind, ref);
  }

  /** One that waits for something is due now; where there is none, none is made. */
  hastenTimer(kind: Timer["kind"], ref: string, nowMs: number): void {
    this.#sql.exec("UPDATE timers SET due_ms = ? WHERE kind = ? AND ref = ? AND due_ms > ?", nowMs, kind, ref, nowMs);
  }

  timersDue(nowMs: number): readonly Timer[] {
    const query = "SELECT kind, ref, due_ms AS dueMs FROM timers WHERE due_ms <= ? ORDER BY due_ms, ref LIMIT 100";
    return this.#rows<Timer>(query, nowMs);
  }

  /** The reserves that are still kept: each credit's has a timer until it is released. */
  reservesDue(): readonly ReserveDue[] {
    return this.#rows<ReserveDue>(
      `SELECT group_buy_id AS groupBuyId, facts ->> 'currency' AS currency, reserve_minor AS amountMinor, due_ms AS dueAtMs
       FROM credits JOIN timers ON kind = 'reserve' AND ref = group_buy_id || ':' || seq`,
    );
  }

  nextDueMs(): number | null {
    return this.#sql.exec<{ ms: number | null }>("SELECT MIN(due_ms) AS ms FROM timers").one().ms;
  }

  #linkUnlinked(): void {
    const rows = this.#journals("WHERE hash IS NULL ORDER BY seq");
    if (rows.length === 0) return;
    const merchantId = this.#requireMerchantId();
    for (const { hash: _, ...journal } of rows) {
      const { hash } = linkJournal(merchantId, this.journalHead(journal.seq - 1), journal);
      this.#sql.exec("UPDATE journals SET hash = ? WHERE seq = ?", hash, journal.seq);
    }
  }

  #journals(where: string, ...bindings: number[]): (Omit<SequencedJournal, "link"> & { readonly hash: string })[] {
    const query = `SELECT seq, id, at_ms AS atMs, kind, ref_id AS refId, currency, entries, hash FROM journals ${where}`;
    return this.#rows<Omit<SequencedJournal, "link" | "entries"> & { hash: string; entries: string }>(
      query,
      ...bindings,
    ).map((row) => ({ ...row, entries: JSON.parse(row.entries) as SequencedJournal["entries"] })); // Written by `addJournal`.
  }

  #requireMerchantId(): string {
    const merchantId = this.merchantId();
    assert(merchantId !== null, "a book with journals has a merchant");
    return merchantId;
  }

  /** Rows whose columns are named after the fields of `Row`: only this file writes the queries and the tables. */
  #rows<Row extends object>(query: string, ...bindings: (string | number)[]): Row[] {
    return this.#sql.exec(query, ...bindings).toArray() as unknown as Row[];
  }
}

export function requireMerchantId(store: MerchantStore): string {
  const merchantId = store.merchantId();
  assert(merchantId !== null, "an account with money has a merchant");
  return merchantId;
}
