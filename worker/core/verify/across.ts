/** What several exhibits say of one log, held against each other: one history has one entry a number and one root a size. */
import { bytesToHex, hexToBytes } from "@noble/hashes/utils.js";
import { verifyConsistency } from "../log/merkle-proof.ts";
import type { Check } from "./check.ts";
import type { HeldConsistency } from "./exhibit.ts";
import { checksOf, type HeldEntry, type RootClaim } from "./findings.ts";
import { leafHashOf } from "./leaf.ts";
import type { WholeLog } from "./log-check.ts";

export interface HeldGrowth {
  readonly about: number;
  readonly gb: string;
  readonly consistency: HeldConsistency;
  /** Size and root (hex) of its signed head. */
  readonly head: RootClaim;
}

export function checkAcross(
  entries: readonly HeldEntry[],
  claims: readonly RootClaim[],
  growths: readonly HeldGrowth[],
  logs: readonly WholeLog[],
): readonly Check[] {
  return [
    ...growths.map((growth) => growthCheck(growth, [...claims, ...rootsIn(logs, growth)])),
    ...sameLeafChecks(entries),
    ...twoLeavesChecks(entries),
    ...rootChecks(claims),
    ...logs.flatMap((log) => inLogChecks(log, entries, claims)),
  ];
}

/** A proof of growth says: the newer tree holds the older. Somebody must have kept the older one. */
function growthCheck({ about, gb, consistency, head }: HeldGrowth, claims: readonly RootClaim[]): Check {
  const { fromSize, fromRoot, to, path } = consistency;
  const [oldRoot, newRoot] = [bytesToHex(fromRoot), to === null ? head.root : bytesToHex(to.root)];
  const newSize = to?.size ?? head.size;
  const facts = { groupBuyId: gb, fromSize, fromRoot: oldRoot, toSize: newSize, toRoot: newRoot };
  const alone = checksOf([about]);
  const isGrown = verifyConsistency({
    oldSize: fromSize,
    oldRoot: fromRoot,
    newSize,
    newRoot: hexToBytes(newRoot),
    proof: path,
  });
  if (!isGrown) return alone.wrong("consistency", "not-consistent", facts, fromSize + 1);

  const kept = heldAs(claims, { gb, size: fromSize, root: oldRoot }, about);
  const newer = newSize === head.size ? head : heldAs(claims, { gb, size: newSize, root: newRoot }, about);
  if (newSize === head.size && newRoot !== head.root) return alone.wrong("consistency", "not-its-checkpoint", facts);
  if (kept === null || newer === null) return alone.open("consistency", "no-older-head", facts);
  const { proven, open } = checksOf([about, ...new Set([kept.about, newer.about].filter((one) => one !== about))]);
  return kept.isProven && newer.isProven
    ? proven("consistency", facts)
    : open("consistency", "rests-on-signature", facts);
}

/** Whoever has the whole log has every tree that it ever had. */
function rootsIn(logs: readonly WholeLog[], { gb, consistency, head }: HeldGrowth): readonly RootClaim[] {
  const sizes = [consistency.fromSize, consistency.to?.size ?? head.size];
  return logs
    .filter((log) => log.gb === gb)
    .flatMap(({ about, leaves, rootAt, isProven }) =>
      sizes.filter((size) => size <= leaves.length).map((size) => ({ about, gb, size, root: rootAt(size), isProven })),
    );
}

/** Somebody else's word for this root, a proven one where there is one. */
function heldAs(
  claims: readonly RootClaim[],
  { gb, size, root }: Pick<RootClaim, "gb" | "size" | "root">,
  besides: number,
): RootClaim | null {
  const same = claims.filter(
    (claim) => claim.about !== besides && claim.gb === gb && claim.size === size && claim.root === root,
  );
  return same.find(({ isProven }) => isProven) ?? same[0] ?? null;
}

/** A receipt and a proof of one entry: the person's paper and the public log say the same. */
function sameLeafChecks(entries: readonly HeldEntry[]): readonly Check[] {
  const receipts = entries.filter(({ by }) => by === "signature");
  const ways = entries.filter(({ by }) => by === "way");
  return receipts.flatMap((receipt) =>
    ways
      .filter((way) => isSamePlace(receipt, way) && way.leaf === receipt.leaf)
      .map((way) => {
        const { proven, open } = checksOf([...new Set([receipt.about, way.about])]);
        const facts = { groupBuyId: receipt.gb, leafHash: hashText(receipt.leaf) };
        return receipt.isProven && way.isProven
          ? proven("same-leaf", facts, receipt.seq)
          : open("same-leaf", "rests-on-signature", facts, receipt.seq);
      }),
  );
}

