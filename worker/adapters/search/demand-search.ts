import type { IndexStanding } from "../../app/search/standing.ts";
import { type DemandSearch, type FoundDemands, QUERY_LENGTH_MAXIMUM } from "../../app/merchants/demand-search.ts";
import { CATEGORIES, CATEGORY_LANGUAGES, type CategoryCode, isCategory } from "../../contract/categories.ts";
import type { DemandFacets, DemandMatch, DemandSort } from "../../contract/offers.ts";
import { countFacets } from "../../core/matching/facets.ts";
import { loosenPairs } from "../../core/matching/fallback.ts";
import { parseQuery, type Query } from "../../core/matching/query.ts";
import { byScoreThenId, rank, type Candidate, type Corpus, type Ranked } from "../../core/matching/rank.ts";
import { repairQuery, unknownWords } from "../../core/matching/repair.ts";
import { isSimilar } from "../../core/matching/similar.ts";
import { begunWord, suggestions } from "../../core/matching/suggest.ts";
import { type Outcome, readingOf } from "../../core/matching/reading.ts";
import { explain, type FoundText } from "../../core/matching/why.ts";
import { err, ok } from "../../core/result.ts";
import { CANDIDATES_MAXIMUM, candidatesOf, type CandidateRow } from "./candidates.ts";
import type { Filters } from "./demand-filters.ts";
import type { StoredHit } from "./demand-index.ts";
import { standingOf, STANDING_COLUMNS, type StandingRow } from "./index-standing.ts";
import { createDemandList, type List, placeOf } from "./demand-list.ts";
import { titlesBeginning } from "./titles-beginning.ts";
import { vocabularyLike } from "./vocabulary.ts";
import { isFiltered, wayOut } from "./way-out.ts";

/** Keyword search over the open demands: FTS5 for candidates, BM25F (worker/core/matching) for their order. */
export function createD1DemandSearch(search: D1Database): DemandSearch {
  const listed = createDemandList(search);
  return {
    async search({ q, limit, after, sort = "relevance", withFacets = false, ...filters }) {
      if (q.length > QUERY_LENGTH_MAXIMUM) return err({ code: "query-too-long" });
      const place = after === undefined ? null : placeOf(after);
      if (after !== undefined && place === null) return err({ code: "cursor-invalid" });
      const list = { filters, sort, limit, place, withFacets };
      return ok(q.trim() === "" ? await listed(list) : await rankedPage(q, list));
    },

    async matching(q) {
      if (q.length > QUERY_LENGTH_MAXIMUM) return err({ code: "query-too-long" });
      const { ranked } = await find(search, q, {});
      return ok(ranked.map(({ id }) => id));
    },

    async suggest(q) {
      if (q.length > QUERY_LENGTH_MAXIMUM) return err({ code: "query-too-long" });
      const begun = begunWord(q);
      return ok(begun === null ? [] : suggestions(begun, await titlesBeginning(search, begun)));
    },

    async similar({ title, kind }, limit) {
      if (title.length > QUERY_LENGTH_MAXIMUM) return err({ code: "query-too-long" });
      const { query, ranked } = await find(search, title, { kind });
      const alike = ranked.filter(({ matched }) => isSimilar(query, matched));
      return ok(alike.slice(0, limit).map(({ id }) => id));
    },
  };

  async function rankedPage(q: string, list: List): Promise<FoundDemands> {
    const found = await find(search, q, list.filters);
    const hits = inOrderOf(list.sort, found);
    const { place } = list;
    const rest =
      place === null ? hits : hits.filter((hit) => byScoreThenId({ score: place.key, id: place.id }, hit) < 0);
    const page = rest.slice(0, list.limit);
    const last = page.at(-1);
    const isHidden = found.ranked.length === 0 && isFiltered(list.filters);
    const all = isHidden ? await find(search, q, {}) : found;
    return {
      ...(found.index && { index: found.index }),
      items: page.map((hit) => matchOf(found.query, hit)),
      next: last !== undefined && rest.length > page.length ? { values: [last.score, last.id] } : null,
      ...readingOf({ ...all, found: hitsOf(all).map((hit) => ({ ...textOf(hit), matched: hit.matched })) }),
      ...(isHidden && {
        wayOut: await wayOut(
          search,
          list.filters,
          all.ranked.map(({ id }) => id),
        ),
      }),
      ...(list.withFacets && { facets: await facetsOf(q, list.filters, found) }),
    };
  }

  /** Of the same words without what was asked of facets; where nothing was, those are the ones that were found. */
  async function facetsOf(q: string, filters: Filters, found: Found): Promise<DemandFacets> {
    const { category, kind, country, currency, ...others } = filters;
    const choice = { category, kind, country, currency };
    const isNarrowed = Object.values(choice).some((asked) => asked !== undefined);
    const all = isNarrowed ? await find(search, q, others) : found;
    const demands = all.ranked.flatMap(({ id }) => all.hits.get(id)?.hit ?? []);
    return { ...countFacets(demands, choice), isWhole: all.hits.size < CANDIDATES_MAXIMUM };
  }
}

