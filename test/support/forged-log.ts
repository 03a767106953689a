/** A log that was written by somebody who keeps every hash right and decides as they like. */
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { canonicalJson } from "../../worker/core/log/canonical.ts";
import { appendLeaf, emptyFrontier, hashLeaf, rootOf } from "../../worker/core/log/merkle.ts";
import type { Leaf } from "../../worker/core/verify/leaf.ts";

/** An entry as a forger writes it. */
export type Forged = { -readonly [K in keyof Leaf]: Leaf[K] };

/**
 * Edits the entries of a log and writes all of it anew: numbers, references to numbers, trees and the tree at the bell.
 * What the forger adds has the number of none (`seq: 0`) until then.
 */
export function forge(leaves: readonly string[], edit: (entries: Forged[]) => readonly Forged[]): string[] {
  const entries = edit(leaves.map((text) => JSON.parse(text) as Forged)); // Our own leaves.
  const renamed = new Map(entries.map(({ seq }, index) => [seq, index + 1]));
  const nowOf = (seq: unknown) => (typeof seq === "number" ? (renamed.get(seq) ?? seq) : seq);
  let frontier = emptyFrontier();
  let bell = {};
  return entries.map((entry, index) => {
    const head = { treeSize: index, treeRoot: bytesToHex(rootOf(frontier)) };
    if (entry.type === "closing") bell = head;
    const about = Object.fromEntries(
      Object.entries(entry.about ?? {}).map(([name, seq]) => [name, seq === 0 ? index + 1 : nowOf(seq)]),
    );
    const named = ["lastInTimeSeq", "firstLateSeq"].filter((field) => field in entry.open);
    const open = {
      ...entry.open,
      ...(entry.type === "closing" && head),
      ...(entry.type === "closed" && bell),
      ...Object.fromEntries(named.map((field) => [field, nowOf(entry.open[field])])),
    };
    const prev = { size: index, root: head.treeRoot };
    const text = canonicalJson({ ...entry, seq: index + 1, prev, open, ...(entry.about && { about }) });
    frontier = appendLeaf(frontier, hashLeaf(utf8ToBytes(text)));
    return text;
  });
}
