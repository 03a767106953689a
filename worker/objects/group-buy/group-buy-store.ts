import { bytesToHex } from "@noble/hashes/utils.js";
import type { Outcome } from "../../core/group-buy/authority.ts";
import type { BackupAnswer, BackupEntry, BackupNotices } from "../../core/group-buy/backup.ts";
import type { EventType, LoggedEvent } from "../../core/group-buy/events.ts";
import { LOG_LEVEL, levelOf } from "../../core/group-buy/log-level.ts";
import { unseal } from "../../core/group-buy/log-entry.ts";
import type { Notice } from "../../core/group-buy/notice-facts.ts";
import type { Leg } from "../../core/group-buy/state/leg.ts";
import type { Member } from "../../core/group-buy/state/member.ts";
import type { Offer } from "../../core/group-buy/state/offer.ts";
import {
  UNASKED_AFTER,
  UNCHOSEN,
  UNDELIVERED,
  UNDISPUTED,
  UNMOVED,
  type GroupBuy,
} from "../../core/group-buy/state/state.ts";
import type { ChainHead } from "../../core/ledger/journal-chain.ts";
import { parseFrontier, rootOf, serialiseFrontier } from "../../core/log/merkle.ts";
import { assert } from "../../core/result.ts";
import { JournalRows, type StoredJournal } from "./journal-rows.ts";
import { SCHEMA_STEPS } from "./schema.ts";

/** A command's answer as it was first given; later repeats of the id get exactly this. */
export interface StoredReply {
  readonly fingerprint: string;
  readonly reply: string;
}

export interface StoredLeaf {
  readonly seq: number;
  readonly type: string;
  readonly leaf: string;
}

/** How often an unanswered provider call has been tried, and when it is tried again. */
export interface CallRecord {
  readonly tries: number;
  readonly nextTryMs: number;
}

/** A value holds two megabytes at most; an end is told to everybody. */
const NOTICES_A_ROW = 1_000;

export type Mark = "schema" | "clock_offset_ms" | "last_stamp_ms" | "told_from_seq" | "log_level" | "payments_told";

/**
 * The rows of one group-buy. Writes only what was touched, inside the caller's transaction; decides nothing. Every method
 * is synchronous, so that nothing can slip between a decision and its rows.
 */
export class GroupBuyStore {
  readonly #storage: DurableObjectStorage;
  readonly #sql: SqlStorage;
  readonly #journals: JournalRows;
  /**
   * How far the directory has taken the log. Saved with the next commit and never by itself: whatever a restart makes of
   * an older cursor is delivered again, and the directory knows it by its sequence numbers.
   */
  drainedSeq = 0;

  constructor(storage: DurableObjectStorage) {
    this.#storage = storage;
    this.#sql = storage.sql;
    this.#journals = new JournalRows(storage.sql);
  }

  /** False for an id that nobody has ever drafted: such an object writes nothing, or every guess would cost storage. */
  get exists(): boolean {
    return this.#sql.exec("SELECT 1 FROM sqlite_master WHERE name = 'marks'").toArray().length > 0;
  }

