import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import type { ReceiptSigner } from "../../app/receipt-signer.ts";
import type { Receipt } from "../../contract/group-buy.ts";
import { receiptId } from "../../core/group-buy/state/receipt-id.ts";
import { hashLeaf } from "../../core/log/merkle.ts";
import { formatInstant } from "../../core/time/instant.ts";
import type { StoredLeaf } from "./group-buy-store.ts";

/**
 * The receipt of one entry of the log. What is signed is the leaf itself, byte for byte: it names the arrival, the
 * deadline, the order and the tree it was added to. Ed25519 is deterministic, so signing again gives the same bytes.
 */
export async function signReceipt(
  groupBuyId: string,
  stored: StoredLeaf,
  signer: Pick<ReceiptSigner, "sign">,
): Promise<Receipt> {
  const { type, at, deadline, open } = JSON.parse(stored.leaf) as ReceiptedLeaf; // Our own canonical bytes.
  const isRefusal = REFUSALS.has(type);
  return {
    id: receiptId(groupBuyId, stored.seq),
    accepted: !isRefusal,
    code: isRefusal ? (open.code ?? null) : null,
    groupBuyId,
    seq: stored.seq,
    recv: formatInstant(at),
    recvMs: at,
    deadlineMs: deadline,
    marginMs: deadline - at,
    leaf: stored.leaf,
    leafHash: bytesToHex(hashLeaf(utf8ToBytes(stored.leaf))),
    jws: await signer.sign(stored.leaf),
  };
}

const REFUSALS: ReadonlySet<string> = new Set(["join_refused", "change_refused", "offer_refused"]);

/** What a receipt reads in its leaf: the public part alone. */
interface ReceiptedLeaf {
  readonly type: string;
  readonly at: number;
  readonly deadline: number;
  readonly open: { readonly code?: string };
}