/** Two entries for one number. Where both are signed, whoever signed has told two histories. */
function twoLeavesChecks(entries: readonly HeldEntry[]): readonly Check[] {
  return entries.flatMap((entry, index) => {
    const other = entries.slice(0, index).find((one) => isSamePlace(one, entry) && one.leaf !== entry.leaf);
    if (other === undefined) return [];
    const facts = {
      groupBuyId: entry.gb,
      first: hashText(other.leaf),
      second: hashText(entry.leaf),
      signed: other.isProven && entry.isProven ? "both" : other.isProven ? "first" : entry.isProven ? "second" : "none",
    };
    const about = [...new Set([other.about, entry.about])];
    return [checksOf(about).wrong("one-leaf-a-number", "two-leaves", facts, entry.seq)];
  });
}

/** All roots of one size are one root. */
function rootChecks(claims: readonly RootClaim[]): readonly Check[] {
  const checks: Check[] = [];
  const seen = new Map<string, RootClaim>();
  for (const claim of claims) {
    const place = `${claim.gb} ${claim.size}`;
    const other = seen.get(place);
    if (other === undefined) seen.set(place, claim);
    else if (other.root !== claim.root) {
      const signed =
        other.isProven && claim.isProven ? "both" : other.isProven ? "first" : claim.isProven ? "second" : "none";
      const facts = { groupBuyId: claim.gb, size: claim.size, first: other.root, second: claim.root, signed };
      const about = [...new Set([other.about, claim.about])];
      checks.push(checksOf(about).wrong("one-root-a-size", "two-roots", facts, claim.size));
    } else if (other.about !== claim.about) {
      const { proven, open } = checksOf([other.about, claim.about]);
      const facts = { groupBuyId: claim.gb, size: claim.size, root: claim.root };
      const isProven = other.isProven && claim.isProven;
      checks.push(isProven ? proven("one-root-a-size", facts) : open("one-root-a-size", "rests-on-signature", facts));
    }
  }
  return checks;
}

/** What somebody holds stands in the whole log, at its place. */
function inLogChecks(log: WholeLog, entries: readonly HeldEntry[], claims: readonly RootClaim[]): readonly Check[] {
  const held = distinct(entries.filter(({ gb }) => gb === log.gb)).map((entry) => entryInLog(log, entry));
  const roots = claims
    .filter(({ gb, about }) => gb === log.gb && about !== log.about)
    .map((claim) => rootInLog(log, claim));
  return [...held, ...roots];
}

/** A file that has an entry twice, as its receipt and in its proof, is asked about it once. */
function distinct(entries: readonly HeldEntry[]): readonly HeldEntry[] {
  const byText = new Map(
    entries.map((entry) => [`${entry.about} ${entry.seq} ${entry.isProven} ${entry.leaf}`, entry]),
  );
  return [...byText.values()];
}

function entryInLog(log: WholeLog, { about, seq, leaf, isProven }: HeldEntry): Check {
  const { proven, wrong, open } = checksOf([about, log.about]);
  const stored = log.leaves[seq - 1];
  const facts = { groupBuyId: log.gb, leafHash: hashText(leaf), leaves: log.leaves.length };
  if (stored === undefined) return open("in-log", "log-shorter", facts, seq);
  if (stored !== leaf) return wrong("in-log", "not-in-log", { ...facts, stored: hashText(stored) }, seq);
  return isProven && log.isProven ? proven("in-log", facts, seq) : open("in-log", "rests-on-signature", facts, seq);
}

function rootInLog(log: WholeLog, { about, size, root, isProven }: RootClaim): Check {
  const { proven, wrong, open } = checksOf([about, log.about]);
  const facts = { groupBuyId: log.gb, size, root, leaves: log.leaves.length };
  if (size > log.leaves.length) return open("head-in-log", "log-shorter", facts);
  // The difference is in one of the first `size` entries; which one, this root does not tell.
  if (log.rootAt(size) !== root) return wrong("head-in-log", "root-differs", { ...facts, stored: log.rootAt(size) });
  return isProven && log.isProven ? proven("head-in-log", facts) : open("head-in-log", "rests-on-signature", facts);
}

function isSamePlace(a: HeldEntry, b: HeldEntry): boolean {
  return a.gb === b.gb && a.seq === b.seq;
}

function hashText(leaf: string): string {
  return bytesToHex(leafHashOf(leaf));
}
