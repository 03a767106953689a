import { type DemandSearch, type FoundDemands, QUERY_LENGTH_MAXIMUM } from "../../app/merchants/demand-search.ts";
import type { DemandFacets, DemandSort } from "../../contract/offers.ts";
import { countFacets } from "../../core/matching/facets.ts";
import { loosenPairs } from "../../core/matching/fallback.ts";
import { parseQuery, type Query } from "../../core/matching/query.ts";
import { byScoreThenId, rank, type Candidate, type Corpus, type Ranked } from "../../core/matching/rank.ts";
import { repairQuery, unknownWords } from "../../core/matching/repair.ts";
import { isSimilar } from "../../core/matching/similar.ts";
import { begunWord, suggestions } from "../../core/matching/suggest.ts";
import { explainMatch } from "../../core/matching/why.ts";
import { err, ok } from "../../core/result.ts";
import { AFTER_FILTERS, FILTERS, filterValues, type Filters } from "./demand-filters.ts";
import type { StoredHit } from "./demand-index.ts";
import { createDemandList, type List, placeOf } from "./demand-list.ts";
import { matchExpression } from "./match-expression.ts";
import { titlesBeginning } from "./titles-beginning.ts";
import { vocabularyLike } from "./vocabulary.ts";

/** The index orders roughly and cheaply; only this many candidates are ranked in full. */
const CANDIDATES_MAXIMUM = 200;

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
    return {
      items: page.map(({ hit, matched }) => ({
        ...hit,
        why: [...explainMatch(found.query, matched, hit.title, hit.language)],
      })),
      next: last !== undefined && rest.length > page.length ? { values: [last.score, last.id] } : null,
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

interface RankedHit extends Ranked {
  readonly hit: StoredHit;
}

/** What hits are ordered by, the largest first; null where one has no place in that order. */
const SCORES: Readonly<Record<DemandSort, (ranked: Ranked, found: FoundHit) => number | null>> = {
  relevance: ({ score }) => score,
  closing: (_, { closesAtMs }) => -closesAtMs,
  nearly: (_, { hit: { missingToNextPrice } }) => (missingToNextPrice === undefined ? null : -missingToNextPrice),
  newest: (_, { publishedAtMs }) => publishedAtMs,
};

function inOrderOf(sort: DemandSort, { ranked, hits }: Found): readonly RankedHit[] {
  return ranked
    .flatMap((each): RankedHit[] => {
      const found = hits.get(each.id);
      const score = found === undefined ? null : SCORES[sort](each, found);
      return found === undefined || score === null ? [] : [{ ...each, score, hit: found.hit }];
    })
    .toSorted(byScoreThenId);
}

interface Found {
  readonly query: Query;
  readonly ranked: readonly Ranked[];
  readonly hits: ReadonlyMap<string, FoundHit>;
}

interface FoundHit {
  readonly hit: StoredHit;
  readonly closesAtMs: number;
  readonly publishedAtMs: number;
}

/** One round trip; a second and a third only for what no demand contains, which may be misspelt or said otherwise. */
async function find(search: D1Database, q: string, filters: Filters): Promise<Found> {
  const query = parseQuery(q);
  if (query.groups.length === 0) return { query, ranked: [], hits: new Map() };

  const first = await lookUp(search, query, filters);
  const unknown = unknownWords(query, first.corpus.frequency);
  const loosened = loosenPairs(query, first.corpus.frequency);
  const widened =
    unknown.length === 0 ? loosened : repairQuery(loosened, unknown, await vocabularyLike(search, unknown));
  const isWider = widened.groups.some((group, index) => group !== query.groups[index]);
  return isWider ? rankFound(widened, await lookUp(search, widened, filters)) : rankFound(query, first);
}

interface LookedUp {
  readonly corpus: Corpus;
  readonly candidates: readonly Candidate[];
  readonly hits: ReadonlyMap<string, FoundHit>;
}

function rankFound(query: Query, { candidates, corpus, hits }: LookedUp): Found {
  return { query, ranked: rank(query, candidates, corpus), hits };
}

interface CandidateRow {
  id: string;
  hit: string;
  closes_at_ms: number;
  published_at_ms: number | null;
  title: string;
  category_names: string;
  description: string;
  details: string;
}

interface TotalsRow {
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
    search.prepare(CANDIDATES).bind(...filterValues(filters), matchExpression(query)),
    search.prepare("SELECT * FROM demand_totals"),
    search
      .prepare("SELECT term, doc FROM demand_text_terms WHERE term IN (SELECT value FROM json_each(?))")
      .bind(JSON.stringify(terms)),
  ]);
  // D1 types a batch by one row type; these are the columns each statement selects.
  const rows = (candidates?.results ?? []) as CandidateRow[];
  const [total] = (totals?.results ?? []) as TotalsRow[];
  const found = (frequencies?.results ?? []) as { term: string; doc: number }[];
  return {
    corpus: corpusOf(total, found),
    candidates: rows.map((row) => ({
      id: row.id,
      terms: {
        title: split(row.title),
        categoryNames: split(row.category_names),
        description: split(row.description),
        details: split(row.details),
      },
    })),
    hits: new Map(rows.map((row) => [row.id, foundHit(row)])),
  };
}

function foundHit({ hit, closes_at_ms: closesAtMs, published_at_ms: publishedAtMs }: CandidateRow): FoundHit {
  // Written by putDemand alone.
  return { hit: JSON.parse(hit) as StoredHit, closesAtMs, publishedAtMs: publishedAtMs ?? 0 };
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

const CANDIDATES = `
  SELECT
    id, hit, closes_at_ms, published_at_ms,
    demands.title, demands.category_names, demands.description, demands.details
  FROM demands_text JOIN demands ON demands.doc = demands_text.rowid
  WHERE demands_text MATCH ?${AFTER_FILTERS} AND ${FILTERS}
  ORDER BY bm25(demands_text, 5, 3, 1, 1), id
  LIMIT ${CANDIDATES_MAXIMUM}`;
