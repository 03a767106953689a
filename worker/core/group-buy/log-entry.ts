import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { canonicalJson } from "../log/canonical.ts";
import { hashLeaf, rootOf } from "../log/merkle.ts";
import { assert } from "../result.ts";
import type { EventDraft, EventMeta, GroupBuyEvent, LoggedEvent } from "./events.ts";
import type { GroupBuy } from "./state/state.ts";

/** What the one who appends must say of an event besides the event itself. */
export interface AppendFacts {
  readonly atMs: number;
  readonly effectiveAtMs: number;
  readonly actor: string | null;
  readonly commandHash: string | null;
  /** Random, 16 bytes or more as text: keeps the sealed part from being guessed through its hash. */
  readonly salt: string;
}

/**
 * Turns a draft into the log's next entry. The leaf is canonical JSON (RFC 8785 subset), version 1, final:
 * `{v, type, gb, seq, at, eff, deadline, actor, cmd, prev: {size, root}, open, sealed}`; `sealed` is the hex SHA-256 of
 * the canonical private part with its salt; `prev` is the tree as it stood before this leaf, so that two histories
 * cannot both fit the receipts that people hold.
 */
export function seal(groupBuy: GroupBuy, draft: EventDraft, facts: AppendFacts): LoggedEvent {
  const { salt, ...meta } = facts;
  const event: GroupBuyEvent = { ...draft, ...meta, v: 1, seq: groupBuy.seq + 1 };
  const sealed = canonicalJson({ salt, sealed: draft.sealed });
  const leaf = canonicalJson({
    v: event.v,
    type: event.type,
    gb: groupBuy.id,
    seq: event.seq,
    at: event.atMs,
    eff: event.effectiveAtMs,
    deadline: groupBuy.terms.closesAtMs,
    actor: event.actor,
    cmd: event.commandHash,
    prev: { size: groupBuy.frontier.size, root: bytesToHex(rootOf(groupBuy.frontier)) },
    open: event.open,
    sealed: bytesToHex(sha256(utf8ToBytes(sealed))),
  });
  return { event, leaf, sealed, leafHash: hashLeaf(utf8ToBytes(leaf)) };
}

/**
 * Reads an entry back from what the store keeps. The fold of the entries of a log is the state of its group-buy; golden
 * logs of earlier releases must go on folding.
 */
export function unseal(stored: { readonly leaf: string; readonly sealed: string }): LoggedEvent {
  const leaf = JSON.parse(stored.leaf) as StoredLeaf; // Our own canonical bytes, checked by their hash in the tree.
  assert(leaf.v === 1, `this version of Onebell reads entries of form 1, not ${leaf.v}`);
  const { sealed } = JSON.parse(stored.sealed) as { sealed: unknown };
  const meta: EventMeta = {
    v: leaf.v,
    seq: leaf.seq,
    atMs: leaf.at,
    effectiveAtMs: leaf.eff,
    actor: leaf.actor,
    commandHash: leaf.cmd,
  };
  const event = { type: leaf.type, open: leaf.open, sealed, ...meta } as GroupBuyEvent; // Written by `seal` above.
  return { event, leaf: stored.leaf, sealed: stored.sealed, leafHash: hashLeaf(utf8ToBytes(stored.leaf)) };
}

interface StoredLeaf {
  readonly v: number;
  readonly type: string;
  readonly seq: number;
  readonly at: number;
  readonly eff: number;
  readonly actor: string | null;
  readonly cmd: string | null;
  readonly open: unknown;
}
