import { typeId, uuidV7Bytes, type IdPrefix } from "../../id.ts";
import { assert } from "../../result.ts";

const CROCKFORD = "0123456789abcdefghjkmnpqrstvwxyz";

/**
 * A 30-bit number that stands for a group-buy where 26 characters are too many: the low 30 bits of its UUID, all of
 * them random in a UUIDv7. They are the last six characters of the id, five bits each. Two group-buys may share one,
 * so a tag narrows a search and never proves an identity.
 *
 * @param id of a group-buy, or of anything inside one (see `taggedId`).
 */
export function groupBuyTag(id: string): number {
  let tag = 0;
  for (const character of id.slice(-6)) {
    const digit = CROCKFORD.indexOf(character);
    assert(digit >= 0, `${id} ends in base 32`);
    tag = tag * 32 + digit;
  }
  return tag;
}

const CODE = /^[0-9a-hjkmnp-tv-z]{6}$/;

/** The short form of a group-buy that links carry and people read aloud: the characters of its tag. */
export function codeOf(groupBuyId: string): string {
  return groupBuyId.slice(-6).toUpperCase();
}

/** Reads a code as people write it: in either case, with I and L for 1 and O for 0; null where it is none. */
export function parseCode(text: string): string | null {
  const code = text.toLowerCase().replace(/[il]/g, "1").replaceAll("o", "0");
  return CODE.test(code) ? code : null;
}

/**
 * An id for something inside a group-buy (seat, deposit, offer) that tells where to look: its low 30 bits are the
 * group-buy's tag, so that no directory has to have heard of it first. 44 random bits beside the millisecond keep it
 * unique within its group-buy.
 *
 * @param random10 ten random bytes, of which the last 30 bits are replaced.
 */
export function taggedId(prefix: IdPrefix, groupBuyId: string, nowMs: number, random10: Uint8Array): string {
  const bytes = uuidV7Bytes(nowMs, random10);
  const view = new DataView(bytes.buffer);
  view.setUint32(12, ((view.getUint32(12) & 0xc0000000) | groupBuyTag(groupBuyId)) >>> 0);
  return typeId(prefix, bytes);
}
