/** What a demand is sorted into; a country is each of those it ships to. */
export const FACETS = ["category", "kind", "country", "currency"] as const;
export type Facet = (typeof FACETS)[number];

/** What is asked of each facet; one that is absent takes any. */
export type FacetChoice = Readonly<Partial<Record<Facet, string | undefined>>>;

/** What a demand is in each facet. */
export interface Sorted {
  readonly category: string;
  readonly kind: string;
  readonly shipTo: readonly string[];
  readonly currency: string;
}

export interface FacetCount {
  readonly value: string;
  readonly count: number;
}

/** Values with at least one demand, the most frequent first; equal counts by value. */
export type FacetCounts = Readonly<Record<Facet, readonly FacetCount[]>>;

/** Whether a demand is what is asked for. */
export function suits(demand: Sorted, choice: FacetChoice): boolean {
  return FACETS.every((facet) => {
    const asked = choice[facet];
    return asked === undefined || valuesOf(demand, facet).includes(asked);
  });
}

/**
 * How many demands each other choice would leave: a facet is counted as if nothing were asked of it and everything of
 * the others, so that its counts say what comes of another press.
 */
export function countFacets(demands: readonly Sorted[], choice: FacetChoice): FacetCounts {
  const counted = (facet: Facet): readonly FacetCount[] => {
    const others: FacetChoice = { ...choice, [facet]: undefined };
    const counts = new Map<string, number>();
    for (const demand of demands) {
      if (!suits(demand, others)) continue;
      for (const value of new Set(valuesOf(demand, facet))) counts.set(value, (counts.get(value) ?? 0) + 1);
    }
    return inOrder([...counts].map(([value, count]) => ({ value, count })));
  };
  return {
    category: counted("category"),
    kind: counted("kind"),
    country: counted("country"),
    currency: counted("currency"),
  };
}

export function inOrder(counts: readonly FacetCount[]): readonly FacetCount[] {
  return counts.toSorted((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
}

function valuesOf(demand: Sorted, facet: Facet): readonly string[] {
  return facet === "country" ? demand.shipTo : [demand[facet]];
}
