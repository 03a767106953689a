import type { LoggedJournal } from "../../core/group-buy/authority.ts";
import { EMPTY_CHAIN, linkJournal, type ChainHead, type ChainLink } from "../../core/ledger/journal-chain.ts";

/** A journal as it stands in its book: with its moment and its place in the chain (L4). */
export interface StoredJournal extends LoggedJournal {
  readonly atMs: number;
  readonly link: ChainLink;
}

/**
 * The rows of a group-buy's sub-ledger: one for each journal, its link within it. The end of the chain is the last row,
 * so nothing beside the journals has to be written or kept in step. All of it inside the caller's transaction.
 */
export class JournalRows {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /**
   * Links each journal to the end of the chain. Answers how many are new: what stands here already is nothing (L5).
   *
   * @throws where another one stands under its id, by the name of what differs (L6)
   */
  append(sourceId: string, atMs: number, journals: readonly LoggedJournal[]): number {
    if (journals.length === 0) return 0;
    let head = this.head();
    const before = head.position;
    for (const [n, journal] of journals.entries()) {
      const { seq, id, kind, refId, currency, entries } = journal;
      const link = linkJournal(sourceId, head, { ...journal, atMs });
      const written = this.#sql.exec(
        `INSERT INTO journals (seq, n, id, kind, ref_id, currency, at_ms, entries, position, hash)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING position`,
        ...[seq, n, id, kind, refId, currency, atMs, JSON.stringify(entries), link.position, link.hash],
      );
      if (written.toArray().length > 0) head = link;
    }
    return head.position - before;
  }

  /** Links what a version wrote that knew no chain. Every other start finds nothing to do. */
  linkUnlinked(sourceId: string): void {
    const rows = this.#read("WHERE hash IS NULL ORDER BY seq, n");
    const [first] = rows;
    if (!first) return;
    let head = this.#headBefore(first.seq, first.n);
    for (const { seq, n, position: _position, hash: _hash, ...journal } of rows) {
      const link = linkJournal(sourceId, head, journal);
      const set = "UPDATE journals SET position = ?, hash = ? WHERE seq = ? AND n = ?";
      this.#sql.exec(set, link.position, link.hash, seq, n);
      head = link;
    }
  }

  /** The journals of events `afterSeq + 1 … throughSeq`, in the order of posting. */
  range(afterSeq: number, throughSeq: number): StoredJournal[] {
    let { hash: previousHash } = this.#headBefore(afterSeq + 1, 0);
    return this.#read("WHERE seq > ? AND seq <= ? ORDER BY seq, n", afterSeq, throughSeq).map((row) => {
      const { n: _n, position, hash, ...journal } = row;
      const link = { position, previousHash, hash };
      previousHash = hash;
      return { ...journal, link };
    });
  }

  /** Where the next journal is linked on. */
  head(): ChainHead {
    return this.#headBefore(Number.MAX_SAFE_INTEGER, 0);
  }

  #headBefore(seq: number, n: number): ChainHead {
    const query = "SELECT position, hash FROM journals WHERE (seq, n) < (?, ?) ORDER BY seq DESC, n DESC LIMIT 1";
    return this.#sql.exec<{ position: number; hash: string }>(query, seq, n).toArray()[0] ?? EMPTY_CHAIN;
  }

  #read(where: string, ...bindings: number[]): JournalRow[] {
    const query = `SELECT seq, n, id, kind, ref_id AS refId, currency, at_ms AS atMs, entries, position, hash FROM journals ${where}`;
    return this.#sql
      .exec<JournalRow & Record<"entries", string>>(query, ...bindings)
      .toArray()
      .map((row) => ({ ...row, entries: JSON.parse(row.entries) as JournalRow["entries"] })); // Written by `append`.
  }
}

type JournalRow = Omit<StoredJournal, "link"> & {
  readonly n: number;
  readonly position: number;
  readonly hash: string;
};
