import {
  longerWords,
  thingsIn,
  withThings,
  type Alternative,
  type NamedThing,
  type Query,
  type QueryGroup,
} from "./query.ts";
import { stem, STEMMED_LANGUAGES } from "./stem.ts";

const ONE_EDIT_WEIGHT = 0.8;
const TWO_EDITS_WEIGHT = 0.6;
const SPLIT_WEIGHT = 0.7;
/** More readings of one word name too much. */
const READINGS_MAXIMUM = 4;
/** So many demands have a word's other form, or it may be a chance. */
const FORM_DEMANDS_MINIMUM = 2;
const PART_LENGTH_MINIMUM = 3;
/** Short words are too near to each other: the wrong or the right one has at least so many letters. */
const LONGER_WORD_LENGTH_MINIMUM = 5;
const TWO_EDITS_LENGTH_MINIMUM = 8;

/** Of each word of a query that is long enough to be a misspelling, the terms of which a demand has one unless it is. */
export function wordsToKnow(query: Query): readonly (readonly string[])[] {
  return query.groups.flatMap((group) => {
    const word = wordOf(group);
    if (word === null || word.length < LONGER_WORD_LENGTH_MINIMUM - 1) return [];
    return [group.alternatives.flatMap(({ parts: [term = ""], isPrefix }) => (isPrefix ? [] : [term]))];
  });
}

/**
 * The words of a query that are long enough to be misspellings and that no demand contains in any form, or hardly any in
 * another form: a slip's last letter may be an ending in some language, and what is left of it somebody else's slip.
 */
export function unknownWords(query: Query, frequency: ReadonlyMap<string, number>): readonly string[] {
  return query.groups.flatMap((group) => {
    const word = wordOf(group);
    if (word === null || word.length < LONGER_WORD_LENGTH_MINIMUM - 1) return [];
    const isKnown = group.alternatives.some(({ parts: [term = ""], isPrefix, likeness }) => {
      const demands = isPrefix ? 0 : (frequency.get(term) ?? 0);
      return demands >= (likeness === "form" ? FORM_DEMANDS_MINIMUM : 1);
    });
    return isKnown ? [] : [word];
  });
}

/** Every way to cut a word, or its stem, in two: "powerbanks" may be what others write as "power bank". */
export function splitsOf(word: string): readonly (readonly [string, string])[] {
  return formsOf(word).flatMap((form) => {
    const count = Math.max(0, form.length - 2 * PART_LENGTH_MINIMUM + 1);
    return Array.from({ length: count }, (_, index) => {
      const cut = PART_LENGTH_MINIMUM + index;
      return [form.slice(0, cut), form.slice(cut)] as const;
    });
  });
}

/** The word, then its stems: the index holds stems, so that "laptps" is one slip from "laptop". */
function formsOf(word: string): readonly string[] {
  return [...new Set([word, ...STEMMED_LANGUAGES.map((language) => stem(word, language))])];
}

/**
 * Adds to each unknown word, at less weight, the terms of the index that are one slip of the keyboard away (two from
 * eight letters on), its halves where both are in the index, longer words that it begins, and what is named so mended. A
 * word that is in the index is never "corrected".
 *
 * @param vocabulary terms of the index: those that begin like the unknown words, and those of their halves that exist.
 */
export function repairQuery(query: Query, unknown: readonly string[], vocabulary: ReadonlySet<string>): Query {
  const things: NamedThing[] = [];
  const groups = query.groups.map((group): QueryGroup => {
    const word = wordOf(group);
    if (word === null || !unknown.includes(word)) return group;
    const slips = slipsOf(word, vocabulary);
    const known = new Set(group.alternatives.filter(({ isPrefix }) => !isPrefix).map(({ parts }) => parts.join(" ")));
    const repairs = [...slips, ...joinsOf(word, vocabulary)].filter(({ parts }) => !known.has(parts.join(" ")));
    const longer = group.alternatives.some(({ isPrefix }) => isPrefix) ? [] : [longerWords(word)];
    things.push(...slips.slice(0, READINGS_MAXIMUM).flatMap((slip) => thingsReadAs(query, group, slip)));
    const added = [...repairs, ...longer];
    return added.length === 0 ? group : { ...group, alternatives: [...group.alternatives, ...added] };
  });
  return { ...query, groups: withThings(groups, things) };
}

/** What is named where the word is read so, with the words beside it, in the places of the query as it was typed. */
function thingsReadAs({ text }: Query, { start, end }: QueryGroup, { parts: [word = ""], weight }: Alternative) {
  const readEnd = start + word.length;
  const shift = readEnd - end;
  return thingsIn(text.slice(0, start) + word + text.slice(end))
    .filter((thing) => thing.start < readEnd && start < thing.end)
    .map((thing): NamedThing => ({
      ...thing,
      start: Math.min(thing.start, start),
      end: thing.end > readEnd ? thing.end - shift : end,
      weight: thing.weight * weight,
    }));
}

function slipsOf(word: string, vocabulary: ReadonlySet<string>): readonly Alternative[] {
  const maximum = word.length >= TWO_EDITS_LENGTH_MINIMUM ? 2 : 1;
  const [whole = word, ...stems] = formsOf(word);
  const likeWhole = alike([whole], vocabulary, maximum);
  return likeWhole.length > 0 ? likeWhole : alike(stems, vocabulary, maximum);
}

function alike(
  forms: readonly string[],
  vocabulary: ReadonlySet<string>,
  editsMaximum: number,
): readonly Alternative[] {
  return [...vocabulary].flatMap((term) => {
    if (forms.every((form) => Math.max(form.length, term.length) < LONGER_WORD_LENGTH_MINIMUM)) return [];
    const edits = Math.min(...forms.map((form) => editsBetween(form, term, editsMaximum)));
    if (edits > editsMaximum) return [];
    return [
      { likeness: "repair", parts: [term], isPrefix: false, weight: edits <= 1 ? ONE_EDIT_WEIGHT : TWO_EDITS_WEIGHT },
    ];
  });
}

function joinsOf(word: string, vocabulary: ReadonlySet<string>): readonly Alternative[] {
  return splitsOf(word)
    .filter((parts) => parts.every((part) => vocabulary.has(part)))
    .map((parts) => ({ likeness: "form", parts, isPrefix: false, weight: SPLIT_WEIGHT }));
}

/** The folded word of a group of an alphabetic script; null for numbers and scripts without spaces. */
function wordOf(group: QueryGroup): string | null {
  const first = group.alternatives[0];
  return group.isUnspaced || first === undefined || !/^\p{L}/u.test(first.parts[0] ?? "")
    ? null
    : (first.parts[0] ?? null);
}

/**
 * Insertions, deletions, substitutions and swaps of neighbours between two words (optimal string alignment), or
 * anything above `maximum` once it is clear that there are more.
 */
export function editsBetween(a: string, b: string, maximum: number): number {
  if (Math.abs(a.length - b.length) > maximum) return maximum + 1;
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const isSame = a[row - 1] === b[column - 1];
      let edits = Math.min(at(last, column) + 1, at(current, column - 1) + 1, at(last, column - 1) + (isSame ? 0 : 1));
      const isSwap = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      if (isSwap) edits = Math.min(edits, at(beforeLast, column - 2) + 1);
      current.push(edits);
    }
    if (Math.min(...current) > maximum) return maximum + 1;
    beforeLast = last;
    last = current;
  }
  return at(last, b.length);
}

function at(row: readonly number[], column: number): number {
  return row[column] ?? Infinity;
}
