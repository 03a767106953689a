import type { Certificate } from "../group-buy/state/state.ts";
import type { TlogProof } from "../log/tlog-proof.ts";
import type { Check } from "./check.ts";
import type { HeldCertificate } from "./exhibit.ts";
import { checksOf, isAmong, resting, type Findings, type Means } from "./findings.ts";
import { readLeaf, type Leaf } from "./leaf.ts";
import { checkProof } from "./proof-check.ts";
import { checkReceipt } from "./receipt-check.ts";

/** The entry of the count, with both of its proofs, and what it says of who was in time (R5). */
export async function checkCertificate(
  { groupBuyId, receipt, proof }: HeldCertificate,
  about: number,
  means: Means,
): Promise<Findings> {
  const way = await checkProof(proof, about, means, () => receipt.leaf);
  const signed = await checkReceipt(receipt, about, means, isAmong(way.entries));
  const read = readLeaf(receipt.leaf);
  const isProven = [...signed.entries, ...way.entries].some((entry) => entry.isProven);
  const own = read.ok ? countChecks(read.value, groupBuyId, placeOf(proof, way), about) : [];
  return {
    checks: [...signed.checks, ...way.checks, ...resting(own, isProven)],
    entries: [...signed.entries, ...way.entries],
    claims: [...signed.claims, ...way.claims, ...(read.ok ? bellClaim(read.value, about, isProven) : [])],
  };
}

/** Of what its proof is; which log, is not known where the way leads nowhere, and then that is what is wrong. */
interface Place {
  readonly index: number;
  readonly gb: string | null;
}

function placeOf({ index }: TlogProof, { entries }: Findings): Place {
  return { index, gb: entries[0]?.gb ?? null };
}

function countChecks(leaf: Leaf, groupBuyId: string, place: Place, about: number): readonly Check[] {
  const { proven, wrong } = checksOf([about]);
  const { gb, seq, type } = leaf;
  if (gb !== groupBuyId) return [wrong("certificate-entry", "another-log", { groupBuyId, leafSays: gb }, seq)];
  if (type !== "closed") return [wrong("certificate-entry", "not-the-count", { type }, seq)];
  // A proof of another entry would be right by itself, and prove nothing of this one.
  if (place.index !== seq - 1)
    return [wrong("certificate-entry", "another-place", { index: place.index, leafSays: seq }, seq)];
  if (place.gb !== null && place.gb !== gb) {
    return [wrong("certificate-entry", "another-log", { groupBuyId: gb, leafSays: place.gb }, seq)];
  }
  const entry = proven("certificate-entry", { groupBuyId, seq }, seq);
  const count = countIn(leaf.open);
  if (count === null) return [entry, wrong("certificate-facts", "malformed", { field: "open" }, seq)];
  const fault = faultOf(count, leaf);
  if (fault !== null) return [entry, wrong("certificate-facts", "facts-contradict", { field: fault }, seq)];
  return [entry, proven("certificate-facts", { ...count }, seq)];
}

/** The certificate as it stands in its leaf. What else is there (packs) is not among what is read out. */
type Count = Omit<Certificate, "packedQuantity">;

const NUMBERS = [
  ...["closesAtMs", "frozenAtMs", "verifiedQuantity", "members", "depositsTotalMinor", "treeSize"],
  ...["lastInTimeSeq", "lastInTimeAtMs", "firstLateSeq", "firstLateAtMs"],
];
/** Nobody may have come in time, or late. */
const MAY_BE_NULL = new Set(["lastInTimeSeq", "lastInTimeAtMs", "firstLateSeq", "firstLateAtMs"]);

function countIn(open: Leaf["open"]): Count | null {
  const isNumbered = NUMBERS.every(
    (name) => Number.isSafeInteger(open[name]) || (MAY_BE_NULL.has(name) && open[name] === null),
  );
  const { outcome, treeRoot } = open;
  if (!isNumbered || (outcome !== "reached" && outcome !== "below_minimum") || typeof treeRoot !== "string")
    return null;
  return Object.fromEntries([...NUMBERS, "outcome", "treeRoot"].map((name) => [name, open[name]])) as unknown as Count; // Each was looked at.
}

/** What cannot be true of a count whoever made it; whether it was counted right, the whole log shows. */
function faultOf(count: Count, { deadline, at, seq }: Leaf): keyof Count | null {
  const { closesAtMs, frozenAtMs, lastInTimeSeq, lastInTimeAtMs, firstLateSeq, firstLateAtMs } = count;
  if (closesAtMs !== deadline) return "closesAtMs";
  if (frozenAtMs < closesAtMs || frozenAtMs > at) return "frozenAtMs";
  if ((lastInTimeSeq === null) !== (lastInTimeAtMs === null) || (lastInTimeSeq ?? 0) >= seq) return "lastInTimeSeq";
  if ((firstLateSeq === null) !== (firstLateAtMs === null) || (firstLateSeq ?? 0) >= seq) return "firstLateSeq";
  if (lastInTimeAtMs !== null && lastInTimeAtMs >= closesAtMs) return "lastInTimeAtMs";
  if (firstLateAtMs !== null && firstLateAtMs < closesAtMs) return "firstLateAtMs";
  if (lastInTimeSeq !== null && firstLateSeq !== null && firstLateSeq < lastInTimeSeq) return "firstLateSeq";
  const { verifiedQuantity, members, depositsTotalMinor, treeSize } = count;
  if (members < 0 || members > verifiedQuantity) return "members";
  if (depositsTotalMinor < 0 || (members === 0 && depositsTotalMinor > 0)) return "depositsTotalMinor";
  return treeSize < 1 || treeSize >= seq ? "treeSize" : null;
}

/** The count was made from a tree, and the leaf names it. */
function bellClaim({ gb, type, open }: Leaf, about: number, isProven: boolean): Findings["claims"] {
  const count = type === "closed" ? countIn(open) : null;
  return count === null ? [] : [{ about, gb, size: count.treeSize, root: count.treeRoot, isProven }];
}
