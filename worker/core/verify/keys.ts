/** The keys that somebody trusts: they came from a host that they chose, never from what is being checked. */
import { sha256 } from "@noble/hashes/sha2.js";
import { utf8ToBytes } from "@noble/hashes/utils.js";
import { fromBase64Url, toBase64Url } from "../base64url.ts";
import { faultOfPublicKey, type PublicKeyFault } from "../log/ed25519.ts";
import { parseVerifierKey, type VerifierKey } from "../log/signed-note.ts";
import { err, ok, type Result } from "../result.ts";
import { isRecord } from "./leaf.ts";

export interface KeyRing {
  readonly receipts: readonly ReceiptKey[];
  readonly logs: readonly LogKey[];
}

/** In ms; null where the list of the key does not say. */
export interface KeyTime {
  /** It signs from here on. */
  readonly fromMs: number | null;
  /** The first moment at which it signs no more. */
  readonly untilMs: number | null;
  /** From here on it is revoked: somebody else may have it. */
  readonly revokedFromMs: number | null;
}

export interface ReceiptKey extends KeyTime {
  /** Its RFC 7638 thumbprint. */
  readonly kid: string;
  readonly publicKey: Uint8Array;
}

export interface LogKey extends VerifierKey, KeyTime {}

const NO_TIME: KeyTime = { fromMs: null, untilMs: null, revokedFromMs: null };

export const NO_KEYS: KeyRing = { receipts: [], logs: [] };

export type KeyFault =
  | { readonly code: "not-keys" }
  /** An Ed25519 key is asked for, and nothing else: `index` of the key in its list. */
  | { readonly code: "key-refused"; readonly index: number; readonly why: "kind" | "kid" | PublicKeyFault };

export function joinRings(rings: readonly KeyRing[]): KeyRing {
  return { receipts: rings.flatMap(({ receipts }) => receipts), logs: rings.flatMap(({ logs }) => logs) };
}

/**
 * What is published at `/.well-known/jwks.json` (RFC 7517, RFC 8037). Keys of other kinds are passed over, as the RFC asks;
 * a list with an Ed25519 key that is none, or that is not public any more, is no list.
 */
export function readJwks(value: unknown): Result<KeyRing, KeyFault> {
  if (!isRecord(value) || !Array.isArray(value["keys"])) return err({ code: "not-keys" });
  const receipts: ReceiptKey[] = [];
  for (const [index, jwk] of value["keys"].entries()) {
    if (!isRecord(jwk)) return err({ code: "key-refused", index, why: "kind" });
    if (jwk["kty"] !== "OKP" || jwk["crv"] !== "Ed25519") continue;
    const key = readJwk(jwk);
    if (typeof key === "string") return err({ code: "key-refused", index, why: key });
    receipts.push(key);
  }
  return receipts.length === 0 ? err({ code: "not-keys" }) : ok({ receipts, logs: [] });
}

function readJwk({ x, kid, d }: Record<string, unknown>): ReceiptKey | "kind" | "kid" | PublicKeyFault {
  if (d !== undefined) return "kind"; // Whoever can read the list can sign.
  const publicKey = typeof x === "string" ? fromBase64Url(x) : null;
  if (publicKey === null) return "bytes";
  const fault = faultOfPublicKey(publicKey);
  if (fault !== null) return fault;
  const thumbprint = thumbprintOf(publicKey);
  return kid === thumbprint ? { kid: thumbprint, publicKey, ...NO_TIME } : "kid";
}

/** What is published at `/.well-known/onebell-log-keys.txt`: a verifier key a line; empty lines and `#` are passed over. */
export function readLogKeys(text: string): Result<KeyRing, KeyFault> {
  const lines = text.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
  if (lines.length === 0) return err({ code: "not-keys" });
  const logs: LogKey[] = [];
  for (const [index, line] of lines.entries()) {
    const key = parseVerifierKey(line);
    if (key === null)
      return index === 0 ? err({ code: "not-keys" }) : err({ code: "key-refused", index, why: "bytes" });
    const why = faultOfPublicKey(key.publicKey);
    if (why !== null) return err({ code: "key-refused", index, why });
    logs.push({ ...key, ...NO_TIME });
  }
  return ok({ receipts: [], logs });
}

/** RFC 7638 over the members that RFC 8037 section 2 requires, in their order. */
export function thumbprintOf(publicKey: Uint8Array): string {
  const members = JSON.stringify({ crv: "Ed25519", kty: "OKP", x: toBase64Url(publicKey) });
  return toBase64Url(sha256(utf8ToBytes(members)));
}

/**
 * What a signature by a key is worth over something stamped then: `signed-again`, where the key came later, is what whoever
 * asks for an old receipt after a change of keys gets; `dated-back` may be ours, or of whoever took the key and writes an
 * earlier stamp.
 */
export type KeyStanding = "in-time" | "signed-again" | "after-its-end" | "dated-back" | "revoked";

export function standingAt({ fromMs, untilMs, revokedFromMs }: KeyTime, atMs: number): KeyStanding {
  if (revokedFromMs !== null) return atMs >= revokedFromMs ? "revoked" : "dated-back";
  if (untilMs !== null && atMs >= untilMs) return "after-its-end";
  return fromMs !== null && atMs < fromMs ? "signed-again" : "in-time";
}
