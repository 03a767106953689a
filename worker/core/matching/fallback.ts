import type { Alternative, Query, QueryGroup } from "./query.ts";

const BOTH_CHARACTERS_WEIGHT = 0.6;
const ONE_CHARACTER_WEIGHT = 0.2;

/**
 * Lets pairs of characters that no demand contains also stand for their characters: 筆電 for 笔记本电脑, where both
 * are, and お茶 for 緑茶, where the one with a meaning of its own is. A pair that some demand contains, or has
 * another name of, stays as it is.
 *
 * @param frequency in how many demands a term stands; absent is none.
 */
export function loosenPairs(query: Query, frequency: ReadonlyMap<string, number>): Query {
  const groups = query.groups.map((group): QueryGroup => {
    const pair = pairOf(group);
    if (pair === null || isKnown(group, frequency)) return group;
    const meaningful = pair.filter((character) => /^\p{Script=Han}$/u.test(character));
    if (meaningful.length === 0) return group;
    const loose = [
      ...(meaningful.length === 2 ? [beginnings(pair, BOTH_CHARACTERS_WEIGHT)] : []),
      ...meaningful.map((character) => beginnings([character], ONE_CHARACTER_WEIGHT)),
    ];
    return { ...group, alternatives: [...group.alternatives, ...loose] };
  });
  return groups.some((group, index) => group !== query.groups[index]) ? { ...query, groups } : query;
}

function beginnings(parts: readonly string[], weight: number): Alternative {
  return { likeness: "characters", parts, isPrefix: true, weight };
}

function isKnown({ alternatives }: QueryGroup, frequency: ReadonlyMap<string, number>): boolean {
  return alternatives.some(({ parts: [term = ""], isPrefix }) => !isPrefix && frequency.has(term));
}

function pairOf({ isUnspaced, alternatives }: QueryGroup): readonly string[] | null {
  const [first] = alternatives;
  if (!isUnspaced || first === undefined || first.isPrefix) return null;
  const characters = Array.from(first.parts[0] ?? "");
  return characters.length === 2 ? characters : null;
}
