/** Checking proofs of an RFC 9162 tree, by the steps of the RFC and nothing else: what a verifier needs. */
import { equalHashes, HASH_BYTES, hashNode, type TreeHash } from "./merkle.ts";

export interface InclusionClaim {
  readonly leafHash: TreeHash;
  readonly index: number;
  readonly size: number;
  readonly proof: readonly TreeHash[];
  readonly root: TreeHash;
}

/** RFC 9162, section 2.1.3.2. False for anything that is not a proof, whatever it is; never throws. */
export function verifyInclusion({ leafHash, index, size, proof, root }: InclusionClaim): boolean {
  if (!isCount(index) || !isCount(size) || index >= size) return false;
  if (![leafHash, root, ...proof].every(isHash)) return false;

  let [node, last, hash] = [index, size - 1, leafHash];
  for (const sibling of proof) {
    if (last === 0) return false; // We already stand at the root: the proof is too long.
    if (node % 2 === 1 || node === last) {
      hash = hashNode(sibling, hash);
      while (node % 2 === 0 && node !== 0) [node, last] = [half(node), half(last)]; // Levels where this node has no sibling.
    } else {
      hash = hashNode(hash, sibling);
    }
    [node, last] = [half(node), half(last)];
  }
  return last === 0 && equalHashes(hash, root);
}

export interface ConsistencyClaim {
  readonly oldSize: number;
  readonly oldRoot: TreeHash;
  readonly newSize: number;
  readonly newRoot: TreeHash;
  readonly proof: readonly TreeHash[];
}

/** RFC 9162, section 2.1.4.2. An old size of 0 is refused: every tree extends the empty one, so it would prove nothing. */
export function verifyConsistency({ oldSize, oldRoot, newSize, newRoot, proof }: ConsistencyClaim): boolean {
  if (!isCount(oldSize) || !isCount(newSize) || oldSize === 0 || oldSize > newSize) return false;
  if (!proof.every(isHash)) return false; // Roots are only compared with what is computed from nodes of this length.
  if (oldSize === newSize) return proof.length === 0 && equalHashes(oldRoot, newRoot);

  // A complete old tree is itself the first node of the walk, and the proof leaves it out.
  const [start, ...siblings] = isPowerOfTwo(oldSize) ? [oldRoot, ...proof] : proof;
  if (start === undefined || siblings.length === 0) return false;

  let [node, last] = [oldSize - 1, newSize - 1];
  while (node % 2 === 1) [node, last] = [half(node), half(last)];

  let [oldHash, newHash] = [start, start];
  for (const sibling of siblings) {
    if (last === 0) return false;
    if (node % 2 === 1 || node === last) {
      oldHash = hashNode(sibling, oldHash);
      newHash = hashNode(sibling, newHash);
      while (node % 2 === 0 && node !== 0) [node, last] = [half(node), half(last)];
    } else {
      newHash = hashNode(newHash, sibling);
    }
    [node, last] = [half(node), half(last)];
  }
  return last === 0 && equalHashes(oldHash, oldRoot) && equalHashes(newHash, newRoot);
}

/** Sizes may pass 2^31, where the bit operators of the language would wrap. */
function half(value: number): number {
  return Math.floor(value / 2);
}

function isPowerOfTwo(value: number): boolean {
  return 2 ** Math.floor(Math.log2(value)) === value;
}

function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}

function isHash(hash: TreeHash): boolean {
  return hash.length === HASH_BYTES;
}