  /** Runs the schema steps that this object has not seen, all of them for a new one; and links what has no link yet. */
  migrate(): void {
    const done = this.exists ? (this.mark("schema") ?? 0) : 0;
    this.#storage.transactionSync(() => {
      // More: a later version has been here, and only added (ADR 0031).
      if (done < SCHEMA_STEPS.length) {
        for (const step of SCHEMA_STEPS.slice(done)) this.#sql.exec(step);
        this.setMark("schema", SCHEMA_STEPS.length);
      }
      const header = this.#sql.exec<{ id: string }>("SELECT body ->> 'id' AS id FROM header").toArray()[0];
      if (header) this.#journals.linkUnlinked(header.id);
    });
  }

  /**
   * Why this code may not act on these rows; null when it may. Whoever was rolled back behind events that they do not
   * know would judge from half a log: that is refused as a whole until a version that knows them is back.
   */
  get whyTooNew(): string | null {
    const level = this.exists ? (this.mark("log_level") ?? 1) : 1;
    return level > LOG_LEVEL
      ? `written by a newer version of Onebell: its log needs level ${level}, this version reads ${LOG_LEVEL}`
      : null;
  }

  /** All or nothing; a throw rolls back. The type keeps promises out: a transaction that awaited would not be atomic. */
  transact<T>(work: () => T extends Promise<unknown> ? never : T): T {
    return this.#storage.transactionSync(work);
  }

  load(): GroupBuy | null {
    const row = this.#sql.exec<{ body: string }>("SELECT body FROM header").toArray()[0];
    if (!row) return null;
    const { frontier, drainedSeq = 0, ...header } = JSON.parse(row.body) as StoredHeader; // Written by `save`.
    this.drainedSeq = Math.max(this.drainedSeq, drainedSeq);
    const members = this.#bodies<Member>("SELECT body FROM members ORDER BY seq").map((member) => ({
      ...UNASKED,
      ...UNDISPUTED,
      ...member,
    }));
    return {
      ...UNMOVED,
      ...UNCHOSEN,
      ...UNDELIVERED,
      ...UNASKED_AFTER,
      ...header,
      frontier: parseFrontier(frontier),
      members: byId(members),
      legs: byId(this.#bodies<Leg>("SELECT body FROM legs")),
      offers: byId(this.#bodies<Offer>("SELECT body FROM offers")),
      memberOfPerson: new Map(members.map(({ personId, id }) => [personId, id])),
      touched: { members: new Set(), legs: new Set(), offers: new Set() },
    };
  }

  append(groupBuyId: string, outcome: Outcome): void {
    for (const { event, leaf, sealed } of outcome.logged) {
      this.#sql.exec(
        "INSERT INTO events (seq, at_ms, type, leaf, sealed) VALUES (?, ?, ?, ?, ?)",
        event.seq,
        event.atMs,
        event.type,
        leaf,
        sealed,
      );
    }
    const level = levelOf(outcome.logged.map(({ event }) => event));
    if (level > 1 && level > (this.mark("log_level") ?? 1)) this.setMark("log_level", level);
    const posted = this.#journals.append(groupBuyId, outcome.logged.at(-1)?.event.atMs ?? 0, outcome.journals);
    assert(posted === outcome.journals.length, "what these events move has not moved before");
    for (const { seq, notices } of outcome.notices) {
      for (let n = 0; n < notices.length; n += NOTICES_A_ROW) {
        const body = JSON.stringify(notices.slice(n, n + NOTICES_A_ROW));
        this.#sql.exec("INSERT INTO notices (seq, n, body) VALUES (?, ?, ?)", seq, n, body);
      }
    }
  }

  /** What persons are to be told of these events. */
  notices(afterSeq: number, throughSeq: number): Notice[] {
    return this.#sql
      .exec<{ body: string }>(
        "SELECT body FROM notices WHERE seq > ? AND seq <= ? ORDER BY seq, n",
        afterSeq,
        throughSeq,
      )
      .toArray()
      .flatMap(({ body }) => JSON.parse(body) as Notice[]); // Written by `append`.
  }

  /** Messages as they were planned. */
  noticeParts(): BackupNotices[] {
    const query = "SELECT seq, n AS part, body FROM notices ORDER BY seq, n";
    return this.#sql.exec<Row<BackupNotices>>(query).toArray();
  }

  saveNotices({ seq, part, body }: BackupNotices): void {
    this.#sql.exec("INSERT INTO notices (seq, n, body) VALUES (?, ?, ?)", seq, part, body);
  }

  /** The state after a batch: its header once, and each seat, leg and offer that changed once. */
  save(groupBuy: GroupBuy): void {
    const { members, legs, offers, memberOfPerson: _derived, touched, frontier, ...header } = groupBuy;
    const { drainedSeq } = this;
    const body = JSON.stringify({ ...header, frontier: serialiseFrontier(frontier), drainedSeq });
    this.#sql.exec(
      `INSERT INTO header (id, body, size, root) VALUES (1, ?, ?, ?)
       ON CONFLICT DO UPDATE SET body = excluded.body, size = excluded.size, root = excluded.root`,
      body,
      frontier.size,
      bytesToHex(rootOf(frontier)),
    );
    for (const member of pick(members, touched.members)) {
      this.#sql.exec(
        "INSERT INTO members (id, seq, body) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET body = excluded.body",
        member.id,
        member.seq,
        JSON.stringify(member),
      );
    }
    for (const leg of pick(legs, touched.legs)) this.#put("legs", leg);
    for (const offer of pick(offers, touched.offers)) this.#put("offers", offer);
    for (const ids of Object.values(touched)) ids.clear();
  }

  reply(commandId: string): StoredReply | null {
    const rows = this.#sql.exec<{ fingerprint: string; reply: string }>(
      "SELECT fingerprint, reply FROM commands WHERE id = ?",
      commandId,
    );
    return rows.toArray()[0] ?? null;
  }

  saveReply(commandId: string, { fingerprint, reply }: StoredReply): void {
    this.#sql.exec("INSERT INTO commands (id, fingerprint, reply) VALUES (?, ?, ?)", commandId, fingerprint, reply);
  }

  /** Every answer that is kept. */
  replies(): BackupAnswer[] {
    const query = "SELECT id AS commandId, fingerprint, reply FROM commands ORDER BY id";
    return this.#sql.exec<Row<BackupAnswer>>(query).toArray();
  }

  leaf(seq: number): StoredLeaf | null {
    return (
      this.#sql.exec<Row<StoredLeaf>>("SELECT seq, type, leaf FROM events WHERE seq = ?", seq).toArray()[0] ?? null
    );
  }

  leaves(afterSeq: number, limit: number): StoredLeaf[] {
    return this.#sql
      .exec<Row<StoredLeaf>>("SELECT seq, type, leaf FROM events WHERE seq > ? ORDER BY seq LIMIT ?", afterSeq, limit)
      .toArray();
  }

  /** The first entry of a type after this one. */
  seqOf(type: EventType, afterSeq: number): number | null {
    const query = "SELECT seq FROM events WHERE seq > ? AND type = ? ORDER BY seq LIMIT 1";
    return this.#sql.exec<{ seq: number }>(query, afterSeq, type).toArray()[0]?.seq ?? null;
  }

  /** Size and root of the log beside its state: what never goes back. */
  head(): { readonly size: number | null; readonly root: string | null } | null {
    return (
      this.#sql.exec<{ size: number | null; root: string | null }>("SELECT size, root FROM header").toArray()[0] ?? null
    );
  }

  /** The log as it was written, for draining and for replay. */
  log(afterSeq: number, limit: number): LoggedEvent[] {
    return this.#sql
      .exec<{ leaf: string; sealed: string }>(
        "SELECT leaf, sealed FROM events WHERE seq > ? ORDER BY seq LIMIT ?",
        afterSeq,
        limit,
      )
      .toArray()
      .map(unseal);
  }

  /** The whole log, the exact bytes. */
  entries(): BackupEntry[] {
    return this.#sql.exec<Row<BackupEntry>>("SELECT leaf, sealed FROM events ORDER BY seq").toArray();
  }

  /** The log backwards, from before `beforeSeq` on. */
  logBefore(beforeSeq: number, limit: number): LoggedEvent[] {
    const query = "SELECT leaf, sealed FROM events WHERE seq < ? ORDER BY seq DESC LIMIT ?";
    return this.#sql.exec<{ leaf: string; sealed: string }>(query, beforeSeq, limit).toArray().map(unseal);
  }

  journals(afterSeq: number, throughSeq: number): StoredJournal[] {
    return this.#journals.range(afterSeq, throughSeq);
  }

  /** Where the chain of journals ends: one hash that speaks of the whole sub-ledger (L4). */
  journalHead(): ChainHead {
    return this.#journals.head();
  }

  /** When the log last spoke of a leg: since then its call is on its way. */
  lastToldOfMs(legId: string): number | null {
    const query = "SELECT at_ms FROM events WHERE instr(sealed, ?) > 0 ORDER BY seq DESC LIMIT 1";
    return this.#sql.exec<{ at_ms: number }>(query, JSON.stringify(legId)).toArray()[0]?.at_ms ?? null;
  }

  calls(): Map<string, CallRecord> {
    return new Map(
      this.#sql
        .exec<{ leg_id: string; tries: number; next_try_ms: number }>("SELECT leg_id, tries, next_try_ms FROM calls")
        .toArray()
        .map(({ leg_id, tries, next_try_ms }) => [leg_id, { tries, nextTryMs: next_try_ms }]),
    );
  }

  saveCall(legId: string, { tries, nextTryMs }: CallRecord): void {
    this.#sql.exec(
      "INSERT INTO calls (leg_id, tries, next_try_ms) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET tries = excluded.tries, next_try_ms = excluded.next_try_ms",
      legId,
      tries,
      nextTryMs,
    );
  }

  forgetCall(legId: string): void {
    this.#sql.exec("DELETE FROM calls WHERE leg_id = ?", legId);
  }

  mark(name: Mark): number | null {
    return (
      this.#sql.exec<{ value: number }>("SELECT value FROM marks WHERE name = ?", name).toArray()[0]?.value ?? null
    );
  }

  setMark(name: Mark, value: number): void {
    this.#sql.exec(
      "INSERT INTO marks (name, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value",
      name,
      value,
    );
  }

  /** No stamp after this start may be smaller: that of the last event, or a later one that was put down by itself (T3). */
  lastStampMs(): number {
    const query = "SELECT at_ms FROM events ORDER BY seq DESC LIMIT 1";
    const loggedMs = this.#sql.exec<{ at_ms: number }>(query).toArray()[0]?.at_ms ?? 0;
    return Math.max(loggedMs, this.mark("last_stamp_ms") ?? 0);
  }

  #bodies<T>(query: string): T[] {
    return this.#sql
      .exec<{ body: string }>(query)
      .toArray()
      .map(({ body }) => JSON.parse(body) as T); // Written by `save`.
  }

  #put(table: "legs" | "offers", record: { readonly id: string }): void {
    this.#sql.exec(
      `INSERT INTO ${table} (id, body) VALUES (?, ?) ON CONFLICT DO UPDATE SET body = excluded.body`,
      record.id,
      JSON.stringify(record),
    );
  }
}

/** What seats that were stored by the first release lack. */
const UNASKED = { vote: null, consent: null } as const;

type StoredHeader = Omit<GroupBuy, "members" | "legs" | "offers" | "memberOfPerson" | "touched" | "frontier"> & {
  readonly frontier: string;
  readonly drainedSeq?: number;
};

/** SQL rows are records of values; our row types are interfaces, which lack the index signature. */
type Row<T> = { [K in keyof T]: T[K] } & Record<string, SqlStorageValue>;

function byId<T extends { readonly id: string }>(records: readonly T[]): Map<string, T> {
  return new Map(records.map((record) => [record.id, record]));
}

function pick<T>(records: ReadonlyMap<string, T>, ids: ReadonlySet<string>): T[] {
  return [...ids].map((id) => records.get(id)).filter((record) => record !== undefined);
}
