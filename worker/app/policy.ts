import { DEFAULT_POLICY, type NoShowRule, type Policy } from "../core/group-buy/state/terms.ts";

/** EU and EEA, the United Kingdom and Switzerland: consumer law there may forbid keeping a deposit (domain 3.7). */
const PROTECTED =
  "AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE IS LI NO GB CH".split(" ");

/** What a no-show may cost, read from above: the first that fits a member holds for them. */
const NO_SHOW_RULES: readonly NoShowRule[] = [
  { countries: PROTECTED, buyer: "consumer", basisPoints: 0 },
  { basisPoints: 10_000 },
];

const BOND_PAY_WITHIN_MS = 3_600_000;

/**
 * What a demonstration may do that nobody else may: close within minutes, and let go of who has joined until shortly before
 * (ADR 0026). It stands in the terms as every policy does, so that whoever joins agrees to it.
 */
export function demonstrationPolicy(policy: Policy): Policy {
  return { ...policy, openMinimumMs: 1_000, publishMarginMs: 0, withdrawLockMs: 20_000 };
}

/**
 * What the operator fixes for a new group-buy. What a no-show costs depends on where each member buys, and as what.
 *
 * @param bondBasisPoints what merchants answer for their offers with; null: with nothing (ADR 0025)
 */
export function operatorPolicy(bondBasisPoints: number | null): Policy {
  return {
    ...DEFAULT_POLICY,
    noShow: "merchant",
    noShowRules: NO_SHOW_RULES,
    ...(bondBasisPoints !== null && { bond: { basisPoints: bondBasisPoints, payWithinMs: BOND_PAY_WITHIN_MS } }),
  };
}
