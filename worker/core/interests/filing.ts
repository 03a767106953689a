import { isUnspaced } from "../matching/segment.ts";
import { termsIn, type Wish } from "./wish.ts";

/** Under what an interest stands in the table of keys, and how much each of its groups says. */
export interface Filing {
  /** Of the rarest group one key for each alternative; `ANY` alone where there are no words. */
  readonly keys: readonly string[];
  /** Of each group in the wish's order: inverse document frequency, natural logarithm, to one decimal: those who ask alike share it. */
  readonly rarities: readonly number[];
}

/** How often keys stand in the demands that are open. */
export interface Frequencies {
  readonly demands: number;
  /** Absent is none. */
  readonly of: ReadonlyMap<string, number>;
}

/** The key of interests without words, and of every demand. */
export const ANY = "";

/** Other beginnings are filed under their first characters: each length costs every demand a key for every word. */
const BEGINNING_LENGTHS = [3, 5, 6, 8];

/** The keys that the filing of a wish can choose among; their frequencies are what it needs to know. */
export function keysToCount(wish: Wish): readonly string[] {
  return [...new Set(wish.flatMap(keysOfGroup))];
}

/**
 * Files an interest under its rarest group: whatever satisfies the wish satisfies that group, so it has one of its keys.
 * Frequencies decide how many demands are looked at in vain, never what is found.
 */
export function fileWish(wish: Wish, frequencies: Frequencies): Filing {
  const groups = wish.map((group) => {
    const keys = keysOfGroup(group);
    const of = (key: string) => (key === ANY ? frequencies.demands : (frequencies.of.get(key) ?? 0));
    const counted = keys.reduce((sum, key) => sum + of(key), 0);
    const frequency = Math.min(counted, frequencies.demands);
    // A longer word is rarer among the demands to come, where those of today know none.
    return { keys, frequency, length: Math.min(...keys.map((key) => key.length)) };
  });
  const [rarest] = groups.toSorted((a, b) => a.frequency - b.frequency || b.length - a.length);
  return {
    keys: rarest?.keys ?? [ANY],
    rarities: groups.map(({ frequency }) => rarityOf(frequency, frequencies.demands)),
  };
}

/** Everything that an interest which this demand satisfies can be filed under. */
export function keysOfDemand(terms: Iterable<string>): readonly string[] {
  const keys = new Set([ANY]);
  for (const term of terms) {
    keys.add(term);
    for (const beginning of beginningsOf(term)) keys.add(`${beginning}*`);
  }
  return [...keys];
}

/**
 * The beginnings of a term that somebody may have asked for, the longest last: of a script without spaces its first
 * character, of a word some of its first letters. Of numbers, names of things and endings of compounds nobody asks for one.
 */
function beginningsOf(term: string): readonly string[] {
  const characters = Array.from(term);
  if (isUnspaced(term)) return characters.slice(0, 1);
  if (!/^\p{L}/u.test(term)) return [];
  return BEGINNING_LENGTHS.filter((length) => length <= characters.length).map((length) =>
    characters.slice(0, length).join(""),
  );
}

/** Of an alternative of several terms the longest one: a demand that has all of them has that. */
function keysOfGroup(group: readonly string[]): readonly string[] {
  const keys = group.map((alternative) => {
    const [longest] = termsIn(alternative).toSorted((a, b) => b.text.length - a.text.length);
    const { text, isBeginning } = longest ?? { text: ANY, isBeginning: false };
    if (!isBeginning) return text;
    const beginning = beginningsOf(text).at(-1);
    return beginning === undefined ? ANY : `${beginning}*`;
  });
  return [...new Set(keys)];
}

function rarityOf(frequency: number, demands: number): number {
  const rarity = Math.log(1 + (demands - frequency + 0.5) / (frequency + 0.5));
  return Math.round(rarity * 10) / 10;
}
