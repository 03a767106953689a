import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { canonicalJson } from "../log/canonical.ts";
import { assert } from "../result.ts";
import type { Entry } from "./journal.ts";

/**
 * L4: the journals of one source (a group-buy's sub-ledger, a merchant's book) are chained in the order in which they
 * were posted. A link says the place, the hash before it and its own, which speaks of every byte of its journal; so one
 * hash, the head, speaks of the whole book, and whoever changes, drops, adds or swaps a journal comes to another head.
 */
export interface ChainLink {
  /** Place within the source, from 1, without gaps. */
  readonly position: number;
  /** Hash of the journal before it, hex; `GENESIS` for the first. */
  readonly previousHash: string;
  /** Hex SHA-256, lower case. */
  readonly hash: string;
}

/** What a link speaks of. `kind` is any text: a book may hold kinds that this version does not know. */
export interface ChainableJournal {
  readonly id: string;
  readonly kind: string;
  readonly refId: string;
  readonly currency: string;
  /** When it was posted, by the source's own clock. ms UTC. */
  readonly atMs: number;
  readonly entries: readonly Entry[];
}

/** The end of a chain: where the next journal is linked on. */
export type ChainHead = Pick<ChainLink, "position" | "hash">;

/** The hash before the first journal. The source stands in every link's own bytes, so it need not stand here. */
export const GENESIS = "0".repeat(64);

/** A book without a journal. */
export const EMPTY_CHAIN: ChainHead = { position: 0, hash: GENESIS };

/** Names what is hashed, and how. Final: another way of hashing gets another name. */
const VERSION = "onebell/journal-chain/1";

/** The one text of a journal at its place: canonical JSON of an array, so no order of properties plays a part. */
export function canonicalJournal(sourceId: string, position: number, journal: ChainableJournal): string {
  const { id, kind, refId, currency, atMs, entries } = journal;
  return canonicalJson([
    ...[sourceId, position, id, kind, refId, currency, atMs],
    entries.map(({ account, amountMinor }) => [account, amountMinor]),
  ]);
}

/** Links a journal to the end of its source's chain. Synchronous, so that it stands in the commit that posts it. */
export function linkJournal(sourceId: string, head: ChainHead, journal: ChainableJournal): ChainLink {
  const position = head.position + 1;
  assert(HASH.test(head.hash), "a chain goes on from a hash");
  const text = [VERSION, head.hash, canonicalJournal(sourceId, position, journal)].join("\n");
  return { position, previousHash: head.hash, hash: bytesToHex(sha256(utf8ToBytes(text))) };
}

const HASH = /^[0-9a-f]{64}$/;

export type ChainFault =
  /** A journal is missing before this one, or stands twice, or elsewhere. */
  | { readonly code: "journal-out-of-place"; readonly position: number; readonly expected: number }
  /** The journal before this one is not the one that it was linked to. */
  | { readonly code: "journal-chain-broken"; readonly position: number }
  /** This journal does not say what it said when it was linked. */
  | { readonly code: "journal-altered"; readonly position: number };

/**
 * Checks the journals of one source from `after` on, in their order; null when each is the next one, unaltered.
 *
 * @param after the head before the first of them. Where it is not known (a copy that begins in the middle), leave its
 *   hash to the first journal: `{ position: first.position - 1, hash: first.previousHash }`.
 */
export function checkChain(
  sourceId: string,
  journals: Iterable<ChainableJournal & { readonly link: ChainLink }>,
  after: ChainHead = EMPTY_CHAIN,
): ChainFault | null {
  let head = after;
  for (const { link, ...journal } of journals) {
    const { position } = link;
    if (position !== head.position + 1) {
      return { code: "journal-out-of-place", position, expected: head.position + 1 };
    }
    if (link.previousHash !== head.hash) return { code: "journal-chain-broken", position };
    if (linkJournal(sourceId, head, journal).hash !== link.hash) return { code: "journal-altered", position };
    head = link;
  }
  return null;
}

/**
 * L3, L21: whether what was the head once still stands in the book. A head that was put down somewhere proves by this that
 * nothing before it was changed since; and a copy whose head stands in the original is a prefix of it.
 */
export function hasHead(journals: readonly { readonly link: ChainLink }[], { position, hash }: ChainHead): boolean {
  return position === 0
    ? hash === GENESIS
    : journals.some(({ link }) => link.position === position && link.hash === hash);
}
