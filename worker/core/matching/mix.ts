import { byScoreThenId, type Ranked } from "./rank.ts";

/** How near a demand's title is to what was typed: the cosine of their vectors. */
export interface Nearness {
  readonly id: string;
  readonly closeness: number;
}

/** What meaning alone may add to a score whose best is 1: the first of the words stays before the nearest without them. */
const CLOSENESS_WEIGHT = 0.3;
/** Titles of two unrelated things are no farther apart than this. */
const CLOSENESS_MINIMUM = 0.5;

/** Those of a source of nearness that are near at all. */
export function nearEnough(near: readonly Nearness[]): readonly Nearness[] {
  return near.filter(({ closeness }) => closeness >= CLOSENESS_MINIMUM);
}

/**
 * The ranked list with those that are near to it in meaning: scores by words from 0 to 1, and up to 0.3 for nearness. A demand
 * that has none of the words satisfies no group.
 */
export function mix(ranked: readonly Ranked[], near: readonly Nearness[]): readonly Ranked[] {
  const best = ranked[0]?.score ?? 1;
  const closeness = new Map(nearEnough(near).map((each) => [each.id, each.closeness * CLOSENESS_WEIGHT]));
  const byWords = ranked.map((each) => ({ ...each, score: each.score / best + (closeness.get(each.id) ?? 0) }));
  const found = new Set(ranked.map(({ id }) => id));
  const byMeaning = [...closeness].flatMap(([id, score]) => (found.has(id) ? [] : [{ id, score, matched: [] }]));
  return [...byWords, ...byMeaning].toSorted(byScoreThenId);
}
