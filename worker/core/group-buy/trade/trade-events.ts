import type { ByOperator, Nothing, OfDeal, OfMember } from "../event-shapes.ts";
import type { Kept, LegOpening } from "../money/money-events.ts";
import type { Address, DisputeEnd, DisputeReason } from "../state/member.ts";
import type { DealFacts } from "../state/state.ts";

/** What can happen from the merchant's word until everything is settled. */
export interface TradeEvents {
  balance_opened: {
    readonly open: Nothing;
    readonly sealed: OfMember & { readonly leg: LegOpening; readonly address: Address | null };
  };
  balance_reminded: {
    /** How much of the window is left, and how much has not been paid for. */
    readonly open: { readonly leftMs: number; readonly qty: number };
    readonly sealed: { readonly memberIds: readonly string[] };
  };
  paid: {
    readonly open: { readonly qty: number };
    readonly sealed: OfMember;
  };
  no_show: {
    readonly open: { readonly qty: number };
    /** Whether the deposit is kept for what the policy says; that it is gone is said by `forfeited`. */
    readonly sealed: OfMember & { readonly isForfeited: boolean; readonly keeps?: readonly Kept[] };
  };
  shortfall_asked: {
    /** How much is paid of how much was awarded, and until when the merchant is asked. */
    readonly open: { readonly qty: number; readonly of: number; readonly untilMs: number };
    readonly sealed: OfDeal;
  };
  /** Its merchant will do with fewer, while another one is still asked (G20). */
  less_accepted: {
    readonly open: { readonly qty: number };
    readonly sealed: OfDeal;
  };
  /** One of several awards has come to nothing, and the others go on. */
  award_fell: {
    readonly open: { readonly version: number; readonly why: NonNullable<DealFacts["fell"]> };
    readonly sealed: OfDeal;
  };
  collected: {
    readonly open: { readonly qty: number; readonly shipByMs: number };
    readonly sealed: OfDeal;
  };
  shipped: {
    readonly open: { readonly qty: number };
    readonly sealed: OfMember & {
      readonly shippedAtMs: number;
      readonly carrier: string | null;
      readonly tracking: string | null;
      readonly confirmAtMs: number;
    };
  };
  delivered: {
    readonly open: { readonly qty: number };
    readonly sealed: OfMember & {
      readonly deliveredAtMs: number;
      readonly proof: string | null;
      readonly confirmAtMs: number;
    };
  };
  received: {
    readonly open: { readonly qty: number; readonly by: "member" | "silence" };
    readonly sealed: OfMember;
  };
  disputed: {
    readonly open: { readonly qty: number };
    readonly sealed: OfMember & {
      readonly reason: DisputeReason;
      readonly text: string;
      readonly wantedMinor: number;
      readonly untilMs: number;
    };
  };
  dispute_answered: {
    /** Who speaks next: the member about a proposal, operators after a rejection. */
    readonly open: { readonly qty: number; readonly next: "member" | "operator" };
    readonly sealed: OfMember & {
      readonly offeredMinor: number;
      readonly words: string | null;
      readonly untilMs: number;
    };
  };
  dispute_raised: {
    readonly open: { readonly qty: number };
    readonly sealed: OfMember & { readonly untilMs: number };
  };
  dispute_ended: {
    readonly open: { readonly qty: number; readonly by: DisputeEnd };
    readonly sealed: OfMember & {
      readonly refundMinor: number;
      /** What of it goes back from which leg; what stands beside it is the merchant's. */
      readonly parts: readonly { readonly legId: string; readonly amountMinor: number }[];
      readonly words: string | null;
      /** Who of the operators, where it was one. */
      readonly operatorId?: string;
    };
  };
  breach_suspected: {
    readonly open: { readonly shipByMs: number };
    readonly sealed: OfDeal;
  };
  breach_declared: {
    readonly open: { readonly words: string };
    readonly sealed: ByOperator & OfDeal;
  };
  settled: {
    readonly open: Nothing;
    readonly sealed: Nothing;
  };
}
