import type { Result } from "../result.ts";
import type { EventDraft } from "./events.ts";
import type { Refusal } from "./state/refusal.ts";
import type { ProviderStep } from "./state/leg.ts";
import type { Address, DisputeReason, Flexibility } from "./state/member.ts";
import type { MerchantRecord, OfferBody } from "./state/offer.ts";
import type { Founding, GroupBuy } from "./state/state.ts";
import type { BuyerType, Terms } from "./state/terms.ts";
import type { ReachedLimit } from "../limits.ts";
import type { AuditedDeposit, AuditRefusal } from "../deposit/audit.ts";
import type { DepositView } from "../deposit/provider.ts";

/** Who gives a command, as the edge has proved it. */
export interface Actor {
  readonly personId: string;
  /** HMAC of the group-buy's id under the person's key: the only name of theirs in the public log. */
  readonly pseudonym: string;
  readonly name: string;
  readonly country: string | null;
  readonly merchantId: string | null;
  readonly isOperator: boolean;
  /** A limit of theirs that was found reached when they came. No part of what they say: a repeat may find it otherwise (E1). */
  readonly reached?: ReachedLimit;
}

/** What people ask for. Quantities in whole units, amounts in minor units, times in ms since the epoch. */
export type PersonCommand =
  | { readonly type: "draft"; readonly founding: Omit<Founding, "termsHash"> }
  | { readonly type: "change_draft"; readonly version: number; readonly terms: Terms }
  | { readonly type: "discard"; readonly version: number }
  | { readonly type: "submit"; readonly instrument: string; readonly openElsewhere: number }
  | { readonly type: "approve"; readonly reason: string }
  | { readonly type: "reject"; readonly reason: string }
  | {
      readonly type: "join";
      readonly quantity: number;
      readonly termsHash: string;
      readonly priceCeilingMinor: number | null;
      /** Of the ceiling, where there is one: a ceiling in other money says nothing here. */
      readonly currency: string | null;
      readonly deliverByMs: number | null;
      readonly country: string;
      /** Left out: as a consumer. */
      readonly buyer?: BuyerType;
      readonly waitlist: boolean;
      readonly instrument: string | null;
      readonly armedLegId: string | null;
      /** Left out by whoever wants exactly so many. */
      readonly flexible?: Flexibility;
    }
  | { readonly type: "leave" }
  /** Another quantity in all (M7); the instrument is for what is added. */
  | {
      readonly type: "change_quantity";
      readonly quantity: number;
      readonly instrument: string | null;
      /** How far they would go for whole packs; null takes it back, left out it stays as it was. */
      readonly flexible?: Flexibility | null;
    }
  | { readonly type: "cancel"; readonly words: string }
  | { readonly type: "suspend"; readonly words: string }
  | { readonly type: "resume"; readonly words: string }
  | { readonly type: "call_off"; readonly words: string }
  /** An incident of the platform (T7): the deadline that two operators agree on, ms UTC. */
  | { readonly type: "extend"; readonly closesAtMs: number; readonly words: string }
  /** By place in the log, as operators read it (M16). */
  | { readonly type: "remove_member"; readonly seq: number; readonly words: string }
  | { readonly type: "retry_refund"; readonly legId: string; readonly words: string }
  | { readonly type: "stop_merchant"; readonly merchantId: string; readonly words: string }
  | { readonly type: "arm"; readonly quantity: number; readonly instrument: string }
  | { readonly type: "confirm_leg"; readonly legId: string; readonly instrument: string }
  | { readonly type: "recheck_leg"; readonly legId: string }
  | {
      readonly type: "offer";
      readonly currency: string | null;
      readonly body: OfferBody;
      readonly merchantName: string;
      readonly isVerified: boolean;
      /** Who acts for another account of the same company or payout account: they are on this side of the deal too. */
      readonly kinIds?: readonly string[];
      readonly record?: MerchantRecord;
    }
  | {
      readonly type: "change_offer";
      readonly currency: string | null;
      readonly offerId: string;
      readonly version: number;
      readonly body: OfferBody;
      readonly kinIds?: readonly string[];
      readonly record?: MerchantRecord;
    }
  /** Scenario 19: who is on a merchant's side, where that has changed since the offer. */
  | { readonly type: "restate_kin"; readonly merchantId: string; readonly kinIds: readonly string[] }
  | { readonly type: "withdraw_offer"; readonly offerId: string; readonly version: number }
  | { readonly type: "pick"; readonly offerId: string; readonly version: number }
  | { readonly type: "vote"; readonly offerId: string }
  | { readonly type: "consent"; readonly accept: boolean }
  | { readonly type: "pay_bond"; readonly offerId: string; readonly instrument: string }
  | { readonly type: "confirm_offer"; readonly offerId: string }
  | { readonly type: "decline_offer"; readonly offerId: string }
  | {
      readonly type: "propose";
      readonly offerId: string;
      readonly daysLater: number | null;
      readonly unitPriceMinor: number | null;
      readonly currency: string | null;
      readonly words: string;
    }
  | { readonly type: "answer_proposal"; readonly answer: "accept" | "keep" | "leave" }
  | { readonly type: "pay_balance"; readonly instrument: string; readonly address: Address | null }
  | {
      readonly type: "ship";
      readonly memberId: string;
      /** Null: now. Of a service the agreed date, which it cannot do without. */
      readonly shippedAtMs: number | null;
      readonly carrier: string | null;
      readonly tracking: string | null;
    }
  | {
      readonly type: "deliver";
      readonly memberId: string;
      readonly deliveredAtMs: number | null;
      readonly proof: string | null;
    }
  | { readonly type: "confirm_received" }
  | {
      readonly type: "dispute";
      readonly reason: DisputeReason;
      readonly text: string;
      readonly wantedMinor: number;
      readonly currency: string;
    }
  | {
      readonly type: "answer_dispute";
      readonly memberId: string;
      readonly answer: DisputeAnswer;
      readonly words: string | null;
    }
  | { readonly type: "reply_dispute"; readonly accept: boolean }
  | {
      readonly type: "decide_dispute";
      readonly memberId: string;
      readonly refundMinor: number;
      readonly currency: string;
      readonly words: string;
    }
  /** `isProven`: the merchant has broken the deal without having been silent for long. Who, where there are several. */
  | {
      readonly type: "declare_breach";
      readonly words: string;
      readonly isProven: boolean;
      readonly merchantId?: string;
    };

