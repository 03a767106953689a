import { z } from "zod";
import { RECEIPT_TYP } from "../../worker/app/receipt-signer.ts";
import { fromBase64Url } from "../../worker/core/base64url.ts";
import type { SignatureCheck } from "../../worker/core/dispute/dispute.ts";
import type { Keys } from "./files.ts";

const Header = z.object({ alg: z.enum(["EdDSA", "Ed25519"]), kid: z.string(), typ: z.string() });

export interface Checked {
  readonly check: SignatureCheck;
  /** Whose key it claims to be of. */
  readonly kid: string | null;
}

/**
 * Checks a compact JWS (RFC 7515) with the published keys: exactly Ed25519, exactly our type, a key that is in the set. That
 * it signs the leaf of its receipt is checked elsewhere, without keys.
 */
export async function checkSignature(jws: string, keys: Keys | null, typ: string = RECEIPT_TYP): Promise<Checked> {
  const [header = "", payload = "", signature = "", ...more] = jws.split(".");
  const kid = kidOf(header, typ);
  if (keys === null) return { check: "not-checked", kid };
  if (jws === "") return { check: "missing", kid };
  const signatureBytes = fromBase64Url(signature);
  if (kid === null || signatureBytes === null || more.length > 0) return { check: "malformed", kid };
  const key = keys.keys.find((one) => one.kid === kid);
  if (key === undefined) return { check: "unknown-key", kid };
  const { kty, crv, x } = key;
  const imported = await crypto.subtle
    .importKey("jwk", { kty, crv, x }, { name: "Ed25519" }, false, ["verify"])
    .catch(() => null);
  if (imported === null) return { check: "unknown-key", kid };
  const signed = new TextEncoder().encode(`${header}.${payload}`);
  const isRight = await crypto.subtle.verify("Ed25519", imported, signatureBytes, signed);
  return { check: isRight ? "right" : "wrong", kid };
}

function kidOf(header: string, typ: string): string | null {
  try {
    const bytes = fromBase64Url(header);
    const parsed = Header.safeParse(JSON.parse(new TextDecoder().decode(bytes ?? new Uint8Array())));
    return parsed.success && parsed.data.typ === typ ? parsed.data.kid : null;
  } catch {
    return null;
  }
}
