/** Whose signature it is: of receipts (JWS) and of heads (signed notes), by keys that whoever checks has chosen. */
import { utf8ToBytes } from "@noble/hashes/utils.js";
import { fromBase64Url } from "../base64url.ts";
import { parseCheckpoint, type Checkpoint } from "../log/checkpoint.ts";
import { mayHaveSigned } from "../log/ed25519.ts";
import { checkNote, parseNote, type VerifyEd25519 } from "../log/signed-note.ts";
import { isRecord } from "../record.ts";
import type { Verdict, Why } from "./check.ts";
import type { LogKey, ReceiptKey } from "./keys.ts";

/** RFC 9864 names the curve, RFC 8037 did not; both are Ed25519, and nothing else is. */
const ALGORITHMS: ReadonlySet<unknown> = new Set(["EdDSA", "Ed25519"]);
const SIGNATURE_BYTES = 64;

export interface SignatureFinding {
  readonly verdict: Verdict;
  readonly why: Why | null;
}

export interface JwsFinding extends SignatureFinding {
  /** The key that it names; never a reason to trust it. */
  readonly kid: string | null;
  readonly typ: string | null;
  /** What is signed, where it is text. */
  readonly payload: string | null;
  /** The key that has signed; null unless proven. */
  readonly key: ReceiptKey | null;
}

/**
 * Checks a compact JWS (RFC 7515). Everything in its header but `alg`, `typ` and `kid` is passed over, keys and addresses of
 * keys above all; what must not be passed over (`crit`) is not known here, and refused.
 */
export async function checkJws(
  jws: string,
  typ: string,
  keys: readonly ReceiptKey[],
  verify: VerifyEd25519,
): Promise<JwsFinding> {
  const [header = "", encoded = "", signature = "", ...more] = jws.split(".");
  const said = headerIn(header);
  const payload = jws === "" ? null : textIn(encoded);
  const kid = typeof said?.["kid"] === "string" ? said["kid"] : null;
  const named = typeof said?.["typ"] === "string" ? said["typ"] : null;
  const found = (verdict: Verdict, why: Why | null, key: ReceiptKey | null = null): JwsFinding => {
    return { verdict, why, kid, typ: named, payload, key };
  };
  if (jws === "") return found("open", "unsigned");
  if (said === null || more.length > 0 || "crit" in said) return found("wrong", "signature-malformed");
  if (!ALGORITHMS.has(said["alg"])) return found("wrong", "algorithm");
  if (named !== typ) return found("wrong", "type");
  const bytes = fromBase64Url(signature);
  if (kid === null || payload === null || bytes?.length !== SIGNATURE_BYTES)
    return found("wrong", "signature-malformed");
  if (keys.length === 0) return found("open", "no-key");
  const key = keys.find((one) => one.kid === kid);
  if (key === undefined) return found("open", "key-unknown");
  const message = utf8ToBytes(`${header}.${encoded}`);
  const isRight = mayHaveSigned(key.publicKey, bytes) && (await verify(key.publicKey, message, bytes));
  return isRight ? found("proven", null, key) : found("wrong", "signature-wrong");
}

/** The `typ` that a compact JWS says it is of; null for what has none. */
export function typOf(jws: string): string | null {
  const typ = headerIn(jws.split(".")[0] ?? "")?.["typ"];
  return typeof typ === "string" ? typ : null;
}

export interface NoteFinding extends SignatureFinding {
  readonly checkpoint: Checkpoint | null;
  /** The key that has signed; null unless proven. */
  readonly key: LogKey | null;
}

/** Checks the signed note of a head. Signatures by others are passed over: witnesses may have added theirs. */
export async function checkCheckpoint(
  note: string,
  keys: readonly LogKey[],
  verify: VerifyEd25519,
): Promise<NoteFinding> {
  const parsed = parseNote(note);
  const checkpoint = parsed && parseCheckpoint(parsed.text);
  if (!parsed || !checkpoint) return { verdict: "wrong", why: "malformed", checkpoint: null, key: null };
  const check = await checkNote(parsed, keys, verify);
  if (check.verdict === "wrong") return { verdict: "wrong", why: "signature-wrong", checkpoint, key: null };
  if (check.verdict === "unsigned") {
    return { verdict: "open", why: keys.length === 0 ? "no-key" : "key-unknown", checkpoint, key: null };
  }
  // Where a key that nobody revoked has signed too, the others are not needed.
  const signers = keys.filter((key) => check.by.includes(key));
  const key = signers.find(({ revokedFromMs }) => revokedFromMs === null) ?? signers[0] ?? null;
  return { verdict: "proven", why: null, checkpoint, key };
}

function headerIn(encoded: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(textIn(encoded) ?? "");
    return isRecord(value) ? value : null;
  } catch {
    return null;
  }
}

/** Text by its exact bytes: what is no UTF-8, or has a mark before it, is not what we sign. */
function textIn(encoded: string): string | null {
  const bytes = fromBase64Url(encoded);
  if (bytes === null) return null;
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}
