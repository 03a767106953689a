import type { DemandFilter, DemandWayOut } from "../../contract/offers.ts";
import { AFTER_FILTERS, FILTERS, filterValues, type Filters } from "./demand-filters.ts";

const CALLED: Readonly<Record<keyof Filters, DemandFilter>> = {
  language: "lang",
  category: "category",
  kind: "kind",
  country: "country",
  currency: "currency",
  quantityMinimum: "quantityMinimum",
  quantityMaximum: "quantityMaximum",
  priceMinimumMinor: "priceMinimum",
  priceMaximumMinor: "priceMaximum",
  closesAfterMs: "closesAfter",
  closesBeforeMs: "closesBefore",
};

export function isFiltered(filters: Filters): boolean {
  return filtersIn(filters).length > 0;
}

/**
 * What filters hide, and which of them alone.
 *
 * @param ids of the demands that are found without a filter; null where all open demands are.
 */
export async function wayOut(
  search: D1Database,
  filters: Filters,
  ids: readonly string[] | null,
): Promise<DemandWayOut> {
  const named = filtersIn(filters);
  const lists: readonly Filters[] = [{}, ...named.map((name) => withoutFilter(filters, name))];
  const among = ids === null ? null : JSON.stringify(ids);
  const counted = await search.batch<{ count: number }>(
    lists.map((list) => search.prepare(COUNT).bind(...filterValues(list), among)),
  );
  const [unfiltered = 0, ...counts] = counted.map(({ results }) => results[0]?.count ?? 0);
  const without = named
    .map((name, index) => ({ filter: CALLED[name], count: counts[index] ?? 0 }))
    .filter(({ count }) => count > 0)
    .toSorted((a, b) => b.count - a.count);
  return { unfiltered, without };
}

/** Prices are of a currency, and go with it. */
function withoutFilter(filters: Filters, name: keyof Filters): Filters {
  const others: Filters = { ...filters, [name]: undefined };
  return name === "currency" ? { ...others, priceMinimumMinor: undefined, priceMaximumMinor: undefined } : others;
}

function filtersIn(filters: Filters): readonly (keyof Filters)[] {
  return (Object.keys(CALLED) as (keyof Filters)[]).filter((name) => filters[name] !== undefined);
}

const COUNT = `
  SELECT count(*) AS count FROM demands
  WHERE ${FILTERS}
    AND (?${AFTER_FILTERS} IS NULL OR id IN (SELECT value FROM json_each(?${AFTER_FILTERS})))`;
