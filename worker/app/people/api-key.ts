import { err, ok, type Result } from "../../core/result.ts";
import type { Ids } from "../ids.ts";

export type KeyMode = "live" | "test";

const BASE_62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const LOOKUP_LENGTH = 10;
const SECRET_LENGTH = 32;
const CHECKSUM_LENGTH = 6;
const TOKEN = /^(gbk_(live|test)_([0-9A-Za-z]{10})_[0-9A-Za-z]{32})([0-9A-Za-z]{6})$/;

/** A key read from its text; nothing in it has been looked up yet. */
export interface ParsedKey {
  readonly mode: KeyMode;
  /** Names the row; the secret is proven by the digest of the whole token. */
  readonly lookup: string;
}

/**
 * Makes `gbk_<live|test>_<10 id>_<32 secret><6 checksum>`: about 190 random bits, so a plain SHA-256 of the token is a
 * safe thing to store. The checksum lets a typing mistake be named without a lookup, and lets scanners recognise leaks.
 */
export function mintKey(mode: KeyMode, ids: Ids): { readonly token: string; readonly lookup: string } {
  const lookup = randomBase62(LOOKUP_LENGTH, ids);
  const body = `gbk_${mode}_${lookup}_${randomBase62(SECRET_LENGTH, ids)}`;
  return { token: body + checksumOf(body), lookup };
}

export function parseKey(token: string): Result<ParsedKey, "key-malformed"> {
  const [, body, mode, lookup, checksum] = TOKEN.exec(token) ?? [];
  if (body === undefined || lookup === undefined || checksum !== checksumOf(body)) return err("key-malformed");
  return ok({ mode: mode === "live" ? "live" : "test", lookup });
}

/** Bytes from 248 up are thrown away: 62 does not divide 256, and every character must be equally likely. */
function randomBase62(length: number, ids: Ids): string {
  let text = "";
  while (text.length < length) {
    for (const byte of ids.randomBytes(length)) {
      if (byte < 248 && text.length < length) text += BASE_62.charAt(byte % 62);
    }
  }
  return text;
}

function checksumOf(text: string): string {
  let rest = crc32(text);
  let digits = "";
  for (let i = 0; i < CHECKSUM_LENGTH; i++) {
    digits = BASE_62.charAt(rest % 62) + digits;
    rest = Math.floor(rest / 62);
  }
  return digits;
}

/** CRC-32 as in ISO 3309 and zip, over ASCII text. */
export function crc32(text: string): number {
  let crc = 0xffffffff;
  for (let i = 0; i < text.length; i++) {
    crc ^= text.charCodeAt(i);
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return (crc ^ 0xffffffff) >>> 0;
}
