import { sha256 } from "@noble/hashes/sha2.js";
import { utf8ToBytes } from "@noble/hashes/utils.js";
import { toBase64Url } from "../../core/base64url.ts";
import type { Ids } from "../ids.ts";

/**
 * The id under which a command is remembered. A key belongs to one person, method and path: the same text from somebody
 * else, or for another call, is another command.
 */
export function commandIdOf(personId: string, method: string, path: string, key: string): string {
  return digest(["command", personId, method, path, key]);
}

/** Without a key every request is its own command. */
export function newCommandId(ids: Ids): string {
  return toBase64Url(ids.randomBytes(32));
}

/** A digest of what a request says; equal for bodies that differ in white space or in the order of keys only. */
export function fingerprintOf(body: unknown): string {
  return digest(["content", stableJson(body ?? null)]);
}

function digest(parts: readonly string[]): string {
  return toBase64Url(sha256(utf8ToBytes(JSON.stringify(parts))));
}

function stableJson(value: unknown): string {
  return JSON.stringify(value, (_, member: unknown) =>
    typeof member === "object" && member !== null && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1)))
      : member,
  );
}
