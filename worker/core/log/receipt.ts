/** What a receipt of an entry prints beside the leaf that is signed: nothing but what stands in the leaf. */
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { receiptId } from "../group-buy/state/receipt-id.ts";
import { formatInstant } from "../time/instant.ts";
import { hashLeaf } from "./merkle.ts";

/** The `typ` of its JWS: nothing else that our keys sign passes for a receipt. */
export const RECEIPT_TYP = "onebell-receipt+jws";

/** Entries by which somebody is refused something. */
export const REFUSALS: ReadonlySet<unknown> = new Set(["join_refused", "change_refused", "offer_refused"]);

/** What a receipt reads in a leaf of form 1 or 2: of the public part alone. */
export interface ReceiptedLeaf {
  readonly type: string;
  readonly gb: string;
  readonly seq: number;
  readonly at: number;
  readonly deadline: number;
  readonly prev: { readonly size: number; readonly root: string };
  readonly open: { readonly code?: unknown };
  readonly terms?: string | null;
  readonly evidence?: { readonly edge?: number; readonly client?: { readonly at: number; readonly bound: number } };
}

/**
 * What a receipt prints, for who signs it and for who checks it. What is null of the last four may be left out.
 *
 * @param text the exact text of `leaf`
 */
export function printedOf(leaf: ReceiptedLeaf, text: string) {
  const isRefusal = REFUSALS.has(leaf.type);
  const { edge, client } = leaf.evidence ?? {};
  return {
    id: receiptId(leaf.gb, leaf.seq),
    accepted: !isRefusal,
    code: isRefusal ? (leaf.open.code ?? null) : null,
    groupBuyId: leaf.gb,
    seq: leaf.seq,
    recv: formatInstant(leaf.at),
    recvMs: leaf.at,
    deadlineMs: leaf.deadline,
    marginMs: leaf.deadline - leaf.at,
    termsHash: leaf.terms ?? null,
    prev: leaf.prev,
    edgeMs: edge ?? null,
    client: client ? { atMs: client.at, boundMs: client.bound } : null,
    leafHash: bytesToHex(hashLeaf(utf8ToBytes(text))),
  };
}

interface Judged {
  readonly type: unknown;
  readonly at: unknown;
  readonly deadline: unknown;
  readonly open: unknown;
}

/** T2: in time is what arrives before the deadline, to the millisecond. A refusal for another reason says nothing of it. */
export function followsFromStamp(leaf: Judged): boolean {
  const isInTime = Number(leaf.at) < Number(leaf.deadline);
  return !isJudgedByStamp(leaf) || isInTime === IN_TIME.has(leaf.type);
}

/** Whether it was the stamp that decided: who was let in was in time, and who was refused for the time was not. */
export function isJudgedByStamp({ type, open }: Omit<Judged, "at" | "deadline">): boolean {
  return IN_TIME.has(type) || (LATE.has(type) && codeIn(open) === "deadline-passed");
}

const IN_TIME: ReadonlySet<unknown> = new Set(["joined", "part_added"]);
const LATE: ReadonlySet<unknown> = new Set(["join_refused", "change_refused"]);

function codeIn(open: unknown): unknown {
  return typeof open === "object" && open !== null && "code" in open ? open.code : null;
}
