import type { Query, QueryGroup } from "./query.ts";

const ONE_EDIT_WEIGHT = 0.8;
const TWO_EDITS_WEIGHT = 0.6;
const WORD_LENGTH_MINIMUM = 5;
const TWO_EDITS_LENGTH_MINIMUM = 8;

/** The words of a query that no demand contains in any form and that are long enough to be misspellings. */
export function unknownWords(query: Query, frequency: ReadonlyMap<string, number>): readonly string[] {
  return query.groups.flatMap((group) => {
    const word = wordOf(group);
    if (word === null || word.length < WORD_LENGTH_MINIMUM) return [];
    const isKnown = group.alternatives.some(({ parts, isPrefix }) => !isPrefix && frequency.has(parts[0] ?? ""));
    return isKnown ? [] : [word];
  });
}

/**
 * Adds to each unknown word the terms of the index that are one slip of the keyboard away (two from eight letters on),
 * at less weight. A word that is in the index is never "corrected".
 *
 * @param vocabulary terms of the index, at least those that begin like the unknown words.
 */
export function repairQuery(query: Query, unknown: readonly string[], vocabulary: readonly string[]): Query {
  const groups = query.groups.map((group): QueryGroup => {
    const word = wordOf(group);
    if (word === null || !unknown.includes(word)) return group;
    const editsMaximum = word.length >= TWO_EDITS_LENGTH_MINIMUM ? 2 : 1;
    const repairs = vocabulary.flatMap((term) => {
      const edits = editsBetween(word, term, editsMaximum);
      if (edits > editsMaximum) return [];
      return [{ parts: [term], isPrefix: false, weight: edits <= 1 ? ONE_EDIT_WEIGHT : TWO_EDITS_WEIGHT }];
    });
    return { ...group, alternatives: [...group.alternatives, ...repairs] };
  });
  return { ...query, groups };
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
