import type { ReceiptSigner } from "../../app/receipt-signer.ts";
import type { Receipt } from "../../contract/group-buy.ts";
import { printedOf, type ReceiptedLeaf } from "../../core/log/receipt.ts";

/**
 * The receipt of one entry of the log. What is signed is the leaf itself, byte for byte: it names the arrival, the
 * deadline, the order and the tree it was added to. Ed25519 is deterministic, so signing again gives the same bytes.
 */
export async function signReceipt(
  stored: { readonly leaf: string },
  signer: Pick<ReceiptSigner, "sign">,
): Promise<Receipt> {
  const leaf = JSON.parse(stored.leaf) as StoredReceiptedLeaf; // Our own canonical bytes.
  const { termsHash, edgeMs, client, ...printed } = printedOf(leaf, stored.leaf);
  return {
    ...printed,
    code: printed.accepted ? null : (leaf.open.code ?? null),
    ...(leaf.terms !== undefined && { termsHash }),
    ...(edgeMs !== null && { edgeMs }),
    ...(client && { client }),
    leaf: stored.leaf,
    jws: await signer.sign(stored.leaf),
  };
}

/** Of our own leaves it is known that a refusal gives its reason as a slug. */
interface StoredReceiptedLeaf extends ReceiptedLeaf {
  readonly open: { readonly code?: string };
}
