import { lengthOf } from "./analyse.ts";
import type { Alternative, Query, QueryGroup } from "./query.ts";

/** The parts of a demand that are searched. Details are what its description says after the first line. */
export const SEARCH_FIELDS = ["title", "categoryNames", "description", "details"] as const;
export type SearchField = (typeof SEARCH_FIELDS)[number];
export type ByField<T> = Readonly<Record<SearchField, T>>;

/** What the ranking must know about all open demands. */
export interface Corpus {
  readonly demands: number;
  /** In terms. */
  readonly averageLength: ByField<number>;
  /** In how many demands a term stands; absent is none. */
  readonly frequency: ReadonlyMap<string, number>;
}

export interface Candidate {
  readonly id: string;
  readonly terms: ByField<readonly string[]>;
}

export interface Ranked {
  readonly id: string;
  readonly score: number;
  /** Which groups of the query it satisfies. */
  readonly matched: readonly QueryGroup[];
}

/** How much a word counts in each field, and how far a long field dilutes it (0 not at all, 1 fully). */
const WEIGHT: ByField<number> = { title: 8, categoryNames: 2, description: 1.5, details: 0.6 };
const DILUTION: ByField<number> = { title: 0.4, categoryNames: 0.2, description: 0.9, details: 0.75 };
/** How soon a repeated word stops adding. */
const SATURATION = 0.6;
/** A hit that satisfies less than this share of what the best one satisfies is a coincidence. */
const COVERAGE_SHARE_MINIMUM = 0.4;

/**
 * Orders candidates by BM25F (Robertson, Zaragoza and Taylor, "Simple BM25 extension to multiple weighted fields",
 * CIKM 2004): field frequencies are weighted and normalised per field, then summed, then saturated once. Best first; equal
 * scores by id, so that pages are stable.
 */
export function rank(query: Query, candidates: readonly Candidate[], corpus: Corpus): readonly Ranked[] {
  const asked = askedIn(query);
  const counted = candidates.map((candidate) => ({ id: candidate.id, counts: countsOf(candidate, asked) }));
  const groups = query.groups.map((group) => {
    const frequencies = counted.map(({ counts }) => groupFrequency(group, counts, corpus));
    const holders = frequencies.filter((frequency) => frequency > 0).length;
    return { group, frequencies, rarity: rarityOf(group, holders, corpus) };
  });

  const scored = counted.map(({ id }, index) => {
    const satisfied = groups.filter(({ frequencies }) => (frequencies[index] ?? 0) > 0);
    const gains = satisfied.map(({ frequencies, rarity }) => {
      const frequency = frequencies[index] ?? 0;
      return (rarity * frequency * (SATURATION + 1)) / (SATURATION + frequency);
    });
    return {
      id,
      score: sum(gains),
      coverage: sum(satisfied.map(({ rarity }) => rarity)),
      matched: satisfied.map(({ group }) => group),
    };
  });

  const coverageMaximum = scored.reduce((most, { coverage }) => Math.max(most, coverage), 0);
  return scored
    .filter(({ score, coverage }) => score > 0 && coverage >= coverageMaximum * COVERAGE_SHARE_MINIMUM)
    .map(({ id, score, matched }) => ({ id, score, matched }))
    .sort(byScoreThenId);
}

/** The order of hits, also for finding one's place again between pages. */
export function byScoreThenId(
  a: { readonly score: number; readonly id: string },
  b: { readonly score: number; readonly id: string },
): number {
  if (a.score !== b.score) return b.score - a.score;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

interface FieldCounts {
  readonly length: number;
  /** Of the terms that are asked for. */
  readonly byTerm: ReadonlyMap<string, number>;
}

interface Asked {
  readonly terms: ReadonlySet<string>;
  readonly beginnings: readonly string[];
}

function askedIn({ groups }: Query): Asked {
  const alternatives = groups.flatMap((group) => group.alternatives);
  const partsOf = (isPrefix: boolean) =>
    new Set(alternatives.filter((each) => each.isPrefix === isPrefix).flatMap(({ parts }) => parts));
  return { terms: partsOf(false), beginnings: [...partsOf(true)] };
}

function countsOf({ terms }: Candidate, asked: Asked): ByField<FieldCounts> {
  return {
    title: countTerms(terms.title, asked),
    categoryNames: countTerms(terms.categoryNames, asked),
    description: countTerms(terms.description, asked),
    details: countTerms(terms.details, asked),
  };
}

function countTerms(terms: readonly string[], asked: Asked): FieldCounts {
  const byTerm = new Map<string, number>();
  for (const term of terms)
    if (asked.terms.has(term) || asked.beginnings.some((beginning) => term.startsWith(beginning)))
      byTerm.set(term, (byTerm.get(term) ?? 0) + 1);
  return { length: lengthOf(terms), byTerm };
}

/**
 * BM25F's pseudo-frequency of a group. Its alternatives are one term to it: in each field the best of them counts, so that
 * a title may say "desktop" and the description "desktops".
 */
function groupFrequency({ alternatives }: QueryGroup, counts: ByField<FieldCounts>, corpus: Corpus): number {
  const weighted = SEARCH_FIELDS.map((field) => {
    const average = Math.max(corpus.averageLength[field], 1);
    const dilution = 1 - DILUTION[field] + DILUTION[field] * (counts[field].length / average);
    const best = alternatives.reduce(
      (most, alternative) => Math.max(most, alternative.weight * occurrences(alternative, counts[field])),
      0,
    );
    return (WEIGHT[field] * best) / dilution;
  });
  return sum(weighted);
}

/** How often all parts stand in one field: as often as the rarest of them. */
function occurrences({ parts, isPrefix }: Alternative, { byTerm }: FieldCounts): number {
  return parts.reduce((fewest, part) => {
    if (!isPrefix) return Math.min(fewest, byTerm.get(part) ?? 0);
    let count = 0;
    for (const [term, times] of byTerm) if (term.startsWith(part)) count += times;
    return Math.min(fewest, count);
  }, Infinity);
}

/**
 * Inverse document frequency of a group: a guess makes it as common as it is weighed. The index knows it for whole terms;
 * for beginnings of words the candidates are counted instead, which is a lower bound.
 */
function rarityOf(group: QueryGroup, holders: number, corpus: Corpus): number {
  const known = group.alternatives
    .filter(({ isPrefix }) => !isPrefix)
    .reduce((most, { parts, weight }) => Math.max(most, weight * frequencyOf(parts, corpus)), 0);
  const frequency = Math.min(Math.max(known, holders), corpus.demands);
  return Math.log(1 + (corpus.demands - frequency + 0.5) / (frequency + 0.5));
}

/** Demands that have all parts: at most as many as have the rarest. */
function frequencyOf(parts: readonly string[], { frequency }: Corpus): number {
  return Math.min(...parts.map((part) => frequency.get(part) ?? 0));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
