import type { HoldingPlan } from "../deposit/provider.ts";
import type { LegPurpose, ProviderStep } from "./state/leg.ts";
import type { Address, DisputeEnd, DisputeReason, Flexibility } from "./state/member.ts";
import type { Award, BesideAward, MerchantRecord, OfferBody } from "./state/offer.ts";
import type { Certificate, DealFacts, Founding, Guarantee, Payer, TreeHead } from "./state/state.ts";
import type { RefusalCode } from "./state/refusal.ts";
import type { Policy, Terms } from "./state/terms.ts";

/** A leg as the event that created it knew it. */
export interface LegOpening {
  readonly legId: string;
  readonly personId: string;
  readonly purpose: LegPurpose;
  readonly quantity: number;
  readonly amountMinor: number;
  readonly plan: HoldingPlan;
  /** Null: the buyer has yet to name one (`POST /legs/{id}/confirm`). */
  readonly instrument: string | null;
}

/** What one member gets of a forfeited deposit, under a leg of its own. */
export interface Share {
  readonly legId: string;
  readonly memberId: string;
  readonly personId: string;
  readonly amountMinor: number;
}

/** Why a group-buy or a seat ended without goods. */
export type EndReason =
  | "below_minimum"
  | "no_offer"
  | "merchant_declined"
  | "collection_shortfall"
  | "merchant_breach"
  | "by_initiator"
  | "by_operator"
  | "review_rejected"
  | "idle";

/** Why a member left around an award: what did not fit, or what they answered when they were asked. */
export type LeavingWhy =
  "ceiling" | "delivery" | "country" | "capacity" | "packs" | "declined" | "silence" | "proposal";

export type ReturnReason = "declined" | "timeout" | "too_late" | "audit" | "by_initiator";

/**
 * Everything that can have happened. `open` is public and stands in the leaf word for word; `sealed` holds persons, ids
 * of movements and addresses, and stands in the leaf only as a salted hash. Version 1 of each is final: a change of
 * meaning is a new type or a new version, because old logs are replayed for ever.
 */
