import type { ReceiptSigner } from "../app/receipt-signer.ts";
import { toBase64Url } from "../core/base64url.ts";
import { listedKeys, type ToldKey } from "../core/keys/lineage.ts";
import { publicJwkOf } from "../core/keys/public-key.ts";
import { RECEIPT_TYP } from "../core/log/receipt.ts";
import { assert } from "../core/result.ts";
import type { PrivateKeyJwk } from "../env.ts";

const ED25519 = { name: "Ed25519" };

/**
 * Signs with the deployment's one current key. The key cannot be exported again once it is in here. `retired` are the
 * public halves of earlier keys: they stay published, because receipts do not expire.
 */
export async function createReceiptSigner(
  key: PrivateKeyJwk,
  retired: readonly ToldKey[] = [],
  typ = RECEIPT_TYP,
): Promise<ReceiptSigner> {
  const keys = listedKeys({ current: key, retired }).map(publicJwkOf);
  const [current] = keys;
  assert(current !== undefined, "there is a current key");
  const { kty, crv, x, d } = key;
  const privateKey = await crypto.subtle.importKey("jwk", { kty, crv, x, d }, ED25519, false, ["sign"]);
  const header = base64UrlOf(JSON.stringify({ alg: "EdDSA", kid: current.kid, typ }));

  return {
    kid: current.kid,
    async sign(payload) {
      const input = `${header}.${base64UrlOf(payload)}`;
      const signature = await crypto.subtle.sign(ED25519, privateKey, new TextEncoder().encode(input));
      return `${input}.${toBase64Url(new Uint8Array(signature))}`;
    },
    publicKeys: () => ({ keys }),
  };
}

/** By the platform's own encoder: a leaf is half a kilobyte, and in a rush a thousand are signed in a second. */
function base64UrlOf(text: string): string {
  const binary = String.fromCharCode(...new TextEncoder().encode(text));
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}
