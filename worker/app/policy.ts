import { DEFAULT_POLICY, type Policy } from "../core/group-buy/state/terms.ts";

/** EU and EEA, the United Kingdom and Switzerland: consumer law there may forbid keeping a deposit (domain 3.7). */
const NO_FORFEIT = new Set(
  "AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE IS LI NO GB CH".split(" "),
);

const BOND_PAY_WITHIN_MS = 3_600_000;

/**
 * What a demonstration may do that nobody else may: close within minutes, and let go of who has joined until shortly before
 * (ADR 0026). It stands in the terms as every policy does, so that whoever joins agrees to it.
 */
export function demonstrationPolicy(policy: Policy): Policy {
  return { ...policy, openMinimumMs: 1_000, publishMarginMs: 0, withdrawLockMs: 20_000 };
}

/**
 * What the operator fixes for a new group-buy. Only what a no-show costs depends on where the initiator buys.
 *
 * @param bondBasisPoints what merchants answer for their offers with; null: with nothing (ADR 0025)
 */
export function policyFor(country: string | null, bondBasisPoints: number | null): Policy {
  const isProtected = country === null || NO_FORFEIT.has(country);
  return {
    ...DEFAULT_POLICY,
    noShow: isProtected ? "none" : "merchant",
    ...(bondBasisPoints !== null && { bond: { basisPoints: bondBasisPoints, payWithinMs: BOND_PAY_WITHIN_MS } }),
  };
}
