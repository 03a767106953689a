/** A demand on the first pages of one query: how often, at which places together (from 1), and what came of it. */
export interface Shown {
  readonly groupBuyId: string;
  readonly shown: number;
  readonly places: number;
  readonly offers: number;
}

/** Grades as the benchmark of the search reads them. */
export const OFFERED = 3;
export const PASSED_OVER = 0;

/**
 * What merchants said by what they did: an offer is the best grade, and a demand that stood above one that got an offer was
 * seen and passed over. Of whatever stood below nobody knows whether it was looked at, so it is not judged.
 */
export function judgementsOf(demands: readonly Shown[]): Readonly<Record<string, number>> {
  const placeOf = ({ places, shown }: Shown) => places / Math.max(1, shown);
  const lowest = Math.max(0, ...demands.filter(({ offers }) => offers > 0).map(placeOf));
  return Object.fromEntries(
    demands.flatMap((demand) => {
      if (demand.offers > 0) return [[demand.groupBuyId, OFFERED]];
      return placeOf(demand) < lowest ? [[demand.groupBuyId, PASSED_OVER]] : [];
    }),
  );
}
