import { bytesToHex } from "@noble/hashes/utils.js";
import { MerkleTree } from "../log/merkle-tree.ts";
import type { Check, Facts, Why } from "./check.ts";
import type { HeldLog } from "./exhibit.ts";
import { checksOf, leafFault, resting, type Findings, type Means, type Rerun } from "./findings.ts";
import { checkHead, claimsOf } from "./head-check.ts";
import { leafHashOf, readLeaf, type Leaf } from "./leaf.ts";

/** A log that was looked at as a whole: what the others are held against. */
export interface WholeLog {
  readonly about: number;
  readonly gb: string;
  readonly leaves: readonly string[];
  /** Its leaves are whole and come to the head, and that is signed by a key that was given. */
  readonly isProven: boolean;
  /** Hex, of a size that it has had. */
  rootAt(size: number): string;
}

/** A whole log: leaf by leaf, the tree that they come to, and its signed head. */
export async function checkLog(
  log: HeldLog,
  about: number,
  means: Means,
): Promise<Findings & { readonly whole: WholeLog }> {
  const { groupBuyId: gb, leaves, checkpoint: note } = log;
  const tree = new MerkleTree(leaves.map(leafHashOf));
  const rootAt = (size: number) => bytesToHex(tree.root(size));
  const { fault, lastAtMs } = findFault(log, about, rootAt);
  const head = await checkHead({ checkpoint: note, printed: null }, about, means, lastAtMs);
  const { proven, wrong, open } = checksOf([about]);
  const whole = proven("log-leaves", { leaves: leaves.length, groupBuyId: gb });
  const own: Check[] = [fault ?? (leaves.length === 0 ? open("log-leaves", "no-leaf") : whole)];
  const { checkpoint } = head;
  if (checkpoint !== null) {
    const facts = { size: checkpoint.size, root: bytesToHex(checkpoint.root), leaves: leaves.length };
    if (head.gb !== gb) own.push(wrong("log-head", "another-log", { groupBuyId: gb, leafSays: head.gb }));
    else if (checkpoint.size !== leaves.length) {
      own.push(wrong("log-head", "size-differs", facts, Math.min(checkpoint.size, leaves.length) + 1));
    } else if (rootAt(leaves.length) === facts.root) own.push(proven("log-head", facts));
    // Where every leaf but the last is named by the next one, the last is the one that is not what it was.
    else own.push(wrong("log-head", "root-differs", facts, fault === null ? leaves.length : null));
  }
  const isWhole = own.length === 2 && own.every(({ verdict }) => verdict === "proven");
  // Entries that are not what they were decide nothing.
  if (means.rerun !== undefined && fault === null) own.push(rerunCheck(means.rerun(leaves), leaves.length, about));
  return {
    checks: [...head.checks, ...resting(own, head.isProven)],
    entries: [],
    claims: claimsOf(head, about),
    whole: { about, gb, leaves, isProven: isWhole && head.isProven, rootAt },
  };
}

/** A decision can be wrong and rightly signed: it is wrong where it does not follow from the entries before it. */
function rerunCheck(again: ReturnType<Rerun>, decisions: number, about: number): Check {
  const { firstWrong, rerunThroughSeq, isThroughCount = false } = again;
  const { proven, wrong, open } = checksOf([about]);
  if (firstWrong !== null) return wrong("log-rerun", "rerun-differs", { what: firstWrong.why }, firstWrong.seq);
  const isAll = rerunThroughSeq >= decisions;
  if (isThroughCount && !isAll)
    return proven("log-rerun", { decisions: rerunThroughSeq, chained: decisions - rerunThroughSeq });
  return isAll ? proven("log-rerun", { decisions }) : open("log-rerun", "rerun-ends", { rerunThroughSeq, decisions });
}

/** The first leaf that cannot be what stood there. */
function findFault(
  { groupBuyId: gb, leaves }: HeldLog,
  about: number,
  rootAt: (size: number) => string,
): { readonly fault: Check | null; readonly lastAtMs: number | null } {
  const { wrong } = checksOf([about]);
  let lastAtMs: number | null = null;
  for (const [index, text] of leaves.entries()) {
    const seq = index + 1;
    const read = readLeaf(text);
    if (!read.ok) return { fault: leafFault("log-leaves", read.error, about, seq), lastAtMs };
    const fault = faultAt(read.value, { gb, seq, lastAtMs, rootAt });
    if (fault !== null) return { fault: wrong("log-leaves", fault.why, fault.facts, fault.seq), lastAtMs };
    lastAtMs = read.value.at;
  }
  return { fault: null, lastAtMs };
}

interface Place {
  readonly gb: string;
  readonly seq: number;
  readonly lastAtMs: number | null;
  readonly rootAt: (size: number) => string;
}

interface Fault {
  readonly why: Why;
  readonly facts: Facts;
  readonly seq: number;
}

function faultAt(leaf: Leaf, { gb, seq, lastAtMs, rootAt }: Place): Fault | null {
  if (leaf.gb !== gb) return { why: "another-log", facts: { groupBuyId: gb, leafSays: leaf.gb }, seq };
  if (leaf.seq !== seq) {
    // Taken out, number n is missing; put in, n stands there twice: the smaller of the two is where it begins.
    const first = Math.min(seq, leaf.seq);
    return { why: "out-of-order", facts: { place: seq, leafSays: leaf.seq }, seq: first };
  }
  if (leaf.prev.size !== seq - 1) {
    return { why: "prev-differs", facts: { place: seq, size: seq - 1, leafSays: leaf.prev.size }, seq };
  }
  if (leaf.prev.root !== rootAt(seq - 1)) {
    // Each leaf before it had named the tree before itself: so the one right before this is not what this was added to.
    const facts = { place: seq, root: rootAt(seq - 1), leafSays: leaf.prev.root };
    return { why: "prev-differs", facts, seq: Math.max(1, seq - 1) };
  }
  if (lastAtMs !== null && leaf.at < lastAtMs) {
    return { why: "stamp-went-back", facts: { atMs: leaf.at, lastAtMs }, seq };
  }
  if (leaf.eff > leaf.at) return { why: "stamp-went-back", facts: { atMs: leaf.at, lastAtMs: leaf.eff }, seq };
  return null;
}
