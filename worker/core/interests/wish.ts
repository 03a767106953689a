import { parseQuery, type Alternative } from "../matching/query.ts";

/**
 * What the words of an interest ask for: all groups, of each group any alternative. An alternative is its terms, all of
 * them in one field of a demand; a star marks the beginning of a term: `coffee*`, `-kaffee`, `跑* 鞋*`. No words ask for
 * nothing, and every demand has that.
 */
export type Wish = readonly (readonly string[])[];

/** Groups in one interest: a title's worth of words, or a dozen characters of a script without spaces. */
export const GROUPS_MAXIMUM = 16;

/** A group without alternatives is satisfied by nothing. */
export const UNMET: Wish = [[]];

/** What a search may rank low is no reason to write to somebody. */
const WEIGHT_MINIMUM = 0.4;

/** Reads the words of an interest as the search reads them, without mere guesses; null where there is nothing to look for. */
export function readWish(words: string): Wish | null {
  if (words === "") return [];
  const { groups } = parseQuery(words);
  return groups.length === 0 ? null : groups.map(({ alternatives }) => lean(alternatives));
}

/** Without those that a beginning covers: whatever has `coffees` has a term that begins with `coffee`. */
function lean(alternatives: readonly Alternative[]): readonly string[] {
  const sure = alternatives.filter(({ weight }) => weight >= WEIGHT_MINIMUM);
  const beginnings = sure.flatMap(({ parts, isPrefix }) => (isPrefix && parts.length === 1 ? parts : []));
  const written = sure
    .filter(({ parts: [first = "", ...others], isPrefix }) => {
      const isCovered = beginnings.some(
        (beginning) => first.startsWith(beginning) && (!isPrefix || first !== beginning),
      );
      return others.length > 0 || !isCovered;
    })
    .map(({ parts, isPrefix }) => parts.map((part) => (isPrefix ? `${part}*` : part)).join(" "));
  return [...new Set(written)];
}

/** The terms of an alternative. */
export function termsIn(alternative: string): readonly WishTerm[] {
  return alternative.split(" ").map((written) => ({
    text: written.endsWith("*") ? written.slice(0, -1) : written,
    isBeginning: written.endsWith("*"),
  }));
}

export interface WishTerm {
  readonly text: string;
  readonly isBeginning: boolean;
}
