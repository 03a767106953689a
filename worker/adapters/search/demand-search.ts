import { QUERY_LENGTH_MAXIMUM, type DemandSearch, type DemandSearchQuery } from "../../app/merchants/demand-search.ts";
import type { Keyset } from "../../app/directory.ts";
import { parseQuery, type Query } from "../../core/matching/query.ts";
import { byScoreThenId, rank, type Candidate, type Corpus, type Ranked } from "../../core/matching/rank.ts";
import { repairQuery, splitsOf, unknownWords } from "../../core/matching/repair.ts";
import { explainMatch } from "../../core/matching/why.ts";
import { err, ok } from "../../core/result.ts";
import type { StoredHit } from "./demand-index.ts";
import { matchExpression } from "./match-expression.ts";

/** The index orders roughly and cheaply; only this many candidates are ranked in full. */
const CANDIDATES_MAXIMUM = 200;

type Filters = Omit<DemandSearchQuery, "q" | "limit" | "after">;

/** Keyword search over the open demands: FTS5 for candidates, BM25F (worker/core/matching) for their order. */
export function createD1DemandSearch(search: D1Database): DemandSearch {
  return {
    async search({ q, limit, after, ...filters }) {
      if (q.length > QUERY_LENGTH_MAXIMUM) return err({ code: "query-too-long" });
      const place = after === undefined ? null : placeOf(after);
      if (after !== undefined && place === null) return err({ code: "cursor-invalid" });
      return ok(
        q.trim() === "" ? await listPage(search, filters, limit, place) : await rankedPage(q, filters, limit, place),
      );
    },

    async matching(q) {
      if (q.length > QUERY_LENGTH_MAXIMUM) return err({ code: "query-too-long" });
      const { ranked } = await find(search, q, {});
      return ok(ranked.map(({ id }) => id));
    },
  };

  async function rankedPage(q: string, filters: Filters, limit: number, place: Place | null) {
    const { query, ranked, hits } = await find(search, q, filters);
    const rest =
      place === null ? ranked : ranked.filter((hit) => byScoreThenId({ score: place.key, id: place.id }, hit) < 0);
    const page = rest.slice(0, limit);
    const last = page.at(-1);
    return {
      items: page.flatMap(({ id, matched }) => {
        const hit = hits.get(id);
        return hit === undefined ? [] : [{ ...hit, why: [...explainMatch(query, matched, hit.title, hit.language)] }];
      }),
      next: last !== undefined && rest.length > page.length ? { values: [last.score, last.id] } : null,
    };
  }
}

interface Found {
  readonly query: Query;
  readonly ranked: readonly Ranked[];
  readonly hits: ReadonlyMap<string, StoredHit>;
}

/** One round trip; a second one only for words that no demand contains, which may be misspelt. */
async function find(search: D1Database, q: string, filters: Filters): Promise<Found> {
  const query = parseQuery(q);
  if (query.groups.length === 0) return { query, ranked: [], hits: new Map() };

  const first = await lookUp(search, query, filters);
  const unknown = unknownWords(query, first.corpus.frequency);
  if (unknown.length === 0) return rankFound(query, first);

  const repaired = repairQuery(query, unknown, await vocabularyLike(search, unknown));
  const hasRepairs = repaired.groups.some((group, index) => group !== query.groups[index]);
  return hasRepairs ? rankFound(repaired, await lookUp(search, repaired, filters)) : rankFound(query, first);
}

interface LookedUp {
  readonly corpus: Corpus;
  readonly candidates: readonly Candidate[];
  readonly hits: ReadonlyMap<string, StoredHit>;
}

function rankFound(query: Query, { candidates, corpus, hits }: LookedUp): Found {
  return { query, ranked: rank(query, candidates, corpus), hits };
}

interface CandidateRow {
  id: string;
  hit: string;
  title: string;
  category_names: string;
  description: string;
}

interface TotalsRow {
  demands: number;
  title_length: number;
  category_names_length: number;
  description_length: number;
}

