import type { IndexStanding } from "../../app/search/standing.ts";
import { loosenPairs } from "../../core/matching/fallback.ts";
import { mix, nearEnough, type Nearness } from "../../core/matching/mix.ts";
import { parseQuery, type Query } from "../../core/matching/query.ts";
import { rank, type Candidate, type Corpus, type Ranked } from "../../core/matching/rank.ts";
import type { Outcome } from "../../core/matching/reading.ts";
import { repairQuery, unknownWords, wordsToKnow } from "../../core/matching/repair.ts";
import { candidatesOf, type CandidateRow, rowsOf } from "./candidates.ts";
import type { Filters } from "./demand-filters.ts";
import type { StoredHit } from "./demand-index.ts";
import { standingOf, STANDING_COLUMNS, type StandingRow } from "./index-standing.ts";
import { vocabularyLike } from "./vocabulary.ts";

/** What was found for a query, before anybody pages through it. */
export interface Found extends Omit<Outcome, "found"> {
  readonly index?: IndexStanding;
  readonly ranked: readonly Ranked[];
  readonly hits: ReadonlyMap<string, FoundHit>;
}

export interface FoundHit {
  readonly hit: StoredHit;
  readonly terms: Candidate["terms"];
  readonly closesAtMs: number;
  readonly publishedAtMs: number;
}

/** One round trip; a second and a third only for what no demand contains, which may be misspelt or said otherwise. */
export async function find(search: D1Database, q: string, filters: Filters): Promise<Found> {
  const query = parseQuery(q);
  if (query.groups.length === 0) return { query, repaired: [], frequency: new Map(), ranked: [], hits: new Map() };

  const words = wordsToKnow(query);
  const first = await lookUp(search, query, filters, words);
  const isLookedUp = words.every((forms) => forms.some((form) => first.corpus.frequency.has(form)));
  const unknown = unknownWords(query, first.corpus.frequency);
  const loosened = loosenPairs(query, first.corpus.frequency);
  const widened =
    unknown.length === 0 ? loosened : repairQuery(loosened, unknown, await vocabularyLike(search, unknown));
  const isWider = widened.groups.some((group, index) => group !== query.groups[index]);
  if (!isWider) return rankFound(query, [], isLookedUp ? first : await lookUp(search, query, filters, []));
  const repaired = widened.groups.filter(({ alternatives }, index) => {
    const before = loosened.groups[index]?.alternatives ?? [];
    const added = alternatives.slice(before.length);
    const isSaid = before.some(({ parts: [term = ""], isPrefix }) => !isPrefix && first.corpus.frequency.has(term));
    return !isSaid && added.some(({ likeness }) => likeness !== "concept"); // Which a word beside it may have brought.
  });
  return rankFound(widened, repaired, await lookUp(search, widened, filters, []));
}

/** The same with those that are near in meaning, whatever their words: a round trip more where there are any. */
export async function mixIn(
  search: D1Database,
  found: Found,
  near: readonly Nearness[],
  filters: Filters,
): Promise<Found> {
  const missing = nearEnough(near).flatMap(({ id }) => (found.hits.has(id) ? [] : [id]));
  const rows = missing.length === 0 ? [] : (await rowsOf(search, missing, filters).all<CandidateRow>()).results;
  const hits = new Map([...found.hits, ...rows.map((row) => [row.id, foundHit(row)] as const)]);
  const ranked = mix(found.ranked, near).filter(({ id }) => hits.has(id));
  return { ...found, ranked, hits };
}

interface LookedUp {
  readonly index: IndexStanding;
  readonly corpus: Corpus;
  readonly candidates: readonly Candidate[];
  readonly hits: ReadonlyMap<string, FoundHit>;
}

function rankFound(query: Query, repaired: Found["repaired"], { candidates, corpus, hits, index }: LookedUp): Found {
  return { index, query, repaired, frequency: corpus.frequency, ranked: rank(query, candidates, corpus), hits };
}

interface TotalsRow extends StandingRow {
  demands: number;
  title_length: number;
  category_names_length: number;
  description_length: number;
  details_length: number;
}

/** @param words without which there are no candidates (candidates.ts) */
async function lookUp(
  search: D1Database,
  query: Query,
  filters: Filters,
  words: readonly (readonly string[])[],
): Promise<LookedUp> {
  const terms = query.groups.flatMap(({ alternatives }) =>
    alternatives.flatMap(({ parts, isPrefix }) => (isPrefix ? [] : parts)),
  );
  const [candidates, totals, frequencies] = await search.batch([
    candidatesOf(search, query, filters, words),
    search.prepare(TOTALS),
    search
      .prepare("SELECT term, doc FROM demand_text_terms WHERE term IN (SELECT value FROM json_each(?))")
      .bind(JSON.stringify(terms)),
  ]);
  // D1 types a batch by one row type; these are the columns each statement selects.
  const rows = (candidates?.results ?? []) as CandidateRow[];
  const hits = new Map(rows.map((row) => [row.id, foundHit(row)]));
  const [total] = (totals?.results ?? []) as TotalsRow[];
  const found = (frequencies?.results ?? []) as { term: string; doc: number }[];
  return {
    index: standingOf(total),
    corpus: corpusOf(total, found),
    candidates: [...hits].map(([id, { terms }]) => ({ id, terms })),
    hits,
  };
}

function foundHit(row: CandidateRow): FoundHit {
  const terms = {
    title: split(row.title),
    categoryNames: split(row.category_names),
    description: split(row.description),
    details: split(row.details),
  };
  // Written by putDemand alone.
  const hit = JSON.parse(row.hit) as StoredHit;
  return { hit, terms, closesAtMs: row.closes_at_ms, publishedAtMs: row.published_at_ms ?? 0 };
}

function corpusOf(total: TotalsRow | undefined, frequencies: readonly { term: string; doc: number }[]): Corpus {
  const demands = total?.demands ?? 0;
  const average = (length: number | undefined): number => (demands === 0 ? 0 : (length ?? 0) / demands);
  return {
    demands,
    averageLength: {
      title: average(total?.title_length),
      categoryNames: average(total?.category_names_length),
      description: average(total?.description_length),
      details: average(total?.details_length),
    },
    frequency: new Map(frequencies.map(({ term, doc }) => [term, doc])),
  };
}

function split(terms: string): readonly string[] {
  return terms === "" ? [] : terms.split(" ");
}

const TOTALS = `SELECT demand_totals.*, ${STANDING_COLUMNS} FROM demand_totals LEFT JOIN index_keeping ON true`;
