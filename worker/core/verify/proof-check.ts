import { bytesToHex } from "@noble/hashes/utils.js";
import { verifyInclusion } from "../log/merkle-proof.ts";
import type { TlogProof } from "../log/tlog-proof.ts";
import type { Check } from "./check.ts";
import { checksOf, leafFault, resting, type Findings, type Means } from "./findings.ts";
import { checkHead, claimsOf } from "./head-check.ts";
import { leafHashOf, readLeaf } from "./leaf.ts";

/**
 * The way from an entry up to a signed head.
 *
 * @param known entries that stand at the proof's place by somebody else's word, for a proof that is without its leaf
 */
export async function checkProof(
  proof: TlogProof,
  about: number,
  means: Means,
  known: (gb: string, seq: number) => string | null = () => null,
): Promise<Findings> {
  const seq = proof.index + 1;
  const { wrong, open } = checksOf([about]);
  const own = proof.leaf === null ? null : readLeaf(proof.leaf);
  const lastAtMs = own?.ok === true ? own.value.at : null;
  const head = await checkHead({ checkpoint: proof.checkpoint, printed: null }, about, means, lastAtMs);
  const found = (checks: readonly Check[]) => [...head.checks, ...resting(checks, head.isProven)];
  const { checkpoint, gb } = head;
  const claims = claimsOf(head, about);
  if (checkpoint === null || gb === null) return { checks: head.checks, entries: [], claims };
  const text = proof.leaf ?? known(gb, seq);
  if (text === null)
    return { checks: found([open("proof-leaf", "no-leaf", { index: proof.index }, seq)]), entries: [], claims };

  const leaf = leafCheck(text, { gb, seq }, about);
  const { size, root } = checkpoint;
  const claim = { leafHash: leafHashOf(text), index: proof.index, size, proof: proof.path, root };
  const facts = { index: proof.index, size, root: bytesToHex(root), leafHash: bytesToHex(claim.leafHash) };
  const isInTree = verifyInclusion(claim);
  const way = isInTree
    ? checksOf([about]).proven("proof-path", facts, seq)
    : wrong("proof-path", "way-leads-elsewhere", facts, seq);
  const isProven = head.isProven && isInTree && leaf.verdict === "proven";
  // Which entry a wrong way is about is anybody's guess: it is held against nothing.
  const entries = isInTree ? [{ about, gb, seq, leaf: text, by: "way", isProven } as const] : [];
  return { checks: found([leaf, way]), entries, claims };
}

/** The leaf is one, and of the log and the place that head and index say. */
function leafCheck(text: string, { gb, seq }: { readonly gb: string; readonly seq: number }, about: number): Check {
  const { proven, wrong } = checksOf([about]);
  const read = readLeaf(text);
  if (!read.ok) return leafFault("proof-leaf", read.error, about, seq);
  const leaf = read.value;
  if (leaf.gb !== gb) return wrong("proof-leaf", "another-log", { groupBuyId: gb, leafSays: leaf.gb }, seq);
  if (leaf.seq !== seq) return wrong("proof-leaf", "another-place", { index: seq - 1, leafSays: leaf.seq }, seq);
  return proven("proof-leaf", { type: leaf.type, recvMs: leaf.at, deadlineMs: leaf.deadline, groupBuyId: gb }, seq);
}
