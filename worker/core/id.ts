import { assert, err, ok, type Result } from "./result.ts";

/**
 * What an id names: a group-buy, membership, offer, deposit leg, merchant, key, event, user, session, payout, webhook, question,
 * answer, report, review, invite, passkey, close of a day's books, difference found in it, standing interest.
 */
export type IdPrefix =
  | "gb"
  | "mb"
  | "of"
  | "dep"
  | "mer"
  | "key"
  | "evt"
  | "usr"
  | "ses"
  | "po"
  | "whk"
  | "qst"
  | "ans"
  | "rep"
  | "rev"
  | "inv"
  | "pk"
  | "cls"
  | "dif"
  | "int";

/** Crockford's base 32 in lower case: no i, l, o or u, so an id survives being read aloud. */
const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";

const PREFIX = /^(?:[a-z](?:[a-z_]{0,61}[a-z])?)?$/;
/** 26 characters hold 130 bits; the first may not pass 7, so that they are 128. */
const SUFFIX = /^[0-7][0-9a-hjkmnp-tv-z]{25}$/;

/**
 * Writes an id as `<prefix>_<26 characters>` (TypeID 0.3), the only form in which ids leave a machine.
 *
 * @param uuidBytes the 16 bytes of a UUID version 7, see `uuidV7Bytes`.
 */
export function typeId(prefix: IdPrefix, uuidBytes: Uint8Array): string {
  return `${prefix}_${typeIdSuffix(uuidBytes)}`;
}

/**
 * Reads an id that must name one kind of thing. A well-formed id of another kind names nothing here and is answered as
 * if it did not exist: `not-found`, never a hint that it does.
 */
export function parseTypeId(text: string, prefix: IdPrefix): Result<string, "id-malformed" | "not-found"> {
  const found = prefixOf(text);
  if (found === null) return err("id-malformed");
  return found === prefix ? ok(text) : err("not-found");
}

/** The prefix of a well-formed TypeID (it may be empty), or null when the text is none. */
function prefixOf(text: string): string | null {
  const separator = text.lastIndexOf("_");
  const prefix = text.slice(0, Math.max(separator, 0));
  const isBareSeparator = separator === 0; // An empty prefix is written without its separator.
  return PREFIX.test(prefix) && SUFFIX.test(text.slice(separator + 1)) && !isBareSeparator ? prefix : null;
}

/** When the id of a UUID version 7 was made, ms since the epoch: its first 48 bits, which are ten characters. */
export function typeIdMs(id: string): number {
  let atMs = 0;
  for (const character of id.slice(-26, -16)) atMs = atMs * 32 + ALPHABET.indexOf(character);
  return atMs;
}

/** 128 bits in base 32, most significant first, with two zero bits before them; sorts like the bytes. */
export function typeIdSuffix(uuidBytes: Uint8Array): string {
  assert(uuidBytes.length === 16, "a UUID has 16 bytes");
  let suffix = "";
  let pending = 0;
  let pendingBits = 2;
  for (const byte of uuidBytes) {
    pending = (pending << 8) | byte;
    for (pendingBits += 8; pendingBits >= 5;) {
      pendingBits -= 5;
      suffix += ALPHABET.charAt(pending >> pendingBits);
      pending &= (1 << pendingBits) - 1;
    }
  }
  return suffix;
}

/**
 * The bytes of a UUID version 7 (RFC 9562, section 5.7): 48 bits of time, then 74 random bits around version and variant.
 * Pure: the adapter reads clock and random source. Two ids of one millisecond sort at random.
 *
 * @param nowMs milliseconds since the epoch.
 * @param random10 ten random bytes, of which six bits are not used.
 */
export function uuidV7Bytes(nowMs: number, random10: Uint8Array): Uint8Array {
  assert(Number.isSafeInteger(nowMs) && nowMs >= 0 && nowMs < 2 ** 48, "a UUIDv7 holds 48 bits of milliseconds");
  assert(random10.length === 10, "a UUIDv7 takes ten random bytes");
  const bytes = new Uint8Array(16);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, Math.floor(nowMs / 2 ** 32));
  view.setUint32(2, nowMs % 2 ** 32);
  bytes.set(random10, 6);
  view.setUint8(6, 0x70 | (view.getUint8(6) & 0x0f));
  view.setUint8(8, 0x80 | (view.getUint8(8) & 0x3f));
  return bytes;
}
