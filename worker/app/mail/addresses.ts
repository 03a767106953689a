import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { utf8ToBytes } from "@noble/hashes/utils.js";
import { toBase64Url } from "../../core/base64url.ts";

/** Addresses can be guessed, so what stands for one needs the deployment's pepper: a stolen table alone names nobody. */
export function addressDigestOf(address: string, pepper: Uint8Array): string {
  const plain = address.normalize("NFC").toLowerCase();
  return toBase64Url(hmac(sha256, pepper, utf8ToBytes(`mail-address\n${plain}`)));
}
