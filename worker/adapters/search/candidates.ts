import type { Query } from "../../core/matching/query.ts";
import { AFTER_FILTERS, FILTERS, filterValues, type Filters } from "./demand-filters.ts";
import { matchExpression } from "./match-expression.ts";
import { isFiltered } from "./way-out.ts";

/** The index orders roughly and cheaply; only this many candidates are ranked in full. */
export const CANDIDATES_MAXIMUM = 200;

export interface CandidateRow {
  id: string;
  hit: string;
  closes_at_ms: number;
  published_at_ms: number | null;
  title: string;
  category_names: string;
  description: string;
  details: string;
}

/**
 * Open demands with any of what a query asks for, in no order.
 *
 * @param words of each the terms of which the index has to have one, or nothing is looked up: of a misspelt query the
 *   candidates would be thrown away, and they are what takes the time.
 */
export function candidatesOf(
  search: D1Database,
  query: Query,
  filters: Filters,
  words: readonly (readonly string[])[],
): D1PreparedStatement {
  const asked = [matchExpression(query), JSON.stringify(words)];
  return isFiltered(filters)
    ? search.prepare(FILTERED).bind(...filterValues(filters), ...asked)
    : search.prepare(UNFILTERED).bind(...asked);
}

/** Of these demands those that are open and pass the filters, in no order. */
export function rowsOf(search: D1Database, ids: readonly string[], filters: Filters): D1PreparedStatement {
  return search.prepare(NAMED).bind(...filterValues(filters), JSON.stringify(ids));
}

const COLUMNS = "id, hit, closes_at_ms, published_at_ms, title, category_names, description, details";

/** What is sorted is rows of two numbers: with their texts in them it takes three times as long. */
const textsOf = (found: string) => `
  SELECT ${COLUMNS}
  FROM (${found} LIMIT ${CANDIDATES_MAXIMUM}) JOIN demands ON demands.doc = found`;

/** No word is without a term that the index has. */
const knows = (words: string) => `NOT EXISTS (
  SELECT 1 FROM json_each(${words}) AS word
  WHERE NOT EXISTS (
    SELECT 1 FROM json_each(word.value) AS form JOIN demand_text_terms ON demand_text_terms.term = form.value
  )
)`;

const ROUGHLY = "bm25(demands_text, 5, 3, 1, 1), demands_text.rowid";

/** A demand that is not open has no words, so without filters its row need not be looked at. */
const UNFILTERED = textsOf(
  `SELECT rowid AS found FROM demands_text WHERE demands_text MATCH ?1 AND ${knows("?2")} ORDER BY ${ROUGHLY}`,
);

const FILTERED = textsOf(`
  SELECT demands_text.rowid AS found
  FROM demands_text JOIN demands ON demands.doc = demands_text.rowid
  WHERE demands_text MATCH ?${AFTER_FILTERS} AND ${knows(`?${AFTER_FILTERS + 1}`)} AND ${FILTERS}
  ORDER BY ${ROUGHLY}`);

const NAMED = `
  SELECT ${COLUMNS} FROM demands
  WHERE id IN (SELECT value FROM json_each(?${AFTER_FILTERS})) AND ${FILTERS}`;
