import type { BankFault } from "../../app/sandbox-branch.ts";
import type { EscrowStep, StatementLine } from "../../app/escrow-provider.ts";
import { runSchemaSteps, type SchemaStorage } from "../schema-steps.ts";
import type { BankBook, CallRecord, ChangeRecord, DepositRecord, PayoutRecord, RefundRecord } from "./bank-book.ts";

/**
 * The book in the object's SQL. Records are one row each with what is queried beside their JSON: an authorisation
 * writes one row, a capture two (record and statement line).
 */
const SCHEMA = `
  CREATE TABLE IF NOT EXISTS deposits (deposit_id TEXT PRIMARY KEY, record TEXT NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS refunds (
    refund_id TEXT PRIMARY KEY, deposit_id TEXT NOT NULL, currency TEXT NOT NULL, pending_minor INTEGER NOT NULL,
    settled INTEGER NOT NULL, record TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS payouts (payout_id TEXT PRIMARY KEY, record TEXT NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS lines (
    seq INTEGER PRIMARY KEY, at_ms INTEGER NOT NULL, kind TEXT NOT NULL, ref_id TEXT NOT NULL,
    amount_minor INTEGER NOT NULL CHECK (amount_minor <> 0), currency TEXT NOT NULL,
    balance_minor INTEGER NOT NULL CHECK (balance_minor >= 0)
  ) STRICT;
  CREATE TABLE IF NOT EXISTS faults (step TEXT PRIMARY KEY, fault TEXT NOT NULL, times INTEGER NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS branch (id INTEGER PRIMARY KEY CHECK (id = 1), clock_offset_ms INTEGER NOT NULL) STRICT;
`;

/** A buyer's bank takes what has left already: a balance may stand below zero, by so much (docs: money 2.3). */
const BELOW_ZERO = `
  ALTER TABLE lines ADD COLUMN below_minor INTEGER NOT NULL DEFAULT 0 CHECK (below_minor >= 0);
  CREATE TABLE changes (
    n INTEGER PRIMARY KEY AUTOINCREMENT, change TEXT NOT NULL, is_told INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX changes_untold ON changes (n) WHERE is_told = 0;
  CREATE TABLE feed (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, event_id TEXT NOT NULL UNIQUE, at_ms INTEGER NOT NULL, type TEXT NOT NULL,
    about TEXT NOT NULL, tries INTEGER NOT NULL, next_try_ms INTEGER
  ) STRICT;
  CREATE INDEX feed_due ON feed (next_try_ms) WHERE next_try_ms IS NOT NULL;
`;

/** A refusal is an answer as well: it stands under its key. */
const REFUSALS = `CREATE TABLE refusals (key TEXT PRIMARY KEY, record TEXT NOT NULL) STRICT, WITHOUT ROWID;`;

export class BankStore implements BankBook {
  readonly #sql: SqlStorage;

  constructor(storage: SchemaStorage) {
    this.#sql = storage.sql;
    runSchemaSteps(storage, [SCHEMA, BELOW_ZERO, REFUSALS]);
  }

  deposit(depositId: string): DepositRecord | null {
    const [record] = this.#parsed("SELECT record FROM deposits WHERE deposit_id = ?", depositId) as DepositRecord[];
    return record ?? null;
  }

  deposits(): readonly DepositRecord[] {
    return this.#parsed("SELECT record FROM deposits") as DepositRecord[];
  }

  heldPast(nowMs: number): readonly DepositRecord[] {
    const query = `SELECT record FROM deposits
      WHERE record ->> 'state' = 'held' AND record ->> 'lapsesAtMs' <= ?`;
    return this.#sql
      .exec<{ record: string }>(query, nowMs)
      .toArray()
      .map(({ record }) => JSON.parse(record) as DepositRecord); // Only `saveDeposit` writes them.
  }

  /** When the first hold ends whose issuer lets it go before the time it had promised; by the branch's clock. */
  firstEarlyLapseMs(): number | null {
    const query = `SELECT MIN(record ->> 'lapsesAtMs') AS ms FROM deposits
      WHERE record ->> 'state' = 'held' AND record ->> 'lapsesAtMs' < record ->> 'captureBeforeMs'`;
    return this.#sql.exec<{ ms: number | null }>(query).one().ms;
  }

  saveDeposit(record: DepositRecord): void {
    this.#sql.exec("INSERT OR REPLACE INTO deposits VALUES (?, ?)", record.depositId, JSON.stringify(record));
  }

  refund(refundId: string): RefundRecord | null {
    const [record] = this.#parsed("SELECT record FROM refunds WHERE refund_id = ?", refundId) as RefundRecord[];
    return record ?? null;
  }

  unsettledRefunds(depositId: string): readonly RefundRecord[] {
    const query = "SELECT record FROM refunds WHERE deposit_id = ? AND settled = 0";
    return this.#parsed(query, depositId) as RefundRecord[];
  }

