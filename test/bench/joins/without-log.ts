/** What the log of an object and its receipts would be if nothing were hashed and nothing signed: to see what it costs. */
import type { ReceiptSigner } from "../../../worker/app/receipt-signer.ts";
import { toBase64Url } from "../../../worker/core/base64url.ts";
import { leafOf, type seal } from "../../../worker/core/group-buy/log-entry.ts";
import { canonicalJson } from "../../../worker/core/log/canonical.ts";

const NO_HASH = "0".repeat(64);

/**
 * An entry with the same texts in the same form, so that as much is written, sent and mirrored; its hashes are zeros. What
 * is left of the tree is one hash for every entry, of its complete subtrees.
 */
export const sealWithoutHashes: typeof seal = (groupBuy, draft, { salt, evidence, ...meta }) => {
  const event = { ...draft, ...meta, v: 2, seq: groupBuy.seq + 1 } as ReturnType<typeof seal>["event"]; // As `seal` does.
  const leaf = leafOf(groupBuy, event, evidence, { root: NO_HASH, sealed: NO_HASH });
  return { event, leaf, sealed: canonicalJson({ salt, sealed: draft.sealed }), leafHash: new Uint8Array(32) };
};

/** A receipt of the same length. */
export const unsigned: Pick<ReceiptSigner, "sign"> = {
  sign: async (payload) => {
    const text = toBase64Url(new TextEncoder().encode(payload));
    return `${"0".repeat(100)}.${text}.${"0".repeat(86)}`;
  },
};
