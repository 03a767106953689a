import type { InterestPreviews } from "../../app/interests/interests.ts";
import { admits, createDemandMatcher, type InterestFilters } from "../../core/interests/match.ts";
import { termsIn, type Wish } from "../../core/interests/wish.ts";
import { whyFound } from "../../core/interests/why.ts";
import type { Reading } from "../../core/matching/reading.ts";
import { createD1DemandSearch } from "../search/demand-search.ts";
import type { StoredHit } from "../search/demand-index.ts";
import { demandIn, INDEXED_COLUMNS, type IndexedRow } from "./indexed-demands.ts";

/** So many of the newest demands with these words are looked at. */
const LOOKED_AT_MAXIMUM = 200;
const SHOWN_MAXIMUM = 5;

/** What the index finds for all words at once, held against the interest exactly as a demand that arrives is. */
export function createD1InterestPreviews(search: D1Database): InterestPreviews {
  const demandSearch = createD1DemandSearch(search);
  const readingOf = async (words: string): Promise<Reading> => {
    const read = await demandSearch.search({ q: words, limit: 1 });
    return read.ok ? { repaired: read.value.repaired, unmet: read.value.unmet } : { repaired: [], unmet: [] };
  };

  return {
    async of({ words, wish, filters }) {
      const rows = await candidates(search, wish, filters);
      const rarities = wish.map(() => 1);
      const found = rows
        .flatMap((row) => {
          const demand = demandIn(row);
          const score = admits(filters, demand) ? createDemandMatcher(demand.terms).score(wish, rarities) : null;
          return score === null ? [] : [{ row, score }];
        })
        .toSorted((a, b) => b.score - a.score);
      return {
        // Where one fits, each word is said by some demand in a form that is waited for.
        ...(found.length > 0 ? { repaired: [], unmet: [] } : await readingOf(words)),
        count: found.length,
        isMore: rows.length === LOOKED_AT_MAXIMUM,
        demands: found.slice(0, SHOWN_MAXIMUM).map(({ row }) => {
          const hit = JSON.parse(row.hit) as StoredHit; // Written by putDemand alone.
          return { ...hit, why: [...whyFound(words, hit)] };
        }),
      };
    },
  };
}

interface PreviewRow extends IndexedRow {
  readonly hit: string;
}

async function candidates(search: D1Database, wish: Wish, filters: InterestFilters): Promise<readonly PreviewRow[]> {
  const { categories, currency, quantityMinimum, quantityMaximum } = filters;
  const values = [JSON.stringify(categories), currency, quantityMinimum, quantityMaximum, LOOKED_AT_MAXIMUM];
  const statement =
    wish.length === 0
      ? search.prepare(`SELECT ${INDEXED_COLUMNS}, hit FROM demands WHERE ${FILTERS}`).bind(...values)
      : search
          .prepare(
            `SELECT ${INDEXED_COLUMNS}, hit FROM demands_text JOIN demands ON demands.doc = demands_text.rowid
             WHERE demands_text MATCH ?6 AND ${FILTERS}`,
          )
          .bind(...values, allOf(wish));
  return (await statement.all<PreviewRow>()).results;
}

const FILTERS = `
  is_open = 1
  AND (?1 = '[]' OR category IN (SELECT value FROM json_each(?1)))
  AND (?2 IS NULL OR currency = ?2)
  AND (?3 IS NULL OR quantity_minimum >= ?3)
  AND (?4 IS NULL OR quantity_minimum <= ?4)
  ORDER BY demands.doc DESC LIMIT ?5`;

/** All groups, any alternative of each, as FTS5 says it; terms are quoted, so nothing that was typed is syntax. */
function allOf(wish: Wish): string {
  return wish.map((group) => `(${group.map(alternativeIn).join(" OR ")})`).join(" AND ");
}

function alternativeIn(written: string): string {
  const terms = termsIn(written).map(
    ({ text, isBeginning }) => `"${text.replaceAll('"', '""')}"${isBeginning ? " *" : ""}`,
  );
  return `(${terms.join(" AND ")})`;
}
