import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { utf8ToBytes } from "@noble/hashes/utils.js";
import { toBase64Url } from "../../core/base64url.ts";
import type { Ids } from "../ids.ts";
import { CODE_DIGITS } from "./rules.ts";

/** Tokens of 190 or 256 random bits cannot be guessed, so a plain digest of them is safe to store. */
export function tokenHashOf(token: string): string {
  return toBase64Url(sha256(utf8ToBytes(token)));
}

/** Eight digits can be guessed, so their digest needs the deployment's pepper: a stolen table alone is worth nothing. */
export function codeHashOf(email: string, code: string, pepper: Uint8Array): string {
  return toBase64Url(hmac(sha256, pepper, utf8ToBytes(`sign-in-code\n${email}\n${code}`)));
}

/** Account numbers can be enumerated, so their digest needs the pepper too. */
export function payoutHashOf(account: string, pepper: Uint8Array): string {
  return toBase64Url(hmac(sha256, pepper, utf8ToBytes(`payout-account\n${account}`)));
}

/** Every code equally likely: numbers beyond the last whole multiple of 10^8 are drawn again. */
export function newCode(ids: Ids): string {
  const codes = 10 ** CODE_DIGITS;
  const fair = Math.floor(2 ** 32 / codes) * codes;
  for (;;) {
    const bytes = ids.randomBytes(4);
    const drawn = new DataView(bytes.buffer, bytes.byteOffset, 4).getUint32(0);
    if (drawn < fair) return String(drawn % codes).padStart(CODE_DIGITS, "0");
  }
}

export function newSecret(ids: Ids): string {
  return toBase64Url(ids.randomBytes(32));
}

export type SameDigest = (a: Uint8Array, b: Uint8Array) => boolean;

/** Compares two digests in base64url without telling by time how much of them is equal. */
export function isSameHash(a: string, b: string, same: SameDigest): boolean {
  return same(utf8ToBytes(a), utf8ToBytes(b));
}