export type EventDraft =
  | { readonly type: "drafted"; readonly open: Nothing; readonly sealed: { readonly founding: Founding } }
  | {
      readonly type: "draft_changed";
      readonly open: Nothing;
      readonly sealed: { readonly terms: Terms; readonly termsHash: string };
    }
  | { readonly type: "discarded"; readonly open: { readonly reason: EndReason }; readonly sealed: Nothing }
  | { readonly type: "submitted"; readonly open: Nothing; readonly sealed: { readonly leg: LegOpening } }
  | { readonly type: "submission_returned"; readonly open: { readonly reason: ReturnReason }; readonly sealed: Nothing }
  | { readonly type: "review_started"; readonly open: Nothing; readonly sealed: Nothing }
  | {
      readonly type: "reviewed";
      readonly open: { readonly verdict: "approved" | "rejected" };
      readonly sealed: ByOperator & { readonly words: string };
    }
  | {
      readonly type: "opened";
      readonly open: {
        readonly terms: Terms;
        readonly policy: Policy;
        readonly termsHash: string;
        readonly provider: string;
        readonly qty: number;
        readonly amount: number;
        readonly currency: string;
      };
      readonly sealed: { readonly memberId: string; readonly legId: string; readonly country: string };
    }
  | {
      readonly type: "joined";
      readonly open: {
        readonly as: "held" | "waitlisted" | "active";
        readonly qty: number;
        readonly amount: number;
        readonly currency: string;
        readonly flexible?: Flexibility;
      };
      readonly sealed: {
        readonly memberId: string;
        readonly personId: string;
        readonly country: string;
        readonly priceCeilingMinor: number | null;
        readonly deliverByMs: number | null;
        readonly payByMs: number | null;
        readonly leg: LegOpening | null;
        readonly armedLegId: string | null;
      };
    }
  | {
      readonly type: "join_refused";
      readonly open: { readonly code: RefusalCode; readonly qty: number; readonly marginMs: number };
      readonly sealed: { readonly personId: string };
    }
  | {
      readonly type: "promoted";
      readonly open: { readonly qty: number };
      readonly sealed: { readonly memberId: string; readonly payByMs: number; readonly leg: LegOpening };
    }
  | {
      readonly type: "part_added";
      readonly open: { readonly qty: number; readonly amount: number; readonly currency: string };
      readonly sealed: OfMember & { readonly payByMs: number; readonly leg: LegOpening };
    }
  | {
      readonly type: "part_ended";
      readonly open: { readonly qty: number; readonly why: "unpaid" | "withdrawn" | "deposit" | "capacity" | "packs" };
      readonly sealed: OfMember & OfLeg;
    }
  | {
      readonly type: "lowered";
      readonly open: { readonly qty: number };
      /** From which places the units went, the last that came first. */
      readonly sealed: OfMember & {
        readonly cuts: readonly { readonly legId: string | null; readonly quantity: number }[];
      };
    }
  | {
      readonly type: "change_refused";
      readonly open: { readonly code: RefusalCode; readonly qty: number; readonly marginMs: number };
      readonly sealed: { readonly personId: string };
    }
  /** How far a member would go for whole packs, said anew; null: exactly so many (A4). */
  | { readonly type: "flexed"; readonly open: { readonly flexible: Flexibility | null }; readonly sealed: OfMember }
  | { readonly type: "seat_expired"; readonly open: { readonly qty: number }; readonly sealed: OfMember }
  | { readonly type: "withdrawn"; readonly open: { readonly qty: number }; readonly sealed: OfMember }
  | {
      readonly type: "opted_out";
      readonly open: { readonly qty: number; readonly why: LeavingWhy };
      readonly sealed: OfMember;
    }
  | { readonly type: "leg_armed"; readonly open: Nothing; readonly sealed: { readonly leg: LegOpening } }
  | { readonly type: "leg_confirmed"; readonly open: Nothing; readonly sealed: OfLeg & { readonly instrument: string } }
  | { readonly type: "leg_abandoned"; readonly open: Nothing; readonly sealed: OfLeg }
  | { readonly type: "call_planned"; readonly open: Nothing; readonly sealed: OfLeg & PlannedCall }
  | {
      readonly type: "deposit_action_required";
      readonly open: Nothing;
      readonly sealed: OfLeg & { readonly ref: string };
    }
  | {
      readonly type: "deposit_declined";
      readonly open: { readonly reason: string };
      readonly sealed: OfLeg & { readonly code: string; readonly isMoneyHeld: boolean };
    }
  | {
      readonly type: "deposit_held";
      readonly open: { readonly amount: number; readonly currency: string; readonly isLate: boolean };
      readonly sealed: OfLeg & {
        readonly ref: string;
        readonly captureBeforeMs: number | null;
        readonly convertAtMs: number | null;
      };
    }
  | {
      readonly type: "deposit_captured";
      readonly open: { readonly amount: number; readonly currency: string; readonly isLate: boolean };
      readonly sealed: OfLeg & { readonly ref: string; readonly isDirect: boolean };
    }
  | {
      readonly type: "capture_failed";
      readonly open: Nothing;
      /** `retryAtMs` null: it is not tried again, and the hold goes back. */
      readonly sealed: OfLeg & { readonly code: string; readonly retryAtMs: number | null };
    }
  | { readonly type: "deposit_released"; readonly open: Amount; readonly sealed: OfLeg }
  | { readonly type: "deposit_lapsed"; readonly open: Amount; readonly sealed: OfLeg }
  | { readonly type: "deposit_refunded"; readonly open: Amount; readonly sealed: OfLeg }
  | { readonly type: "part_refunded"; readonly open: Amount; readonly sealed: OfLeg }
  | { readonly type: "part_refund_failed"; readonly open: Amount; readonly sealed: OfLeg & { readonly code: string } }
  /** It had gone, and came back: it is owed again. */
  | {
      readonly type: "part_refund_returned";
      readonly open: Amount;
      /** Under which attempt it had gone; without it, under the one before the attempt that stands. */
      readonly sealed: OfLeg & { readonly code: string; readonly attempt?: number };
    }
  | { readonly type: "refund_failed"; readonly open: Amount; readonly sealed: OfLeg & { readonly code: string } }
  | {
      readonly type: "refund_retried";
      readonly open: Nothing;
      readonly sealed: OfLeg & ByOperator & { readonly words: string };
    }
  | { readonly type: "suspended"; readonly open: { readonly words: string }; readonly sealed: ByOperator }
  | {
      readonly type: "resumed";
      readonly open: { readonly words: string; readonly closesAtMs: number; readonly freeExitUntilMs: number };
      readonly sealed: ByOperator;
    }
  | {
      readonly type: "extended";
      readonly open: { readonly fromMs: number; readonly closesAtMs: number };
      readonly sealed: Nothing;
    }
  | {
      readonly type: "extension_proposed";
      readonly open: Nothing;
      readonly sealed: ByOperator & { readonly words: string; readonly closesAtMs: number };
    }
  | {
      readonly type: "incident_extended";
      readonly open: { readonly fromMs: number; readonly closesAtMs: number; readonly words: string };
      readonly sealed: ByOperator & { readonly words: string };
    }
  | {
      readonly type: "removed";
      readonly open: { readonly qty: number };
      readonly sealed: OfMember & ByOperator & { readonly words: string };
    }
  | {
      readonly type: "promoted_armed";
      readonly open: { readonly qty: number };
      readonly sealed: OfMember & OfLeg & { readonly payByMs: number | null };
    }
  | {
      readonly type: "cancel_proposed";
      readonly open: Nothing;
      readonly sealed: ByOperator & { readonly words: string };
    }
  | { readonly type: "closing"; readonly open: TreeHead; readonly sealed: Nothing }
  | { readonly type: "closed"; readonly open: Certificate; readonly sealed: Nothing }
  | { readonly type: "choice_opened"; readonly open: { readonly untilMs: number }; readonly sealed: Nothing }
  | { readonly type: "voted"; readonly open: Nothing; readonly sealed: OfMember & { readonly offerId: string } }
  | {
      readonly type: "consent_asked";
      /** Terms of the offer in short, how much is asked about, and until when. Merchants are named with the award. */
      readonly open: { readonly unitPriceMinor: number; readonly qty: number; readonly untilMs: number };
      readonly sealed: {
        readonly award: Award;
        readonly memberIds: readonly string[];
        readonly beside?: readonly BesideAward[];
      };
    }
  | { readonly type: "consented"; readonly open: { readonly qty: number }; readonly sealed: OfMember }
  | {
      readonly type: "offer_fell";
      readonly open: { readonly version: number; readonly why: "too_few" | "declined" | "silence" | "shortfall" };
      /** Offers that had been refused for this one and may be chosen after all. */
      readonly sealed: { readonly offerId: string; readonly recalled?: readonly string[] };
    }
  | { readonly type: "awarded"; readonly open: Award; readonly sealed: Nothing }
  /** One of the merchants that get the rest (ADR 0022), and whose seats are theirs. */
  | {
      readonly type: "awarded_beside";
      readonly open: Award;
      readonly sealed: { readonly memberIds: readonly string[] };
    }
  /** One of several awards has come to nothing, and the others go on. */
  | {
      readonly type: "award_fell";
      readonly open: { readonly version: number; readonly why: NonNullable<DealFacts["fell"]> };
      readonly sealed: OfDeal;
    }
  /** Its merchant will do with fewer, while another one is still asked (G20). */
  | { readonly type: "less_accepted"; readonly open: { readonly qty: number }; readonly sealed: OfDeal }
  | {
      readonly type: "packed";
      /** How much is bought in whole packs, and how many pieces were filled in and cut for it. */
      readonly open: { readonly qty: number; readonly filled: number; readonly cut: number };
      readonly sealed: {
        readonly filled: readonly { readonly memberId: string; readonly quantity: number }[];
        readonly cut: readonly {
          readonly memberId: string;
          /** From which places, the last that came first, as in `lowered`. */
          readonly cuts: readonly { readonly legId: string | null; readonly quantity: number }[];
        }[];
      };
    }
  | {
      readonly type: "accepted";
      readonly open: { readonly balanceDueAtMs: number };
      readonly sealed: { readonly dues: readonly { readonly memberId: string; readonly totalMinor: number }[] };
    }
  | {
      readonly type: "balance_opened";
      readonly open: Nothing;
      readonly sealed: OfMember & { readonly leg: LegOpening; readonly address: Address | null };
    }
  | { readonly type: "paid"; readonly open: { readonly qty: number }; readonly sealed: OfMember }
  | {
      readonly type: "no_show";
      readonly open: { readonly qty: number };
      /** Whether the deposit is kept for what the policy says; that it is gone is said by `forfeited`. */
      readonly sealed: OfMember & { readonly isForfeited: boolean };
    }
  | {
      readonly type: "shortfall_asked";
      /** How much is paid of how much was awarded, and until when the merchant is asked. */
      readonly open: { readonly qty: number; readonly of: number; readonly untilMs: number };
      readonly sealed: OfDeal;
    }
  | {
      readonly type: "proposed";
      readonly open: {
        readonly daysLater?: number;
        readonly unitPriceMinor?: number;
        /** How much is asked about, and until when. */
        readonly qty: number;
        readonly untilMs: number;
      };
      readonly sealed: { readonly offerId: string; readonly words: string; readonly memberIds: readonly string[] };
    }
  | {
      readonly type: "proposal_answered";
      readonly open: { readonly qty: number; readonly answer: "accept" | "keep" };
      /** What the member owes in all, where a price was agreed to. */
      readonly sealed: OfMember & { readonly totalMinor: number | null };
    }
  | {
      readonly type: "proposal_ended";
      readonly open: { readonly accepted: number; readonly kept: number; readonly left: number };
      readonly sealed: { readonly offerId: string };
    }
  | { readonly type: "forfeited"; readonly open: Amount; readonly sealed: OfLeg & { readonly merchantId: string } }
  | {
      readonly type: "guarantee_called";
      readonly open: Amount & { readonly why: Guarantee["why"]; readonly members: number };
      readonly sealed: { readonly legIds: readonly string[]; readonly memberIds: readonly string[] };
    }
  | {
      readonly type: "guarantee_shared";
      readonly open: Amount & { readonly shares: number };
      readonly sealed: OfLeg & { readonly shares: readonly Share[] };
    }
  | {
      readonly type: "forfeits_called";
      readonly open: Amount & { readonly noShows: number; readonly members: number };
      readonly sealed: { readonly legIds: readonly string[]; readonly payers: readonly Payer[] };
    }
  | {
      readonly type: "forfeits_shared";
      readonly open: Amount & { readonly shares: number };
      readonly sealed: OfLeg & { readonly shares: readonly Share[] };
    }
  | { readonly type: "share_paid"; readonly open: Amount; readonly sealed: OfLeg }
  | { readonly type: "share_failed"; readonly open: Amount; readonly sealed: OfLeg & { readonly code: string } }
  | {
      readonly type: "collected";
      readonly open: { readonly qty: number; readonly shipByMs: number };
      readonly sealed: OfDeal;
    }
  | {
      readonly type: "shipped";
      readonly open: { readonly qty: number };
      readonly sealed: OfMember & {
        readonly shippedAtMs: number;
        readonly carrier: string | null;
        readonly tracking: string | null;
        readonly confirmAtMs: number;
      };
    }
  | {
      readonly type: "balance_reminded";
      /** How much of the window is left, and how much has not been paid for. */
      readonly open: { readonly leftMs: number; readonly qty: number };
      readonly sealed: { readonly memberIds: readonly string[] };
    }
  | {
      readonly type: "delivered";
      readonly open: { readonly qty: number };
      readonly sealed: OfMember & {
        readonly deliveredAtMs: number;
        readonly proof: string | null;
        readonly confirmAtMs: number;
      };
    }
  | {
      readonly type: "disputed";
      readonly open: { readonly qty: number };
      readonly sealed: OfMember & {
        readonly reason: DisputeReason;
        readonly text: string;
        readonly wantedMinor: number;
        readonly untilMs: number;
      };
    }
  | {
      readonly type: "dispute_answered";
      /** Who speaks next: the member about a proposal, operators after a rejection. */
      readonly open: { readonly qty: number; readonly next: "member" | "operator" };
      readonly sealed: OfMember & {
        readonly offeredMinor: number;
        readonly words: string | null;
        readonly untilMs: number;
      };
    }
  | {
      readonly type: "dispute_raised";
      readonly open: { readonly qty: number };
      readonly sealed: OfMember & { readonly untilMs: number };
    }
  | {
      readonly type: "dispute_ended";
      readonly open: { readonly qty: number; readonly by: DisputeEnd };
      readonly sealed: OfMember & {
        readonly refundMinor: number;
        /** What of it goes back from which leg; what stands beside it is the merchant's. */
        readonly parts: readonly { readonly legId: string; readonly amountMinor: number }[];
        readonly words: string | null;
        /** Who of the operators, where it was one. */
        readonly operatorId?: string;
      };
    }
  | { readonly type: "breach_suspected"; readonly open: { readonly shipByMs: number }; readonly sealed: OfDeal }
  | {
      readonly type: "breach_declared";
      readonly open: { readonly words: string };
      readonly sealed: ByOperator & OfDeal;
    }
  | {
      readonly type: "received";
      readonly open: { readonly qty: number; readonly by: "member" | "silence" };
      readonly sealed: OfMember;
    }
  | { readonly type: "settled"; readonly open: Nothing; readonly sealed: Nothing }
  | { readonly type: "failed"; readonly open: { readonly reason: EndReason }; readonly sealed: Nothing }
  | {
      readonly type: "cancelled";
      readonly open: { readonly reason: EndReason; readonly words: string };
      /** Who decided, where it was an operator; logs of earlier releases do not say. */
      readonly sealed: Partial<ByOperator>;
    }
  | { readonly type: "clock_moved"; readonly open: { readonly aheadMs: number }; readonly sealed: Nothing }
  | {
      readonly type: "offer_received";
      readonly open: { readonly version: number; readonly canSupply: boolean };
      readonly sealed: {
        readonly offerId: string;
        readonly merchantId: string;
        readonly merchantName: string;
        readonly personId: string;
        readonly body: OfferBody;
        readonly kinIds?: readonly string[];
        /** What the merchant had done elsewhere, as the command said (P4). */
        readonly record?: MerchantRecord;
      };
    }
  | {
      readonly type: "offer_refused";
      readonly open: { readonly code: RefusalCode };
      /** Whose, and who of its company buys here. */
      readonly sealed: { readonly merchantId: string; readonly personIds: readonly string[] };
    }
  | {
      readonly type: "offer_window_extended";
      readonly open: { readonly untilMs: number; readonly count: number };
      readonly sealed: Nothing;
    }
  | {
      readonly type: "offer_withdrawn";
      readonly open: { readonly version: number };
      /** By its merchant, or by operators who have suspended the merchant, with their words. */
      readonly sealed: { readonly offerId: string; readonly words?: string } & Partial<ByOperator>;
    }
  | {
      readonly type: "offer_expired";
      readonly open: { readonly version: number };
      readonly sealed: { readonly offerId: string };
    };

