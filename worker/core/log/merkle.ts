import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, hexToBytes } from "@noble/hashes/utils.js";
import { assert } from "../result.ts";

/** A SHA-256 digest, 32 bytes: of a leaf, of an inner node or of a whole tree. */
export type TreeHash = Uint8Array;

export const HASH_BYTES = 32;

/** Different first bytes keep an inner node from ever passing for a leaf (RFC 9162, section 2.1.1). */
const LEAF_PREFIX = Uint8Array.of(0x00);
const NODE_PREFIX = Uint8Array.of(0x01);

/** The hash under which the exact bytes of one leaf enter the tree. */
export function hashLeaf(leaf: Uint8Array): TreeHash {
  return sha256.create().update(LEAF_PREFIX).update(leaf).digest();
}

/** The hash of an inner node over its two children. */
export function hashNode(left: TreeHash, right: TreeHash): TreeHash {
  return sha256.create().update(NODE_PREFIX).update(left).update(right).digest();
}

/** The root of a log that has no leaf yet. */
export function emptyRoot(): TreeHash {
  return sha256(new Uint8Array());
}

export function equalHashes(a: TreeHash, b: TreeHash): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}

/**
 * All a log must remember to go on growing: the roots of its complete subtrees, largest first, one for each set bit of
 * its size. Twenty hashes stand for a million leaves, so an object appends without reading its history.
 */
export interface Frontier {
  readonly size: number;
  readonly peaks: readonly TreeHash[];
}

export function emptyFrontier(): Frontier {
  return { size: 0, peaks: [] };
}

/** The frontier after one more leaf. Like a carry in binary: equal subtrees merge until two differ in size. */
export function appendLeaf(frontier: Frontier, leafHash: TreeHash): Frontier {
  assert(leafHash.length === HASH_BYTES, "a leaf enters the tree as its hash");
  const peaks = [...frontier.peaks];
  let carry = leafHash;
  for (let size = frontier.size; size % 2 === 1; size = (size - 1) / 2) {
    const left = peaks.pop();
    assert(left !== undefined, "a frontier has one peak for each set bit of its size");
    carry = hashNode(left, carry);
  }
  return { size: frontier.size + 1, peaks: [...peaks, carry] };
}

/** The tree head of the log so far: its peaks folded from the smallest to the largest. */
export function rootOf(frontier: Frontier): TreeHash {
  return (
    frontier.peaks.reduceRight<TreeHash | null>((right, left) => (right ? hashNode(left, right) : left), null) ??
    emptyRoot()
  );
}

/** The frontier as text for one column, `<size>:<hex of the peaks>`; 64 characters a peak. */
export function serialiseFrontier(frontier: Frontier): string {
  return `${frontier.size}:${frontier.peaks.map((peak) => bytesToHex(peak)).join("")}`;
}

/** Reads what `serialiseFrontier` wrote. We wrote it, so anything else is a broken invariant and throws. */
export function parseFrontier(text: string): Frontier {
  const match = /^(0|[1-9]\d*):((?:[0-9a-f]{64})*)$/.exec(text);
  assert(match?.[1] !== undefined && match[2] !== undefined, "a stored frontier is `<size>:<hex>`");
  const size = Number(match[1]);
  const peaks = Array.from(match[2].matchAll(/.{64}/g), ([hex]) => hexToBytes(hex));
  assert(
    Number.isSafeInteger(size) && peaks.length === setBits(size),
    "a stored frontier has one peak for each set bit",
  );
  return { size, peaks };
}

function setBits(size: number): number {
  return size.toString(2).replaceAll("0", "").length;
}
