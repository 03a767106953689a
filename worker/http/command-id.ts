import { sha256 } from "@noble/hashes/sha2.js";
import { utf8ToBytes } from "@noble/hashes/utils.js";
import type { Caller } from "../app/app.ts";
import type { Ids } from "../app/ids.ts";
import { toBase64Url } from "../core/base64url.ts";

/**
 * The id under which a command is remembered. A key belongs to one person, method and path: the same text from somebody
 * else, or for another call, is another command. Without key (or person) every request is its own command.
 */
export function commandIdFor(visitor: Caller | null, request: Request, key: string | null, ids: Ids): string {
  if (visitor === null || key === null) return toBase64Url(ids.randomBytes(32));
  return digest(["command", visitor.personId, request.method, new URL(request.url).pathname, key]);
}

/** A digest of what a request says; equal for bodies that differ in white space or order of keys only. */
export function fingerprintOf(request: Request, body: unknown): string {
  return digest(["content", new URL(request.url).search, stableJson(body)]);
}

function digest(parts: readonly string[]): string {
  return toBase64Url(sha256(utf8ToBytes(JSON.stringify(parts))));
}

function stableJson(value: unknown): string {
  return (
    JSON.stringify(value, (_, member: unknown) =>
      typeof member === "object" && member !== null && !Array.isArray(member)
        ? Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1)))
        : member,
    ) ?? ""
  );
}
