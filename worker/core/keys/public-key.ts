/** A public Ed25519 key with its times, and how it is published as a JWK (RFC 7517, RFC 8037). */
import { sha256 } from "@noble/hashes/sha2.js";
import { utf8ToBytes } from "@noble/hashes/utils.js";
import { fromBase64Url, toBase64Url } from "../base64url.ts";
import { faultOfPublicKey, type PublicKeyFault } from "../log/ed25519.ts";
import { keyTimeMembers, readKeyTime, type KeyTime, type KeyTimeMembers } from "./key-time.ts";

export interface DatedKey extends KeyTime {
  /** Its RFC 7638 thumbprint. */
  readonly kid: string;
  /** 32 bytes (RFC 8032). */
  readonly publicKey: Uint8Array;
}

/** As published, with its RFC 7638 thumbprint as `kid`. */
export interface PublicKeyJwk extends KeyTimeMembers {
  readonly kty: "OKP";
  readonly crv: "Ed25519";
  readonly x: string;
  readonly kid: string;
  readonly use: "sig";
  readonly alg: "EdDSA";
}

/** Why a key is none that anything is checked with. */
export type JwkFault = PublicKeyFault | "kind" | "kid" | "time" | "twice";

export function publicJwkOf(key: DatedKey): PublicKeyJwk {
  const x = toBase64Url(key.publicKey);
  return { kty: "OKP", crv: "Ed25519", x, kid: key.kid, use: "sig", alg: "EdDSA", ...keyTimeMembers(key) };
}

/** A JWK that says that it is an Ed25519 key; its name has to be its own thumbprint. */
export function readPublicJwk(jwk: Record<string, unknown>): DatedKey | JwkFault {
  if (jwk["d"] !== undefined) return "kind"; // Whoever can read the list can sign.
  const publicKey = typeof jwk["x"] === "string" ? fromBase64Url(jwk["x"]) : null;
  if (publicKey === null) return "bytes";
  const fault = faultOfPublicKey(publicKey);
  if (fault !== null) return fault;
  const kid = thumbprintOf(publicKey);
  if (jwk["kid"] !== kid) return "kid";
  const time = readKeyTime(jwk);
  return time === null ? "time" : { kid, publicKey, ...time };
}

/** A key in base64url; null for anything else (R14). */
export function readKeyText(text: unknown): Uint8Array<ArrayBuffer> | null {
  const bytes = typeof text === "string" ? fromBase64Url(text) : null;
  return bytes !== null && faultOfPublicKey(bytes) === null ? bytes : null;
}

/** RFC 7638 over the members that RFC 8037 section 2 requires, in their order. */
export function thumbprintOf(publicKey: Uint8Array): string {
  const members = JSON.stringify({ crv: "Ed25519", kty: "OKP", x: toBase64Url(publicKey) });
  return toBase64Url(sha256(utf8ToBytes(members)));
}