interface RankedHit extends Ranked, FoundHit {}

/** What hits are ordered by, the largest first; null where one has no place in that order. */
const SCORES: Readonly<Record<DemandSort, (hit: RankedHit) => number | null>> = {
  relevance: ({ score }) => score,
  closing: ({ closesAtMs }) => -closesAtMs,
  nearly: ({ hit: { missingToNextPrice } }) => (missingToNextPrice === undefined ? null : -missingToNextPrice),
  newest: ({ publishedAtMs }) => publishedAtMs,
};

function inOrderOf(sort: DemandSort, found: Found): readonly RankedHit[] {
  return hitsOf(found)
    .flatMap((hit): RankedHit[] => {
      const score = SCORES[sort](hit);
      return score === null ? [] : [{ ...hit, score }];
    })
    .toSorted(byScoreThenId);
}

function hitsOf({ ranked, hits }: Found): readonly RankedHit[] {
  return ranked.flatMap((each): RankedHit[] => {
    const found = hits.get(each.id);
    return found === undefined ? [] : [{ ...each, ...found }];
  });
}

function matchOf(query: Query, found: RankedHit): DemandMatch {
  const { reasons, words } = explain(query, found.matched, textOf(found));
  return { ...found.hit, why: [...words], reasons };
}

function textOf({ hit: { title, language, category }, terms }: FoundHit): FoundText {
  return { title, language, categoryNames: isCategory(category) ? namesOf(category) : [], terms };
}

function namesOf(category: CategoryCode): FoundText["categoryNames"] {
  return CATEGORY_LANGUAGES.map((language) => ({ language, name: CATEGORIES[category][language] }));
}

interface Found extends Omit<Outcome, "found"> {
  readonly index?: IndexStanding;
  readonly ranked: readonly Ranked[];
  readonly hits: ReadonlyMap<string, FoundHit>;
}

interface FoundHit {
  readonly hit: StoredHit;
  readonly terms: Candidate["terms"];
  readonly closesAtMs: number;
  readonly publishedAtMs: number;
}

/** One round trip; a second and a third only for what no demand contains, which may be misspelt or said otherwise. */
async function find(search: D1Database, q: string, filters: Filters): Promise<Found> {
  const query = parseQuery(q);
  if (query.groups.length === 0) return { query, repaired: [], frequency: new Map(), ranked: [], hits: new Map() };

  const first = await lookUp(search, query, filters);
  const unknown = unknownWords(query, first.corpus.frequency);
  const loosened = loosenPairs(query, first.corpus.frequency);
  const widened =
    unknown.length === 0 ? loosened : repairQuery(loosened, unknown, await vocabularyLike(search, unknown));
  const isWider = widened.groups.some((group, index) => group !== query.groups[index]);
  if (!isWider) return rankFound(query, [], first);
  const repaired = widened.groups.filter(({ alternatives }, index) => {
    const added = alternatives.slice(loosened.groups[index]?.alternatives.length);
    return added.some(({ likeness }) => likeness !== "concept"); // Which a word beside it may have brought.
  });
  return rankFound(widened, repaired, await lookUp(search, widened, filters));
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

async function lookUp(search: D1Database, query: Query, filters: Filters): Promise<LookedUp> {
  const terms = query.groups.flatMap(({ alternatives }) =>
    alternatives.flatMap(({ parts, isPrefix }) => (isPrefix ? [] : parts)),
  );
  const [candidates, totals, frequencies] = await search.batch([
    candidatesOf(search, query, filters),
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