async function lookUp(search: D1Database, query: Query, filters: Filters): Promise<LookedUp> {
  const terms = query.groups.flatMap(({ alternatives }) =>
    alternatives.flatMap(({ parts, isPrefix }) => (isPrefix ? [] : parts)),
  );
  const [candidates, totals, frequencies] = await search.batch([
    search.prepare(CANDIDATES).bind(...filterValues(filters), matchExpression(query)),
    search.prepare("SELECT demands, title_length, category_names_length, description_length FROM demand_totals"),
    search
      .prepare("SELECT term, doc FROM demand_terms WHERE term IN (SELECT value FROM json_each(?))")
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
      },
    })),
    // Written by putDemand alone.
    hits: new Map(rows.map((row) => [row.id, JSON.parse(row.hit) as StoredHit])),
  };
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
    },
    frequency: new Map(frequencies.map(({ term, doc }) => [term, doc])),
  };
}

function split(terms: string): readonly string[] {
  return terms === "" ? [] : terms.split(" ");
}

/**
 * The terms that begin with the same letter as one of the words, because slips in the first letter are rare, and the
 * halves of the words that are terms themselves.
 */
async function vocabularyLike(search: D1Database, words: readonly string[]): Promise<ReadonlySet<string>> {
  const initials = [...new Set(words.map((word) => String.fromCodePoint(word.codePointAt(0) ?? 0)))];
  const halves = words.flatMap((word) => splitsOf(word).flat());
  const slices = await search.batch<{ term: string }>([
    search
      .prepare("SELECT term FROM demand_terms WHERE term IN (SELECT value FROM json_each(?))")
      .bind(JSON.stringify(halves)),
    ...initials.map((initial) =>
      search
        .prepare("SELECT term FROM demand_terms WHERE term >= ?1 AND term < ?2")
        .bind(initial, initial + String.fromCodePoint(0x10ffff)),
    ),
  ]);
  return new Set(slices.flatMap(({ results }) => results.map(({ term }) => term)));
}

const FILTERS = `
  is_open = 1
  AND (?1 IS NULL OR language = ?1 OR substr(language, 1, length(?1) + 1) = ?1 || '-')
  AND (?2 IS NULL OR category = ?2)
  AND (?3 IS NULL OR EXISTS (SELECT 1 FROM json_each(ships_to) WHERE value = ?3))
  AND (?4 IS NULL OR currency = ?4)
  AND (?5 IS NULL OR quantity_minimum >= ?5)
  AND (?6 IS NULL OR closes_at_ms > ?6)
  AND (?7 IS NULL OR closes_at_ms < ?7)`;

function filterValues(filters: Filters): (string | number | null)[] {
  return [
    filters.language ?? null,
    filters.category ?? null,
    filters.country ?? null,
    filters.currency ?? null,
    filters.quantityMinimum ?? null,
    filters.closesAfterMs ?? null,
    filters.closesBeforeMs ?? null,
  ];
}

const CANDIDATES = `
  SELECT id, hit, demands.title, demands.category_names, demands.description
  FROM demands_fts JOIN demands ON demands.doc = demands_fts.rowid
  WHERE demands_fts MATCH ?8 AND ${FILTERS}
  ORDER BY bm25(demands_fts, 5, 3, 1), id
  LIMIT ${CANDIDATES_MAXIMUM}`;

/** Where the last page ended: a score or a deadline, then the id. */
interface Place {
  readonly key: number;
  readonly id: string;
}

function placeOf({ values: [key, id] }: Keyset): Place | null {
  return typeof key === "number" && typeof id === "string" ? { key, id } : null;
}

/** Without words there is nothing to rank by: the demand that closes next comes first. */
async function listPage(search: D1Database, filters: Filters, limit: number, place: Place | null) {
  const { results } = await search
    .prepare(
      `SELECT hit, closes_at_ms AS closesAtMs, id FROM demands
       WHERE ${FILTERS} AND (?8 IS NULL OR (closes_at_ms, id) > (?8, ?9))
       ORDER BY closes_at_ms, id LIMIT ?10`,
    )
    .bind(...filterValues(filters), place?.key ?? null, place?.id ?? null, limit + 1)
    .all<{ hit: string; closesAtMs: number; id: string }>();
  const page = results.slice(0, limit);
  const last = page.at(-1);
  return {
    // Written by putDemand alone.
    items: page.map(({ hit }) => ({ ...(JSON.parse(hit) as StoredHit), why: [] })),
    next: last !== undefined && results.length > limit ? { values: [last.closesAtMs, last.id] } : null,
  };
}
