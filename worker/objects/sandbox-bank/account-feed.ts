import { utf8ToBytes } from "@noble/hashes/utils.js";
import type { ChangePage, ProviderChange } from "../../app/escrow-provider.ts";
import { signatureHeaders } from "../../app/provider-events/signed.ts";
import type { BranchChange } from "../../app/sandbox-branch.ts";

/** Where a notification goes, and how it is signed. */
export interface Posting {
  readonly secret: Uint8Array;
  readonly account: string;
  /** True: it was received. A throw and false are both "later". */
  readonly post: (body: Uint8Array, headers: Record<string, string>) => Promise<boolean>;
}

export interface FeedDependencies {
  readonly sql: SqlStorage;
  readonly posting: Posting | null;
  readonly nowMs: () => number;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** A notification that nobody takes is sent again for about three days, as those of real providers are (money 1.2). */
const AGAIN_MS = [
  MINUTE_MS,
  5 * MINUTE_MS,
  30 * MINUTE_MS,
  2 * HOUR_MS,
  5 * HOUR_MS,
  10 * HOUR_MS,
  24 * HOUR_MS,
  24 * HOUR_MS,
];
const PAGE_CHANGES = 50;

/**
 * What the account's own branch keeps: everything that changed in any branch, in the order in which it heard of it, and
 * what of it has been told to us. At least once, in no certain order, and perhaps never.
 */
export class AccountFeed {
  readonly #deps: FeedDependencies;

  constructor(deps: FeedDependencies) {
    this.#deps = deps;
  }

  /** A branch may tell the same twice: its numbers say so. */
  take(changes: readonly BranchChange[]): void {
    const { sql, nowMs, posting } = this.#deps;
    for (const { n, branch, type, about } of changes) {
      sql.exec(
        "INSERT OR IGNORE INTO feed (event_id, at_ms, type, about, tries, next_try_ms) VALUES (?, ?, ?, ?, 0, ?)",
        ...[`evt_${branch}_${n}`, nowMs(), type, JSON.stringify(about), posting === null ? null : nowMs()],
      );
    }
  }

  page(sinceMs: number, after: string | null): ChangePage {
    const query = `SELECT seq, event_id AS eventId, at_ms AS atMs, type, about FROM feed
      WHERE at_ms >= ? AND seq > ? ORDER BY seq LIMIT ?`;
    const rows = this.#deps.sql.exec<FeedRow>(query, sinceMs, Number(after ?? 0), PAGE_CHANGES + 1).toArray();
    const shown = rows.slice(0, PAGE_CHANGES);
    const next = rows.length > shown.length ? String(shown.at(-1)?.seq) : null;
    return { changes: shown.map(changeIn), next };
  }

  /** Sends what is due, one after the other. What is not taken waits for its next turn, and in the end is let be. */
  async deliver(): Promise<void> {
    const { sql, nowMs, posting } = this.#deps;
    if (posting === null) return;
    const query = `SELECT seq, event_id AS eventId, at_ms AS atMs, type, about, tries FROM feed
      WHERE next_try_ms <= ? ORDER BY next_try_ms, seq LIMIT 100`;
    for (const row of sql.exec<FeedRow & { tries: number }>(query, nowMs()).toArray()) {
      const isTaken = await this.#post(posting, changeIn(row)).catch(() => false);
      const againMs = AGAIN_MS[row.tries];
      const nextTryMs = isTaken || againMs === undefined ? null : nowMs() + againMs;
      sql.exec("UPDATE feed SET tries = tries + 1, next_try_ms = ? WHERE seq = ?", nextTryMs, row.seq);
    }
  }

  nextDueMs(): number | null {
    return this.#deps.sql.exec<{ ms: number | null }>("SELECT MIN(next_try_ms) AS ms FROM feed").one().ms;
  }

  async #post(
    { secret, account, post }: Posting,
    { eventId: id, type, atMs, about }: ProviderChange,
  ): Promise<boolean> {
    const body = utf8ToBytes(JSON.stringify({ id, type, atMs, mode: "sandbox", account, about }));
    return post(body, signatureHeaders({ id, atMs: this.#deps.nowMs(), body }, secret));
  }
}

/** A row whose columns are named after the fields of a change. */
interface FeedRow extends Record<string, SqlStorageValue> {
  seq: number;
  eventId: string;
  atMs: number;
  type: string;
  about: string;
}

function changeIn({ eventId, atMs, type, about }: FeedRow): ProviderChange {
  return { eventId, atMs, type, about: JSON.parse(about) as ProviderChange["about"] }; // Only `take` writes it.
}
