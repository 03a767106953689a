import { createHash, createPrivateKey, createPublicKey, sign, verify } from "node:crypto";
import { fromBase64Url, toBase64Url } from "../../../worker/core/base64url.ts";
import { RECEIPT_TYP, type ReceiptSigner } from "../../../worker/app/receipt-signer.ts";

/** The published key pair of RFC 8037, appendix A. */
const KEY = {
  kty: "OKP",
  crv: "Ed25519",
  d: "nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A",
  x: "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo",
} as const;

const privateKey = createPrivateKey({ key: KEY, format: "jwk" });
const publicKey = createPublicKey(privateKey);
const kid = createHash("sha256")
  .update(JSON.stringify({ crv: KEY.crv, kty: KEY.kty, x: KEY.x }))
  .digest("base64url");
const header = base64Url(JSON.stringify({ alg: "EdDSA", kid, typ: RECEIPT_TYP }));

/** The Worker's signer without its waiting: the same bytes at once, since a seed must not depend on a thread of the machine. */
export const signer: Pick<ReceiptSigner, "sign"> = {
  async sign(payload) {
    const input = `${header}.${base64Url(payload)}`;
    return `${input}.${toBase64Url(sign(null, bytesOf(input), privateKey))}`;
  },
};

/** Whether a receipt was signed by us, over exactly this leaf. */
export function isSigned(jws: string, leaf: string): boolean {
  const dot = jws.lastIndexOf(".");
  const input = jws.slice(0, dot);
  if (input !== `${header}.${base64Url(leaf)}`) return false;
  const signature = fromBase64Url(jws.slice(dot + 1));
  return signature !== null && verify(null, bytesOf(input), publicKey, signature);
}

function base64Url(text: string): string {
  return toBase64Url(bytesOf(text));
}

function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
