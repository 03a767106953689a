import type { IndexedDemand, IndexedDemands } from "../../app/interests/arrivals.ts";
import { ANALYSER_VERSION } from "../../core/matching/analyse.ts";
import type { KeyFrequencies } from "../../app/interests/refiling.ts";

export interface IndexedRow {
  readonly id: string;
  readonly version: number;
  readonly is_open: number;
  readonly language: string;
  readonly category: string;
  readonly currency: string;
  readonly ships_to: string;
  readonly quantity_minimum: number;
  readonly target_minor: number;
  readonly title: string;
  readonly category_names: string;
  readonly description: string;
  readonly details: string;
}

export const INDEXED_COLUMNS =
  "id, version, is_open, language, category, currency, ships_to, quantity_minimum, " +
  "hit ->> '$.targetUnitPrice.amount' AS target_minor, demands.title, demands.category_names, demands.description, demands.details";

/**
 * Demands with the terms that the search has of them, so that an interest waits for exactly what a search would find. Those
 * whose words an older analyser wrote are not there yet: interests are read by this one.
 */
export function createD1IndexedDemands(search: D1Database): IndexedDemands {
  return {
    async read(ids) {
      const { results } = await search.prepare(READ).bind(JSON.stringify(ids), ANALYSER_VERSION).all<IndexedRow>();
      return results.map(demandIn);
    },
  };
}

const READ = `
  SELECT ${INDEXED_COLUMNS} FROM demands
  WHERE id IN (SELECT value FROM json_each(?1)) AND (is_open = 0 OR analyser >= ?2)`;

/** How often terms, and beginnings of terms, stand in open demands. */
export function createD1KeyFrequencies(search: D1Database): KeyFrequencies {
  return {
    async among(keys) {
      const [totals, counted] = await search.batch<Record<string, number | string>>([
        search.prepare("SELECT demands FROM demand_totals"),
        search.prepare(COUNT).bind(JSON.stringify(keys)),
      ]);
      return {
        demands: Number(totals?.results[0]?.["demands"] ?? 0),
        of: new Map((counted?.results ?? []).map(({ key, count }) => [String(key), Number(count)])),
      };
    },
  };
}

/** A beginning is followed by a star; no term goes beyond the last code point after it. */
const COUNT = `
  SELECT asked.value AS key, coalesce(sum(t.doc), 0) AS count
  FROM json_each(?1) AS asked CROSS JOIN demand_text_terms AS t
  WHERE asked.value NOT LIKE '%*' AND t.term = asked.value
  GROUP BY asked.value
  UNION ALL
  SELECT asked.value, sum(t.doc)
  FROM json_each(?1) AS asked CROSS JOIN demand_text_terms AS t
  WHERE asked.value LIKE '%*' AND t.term >= substr(asked.value, 1, length(asked.value) - 1)
    AND t.term < substr(asked.value, 1, length(asked.value) - 1) || char(1114111)
  GROUP BY asked.value`;

/** The columns are written by putDemand alone. */
export function demandIn(row: IndexedRow): IndexedDemand {
  return {
    id: row.id,
    version: row.version,
    isOpen: row.is_open === 1,
    language: row.language,
    category: row.category,
    currency: row.currency,
    shipsTo: JSON.parse(row.ships_to) as string[],
    quantityMinimum: row.quantity_minimum,
    targetUnitPriceMinor: row.target_minor,
    terms: {
      title: termsOf(row.title),
      categoryNames: termsOf(row.category_names),
      description: termsOf(row.description),
      details: termsOf(row.details),
    },
  };
}

function termsOf(column: string): readonly string[] {
  return column === "" ? [] : column.split(" ");
}
