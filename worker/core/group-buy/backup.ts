import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { canonicalJson } from "../log/canonical.ts";
import { rootOf } from "../log/merkle.ts";
import { assert, err, ok, type Result } from "../result.ts";
import { apply } from "./apply.ts";
import type { LoggedJournal } from "./authority.ts";
import type { LoggedEvent } from "./events.ts";
import { journalsOf } from "./journals.ts";
import { unseal } from "./log-entry.ts";
import { LOG_LEVEL } from "./log-level.ts";
import { found, type GroupBuy } from "./state/state.ts";

/** One group-buy, whole, outside of its object: what rebuilds it and what proves that it is the same (ADR 0032). */
export interface GroupBuyBackup {
  /** `BACKUP_FORMAT`, and `BACKUP_VERSION` where this code can read it. */
  readonly format: string;
  readonly version: number;
  readonly id: string;
  /** When it was made: RFC 3339, UTC. */
  readonly madeAt: string;
  /** What a reader of this log must understand (ADR 0031). */
  readonly logLevel: number;
  /** Size and root of the tree over all leaves, as hex. */
  readonly head: { readonly size: number; readonly root: string };
  /** The log: leaf and sealed part of each event, the exact bytes, in order; what was sealed has its salt in it. */
  readonly entries: readonly BackupEntry[];
  /** Hex SHA-256 of the journals that the log comes to. */
  readonly books: string;
  /** Messages to persons as they were planned, as JSON. Those of the forgotten are gone from here. */
  readonly notices: readonly BackupNotices[];
  /** The answers that repeats get, as JSON. */
  readonly answers: readonly BackupAnswer[];
  /** No stamp of the rebuilt object may be smaller than `lastStampMs`; `aheadMs` is how far a sandbox has moved it. */
  readonly clock: { readonly lastStampMs: number; readonly aheadMs: number };
  /** The first event whose messages were planned with it. */
  readonly toldFromSeq: number;
}

export interface BackupEntry {
  readonly leaf: string;
  readonly sealed: string;
}

/** What one event made be told; many messages are several parts. */
export interface BackupNotices {
  readonly seq: number;
  readonly part: number;
  readonly body: string;
}

export interface BackupAnswer {
  readonly commandId: string;
  readonly fingerprint: string;
  readonly reply: string;
}

export const BACKUP_FORMAT = "onebell.group-buy";
export const BACKUP_VERSION = 1;

/** Why a backup is not taken. `seq` is the first event that is not as it was, where it is one. */
export interface BackupFault {
  readonly kind: "damaged" | "not-empty";
  readonly seq: number | null;
  readonly why: string;
}

export interface Rebuilt {
  readonly groupBuy: GroupBuy;
  readonly log: readonly LoggedEvent[];
  readonly journals: readonly LoggedJournal[];
}

/**
 * Plays the log of a backup from its first entry on and believes nothing that can be computed: every leaf must name the
 * tree before it, every sealed part must be the one that its leaf has hashed, and head and books must come out as said.
 */
export function rebuild(backup: GroupBuyBackup): Result<Rebuilt, BackupFault> {
  const { format, version, id, logLevel, head, entries, books } = backup;
  if (format !== BACKUP_FORMAT || version !== BACKUP_VERSION) return fault(null, `this is no ${BACKUP_FORMAT} 1`);
  if (logLevel > LOG_LEVEL) {
    return fault(null, `written by a newer version: its log needs level ${logLevel}, this version reads ${LOG_LEVEL}`);
  }
  const log: LoggedEvent[] = [];
  const journals: LoggedJournal[] = [];
  let groupBuy: GroupBuy | null = null;
  for (const [index, { leaf, sealed }] of entries.entries()) {
    const seq = index + 1;
    try {
      checkEntry(leaf, sealed, { id, seq, root: groupBuy && rootTextOf(groupBuy) });
      const logged = unseal({ leaf, sealed });
      const { event } = logged;
      if (groupBuy === null) {
        assert(event.type === "drafted" && event.sealed.founding.id === id, `a log begins with the draft of ${id}`);
        groupBuy = found(event.sealed.founding, event.atMs);
      }
      journals.push(...journalsOf(groupBuy, event).map((journal) => ({ ...journal, seq })));
      apply(groupBuy, logged);
      log.push(logged);
    } catch (error) {
      return fault(seq, error instanceof Error ? error.message.replace(/^Invariant broken: /, "") : String(error));
    }
  }
  if (groupBuy === null) return fault(null, "it holds no event");
  if (groupBuy.seq !== head.size) return fault(groupBuy.seq + 1, `the log ends before its head, which is ${head.size}`);
  if (rootTextOf(groupBuy) !== head.root) return fault(groupBuy.seq, "the log comes to another head");
  if (hashBooks(journals) !== books) return fault(null, "the log comes to other books");
  return ok({ groupBuy, log, journals });
}

/** Hex SHA-256 over what every journal of a log says, whatever order its properties were written in. */
export function hashBooks(journals: readonly LoggedJournal[]): string {
  const lines = journals.map(({ seq, id, kind, refId, currency, entries }) => [
    ...[seq, id, kind, refId, currency],
    ...entries.flatMap(({ account, amountMinor }) => [account, amountMinor]),
  ]);
  return bytesToHex(sha256(utf8ToBytes(JSON.stringify(lines))));
}

/** Hex SHA-256 over all of a backup: what its deployment signs. */
export function hashBackup(backup: GroupBuyBackup): string {
  const { format, version, id, madeAt, logLevel, head, entries, books, notices, answers, clock, toldFromSeq } = backup;
  const facts = [format, version, id, madeAt, logLevel, head.size, head.root, books];
  const whole = [
    ...[...facts, clock.lastStampMs, clock.aheadMs, toldFromSeq],
    entries.map(({ leaf, sealed }) => [leaf, sealed]),
    notices.map(({ seq, part, body }) => [seq, part, body]),
    answers.map(({ commandId, fingerprint, reply }) => [commandId, fingerprint, reply]),
  ];
  return bytesToHex(sha256(utf8ToBytes(JSON.stringify(whole))));
}

export function rootTextOf({ frontier }: GroupBuy): string {
  return bytesToHex(rootOf(frontier));
}

function checkEntry(leaf: string, sealed: string, expected: { id: string; seq: number; root: string | null }): void {
  const said = JSON.parse(leaf) as {
    seq?: unknown;
    gb?: unknown;
    prev?: { size?: unknown; root?: unknown };
    sealed?: unknown;
  };
  assert(canonicalJson(said) === leaf, "the leaf is not in its canonical form");
  assert(
    said.gb === expected.id && said.seq === expected.seq,
    `the leaf is not number ${expected.seq} of ${expected.id}`,
  );
  assert(said.prev?.size === expected.seq - 1, "the leaf stands in another place of the log");
  assert(expected.root === null || said.prev.root === expected.root, "an event before this one has been changed");
  const part = JSON.parse(sealed) as { erased?: unknown; salt?: unknown };
  // Of a person who was forgotten nothing is left that could be hashed: those parts are vouched for by the signature alone.
  const isErased = part.erased === true && part.salt === undefined;
  assert(
    isErased || bytesToHex(sha256(utf8ToBytes(sealed))) === said.sealed,
    "what is sealed is not what its leaf says",
  );
}

function fault(seq: number | null, why: string): { readonly ok: false; readonly error: BackupFault } {
  return err({ kind: "damaged", seq, why });
}