export type EventType = EventDraft["type"];

type Nothing = Readonly<Record<never, never>>;

interface OfMember {
  readonly memberId: string;
}

/** Which deal it is about, where several merchants share it and it is not the first (ADR 0022). */
interface OfDeal {
  readonly offerId?: string;
}

/** Operators act for the site; who of them it was is kept, and not public. */
interface ByOperator {
  readonly operatorId: string;
}

interface OfLeg {
  readonly legId: string;
}

interface Amount {
  readonly amount: number;
  readonly currency: string;
}

interface PlannedCall {
  readonly step: ProviderStep;
  readonly captureMinor: number | null;
}

/** What the authority adds to a draft when it becomes part of the log. */
export interface EventMeta {
  readonly v: 1;
  readonly seq: number;
  /** The authority's clock when the command arrived, or when a due transition was noticed. */
  readonly atMs: number;
  /** When it counts from: the due time of a transition, otherwise the arrival (T5). */
  readonly effectiveAtMs: number;
  /** Per-group pseudonym of whom it concerns; null where it concerns everybody. */
  readonly actor: string | null;
  /** Hex SHA-256 of the canonical command; null for transitions that time caused. */
  readonly commandHash: string | null;
}

export type GroupBuyEvent = EventDraft & EventMeta;

/** An event in its stored form: the leaf's exact bytes, and what only we may read. */
export interface LoggedEvent {
  readonly event: GroupBuyEvent;
  readonly leaf: string;
  readonly sealed: string;
  readonly leafHash: Uint8Array;
}
