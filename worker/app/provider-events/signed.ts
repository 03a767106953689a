import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { utf8ToBytes } from "@noble/hashes/utils.js";
import { NOTIFICATION_SKEW_MAXIMUM_MS, type NotificationRefusal } from "../escrow-provider.ts";

/** Secrets that a sender may sign with: the present one, and during a rotation the one before. */
export interface SignatureCheck {
  readonly secrets: readonly Uint8Array[];
  readonly nowMs: number;
  /** Compares in a time that does not depend on where they differ. */
  readonly sameDigest: (a: Uint8Array, b: Uint8Array) => boolean;
}

/** The three headers of Standard Webhooks (standardwebhooks.com): HMAC-SHA256 over id, time in seconds and raw bytes. */
export function signatureHeaders(
  { id, atMs, body }: { readonly id: string; readonly atMs: number; readonly body: Uint8Array },
  secret: Uint8Array,
): Record<string, string> {
  const timestamp = String(Math.floor(atMs / 1_000));
  return {
    "webhook-id": id,
    "webhook-timestamp": timestamp,
    "webhook-signature": `v1,${toBase64(digestOf(secret, id, timestamp, body))}`,
  };
}

/**
 * Whether the bytes were signed by one of the secrets, and now. The id is the signed one. Exactly one header may sign:
 * where there are two, a proxy and we could look at different ones.
 */
export function checkSignature(
  rawBytes: Uint8Array,
  headers: Headers,
  { secrets, nowMs, sameDigest }: SignatureCheck,
): { readonly id: string } | { readonly reason: NotificationRefusal } {
  const [id, timestamp, signature] = ["id", "timestamp", "signature"].map(
    (name) => headers.get(`webhook-${name}`)?.trim() ?? "",
  );
  if (!id || !timestamp || !signature) return { reason: "signature-missing" };
  const entries = signature.split(" ");
  // Headers that come twice are joined with a comma, which no base64 has.
  if ([id, timestamp].some((text) => text.includes(",")) || entries.some((entry) => entry.slice(3).includes(","))) {
    return { reason: "signature-ambiguous" };
  }
  if (!/^\d{1,12}$/.test(timestamp)) return { reason: "signature-wrong" };
  const signed = entries.filter((entry) => entry.startsWith("v1,")).map((entry) => fromBase64(entry.slice(3)));
  const isSigned = secrets.some((secret) => {
    const right = digestOf(secret, id, timestamp, rawBytes);
    return signed.some((digest) => digest !== null && sameDigest(digest, right));
  });
  if (!isSigned) return { reason: "signature-wrong" };
  const skewMs = nowMs - Number(timestamp) * 1_000;
  if (skewMs > NOTIFICATION_SKEW_MAXIMUM_MS) return { reason: "too-old" };
  return skewMs < -NOTIFICATION_SKEW_MAXIMUM_MS ? { reason: "in-the-future" } : { id };
}

function digestOf(secret: Uint8Array, id: string, timestamp: string, body: Uint8Array): Uint8Array {
  const head = utf8ToBytes(`${id}.${timestamp}.`);
  const signed = new Uint8Array(head.length + body.length);
  signed.set(head);
  signed.set(body, head.length);
  return hmac(sha256, secret, signed);
}

function toBase64(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes));
}

function fromBase64(text: string): Uint8Array | null {
  try {
    return Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
  } catch {
    return null;
  }
}
