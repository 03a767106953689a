import { DatabaseSync } from "node:sqlite";
import type { Journal } from "../../../worker/core/ledger/journal.ts";

/**
 * Double entry as one would write it in an afternoon: journals, entries, balances, on Node's own SQLite and on the disk.
 * The sum is asked for in code; no chain, no history, no floors, nothing that keeps anybody from changing a row.
 */
export class PlainLedger {
  readonly #db: DatabaseSync;
  readonly #statements;

  constructor(path: string) {
    this.#db = new DatabaseSync(path);
    this.#db.exec(`
      PRAGMA journal_mode = WAL;
      PRAGMA synchronous = FULL;
      CREATE TABLE journals (id TEXT PRIMARY KEY, kind TEXT NOT NULL, ref_id TEXT NOT NULL, at_ms INTEGER NOT NULL) STRICT, WITHOUT ROWID;
      CREATE TABLE entries (
        journal_id TEXT NOT NULL, n INTEGER NOT NULL, account TEXT NOT NULL, currency TEXT NOT NULL,
        amount_minor INTEGER NOT NULL, PRIMARY KEY (journal_id, n)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX entries_account_idx ON entries (account, currency);
      CREATE TABLE accounts (
        id TEXT NOT NULL, currency TEXT NOT NULL, posted_minor INTEGER NOT NULL, PRIMARY KEY (id, currency)
      ) STRICT, WITHOUT ROWID;
    `);
    this.#statements = {
      journal: this.#db.prepare("INSERT INTO journals (id, kind, ref_id, at_ms) VALUES (?, ?, ?, ?)"),
      entry: this.#db.prepare("INSERT INTO entries VALUES (?, ?, ?, ?, ?)"),
      account: this.#db.prepare(
        "INSERT INTO accounts VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET posted_minor = posted_minor + excluded.posted_minor",
      ),
    };
  }

  post(journals: readonly Journal[], atMs: number): void {
    const { journal, entry, account } = this.#statements;
    this.#db.exec("BEGIN IMMEDIATE");
    for (const { id, kind, refId, currency, entries } of journals) {
      if (entries.reduce((sum, { amountMinor }) => sum + amountMinor, 0) !== 0) throw new Error(`${id} is unbalanced`);
      journal.run(id, kind, refId, atMs);
      for (const [n, one] of entries.entries()) {
        entry.run(id, n, one.account, currency, one.amountMinor);
        account.run(one.account, currency, one.amountMinor);
      }
    }
    this.#db.exec("COMMIT");
  }

  close(): void {
    this.#db.close();
  }
}
