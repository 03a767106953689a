import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { utf8ToBytes } from "@noble/hashes/utils.js";
import { toBase64Url } from "../../base64url.ts";

/**
 * What a person is called in the public log of one group-buy: HMAC-SHA256 of its id under a key of the person's own, the
 * first 9 bytes as base64url (12 characters). Nobody can link two group-buys by it, and with the key it is forgotten.
 */
export function pseudonymOf(personKey: Uint8Array, groupBuyId: string): string {
  return toBase64Url(hmac(sha256, personKey, utf8ToBytes(groupBuyId)).subarray(0, 9));
}
