import type { Amount, OfDeal, OfLeg } from "../event-shapes.ts";
import type { LegOpening, Share } from "./money-events.ts";

/** What can happen to a merchant's bond beside what can happen to any payment (ADR 0025). */
export interface BondEvents {
  bond_opened: {
    readonly open: Amount & { readonly version: number };
    readonly sealed: { readonly offerId: string; readonly leg: LegOpening };
  };
  /** The merchant has broken the deal: the bond is its members' (G23). */
  bond_forfeited: {
    readonly open: Amount & { readonly shares: number };
    readonly sealed: OfLeg & OfDeal & { readonly shares: readonly Share[] };
  };
}
