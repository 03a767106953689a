import type { MerchantCredit } from "./credit.ts";

/** A merchant's money from one group-buy, and what each movement makes of it. Minor units; ms UTC. */
export interface Holding {
  readonly groupBuyId: string;
  readonly currency: string;
  readonly payableMinor: number;
  readonly reserveMinor: number;
  readonly transitMinor: number;
  readonly paidMinor: number;
}

export interface MerchantPayout {
  readonly payoutId: string;
  readonly groupBuyId: string;
  readonly currency: string;
  readonly amountMinor: number;
  /** `planned` and `unknown` are under way; `failed` is definitive, its money is payable again. */
  readonly state: "planned" | "unknown" | "paid" | "failed";
  readonly failureCode: string | null;
  readonly plannedAtMs: number;
  readonly settledAtMs: number | null;
}

export function isUnderWay({ state }: Pick<MerchantPayout, "state">): boolean {
  return state === "planned" || state === "unknown";
}

export function emptyHolding(groupBuyId: string, currency: string): Holding {
  return { groupBuyId, currency, payableMinor: 0, reserveMinor: 0, transitMinor: 0, paidMinor: 0 };
}

export function credited(holding: Holding, { payableMinor, reserveMinor }: MerchantCredit): Holding {
  return {
    ...holding,
    payableMinor: holding.payableMinor + payableMinor,
    reserveMinor: holding.reserveMinor + reserveMinor,
  };
}

/** All that is payable leaves with one payout. */
export function sentOff(holding: Holding): Holding {
  return { ...holding, payableMinor: 0, transitMinor: holding.transitMinor + holding.payableMinor };
}

/** What became of a payout: it is theirs, or payable again. */
export function answered(holding: Holding, amountMinor: number, isPaid: boolean): Holding {
  const { transitMinor, paidMinor, payableMinor } = holding;
  return {
    ...holding,
    transitMinor: transitMinor - amountMinor,
    ...(isPaid ? { paidMinor: paidMinor + amountMinor } : { payableMinor: payableMinor + amountMinor }),
  };
}

/** What of a credit's reserve is still there when its time is over: some of it may have borne a chargeback. */
export function releasableMinor(credit: Pick<MerchantCredit, "reserveMinor">, holding: Holding): number {
  return Math.min(credit.reserveMinor, holding.reserveMinor);
}

export function released(holding: Holding, amountMinor: number): Holding {
  return {
    ...holding,
    reserveMinor: holding.reserveMinor - amountMinor,
    payableMinor: holding.payableMinor + amountMinor,
  };
}

/** A debt is paid out of what is payable, before any of it leaves. */
export function recoveringMinor(holding: Holding, debtMinor: number): number {
  return Math.min(debtMinor, holding.payableMinor);
}

export function recovered(holding: Holding, amountMinor: number): Holding {
  return { ...holding, payableMinor: holding.payableMinor - amountMinor };
}

/** A payout came back: what is owed is paid with it first, the rest is payable again. */
export function cameBack(holding: Holding, amountMinor: number, toDebtMinor: number): Holding {
  return {
    ...holding,
    paidMinor: holding.paidMinor - amountMinor,
    payableMinor: holding.payableMinor + amountMinor - toDebtMinor,
  };
}

export function reserveMinorIn(holdings: readonly Holding[], currency: string): number {
  return holdings.reduce((sum, one) => (one.currency === currency ? sum + one.reserveMinor : sum), 0);
}