  saveRefund(record: RefundRecord): void {
    const { refundId, depositId, currency, amountMinor, state, fate } = record;
    const pendingMinor = state === "pending" ? amountMinor : 0;
    const settled = fate === "settled" ? 1 : 0;
    this.#sql.exec(
      "INSERT OR REPLACE INTO refunds VALUES (?, ?, ?, ?, ?, ?)",
      ...[refundId, depositId, currency, pendingMinor, settled, JSON.stringify(record)],
    );
  }

  payout(payoutId: string): PayoutRecord | null {
    const [record] = this.#parsed("SELECT record FROM payouts WHERE payout_id = ?", payoutId) as PayoutRecord[];
    return record ?? null;
  }

  payoutReversedBy(reversalId: string): PayoutRecord | null {
    const query = `SELECT record FROM payouts WHERE EXISTS (
      SELECT 1 FROM json_each(record, '$.reversals') WHERE value ->> 'reversalId' = ?)`;
    const [record] = this.#parsed(query, reversalId) as PayoutRecord[];
    return record ?? null;
  }

  savePayout(record: PayoutRecord): void {
    this.#sql.exec("INSERT OR REPLACE INTO payouts VALUES (?, ?)", record.payoutId, JSON.stringify(record));
  }

  balanceMinor(currency: string): number {
    const query = "SELECT balance_minor - below_minor AS minor FROM lines WHERE currency = ? ORDER BY seq DESC LIMIT 1";
    return this.#sql.exec<{ minor: number }>(query, currency).toArray()[0]?.minor ?? 0;
  }

  pendingOutMinor(currency: string): number {
    const query = `SELECT
      (SELECT COALESCE(SUM(pending_minor), 0) FROM refunds WHERE currency = ?1) +
      (SELECT COALESCE(SUM(record ->> 'amountMinor'), 0) FROM payouts
        WHERE record ->> 'isArriving' AND record ->> 'currency' = ?1) AS minor`;
    return this.#sql.exec<{ minor: number }>(query, currency).one().minor;
  }

  addLine(line: Omit<StatementLine, "seq">): void {
    this.#sql.exec(
      "INSERT INTO lines (at_ms, kind, ref_id, amount_minor, currency, balance_minor, below_minor) VALUES (?, ?, ?, ?, ?, ?, ?)",
      ...[line.atMs, line.kind, line.refId, line.amountMinor, line.currency],
      ...[Math.max(0, line.balanceMinor), Math.max(0, -line.balanceMinor)],
    );
  }

  line(kind: StatementLine["kind"], refId: string): StatementLine | null {
    const query = `SELECT seq, at_ms AS atMs, kind, ref_id AS refId, amount_minor AS amountMinor, currency,
      balance_minor - below_minor AS balanceMinor FROM lines WHERE kind = ? AND ref_id = ?`;
    return (this.#sql.exec(query, kind, refId).toArray()[0] as unknown as StatementLine | undefined) ?? null; // As below.
  }

  lines(afterSeq: number, limit: number): readonly StatementLine[] {
    const query = `SELECT seq, at_ms AS atMs, kind, ref_id AS refId, amount_minor AS amountMinor, currency,
      balance_minor - below_minor AS balanceMinor FROM lines WHERE seq > ? ORDER BY seq LIMIT ?`;
    // The columns are named after the fields of a line, and only `addLine` writes them.
    return this.#sql.exec(query, afterSeq, limit).toArray() as unknown as StatementLine[];
  }

  addChange(change: ChangeRecord): void {
    this.#sql.exec("INSERT INTO changes (change, is_told) VALUES (?, 0)", JSON.stringify(change));
  }

  /** What the account's own branch has not been told yet, oldest first, with its number in this branch. */
  untoldChanges(): readonly (ChangeRecord & { readonly n: number })[] {
    const query = "SELECT n, change FROM changes WHERE is_told = 0 ORDER BY n LIMIT 100";
    return this.#sql
      .exec<{ n: number; change: string }>(query)
      .toArray()
      .map(({ n, change }) => ({ ...(JSON.parse(change) as ChangeRecord), n })); // Only `addChange` writes them.
  }

  markTold(throughN: number): void {
    this.#sql.exec("UPDATE changes SET is_told = 1 WHERE is_told = 0 AND n <= ?", throughN);
  }

  refusal(key: string): CallRecord<never> | null {
    const [record] = this.#parsed("SELECT record FROM refusals WHERE key = ?", key) as CallRecord<never>[];
    return record ?? null;
  }

  saveRefusal(refusal: CallRecord<never>): void {
    this.#sql.exec("INSERT OR REPLACE INTO refusals VALUES (?, ?)", refusal.key, JSON.stringify(refusal));
  }

  takeFault(step: EscrowStep): BankFault | null {
    const row = this.#sql
      .exec<{ fault: BankFault; times: number }>("SELECT fault, times FROM faults WHERE step = ?", step)
      .toArray()[0];
    if (row === undefined) return null;
    if (row.times > 1) this.plantFault(step, row.fault, row.times - 1);
    else this.#sql.exec("DELETE FROM faults WHERE step = ?", step);
    return row.fault;
  }

  plantFault(step: EscrowStep, fault: BankFault, times: number): void {
    this.#sql.exec("INSERT OR REPLACE INTO faults VALUES (?, ?, ?)", step, fault, times);
  }

  clockOffsetMs(): number {
    return this.#sql.exec<{ ms: number }>("SELECT clock_offset_ms AS ms FROM branch").toArray()[0]?.ms ?? 0;
  }

  saveClockOffset(offsetMs: number): void {
    this.#sql.exec("INSERT OR REPLACE INTO branch VALUES (1, ?)", offsetMs);
  }

  /** The records of a query, as this store wrote them; nobody else writes here, so callers may name the type. */
  #parsed(query: string, ...ids: readonly string[]): unknown[] {
    return this.#sql
      .exec<{ record: string }>(query, ...ids)
      .toArray()
      .map((row) => JSON.parse(row.record) as unknown);
  }
}
