import type { FoundDemands } from "../../app/merchants/demand-search.ts";
import type { Keyset } from "../../app/directory.ts";
import type { DemandFacets, DemandSort } from "../../contract/offers.ts";
import { FACETS, type Facet, type FacetCount, inOrder } from "../../core/matching/facets.ts";
import { AFTER_FILTERS, FILTERS, filterValues, type Filters } from "./demand-filters.ts";
import { STANDING, standingOf, type StandingRow } from "./index-standing.ts";
import type { StoredHit } from "./demand-index.ts";
import { isFiltered, wayOut } from "./way-out.ts";

/** One page of the demands that pass the filters. */
export interface List {
  readonly filters: Filters;
  readonly sort: DemandSort;
  readonly limit: number;
  readonly place: Place | null;
  readonly withFacets: boolean;
}

/** Where the last page ended: what it is ordered by, then the id. */
export interface Place {
  readonly key: number;
  readonly id: string;
}

export function placeOf({ values: [key, id] }: Keyset): Place | null {
  return typeof key === "number" && typeof id === "string" ? { key, id } : null;
}

interface Order {
  readonly column: "closes_at_ms" | "missing_to_next_tier" | "published_at_ms";
  readonly isDescending: boolean;
}

const CLOSING: Order = { column: "closes_at_ms", isDescending: false };

/** Without words there is nothing to be relevant to: the demand that closes next comes first. */
const ORDERS: Readonly<Record<DemandSort, Order>> = {
  relevance: CLOSING,
  closing: CLOSING,
  nearly: { column: "missing_to_next_tier", isDescending: false },
  newest: { column: "published_at_ms", isDescending: true },
};

interface Row {
  hit: string;
  key: number;
  id: string;
}

interface FacetRow {
  facet: Facet;
  value: string;
  count: number;
}

/** Lists the open demands without looking for words in them; one round trip. */
export function createDemandList(search: D1Database): (list: List) => Promise<FoundDemands> {
  return async ({ filters, sort, limit, place, withFacets }) => {
    const page = search
      .prepare(pageBy(ORDERS[sort]))
      .bind(...filterValues(filters), place?.key ?? null, place?.id ?? null, limit + 1);
    const facets = withFacets
      ? FACETS.map((facet) => search.prepare(COUNTS[facet]).bind(...filterValues(withoutFacet(filters, facet))))
      : [];
    const [listed, standing, ...counted] = await search.batch([page, search.prepare(STANDING), ...facets]);
    // D1 types a batch by one row type; these are the columns each statement selects.
    const rows = (listed?.results ?? []) as Row[];
    const counts = counted.flatMap(({ results }) => results as FacetRow[]);
    const shown = rows.slice(0, limit);
    const last = shown.at(-1);
    return {
      index: standingOf((standing?.results ?? [])[0] as StandingRow | undefined),
      // Written by putDemand alone.
      items: shown.map(({ hit }) => ({ ...(JSON.parse(hit) as StoredHit), why: [], reasons: [] })),
      readAs: null,
      repaired: [],
      unmet: [],
      next: last !== undefined && rows.length > limit ? { values: [last.key, last.id] } : null,
      ...(rows.length === 0 && isFiltered(filters) && { wayOut: await wayOut(search, filters, null) }),
      ...(withFacets && { facets: facetsIn(counts) }),
    };
  };
}

/** Each facet is counted as if nothing had been asked of it. */
function withoutFacet(filters: Filters, facet: Facet): Filters {
  const { [facet]: _, ...others } = filters;
  return others;
}

function pageBy({ column, isDescending }: Order): string {
  const [direction, beyond] = isDescending ? ["DESC", "<"] : ["ASC", ">"];
  const [key, id, limit] = [AFTER_FILTERS, AFTER_FILTERS + 1, AFTER_FILTERS + 2];
  return `
    SELECT hit, ${column} AS key, id FROM demands
    WHERE ${FILTERS} AND ${column} IS NOT NULL AND (?${key} IS NULL OR (${column}, id) ${beyond} (?${key}, ?${id}))
    ORDER BY ${column} ${direction}, id ${direction} LIMIT ?${limit}`;
}

const COUNTS: Readonly<Record<Facet, string>> = {
  category: countsOf("category"),
  kind: countsOf("kind"),
  currency: countsOf("currency"),
  country: `
    SELECT 'country' AS facet, target.value AS value, count(DISTINCT demands.id) AS count
    FROM demands, json_each(ships_to) AS target WHERE ${FILTERS} GROUP BY target.value`,
};

function countsOf(facet: Exclude<Facet, "country">): string {
  return `SELECT '${facet}' AS facet, ${facet} AS value, count(*) AS count FROM demands WHERE ${FILTERS} GROUP BY ${facet}`;
}

function facetsIn(rows: readonly FacetRow[]): DemandFacets {
  const of = (facet: Facet): readonly FacetCount[] =>
    inOrder(rows.filter((row) => row.facet === facet).map(({ value, count }) => ({ value, count })));
  return {
    category: of("category"),
    kind: of("kind"),
    country: of("country"),
    currency: of("currency"),
    isWhole: true,
  };
}
