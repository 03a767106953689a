import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { canonicalJson } from "../../worker/core/log/canonical.ts";
import {
  appendLeaf,
  emptyFrontier,
  emptyRoot,
  hashLeaf,
  hashNode,
  parseFrontier,
  rootOf,
  serialiseFrontier,
  type TreeHash,
} from "../../worker/core/log/merkle.ts";
import { verifyConsistency, verifyInclusion } from "../../worker/core/log/merkle-proof.ts";
import { MerkleTree } from "../../worker/core/log/merkle-tree.ts";
import { TREES } from "../support/vectors/mounted.ts";
import type { MerkleFile } from "../support/vectors/verdicts.ts";

describe("canonical JSON (RFC 8785 subset)", () => {
  test.each([
    [{ b: 1, a: [true, null, "é"], A: {} }, '{"A":{},"a":[true,null,"é"],"b":1}'],
    ['\u0000\b\t\n\f\r"\\\u007f\u2028/', '"\\u0000\\b\\t\\n\\f\\r\\"\\\\\u007f\u2028/"'],
    [Number.MAX_SAFE_INTEGER, "9007199254740991"],
    [-0, "0"],
    [{ a10: 1, a9: 2, a: 3 }, '{"a":3,"a10":1,"a9":2}'],
    [Object.assign(Object.create(null), { x: "😀" }), '{"x":"😀"}'],
  ])("writes %j", (value, text) => {
    expect(canonicalJson(value)).toBe(text);
  });

  test.each([
    ["a fraction", 1.5],
    ["an unsafe integer", 2 ** 53],
    ["not a number", Number.NaN],
    ["a lone surrogate", "\ud800"],
    ["text that is not NFC", "e\u0301"],
    ["a key that is not ASCII", { é: 1 }],
    ["an undefined member", { a: undefined }],
    ["a hole in an array", new Array(1)],
    ["a date", new Date(0)],
    ["a big integer", 1n],
    ["a function", () => 1],
  ])("refuses %s", (_, value) => {
    expect(() => canonicalJson(value)).toThrow("Invariant broken");
  });

  test("is read back unchanged and does not depend on the order of keys", () => {
    const value = fc.letrec((tie) => ({
      tree: fc.oneof(
        fc.maxSafeInteger().map((integer) => integer + 0),
        fc.boolean(),
        fc.constant(null),
        fc.string({ unit: "grapheme" }).map((text) => text.normalize("NFC")),
        fc.array(tie("tree"), { maxLength: 4 }),
        fc.dictionary(fc.string({ unit: "grapheme-ascii" }), tie("tree"), { maxKeys: 4, noNullPrototype: true }),
      ),
    })).tree;
    fc.assert(
      fc.property(value, (tree) => {
        const text = canonicalJson(tree);
        expect(canonicalJson(JSON.parse(text))).toBe(text);
        expect(canonicalJson(withKeysReversed(tree))).toBe(text);
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(tree)));
      }),
    );
  });
});

function withKeysReversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withKeysReversed);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, member]) => [key, withKeysReversed(member)]),
  );
}

const hashes = fc.array(fc.uint8Array({ maxLength: 8 }).map(hashLeaf), { minLength: 1, maxLength: 70 });

function grow(leaves: readonly TreeHash[]) {
  return leaves.reduce(appendLeaf, emptyFrontier());
}

/** The definition itself (RFC 9162, section 2.1.1): what both ways of keeping a tree are held against. */
function rootByDefinition([first = emptyRoot(), ...others]: readonly TreeHash[]): TreeHash {
  if (others.length === 0) return first;
  const split = 2 ** Math.floor(Math.log2(others.length));
  return hashNode(rootByDefinition([first, ...others].slice(0, split)), rootByDefinition(others.slice(split - 1)));
}

