import type { Query, QueryGroup } from "./query.ts";

/** Of the words of a title, this share has to stand in another demand for both to be about one thing. */
const SHARE_MINIMUM = 0.6;

/**
 * Whether a demand that was found by a title is about what the title is about. Sizes and numbers are left out of the
 * count: the same kettle in two litres and in three is one that somebody may want to hear of.
 *
 * @param matched the groups of the query that the demand satisfies.
 */
export function isSimilar(query: Query, matched: readonly QueryGroup[]): boolean {
  const words = query.groups.filter((group) => !isNumber(query, group));
  const shared = matched.filter((group) => !isNumber(query, group));
  return words.length > 0 && shared.length >= words.length * SHARE_MINIMUM;
}

function isNumber({ text }: Query, { start, end }: QueryGroup): boolean {
  return /^[\p{N}.,]/u.test(text.slice(start, end));
}
