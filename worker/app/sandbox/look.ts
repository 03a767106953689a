import type {
  GroupBuyStateName,
  LegStateName,
  MemberStateName,
  OfferStateName,
} from "../../core/group-buy/state/states.ts";
import type { LegPurpose } from "../../core/group-buy/state/leg.ts";

/**
 * One group-buy with its persons and all of its books, for whoever plays it: nothing that leaves this process as it is.
 * Times by the group-buy's own clock.
 */
export interface SandboxLook {
  readonly state: GroupBuyStateName;
  /** Before publication only its initiator knows of it (G1). */
  readonly isPublic: boolean;
  readonly seq: number;
  readonly clock: { readonly nowMs: number; readonly aheadMs: number; readonly epoch: string };
  readonly closesAtMs: number;
  /** What it waits for, earliest first. */
  readonly due: readonly { readonly kind: string; readonly atMs: number }[];
  readonly seats: {
    readonly verified: number;
    readonly held: number;
    readonly minimum: number;
    readonly maximum: number | null;
  };
  readonly currency: string;
  readonly initiatorId: string;
  /** Everybody who ever had a place, in order of arrival. */
  readonly members: readonly {
    readonly personId: string;
    readonly pseudonym: string;
    readonly state: MemberStateName;
    readonly country: string;
    readonly quantity: number;
    /** The seat's money is gone, and it waits for other (H11). */
    readonly atRisk: boolean;
  }[];
  readonly legs: readonly {
    readonly id: string;
    readonly personId: string;
    readonly purpose: LegPurpose;
    readonly state: LegStateName;
    readonly amountMinor: number;
    /** What the bank says went back. */
    readonly returnedMinor: number;
    /** What was taken of it and not sent back. */
    readonly takenMinor: number;
    /** The last time that the payer's bank called it back. */
    readonly chargeback: { readonly state: "open" | "won" | "lost"; readonly amountMinor: number } | null;
    readonly underReview: boolean;
    /** Refunds that arrived, as the provider knows them: each may still come back. */
    readonly refundIds: readonly string[];
  }[];
  readonly offers: readonly { readonly id: string; readonly merchantId: string; readonly state: OfferStateName }[];
  /** Merchants whose offers were taken. */
  readonly awarded: readonly string[];
  /** Balances of its own book by account, + debit, − credit. */
  readonly balances: readonly { readonly account: string; readonly amountMinor: number }[];
}
