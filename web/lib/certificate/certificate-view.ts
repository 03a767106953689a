import type { CloseCertificate, GroupBuyResource } from "../../../worker/contract/group-buy.ts";
import type { CertificateFile } from "../../../worker/contract/public-log.ts";
import { whyUncounted, type Uncounted } from "../../../worker/core/group-buy/state/states.ts";
import { parseCheckpoint } from "../../../worker/core/log/checkpoint.ts";
import { parseNote } from "../../../worker/core/log/signed-note.ts";
import { parseTlogProof } from "../../../worker/core/log/tlog-proof.ts";
import { readLeaf } from "../../../worker/core/verify/leaf.ts";

/** One of the two entries next to the bell. */
export interface Neighbour {
  readonly seq: number;
  readonly atMs: number;
  /** How far from the bell, never negative. */
  readonly distanceMs: number;
}

/** Who stood on either side of the bell; null where there was nobody. */
export function neighboursOf({ closesAt, ...of }: CloseCertificate): {
  readonly last: Neighbour | null;
  readonly late: Neighbour | null;
} {
  const bellMs = Date.parse(closesAt);
  return {
    last: neighbour(of.lastInTimeSeq, of.lastInTimeAt, bellMs),
    late: neighbour(of.firstLateSeq, of.firstLateAt, bellMs),
  };
}

function neighbour(seq: number | null, at: string | null, bellMs: number): Neighbour | null {
  if (seq === null || at === null) return null;
  const atMs = Date.parse(at);
  return { seq, atMs, distanceMs: Math.abs(bellMs - atMs) };
}

/** What of the file is shown beside the count: the entry, the terms that it was counted under, and the signed head. */
export interface Signed {
  readonly seq: number;
  /** Hex hash of the terms in force; null in a leaf of form 1, which did not say. */
  readonly termsHash: string | null;
  readonly headSize: number;
  /** The signed note, word for word. */
  readonly checkpoint: string;
}

/** Null for a file that is not what the site gives: then the page shows the count alone. */
export function signedOf({ receipt, proof }: Pick<CertificateFile, "receipt" | "proof">): Signed | null {
  const checkpoint = parseTlogProof(proof)?.checkpoint ?? null;
  const note = checkpoint === null ? null : parseNote(checkpoint);
  const head = note && parseCheckpoint(note.text);
  if (checkpoint === null || head === null) return null;
  const leaf = readLeaf(receipt.leaf);
  const termsHash = leaf.ok ? (leaf.value.terms ?? null) : null;
  return { seq: receipt.seq, termsHash, headSize: head.size, checkpoint };
}

/** Why there is no certificate yet, or will never be one. */
export function missingOf({ state, certificate }: Pick<GroupBuyResource, "state" | "certificate">): Uncounted | null {
  return certificate === undefined ? whyUncounted(state) : null;
}
