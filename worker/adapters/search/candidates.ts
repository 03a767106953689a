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

/** Open demands with any of what a query asks for, in no order. */
export function candidatesOf(search: D1Database, query: Query, filters: Filters): D1PreparedStatement {
  const match = matchExpression(query);
  return isFiltered(filters)
    ? search.prepare(FILTERED).bind(...filterValues(filters), match)
    : search.prepare(UNFILTERED).bind(match);
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

const ROUGHLY = "bm25(demands_text, 5, 3, 1, 1), demands_text.rowid";

/** A demand that is not open has no words, so without filters its row need not be looked at. */
const UNFILTERED = textsOf(`SELECT rowid AS found FROM demands_text WHERE demands_text MATCH ? ORDER BY ${ROUGHLY}`);

const FILTERED = textsOf(`
  SELECT demands_text.rowid AS found
  FROM demands_text JOIN demands ON demands.doc = demands_text.rowid
  WHERE demands_text MATCH ?${AFTER_FILTERS} AND ${FILTERS}
  ORDER BY ${ROUGHLY}`);

const NAMED = `
  SELECT ${COLUMNS} FROM demands
  WHERE id IN (SELECT value FROM json_each(?${AFTER_FILTERS})) AND ${FILTERS}`;
