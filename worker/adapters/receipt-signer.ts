import type { PublicKeyJwk, ReceiptSigner } from "../app/receipt-signer.ts";
import { toBase64Url } from "../core/base64url.ts";
import { RECEIPT_TYP } from "../core/log/receipt.ts";
import type { PrivateKeyJwk } from "../env.ts";

const ED25519 = { name: "Ed25519" };

/**
 * Signs with the deployment's one current key. The key cannot be exported again once it is in here. `retired` are the
 * public halves of earlier keys: they stay published, because receipts do not expire.
 */
export async function createReceiptSigner(
  key: PrivateKeyJwk,
  retired: readonly Pick<PrivateKeyJwk, "x">[] = [],
  typ = RECEIPT_TYP,
): Promise<ReceiptSigner> {
  const current = await publicKeyOf(key.x);
  const keys = [current, ...(await Promise.all(retired.map(({ x }) => publicKeyOf(x))))];
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

async function publicKeyOf(x: string): Promise<PublicKeyJwk> {
  return { kty: "OKP", crv: "Ed25519", x, kid: await thumbprintOf(x), use: "sig", alg: "EdDSA" };
}

/** RFC 7638 over the members that RFC 8037 section 2 requires, in their order. */
async function thumbprintOf(x: string): Promise<string> {
  const members = JSON.stringify({ crv: "Ed25519", kty: "OKP", x });
  return toBase64Url(new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(members))));
}

/** By the platform's own encoder: a leaf is half a kilobyte, and in a rush a thousand are signed in a second. */
function base64UrlOf(text: string): string {
  const binary = String.fromCharCode(...new TextEncoder().encode(text));
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}
