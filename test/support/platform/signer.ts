import { createHash, createPrivateKey, createPublicKey, sign, verify } from "node:crypto";
import { fromBase64Url, toBase64Url } from "../../../worker/core/base64url.ts";
import type { LogSigner } from "../../../worker/app/log-signer.ts";
import { ATTEMPT_TYP } from "../../../worker/core/log/attempt.ts";
import { formatNote } from "../../../worker/core/log/signed-note.ts";
import type { ReceiptSigner } from "../../../worker/app/receipt-signer.ts";
import { RECEIPT_TYP } from "../../../worker/core/log/receipt.ts";

interface Key {
  readonly kty: "OKP";
  readonly crv: "Ed25519";
  readonly d: string;
  readonly x: string;
}

type Signer = Pick<ReceiptSigner, "sign"> & {
  /** Whether a receipt was signed by this one, over exactly this leaf. */
  hasSigned(jws: string, leaf: string): boolean;
};

/** The published key pair of RFC 8037, appendix A. */
const KEY: Key = {
  kty: "OKP",
  crv: "Ed25519",
  d: "nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A",
  x: "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo",
};

export const signer = createSigner(KEY);

/** After the key was changed: the second pair of RFC 8032, 7.1. */
export const nextSigner = createSigner({
  kty: "OKP",
  crv: "Ed25519",
  d: "TM0Imyj_ltqdtsNG7BFOD1uKMZ81q6Yk2oz27U-4pvs",
  x: "PUAXw-hDiVqStwqnTRt-vJyYLM8uxJaMwM1V8Sr0Zgw",
});

/** For whoever was turned away. */
export const attemptSigner = createSigner(KEY, ATTEMPT_TYP);

/** The same for the heads of the logs. */
export const logSigner: Pick<LogSigner, "host" | "sign"> = {
  host: "localhost",
  async sign(text) {
    const signature = sign(null, bytesOf(text), createPrivateKey({ key: { ...KEY }, format: "jwk" }));
    return formatNote(text, [{ key: { name: "localhost", publicKey: bytesIn(KEY.x) }, signature }]);
  },
};

/** The Worker's signer without its waiting: the same bytes at once, since a seed must not depend on a thread of the machine. */
function createSigner(key: Key, typ = RECEIPT_TYP): Signer {
  const privateKey = createPrivateKey({ key: { ...key }, format: "jwk" });
  const publicKey = createPublicKey(privateKey);
  const kid = createHash("sha256")
    .update(JSON.stringify({ crv: key.crv, kty: key.kty, x: key.x }))
    .digest("base64url");
  const header = base64Url(JSON.stringify({ alg: "EdDSA", kid, typ }));
  return {
    async sign(payload) {
      const input = `${header}.${base64Url(payload)}`;
      return `${input}.${toBase64Url(sign(null, bytesOf(input), privateKey))}`;
    },
    hasSigned(jws, leaf) {
      const dot = jws.lastIndexOf(".");
      const input = jws.slice(0, dot);
      if (input !== `${header}.${base64Url(leaf)}`) return false;
      const signature = fromBase64Url(jws.slice(dot + 1));
      return signature !== null && verify(null, bytesOf(input), publicKey, signature);
    },
  };
}

function bytesIn(base64url: string): Uint8Array {
  return fromBase64Url(base64url) ?? new Uint8Array();
}

function base64Url(text: string): string {
  return toBase64Url(bytesOf(text));
}

function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