describe("the Merkle log (RFC 9162)", () => {
  test("an empty log has the root of no bytes", () => {
    expect(Buffer.from(rootOf(emptyFrontier())).toString("hex")).toBe(
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    );
  });

  test("the frontier's root is the root of the whole tree, at every size and across storage", () => {
    fc.assert(
      fc.property(hashes, (leaves) => {
        let frontier = emptyFrontier();
        leaves.forEach((leaf, index) => {
          frontier = parseFrontier(serialiseFrontier(appendLeaf(frontier, leaf)));
          expect(rootOf(frontier)).toEqual(rootByDefinition(leaves.slice(0, index + 1)));
        });
        expect(frontier.size).toBe(leaves.length);
      }),
      { numRuns: 30 },
    );
  });

  test.each(["", "1:", "0:00", "2", "01:" + "0".repeat(64), "1:" + "G".repeat(64), "2:" + "0".repeat(128)])(
    "a stored frontier %j is refused",
    (text) => {
      expect(() => parseFrontier(text)).toThrow("Invariant broken");
    },
  );

  test("a whole tree gives the root of every size that it has had", () => {
    fc.assert(
      fc.property(hashes, (leaves) => {
        const tree = new MerkleTree(leaves);
        expect(tree.size).toBe(leaves.length);
        expect(tree.root()).toEqual(rootByDefinition(leaves));
        for (let size = 0; size <= leaves.length; size += 1) {
          expect(tree.root(size)).toEqual(rootByDefinition(leaves.slice(0, size)));
        }
      }),
      { numRuns: 20 },
    );
  });

  test("every leaf has an inclusion proof in every tree that has it, and it proves no other leaf, place or size", () => {
    fc.assert(
      fc.property(hashes, fc.nat(), fc.nat(), (leaves, some, other) => {
        const index = some % leaves.length;
        const size = index + 1 + (other % (leaves.length - index));
        const proof = new MerkleTree(leaves).inclusionProof(index, size);
        const claim = { leafHash: leaves[index]!, index, size, proof, root: rootOf(grow(leaves.slice(0, size))) };
        expect(verifyInclusion(claim)).toBe(true);
        expect(verifyInclusion({ ...claim, leafHash: hashLeaf(new TextEncoder().encode("not in the log")) })).toBe(
          false,
        );
        expect(verifyInclusion({ ...claim, index: size })).toBe(false);
        expect(verifyInclusion({ ...claim, proof: [...proof, claim.root] })).toBe(false);
        if (size > 1) expect(verifyInclusion({ ...claim, proof: proof.slice(1) })).toBe(false);
      }),
    );
  });

  test("every earlier tree is consistent with every later one, and a rewritten one is not", () => {
    fc.assert(
      fc.property(hashes, fc.nat(), fc.nat(), (leaves, some, other) => {
        const newSize = 1 + (some % leaves.length);
        const oldSize = 1 + (other % newSize);
        const claim = {
          oldSize,
          oldRoot: rootOf(grow(leaves.slice(0, oldSize))),
          newSize,
          newRoot: rootOf(grow(leaves.slice(0, newSize))),
          proof: new MerkleTree(leaves).consistencyProof(oldSize, newSize),
        };
        expect(verifyConsistency(claim)).toBe(true);
        expect(verifyConsistency({ ...claim, oldRoot: hashLeaf(claim.oldRoot) })).toBe(false);
        expect(verifyConsistency({ ...claim, newRoot: hashLeaf(claim.newRoot) })).toBe(false);
        expect(verifyConsistency({ ...claim, oldSize: 0 })).toBe(false);
        expect(verifyConsistency({ ...claim, oldSize: newSize + 1 })).toBe(false);
      }),
    );
  });

  test("the example of RFC 9162, section 2.1.5: seven leaves, their paths and what they grew from", () => {
    const leaves = Array.from({ length: 7 }, (_, index) => hashLeaf(Uint8Array.of(index)));
    const tree = new MerkleTree(leaves);
    const [a, b, c, d, , f, j] = leaves as [TreeHash, TreeHash, TreeHash, TreeHash, TreeHash, TreeHash, TreeHash];
    const [g, h, i] = [hashNode(a, b), hashNode(c, d), hashNode(leaves[4]!, f)];
    const [k, l] = [hashNode(g, h), hashNode(i, j)];
    expect(tree.inclusionProof(0)).toEqual([b, h, l]);
    expect(tree.inclusionProof(3)).toEqual([c, g, l]);
    expect(tree.inclusionProof(4)).toEqual([f, j, k]);
    expect(tree.inclusionProof(6)).toEqual([i, k]);
    expect(tree.consistencyProof(3)).toEqual([c, d, g, l]);
    expect(tree.consistencyProof(4)).toEqual([l]);
    expect(tree.consistencyProof(6)).toEqual([i, j, k]);
    expect(tree.consistencyProof(7)).toEqual([]);
  });

  test("a proof about nothing is not given", () => {
    const tree = new MerkleTree([hashLeaf(Uint8Array.of(1))]);
    expect(() => tree.consistencyProof(0)).toThrow("Invariant broken");
    expect(() => tree.consistencyProof(2, 1)).toThrow("Invariant broken");
    expect(() => tree.inclusionProof(1)).toThrow("Invariant broken");
    expect(() => tree.inclusionProof(0, 2)).toThrow("Invariant broken");
    expect(() => tree.root(2)).toThrow("Invariant broken");
    expect(new MerkleTree().root()).toEqual(emptyRoot());
    for (const size of [0, -1, 0.5]) expect(() => tree.consistencyProof(size)).toThrow("Invariant broken");
    for (const index of [-1, 0.5]) expect(() => tree.inclusionProof(index)).toThrow("Invariant broken");
    expect([tree.consistencyProof(1), tree.inclusionProof(0)]).toEqual([[], []]);
    expect(() => appendLeaf(emptyFrontier(), new Uint8Array(31))).toThrow("Invariant broken");
  });

  describe("whatever is no proof is refused, and nothing throws", () => {
    const leaves = [0, 1, 2, 3, 4, 5, 6].map((n) => hashLeaf(Uint8Array.of(n)));
    const tree = new MerkleTree(leaves);
    const short = new Uint8Array(31);

    test.each([0, 3, 6])("of a leaf: %i", (index) => {
      const proof = tree.inclusionProof(index);
      const claim = { leafHash: leaves[index]!, index, size: 7, proof, root: tree.root() };
      expect(verifyInclusion(claim)).toBe(true);
      const others = [
        { index: index + 0.5 },
        { index: -1 },
        { size: 7.5 },
        { size: -7 },
        { size: index },
        { leafHash: short },
        { root: short },
        { root: new Uint8Array(33) },
        { proof: [...proof.slice(0, -1), short] },
        { proof: proof.slice(0, -1) },
        { proof: proof.toReversed() },
        { index: (index + 1) % 7 },
        { root: hashLeaf(claim.root) },
      ];
      for (const other of others) expect(verifyInclusion({ ...claim, ...other }), JSON.stringify(other)).toBe(false);
    });

    test("of the only leaf: it is the root, and there is nothing to show", () => {
      const leafHash = leaves[0]!;
      const claim = { leafHash, index: 0, size: 1, proof: [], root: leafHash };
      expect(verifyInclusion(claim)).toBe(true);
      expect(verifyInclusion({ ...claim, proof: [leafHash] })).toBe(false);
      expect(verifyInclusion({ ...claim, size: 2 })).toBe(false);
    });

    test.each([1, 3, 4, 6])("that a log only grew, from %i of seven", (oldSize) => {
      const proof = tree.consistencyProof(oldSize);
      const [oldRoot, newRoot] = [tree.root(oldSize), tree.root()];
      const claim = { oldSize, oldRoot, newSize: 7, newRoot, proof };
      expect(verifyConsistency(claim)).toBe(true);
      const others = [
        { oldSize: oldSize + 0.5 },
        { newSize: 7.5 },
        { oldSize: 0 },
        { oldSize: -1 },
        { newSize: oldSize - 1 },
        { newSize: oldSize },
        { proof: [] },
        { proof: [...proof, newRoot] },
        { proof: proof.slice(0, -1) },
        { proof: [...proof.slice(0, -1), short] },
        { oldRoot: newRoot },
        { newRoot: oldRoot },
        { oldRoot: short },
      ];
      for (const other of others) expect(verifyConsistency({ ...claim, ...other }), JSON.stringify(other)).toBe(false);
    });

    test("of the same size there is nothing to show but the same root", () => {
      const root = tree.root();
      const claim = { oldSize: 7, oldRoot: root, newSize: 7, newRoot: root, proof: [] };
      expect(verifyConsistency(claim)).toBe(true);
      expect(verifyConsistency({ ...claim, proof: [root] })).toBe(false);
      expect(verifyConsistency({ ...claim, newRoot: hashLeaf(root) })).toBe(false);
    });
  });
});

const vectors: MerkleFile = TREES ?? { inclusion: {}, consistency: {} };

describe.skipIf(TREES === null)("independent vectors of transparency-dev/merkle", () => {
  const bytes = (base64: string | null) => new Uint8Array(Buffer.from(base64 ?? "", "base64"));

  test.each(Object.entries(vectors.inclusion))("%s", (_, vector) => {
    const claim = {
      leafHash: bytes(vector.leafHash),
      index: vector.leafIdx,
      size: vector.treeSize,
      proof: (vector.proof ?? []).map(bytes),
      root: bytes(vector.root),
    };
    expect(verifyInclusion(claim)).toBe(!vector.wantErr);
  });

  test.each(Object.entries(vectors.consistency))("%s", (_, vector) => {
    const claim = {
      oldSize: vector.size1,
      oldRoot: bytes(vector.root1),
      newSize: vector.size2,
      newRoot: bytes(vector.root2),
      proof: (vector.proof ?? []).map(bytes),
    };
    expect(verifyConsistency(claim)).toBe(!vector.wantErr);
  });
});
