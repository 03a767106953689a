import { fromBase64Url } from "../../worker/core/base64url.ts";
import type { SignatureCheck } from "../../worker/core/dispute/dispute.ts";
import { faultOfPublicKey } from "../../worker/core/log/ed25519.ts";
import { RECEIPT_TYP } from "../../worker/core/log/receipt.ts";
import type { ReceiptKey } from "../../worker/core/verify/keys.ts";
import { checkJws, type JwsFinding } from "../../worker/core/verify/signatures.ts";
import { verifyEd25519 } from "../verify/ed25519.ts";
import type { Keys } from "./files.ts";

export interface Checked {
  readonly check: SignatureCheck;
  /** Whose key it claims to be of. */
  readonly kid: string | null;
}

/**
 * Checks a compact JWS with the published keys, as every verifier of ours does (R10). That it signs the leaf of its receipt
 * is checked elsewhere, without keys.
 */
export async function checkSignature(jws: string, keys: Keys | null, typ: string = RECEIPT_TYP): Promise<Checked> {
  const finding = await checkJws(jws, typ, keys === null ? [] : ringOf(keys), verifyEd25519);
  // An unreadable one names no key that would mean anything.
  const kid = WRONG_BY_FORM.has(finding.why) ? null : finding.kid;
  return { check: keys === null ? "not-checked" : checkOf(finding), kid };
}

const WRONG_BY_FORM: ReadonlySet<JwsFinding["why"]> = new Set(["algorithm", "type", "signature-malformed"]);

function checkOf({ verdict, why }: JwsFinding): SignatureCheck {
  if (verdict === "proven") return "right";
  if (why === "unsigned") return "missing";
  if (why === "signature-wrong") return "wrong";
  return verdict === "open" ? "unknown-key" : "malformed";
}

/** What is no key, or is one that anybody may have, is in no ring: a signature by it is by a key that nobody knows (R12). */
function ringOf({ keys }: Keys): readonly ReceiptKey[] {
  return keys.flatMap(({ kid, x, revoked }) => {
    const publicKey = fromBase64Url(x);
    if (publicKey === null || faultOfPublicKey(publicKey) !== null || revoked !== undefined) return [];
    return [{ kid, publicKey, fromMs: null, untilMs: null, revokedFromMs: null }];
  });
}
