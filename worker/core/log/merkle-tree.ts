import { assert } from "../result.ts";
import { emptyRoot, hashNode, type TreeHash } from "./merkle.ts";

/**
 * A whole tree (RFC 9162, section 2.1) that gives the root and the proofs of every size it has had. It keeps the hash of
 * each complete subtree, two for each leaf, so a proof hashes a few dozen times however long the log is.
 */
export class MerkleTree {
  /** `#levels[k][i]` is the hash over the leaves from i * 2^k on, 2^k of them. */
  readonly #levels: TreeHash[][] = [[]];

  constructor(leaves: Iterable<TreeHash> = []) {
    for (const leaf of leaves) this.append(leaf);
  }

  get size(): number {
    return this.#levels[0]?.length ?? 0;
  }

  append(leafHash: TreeHash): void {
    let hash = leafHash;
    for (let level = 0; ; level += 1) {
      const hashes = (this.#levels[level] ??= []);
      hashes.push(hash);
      const left = hashes.at(-2);
      if (hashes.length % 2 === 1 || left === undefined) return;
      hash = hashNode(left, hash);
    }
  }

  /** The root of the tree over the first `size` leaves. */
  root(size: number = this.size): TreeHash {
    assert(isCount(size) && size <= this.size, "a root is of a size that the tree has had");
    return size === 0 ? emptyRoot() : this.#range(0, size);
  }

  /** What shows that leaf `index` stands among the first `size`: the siblings on its way up, lowest first (2.1.3.1). */
  inclusionProof(index: number, size: number = this.size): TreeHash[] {
    assert(isCount(index) && index < size && size <= this.size, "an inclusion proof is of a leaf in the tree");
    let [start, end] = [0, size];
    const path: TreeHash[] = [];
    while (end - start > 1) {
      const middle = start + splitPoint(end - start);
      path.push(index < middle ? this.#range(middle, end) : this.#range(start, middle));
      [start, end] = index < middle ? [start, middle] : [middle, end];
    }
    return path.reverse();
  }

  /**
   * What shows that the tree over the first `size` leaves only grew from its first `oldSize` (2.1.4.1). Nothing can be shown
   * about an empty tree, so `oldSize` is at least 1.
   */
  consistencyProof(oldSize: number, size: number = this.size): TreeHash[] {
    assert(
      isCount(oldSize) && oldSize > 0 && oldSize <= size && size <= this.size,
      "a proof is from 1 to a later size",
    );
    let [start, end] = [0, size];
    const path: TreeHash[] = [];
    while (end !== oldSize) {
      const middle = start + splitPoint(end - start);
      path.push(oldSize <= middle ? this.#range(middle, end) : this.#range(start, middle));
      [start, end] = oldSize <= middle ? [start, middle] : [middle, end];
    }
    // Whoever checks holds the old root: where it is this very subtree it is left out.
    if (start > 0) path.push(this.#range(start, end));
    return path.reverse();
  }

  /** Of leaves from `start` to before `end`: a complete subtree, or one at the ragged right side of some size. */
  #range(start: number, end: number): TreeHash {
    const count = end - start;
    const split = splitPoint(count);
    if (split * 2 === count || count === 1) {
      const hash = this.#levels[Math.log2(count)]?.[start / count];
      assert(hash !== undefined, "a subtree of the tree starts at a multiple of its size");
      return hash;
    }
    return hashNode(this.#range(start, start + split), this.#range(start + split, end));
  }
}

/** The largest power of two below `size`: where a tree parts into its two subtrees. */
function splitPoint(size: number): number {
  let split = 1;
  while (split * 2 < size) split *= 2;
  return split;
}

function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}
