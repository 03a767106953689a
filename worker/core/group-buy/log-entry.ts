import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { canonicalJson } from "../log/canonical.ts";
import { hashLeaf, rootOf } from "../log/merkle.ts";
import { assert } from "../result.ts";
import { aboutOf } from "./about.ts";
import type { EventDraft, EventMeta, GroupBuyEvent, LoggedEvent } from "./events.ts";
import { evidenceInLeaf, type Evidence } from "./evidence.ts";
import { isPublished, type GroupBuy } from "./state/state.ts";

/** What the one who appends must say of an event besides the event itself. */
export interface AppendFacts {
  readonly atMs: number;
  readonly effectiveAtMs: number;
  readonly actor: string | null;
  readonly commandHash: string | null;
  /** What else is known of when a person's command was sent; null for all that was no command, or came without. */
  readonly evidence: Evidence | null;
  /** Random, 16 bytes or more as text: keeps the sealed part from being guessed through its hash. */
  readonly salt: string;
}

/**
 * Turns a draft into the log's next entry. The leaf is canonical JSON (RFC 8785 subset), form 2, final:
 * `{v, type, gb, seq, at, eff, deadline, actor, cmd, prev: {size, root}, terms, about?, evidence?, open, sealed}`. `prev` is
 * the tree as it stood before this leaf, so that two histories cannot both fit the receipts that people hold; `terms` the
 * hash of what was agreed to, null before anybody could see it; `about` the seat, the payment or the offer that is meant,
 * by the entry that began it; `sealed` the hex SHA-256 of the canonical private part with its salt. Form 1 had no `terms`,
 * `about` and `evidence`.
 */
export function seal(groupBuy: GroupBuy, draft: EventDraft, facts: AppendFacts): LoggedEvent {
  const { salt, evidence, ...meta } = facts;
  const event: GroupBuyEvent = { ...draft, ...meta, v: 2, seq: groupBuy.seq + 1 };
  const sealed = canonicalJson({ salt, sealed: draft.sealed });
  const hashes = {
    root: bytesToHex(rootOf(groupBuy.frontier)),
    sealed: bytesToHex(sha256(utf8ToBytes(sealed))),
  };
  const leaf = leafOf(groupBuy, event, evidence, hashes);
  return { event, leaf, sealed, leafHash: hashLeaf(utf8ToBytes(leaf)) };
}

/** The text of a leaf around its two hashes, each in hex: of the tree before it, and of its sealed part. */
export function leafOf(
  groupBuy: GroupBuy,
  event: GroupBuyEvent,
  evidence: Evidence | null,
  hashes: { readonly root: string; readonly sealed: string },
): string {
  const about = aboutOf(groupBuy, event, event.seq);
  const isPublic = isPublished(groupBuy) || event.type === "opened";
  return canonicalJson({
    v: event.v,
    type: event.type,
    gb: groupBuy.id,
    seq: event.seq,
    at: event.atMs,
    eff: event.effectiveAtMs,
    deadline: groupBuy.terms.closesAtMs,
    actor: event.actor,
    cmd: event.commandHash,
    prev: { size: groupBuy.frontier.size, root: hashes.root },
    terms: isPublic ? groupBuy.termsHash : null,
    ...(about && { about }),
    ...(evidence && { evidence: evidenceInLeaf(evidence) }),
    open: event.open,
    sealed: hashes.sealed,
  });
}

/**
 * Reads an entry back from what the store keeps. The fold of the entries of a log is the state of its group-buy; golden
 * logs of earlier releases must go on folding.
 */
export function unseal(stored: { readonly leaf: string; readonly sealed: string }): LoggedEvent {
  const leaf = JSON.parse(stored.leaf) as StoredLeaf; // Our own canonical bytes, checked by their hash in the tree.
  assert(leaf.v === 1 || leaf.v === 2, `this version of Onebell reads entries of forms 1 and 2, not ${leaf.v}`);
  const { sealed } = JSON.parse(stored.sealed) as { sealed: unknown };
  const event = { type: leaf.type, open: leaf.open, sealed, ...metaOf({ ...leaf, v: leaf.v }) } as GroupBuyEvent; // Written by `seal` above.
  return { event, leaf: stored.leaf, sealed: stored.sealed, leafHash: hashLeaf(utf8ToBytes(stored.leaf)) };
}

/** What a leaf says of its event beside what happened. */
export function metaOf({ v, seq, at, eff, actor, cmd }: LeafMeta): EventMeta {
  return { v, seq, atMs: at, effectiveAtMs: eff, actor, commandHash: cmd };
}

interface LeafMeta {
  readonly v: EventMeta["v"];
  readonly seq: number;
  readonly at: number;
  readonly eff: number;
  readonly actor: string | null;
  readonly cmd: string | null;
}

interface StoredLeaf extends Omit<LeafMeta, "v"> {
  readonly v: number;
  readonly type: string;
  readonly open: unknown;
}
