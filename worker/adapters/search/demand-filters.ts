import type { DemandSearchQuery } from "../../app/merchants/demand-search.ts";

export type Filters = Omit<DemandSearchQuery, "q" | "limit" | "after" | "sort" | "withFacets">;

/** Conditions over the table of demands; its parameters are the first ones of a statement. */
export const FILTERS = `
  is_open = 1
  AND (?1 IS NULL OR language = ?1 OR substr(language, 1, length(?1) + 1) = ?1 || '-')
  AND (?2 IS NULL OR category = ?2)
  AND (?3 IS NULL OR EXISTS (SELECT 1 FROM json_each(ships_to) WHERE value = ?3))
  AND (?4 IS NULL OR currency = ?4)
  AND (?5 IS NULL OR quantity_minimum >= ?5)
  AND (?6 IS NULL OR quantity_minimum <= ?6)
  AND (?7 IS NULL OR closes_at_ms > ?7)
  AND (?8 IS NULL OR closes_at_ms < ?8)
  AND (?9 IS NULL OR kind = ?9)
  AND (?10 IS NULL OR target_unit_price_minor >= ?10)
  AND (?11 IS NULL OR target_unit_price_minor <= ?11)`;

/** Of the first parameter after the filters. */
export const AFTER_FILTERS = 12;

/** In the order of `FILTERS`. */
export function filterValues(filters: Filters): readonly (string | number | null)[] {
  return [
    filters.language,
    filters.category,
    filters.country,
    filters.currency,
    filters.quantityMinimum,
    filters.quantityMaximum,
    filters.closesAfterMs,
    filters.closesBeforeMs,
    filters.kind,
    filters.priceMinimumMinor,
    filters.priceMaximumMinor,
  ].map((value) => value ?? null);
}
