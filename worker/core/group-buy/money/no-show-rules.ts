import { BASIS_POINTS_ALL } from "../../money.ts";
import type { BuyerType, NoShowRule } from "../state/terms.ts";

/** Who would not have paid, as far as a rule asks. */
export interface Forfeiter {
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  /** Absent: a consumer. */
  readonly buyer?: BuyerType;
}

/** How much of a deposit a no-show may cost at most; the first rule that fits says it, and without rules it is all. */
export function noShowBasisPoints(rules: readonly NoShowRule[] | undefined, who: Forfeiter): number {
  if (rules === undefined) return BASIS_POINTS_ALL;
  const buyer = who.buyer ?? "consumer";
  const rule = rules.find(
    (one) => (one.countries?.includes(who.country) ?? true) && (one.buyer === undefined || one.buyer === buyer),
  );
  return Math.min(rule?.basisPoints ?? 0, BASIS_POINTS_ALL);
}
