import { assert } from "../result.ts";

const CROCKFORD = "0123456789abcdefghjkmnpqrstvwxyz";

/**
 * A 30-bit number that stands for a group-buy where 26 characters are too many: the low 30 bits of its UUID, all of
 * them random in a UUIDv7. They are the last six characters of the id, five bits each. Two group-buys may share one,
 * so a tag narrows a search and never proves an identity.
 */
export function groupBuyTag(groupBuyId: string): number {
  let tag = 0;
  for (const character of groupBuyId.slice(-6)) {
    const digit = CROCKFORD.indexOf(character);
    assert(digit >= 0, `${groupBuyId} ends in base 32`);
    tag = tag * 32 + digit;
  }
  return tag;
}
