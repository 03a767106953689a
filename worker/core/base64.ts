import { fromBase64Url, toBase64Url } from "./base64url.ts";

/** Bytes as base64 with padding (RFC 4648, section 4): the form of hashes and signatures in signed notes. */
export function toBase64(bytes: Uint8Array): string {
  const text = toBase64Url(bytes).replaceAll("-", "+").replaceAll("_", "/");
  return text.padEnd(Math.ceil(text.length / 4) * 4, "=");
}

/** The bytes of a base64 text with its padding, or null. Only the one canonical spelling of each value is accepted. */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> | null {
  if (text.length % 4 !== 0 || /[-_]/.test(text)) return null;
  const unpadded = text.replace(/={1,2}$/, "");
  return fromBase64Url(unpadded.replaceAll("+", "-").replaceAll("/", "_"));
}
