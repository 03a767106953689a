import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { isEventType } from "../group-buy/apply.ts";
import type { EventType } from "../group-buy/events.ts";
import { canonicalJson } from "../log/canonical.ts";
import { appendLeaf, emptyFrontier, hashLeaf, rootOf, type Frontier } from "../log/merkle.ts";
import { readLeaf, type Leaf } from "../verify/leaf.ts";
import type { Wrong, WrongWhy } from "./result.ts";

/** One entry whose place in the chain holds. */
export interface Entry {
  readonly leaf: Leaf & { readonly type: EventType };
  readonly text: string;
  readonly hash: Uint8Array;
  /** The tree before it. */
  readonly before: Frontier;
}

export interface Chain {
  /** As many as hold; all of them where nothing is wrong. */
  readonly entries: readonly Entry[];
  readonly wrong: Wrong | null;
  /** Of all leaves that were given. */
  readonly frontier: Frontier;
}

/** Reads leaves in their order and holds each against the ones before it: number, tree and stamps. Each is hashed once. */
export function readChain(texts: readonly string[]): Chain {
  const entries: Entry[] = [];
  let wrong: Wrong | null = null;
  let frontier = emptyFrontier();
  let rootBefore: string | null = null;
  for (const [index, text] of texts.entries()) {
    const hash = hashLeaf(utf8ToBytes(text));
    if (wrong === null) {
      const root = bytesToHex(rootOf(frontier));
      const read = readEntry(text, index + 1);
      wrong =
        "why" in read
          ? read
          : faultOf(read, entries.at(-1)?.leaf, { root, rootBefore, next: texts[index + 1], frontier });
      if (wrong === null && !("why" in read)) entries.push({ leaf: read, text, hash, before: frontier });
      rootBefore = root;
    }
    frontier = appendLeaf(frontier, hash);
  }
  // Where it is the entry before that is blamed, that one does not hold either.
  return { entries: before(entries, wrong), wrong, frontier };
}

function before(entries: readonly Entry[], wrong: Wrong | null): readonly Entry[] {
  return wrong === null ? entries : entries.filter(({ leaf }) => leaf.seq < wrong.seq);
}

function readEntry(text: string, seq: number): Entry["leaf"] | Wrong {
  const read = readLeaf(text);
  if (!read.ok) {
    const field = "field" in read.error ? read.error.field : "";
    return fault(seq, "unreadable", { code: read.error.code, field });
  }
  const { type } = read.value;
  return isEventType(type) ? { ...read.value, type } : fault(seq, "unreadable", { code: "type-unknown", field: type });
}

interface Place {
  readonly root: string;
  /** Before the last entry. */
  readonly rootBefore: string | null;
  readonly next: string | undefined;
  readonly frontier: Frontier;
}

function faultOf(leaf: Leaf, last: Leaf | undefined, place: Place): Wrong | null {
  const seq = (last?.seq ?? 0) + 1;
  const { at, eff, prev } = leaf;
  if (last && leaf.gb !== last.gb) return fault(seq, "other-log", { says: leaf.gb, derived: last.gb });
  // Taken out, its number is missing; put in, a number stands there twice: the smaller of the two is where it begins.
  if (leaf.seq !== seq) return fault(Math.min(seq, leaf.seq), "out-of-order", { says: leaf.seq, derived: seq });
  if (prev.size !== seq - 1 || prev.root !== place.root) return blame(leaf, seq, place);
  if (last && at < last.at) return fault(seq, "stamp-falls", { says: at, derived: last.at });
  if (eff > at || (last && eff < last.eff)) {
    return fault(seq, "effective-falls", { says: eff, derived: eff > at ? at : (last?.eff ?? at) });
  }
  return null;
}

/** Each leaf vouches for all before it: which one is not what it was follows from whom the others vouch for. */
function blame(leaf: Leaf, seq: number, { root, rootBefore, next, frontier }: Place): Wrong {
  const { prev } = leaf;
  const facts = { says: prev.root, derived: root };
  if (prev.size === seq - 2 && prev.root === rootBefore) return fault(seq - 1, "inserted", facts);
  if (prev.size !== seq - 1 || seq === 1) return fault(seq, "prev-differs", { says: prev.size, derived: seq - 1 });
  return isOwnFault(leaf, root, next, frontier) ? fault(seq, "prev-differs", facts) : fault(seq - 1, "altered", facts);
}

/** Whether the next one was added to this very leaf with the right tree in it: then nothing else was touched. */
function isOwnFault(leaf: Leaf, root: string, next: string | undefined, frontier: Frontier): boolean {
  const follower = next === undefined ? null : readLeaf(next);
  if (!follower?.ok) return false;
  const mended = canonicalJson({ ...leaf, prev: { ...leaf.prev, root } });
  return bytesToHex(rootOf(appendLeaf(frontier, hashLeaf(utf8ToBytes(mended))))) === follower.value.prev.root;
}

export function fault(seq: number, why: WrongWhy, facts: Wrong["facts"]): Wrong {
  return { seq, why, facts };
}
