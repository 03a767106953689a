import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import type { ReceiptSigner } from "../../app/receipt-signer.ts";
import type { Receipt } from "../../contract/group-buy.ts";
import { unseal } from "../../core/group-buy/log-entry.ts";
import { receiptId } from "../../core/group-buy/receipt-id.ts";
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
  const { event } = unseal({ leaf: stored.leaf, sealed: NOTHING_SEALED });
  const { deadline } = JSON.parse(stored.leaf) as { deadline: number }; // Our own canonical bytes.
  return {
    id: receiptId(groupBuyId, stored.seq),
    accepted: event.type !== "join_refused",
    code: event.type === "join_refused" ? event.open.code : null,
    groupBuyId,
    seq: stored.seq,
    recv: formatInstant(event.atMs),
    recvMs: event.atMs,
    deadlineMs: deadline,
    marginMs: deadline - event.atMs,
    leaf: stored.leaf,
    leafHash: bytesToHex(hashLeaf(utf8ToBytes(stored.leaf))),
    jws: await signer.sign(stored.leaf),
  };
}

/** A receipt shows the public part alone. */
const NOTHING_SEALED = JSON.stringify({ salt: "", sealed: {} });