/** What a merchant says to a dispute. */
export type DisputeAnswer =
  | { readonly kind: "accept" }
  | { readonly kind: "propose"; readonly refundMinor: number; readonly currency: string }
  | { readonly kind: "reject" };

/** What the provider turned out to have done, after a re-read and the audit (money.md 1.5). Never a webhook's word. */
export type ProviderOutcome =
  | { readonly kind: "verified"; readonly deposit: AuditedDeposit }
  | { readonly kind: "action_required"; readonly ref: string }
  | { readonly kind: "declined"; readonly code: string }
  | { readonly kind: "audit_refused"; readonly refusal: AuditRefusal; readonly isMoneyHeld: boolean }
  | { readonly kind: "captured"; readonly ref: string; readonly capturedMinor: number; readonly isDirect: boolean }
  | { readonly kind: "released" }
  | { readonly kind: "lapsed" }
  | { readonly kind: "refunded" }
  | { readonly kind: "paid_out" }
  | { readonly kind: "payout_failed"; readonly code: string }
  | { readonly kind: "refund_failed"; readonly code: string }
  /** It cannot leave: so much is missing beside it, because a bank has taken what was another's. */
  | { readonly kind: "short"; readonly missingMinor: number }
  | { readonly kind: "topped_up" };

/** What the world reports: answers of the provider, and time itself. */
export type SystemCommand =
  | {
      readonly type: "provider_answered";
      readonly legId: string;
      readonly step: ProviderStep;
      readonly attempt: number;
      readonly outcome: ProviderOutcome;
    }
  /** A deposit was read because the provider, or a sweep, said that it may have changed. Nothing was asked of it. */
  | { readonly type: "provider_seen"; readonly legId: string; readonly view: DepositView }
  /** A call has stayed without an answer, though it was asked again (ADR 0040). `sinceMs`: when it was first sent. */
  | {
      readonly type: "provider_silent";
      readonly legId: string;
      readonly step: ProviderStep;
      readonly attempt: number;
      readonly sinceMs: number;
    }
  /** Sandbox only: the clock of this group-buy stands ahead of real time from now on. The log says so. */
  | { readonly type: "move_clock"; readonly aheadMs: number }
  | { readonly type: "poke" };

export type Command = PersonCommand | SystemCommand;

/** What a decision may use besides the state and the command. Pure: all of it is handed in. */
export interface Context {
  readonly recvMs: number;
  readonly actor: Actor | null;
  /** A fresh TypeID that carries this group-buy's tag. */
  readonly newId: (prefix: "mb" | "dep" | "of") => string;
}

/** A draft together with the pseudonym of whom it concerns. */
export interface Concerning {
  readonly event: EventDraft;
  readonly actor: string | null;
}

/** What was decided: events to log and apply, and what to tell the caller once they are applied. */
export interface Decided {
  readonly events: readonly Concerning[];
  readonly answer: Answered;
}

/** What the answer speaks of; its present state is read from the group-buy after the events are applied. */
export interface Answered {
  readonly memberId?: string;
  readonly legId?: string;
  readonly offerId?: string;
}

/** A refusal may itself be an event: the loser of a race gets proof of why (receipts.md 3.2). */
export interface Refused {
  readonly refusal: Refusal;
  readonly events: readonly Concerning[];
}

export type Decision = Result<Decided, Refused>;

export type Decide<C extends Command> = (groupBuy: GroupBuy, command: C, context: Context) => Decision;
