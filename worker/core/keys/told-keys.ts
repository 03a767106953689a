/** Reads the keys that a deployment is told (worker/env.ts). What is wrong is said in words that never hold a value. */
import { isRecord } from "../record.ts";
import { err, ok, type Result } from "../result.ts";
import { readKeyTime, type KeyTimeMembers } from "./key-time.ts";
import type { RetiredKey } from "./lineage.ts";
import { readKeyText } from "./public-key.ts";

/** A whole signature in base64url. */
const SIGNATURE = /^[A-Za-z0-9_-]{85}[AQgw]$/;

/** `{"keys": […]}`, newest first; a key is its `x` and, where they are known, its times and who it hands over to. */
export function readRetiredKeys(value: Readonly<Record<string, unknown>>): Result<readonly RetiredKey[], string> {
  const { keys } = value;
  if (!Array.isArray(keys)) return err("is a JWK set");
  const read: RetiredKey[] = [];
  for (const [index, told] of keys.entries()) {
    const key = isRecord(told) ? readRetiredKey(told) : err("holds Ed25519 keys");
    if (!key.ok) return err(`${key.error} (its key number ${index + 1})`);
    if (read.some(({ x }) => x === key.value.x)) return err(`holds a key twice (its key number ${index + 1})`);
    read.push(key.value);
  }
  return ok(read);
}

function readRetiredKey(told: Record<string, unknown>): Result<RetiredKey, string> {
  const { x, handover } = told;
  if (typeof x !== "string" || readKeyText(x) === null) return err("holds Ed25519 keys");
  const time = readTimeMembers(told);
  if (time === null) return err(TIMES_WRONG);
  if (handover === undefined) return ok({ x, ...time });
  if (time.exp === undefined) return err("holds a key with a handover and no exp: it hands over when it ends");
  const [old, successor, ...more] = Array.isArray(handover) ? handover.map(signatureIn) : [];
  if (!old || !successor || more.length > 0) return err("holds a handover that is not two signatures in base64url");
  return ok({ x, ...time, handover: [old, successor] });
}

export const TIMES_WRONG =
  "has times that are none: nbf, exp and revoked.revoked_at are whole seconds since 1970, and exp is after nbf";

/** The members as they were told, those that are none left out; null where they are no times. */
export function readTimeMembers(told: Record<string, unknown>): KeyTimeMembers | null {
  if (readKeyTime(told) === null) return null;
  const { nbf, exp, revoked } = told as KeyTimeMembers; // Read just now.
  return {
    ...(nbf !== undefined && { nbf }),
    ...(exp !== undefined && { exp }),
    ...(revoked !== undefined && { revoked: { revoked_at: revoked.revoked_at } }),
  };
}

function signatureIn(value: unknown): string | null {
  return typeof value === "string" && SIGNATURE.test(value) ? value : null;
}
