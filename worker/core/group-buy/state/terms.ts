import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { LIMITS } from "../../limits.ts";
import { canonicalJson } from "../../log/canonical.ts";
import { err, ok, type Result } from "../../result.ts";
import type { Refusal } from "./refusal.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

export type Chooser = "auto_best" | "initiator_pick" | "vote";

/** What the initiator wants, frozen at publication. Amounts in minor units of `currency`, times in ms since the epoch. */
export interface Terms {
  readonly title: string;
  readonly description: string;
  readonly kind: "good" | "service";
  readonly category: string;
  readonly language: string;
  readonly unit: string;
  readonly currency: string;
  readonly targetUnitPriceMinor: number;
  readonly ceilingUnitPriceMinor: number | null;
  readonly quantityMinimum: number;
  readonly quantityMaximum: number | null;
  readonly perBuyerMaximum: number;
  /** Where the good comes in packs of so many pieces, and only whole ones are bought (A4). Absent: single pieces. */
  readonly packSize?: number;
  readonly initiatorQuantity: number;
  readonly depositPerUnitMinor: number;
  readonly closesAtMs: number;
  readonly deliverByMs: number | null;
  /** ISO 3166-1 alpha-2; the first is the reference country that offers are ranked by. */
  readonly shipTo: readonly string[];
  readonly chooser: Chooser;
  readonly offerWindowMs: number;
  readonly extendOnceMs: number | null;
  /** Whom the first offer does not bind may be bound by others beside it (A5, ADR 0022); absent: one merchant has it all. */
  readonly splitAllowed?: boolean;
}

/** What the operator fixes for every group-buy, frozen with the terms so that nothing moves afterwards (domain 3.3). */
export interface Policy {
  readonly draftIdleMs: number;
  readonly submitWindowMs: number;
  readonly publishMarginMs: number;
  readonly openMinimumMs: number;
  readonly openMaximumMs: number;
  readonly depositShareMaximumPercent: number;
  readonly openPerInitiatorMaximum: number;
  readonly isReviewed: boolean;
  readonly payWindowMs: number;
  readonly payGraceMs: number;
  readonly withdrawLockMs: number;
  readonly balanceWindowMs: number;
  readonly inspectionMs: number;
  readonly shipMarginMs: number;
  readonly feeBasisPoints: number;
  readonly reserveBasisPoints: number;
  /** Share of the awarded quantity that may fail to pay without freeing the merchant. */
  readonly shrinkagePercent: number;
  /** What a member's no-show costs: nothing, or the deposit to the merchant. */
  readonly noShow: "none" | "merchant";
  /**
   * To whom the deposits that a no-show forfeits go when the group-buy fails for want of them; back to their payers where it
   * is absent. It says nothing where a no-show forfeits nothing.
   */
  readonly noShowAtFailure?: "payers";
  /**
   * How much of it, by where the member buys and as what: the first rule that fits, and nothing where none does. Absent:
   * all of it, for everybody. It says nothing where a no-show forfeits nothing.
   */
  readonly noShowRules?: readonly NoShowRule[];
  /** To whom the initiator's own deposit goes when they break what others rely on (G8, H6). Earlier group-buys lack it. */
  readonly initiatorForfeit?: "members";
  /** How long choosing may take. Group-buys of the first release have none: nobody is asked, and only firm offers count. */
  readonly choosing?: ChoosingWindows;
  /** What runs from the award to the settlement. Group-buys of the first releases have neither reminders nor disputes. */
  readonly delivery?: DeliveryWindows;
  /** What may be asked after the award. Group-buys of the first releases ask nothing: too few paid, and it fails. */
  readonly afterAward?: AfterAwardWindows;
  /** What tells offers of one price and one day apart before their arrival does (P4); nothing in earlier group-buys. */
  readonly offerOrder?: "breach_rate";
  /** Without it the window for offers ends when it was said to. */
  readonly offerSoftClose?: SoftClose;
  /** Merchants answer for their offers with money (ADR 0025); where it is absent they need not. */
  readonly bond?: BondRule;
  /** How long a seat whose money the provider let go may be paid again, the count permitting (H11); without it it ends at once. */
  readonly secondChanceMs?: number;
}

/** As what somebody buys: consumer law protects the one and not the other. */
export type BuyerType = "consumer" | "business";

/** What a no-show may cost at most whom it fits (domain 3.7). */
export interface NoShowRule {
  /** Where the member buys, ISO 3166-1 alpha-2; absent: anywhere. */
  readonly countries?: readonly string[];
  /** Absent: either. */
  readonly buyer?: BuyerType;
  /** Of the deposit; the rest goes back. */
  readonly basisPoints: number;
}

/** What a merchant's bond is, and until when it may be paid. Off unless an operator turns it on (domain 3.7). */
export interface BondRule {
  /** Of the offer's dearest price times the pieces that make the group-buy's minimum, as far as the offer has them. */
  readonly basisPoints: number;
  /** In minor units; nothing below it is asked for. */
  readonly minimumMinor?: number;
  /** How long after the last offer the choice waits for bonds that are missing. */
  readonly payWithinMs: number;
}

/** The way from owed to settled, in numbers (domain 3.3). */
export interface DeliveryWindows {
  /** Who still owes the balance is reminded so long before its window ends (M11); longest first. */
  readonly remindBeforeMs: readonly number[];
  /** How long after its agreed date a service may be found wanting (M13). Goods have `inspectionMs`. */
  readonly serviceInspectionMs: number;
  /** How long member and merchant have among themselves, and the operator after them (M14). */
  readonly bilateralMs: number;
  readonly operatorMs: number;
  /** Whoever is answered late in the bilateral window has at least so long to answer. */
  readonly replyMinimumMs: number;
  /** How long a merchant may be silent after the shipping limit before operators are asked (G23). */
  readonly breachSilenceMs: number;
}

export interface ChoosingWindows {
  /** For the initiator's pick or the members' vote, after the offer window (domain 3.3 `selection_window`). */
  readonly selectionMs: number;
  readonly reconsentMs: number;
  /** For the merchant of an offer that is not firm. */
  readonly merchantMs: number;
}

/** An offer in the last moments of the window after the bell extends it, so often at most. */
export interface SoftClose {
  readonly lastMs: number;
  readonly byMs: number;
  readonly times: number;
}

export interface AfterAwardWindows {
  /** For the merchant, whether fewer than agreed will do (G20). */
  readonly shortfallMs: number;
  /** For members, whether a change of what was agreed may bind them (O5). Without it merchants propose nothing. */
  readonly proposalMs?: number;
}

const NO_CHOOSING: ChoosingWindows = { selectionMs: 0, reconsentMs: 0, merchantMs: 0 };

export const DEFAULT_POLICY: Policy = {
  draftIdleMs: 30 * DAY_MS,
  submitWindowMs: 30 * MINUTE_MS,
  publishMarginMs: 15 * MINUTE_MS,
  openMinimumMs: 30 * MINUTE_MS,
  openMaximumMs: 60 * DAY_MS,
  depositShareMaximumPercent: 20,
  openPerInitiatorMaximum: LIMITS.openGroupBuys.maximum,
  isReviewed: false,
  payWindowMs: 10 * MINUTE_MS,
  payGraceMs: 10 * MINUTE_MS,
  withdrawLockMs: 10 * MINUTE_MS,
  balanceWindowMs: 72 * HOUR_MS,
  inspectionMs: 10 * DAY_MS,
  shipMarginMs: 3 * DAY_MS,
  feeBasisPoints: 0,
  reserveBasisPoints: 500,
  shrinkagePercent: 10,
  noShow: "none",
  noShowAtFailure: "payers",
  initiatorForfeit: "members",
  offerOrder: "breach_rate",
  choosing: { selectionMs: 48 * HOUR_MS, reconsentMs: 24 * HOUR_MS, merchantMs: 24 * HOUR_MS },
  delivery: {
    remindBeforeMs: [48 * HOUR_MS, 24 * HOUR_MS, 6 * HOUR_MS, HOUR_MS],
    serviceInspectionMs: 5 * DAY_MS,
    bilateralMs: 5 * DAY_MS,
    operatorMs: 14 * DAY_MS,
    replyMinimumMs: 48 * HOUR_MS,
    breachSilenceMs: 72 * HOUR_MS,
  },
  offerSoftClose: { lastMs: 2 * MINUTE_MS, byMs: 2 * MINUTE_MS, times: 10 },
  afterAward: { shortfallMs: 24 * HOUR_MS, proposalMs: 24 * HOUR_MS },
  secondChanceMs: 6 * HOUR_MS,
};

export function choosingWindows({ choosing }: Policy): ChoosingWindows {
  return choosing ?? NO_CHOOSING;
}

/** How long after the bell a chooser may still be choosing; known to everybody from the publication on. */
export function choosingMs(terms: Terms, policy: Policy): number {
  const selectionMs = terms.chooser === "auto_best" ? 0 : choosingWindows(policy).selectionMs;
  return terms.offerWindowMs + (policy.bond?.payWithinMs ?? 0) + selectionMs;
}

/** SHA-256 over the canonical terms and policy: what a joiner agrees to, named in one line. Hex, 64 characters. */
export function hashTerms(terms: Terms, policy: Policy): string {
  return bytesToHex(sha256(utf8ToBytes(canonicalJson({ terms: plain(terms), policy: plain(policy) }))));
}

function plain(value: Terms | Policy): Record<string, unknown> {
  return { ...value };
}

const TOTAL_MAXIMUM_MINOR = 100_000_000_000;
const PACK_MINIMUM = 2;
const PACK_MAXIMUM = 100;
const OFFER_WINDOW_MAXIMUM_MS = 7 * DAY_MS;

/** Checks that need only the terms themselves; the same at every save and again at submission (G1, G2). */
export function checkTerms(terms: Terms, policy: Policy): Result<Terms, Refusal> {
  if (terms.quantityMinimum < 1) return err({ code: "quantity-out-of-range", pointer: "/quantityMinimum" });
  if (terms.quantityMaximum !== null && terms.quantityMaximum < terms.quantityMinimum) {
    return err({ code: "quantity-out-of-range", pointer: "/quantityMaximum" });
  }
  const packs = packFault(terms);
  if (packs) return err(packs);
  if (terms.perBuyerMaximum < 1) return err({ code: "quantity-out-of-range", pointer: "/perBuyerMaximum" });
  if (terms.initiatorQuantity < 1 || terms.initiatorQuantity > terms.perBuyerMaximum) {
    return err({ code: "quantity-out-of-range", pointer: "/initiatorQuantity" });
  }
  if (terms.quantityMaximum !== null && terms.initiatorQuantity > terms.quantityMaximum) {
    return err({ code: "quantity-out-of-range", pointer: "/initiatorQuantity" });
  }
  if (terms.targetUnitPriceMinor < 1) return err({ code: "amount-out-of-range", pointer: "/targetUnitPrice/amount" });
  if (terms.ceilingUnitPriceMinor !== null && terms.ceilingUnitPriceMinor < terms.targetUnitPriceMinor) {
    return err({ code: "amount-out-of-range", pointer: "/ceilingUnitPrice/amount" });
  }
  if (terms.depositPerUnitMinor < 1) return err({ code: "amount-out-of-range", pointer: "/depositPerUnit/amount" });
  if (terms.depositPerUnitMinor * 100 > terms.targetUnitPriceMinor * policy.depositShareMaximumPercent) {
    return err({
      code: "deposit-above-maximum",
      pointer: "/depositPerUnit/amount",
      facts: { percent: policy.depositShareMaximumPercent },
    });
  }
  const largest = terms.quantityMaximum ?? Math.max(terms.quantityMinimum, terms.perBuyerMaximum);
  if (largest * (terms.ceilingUnitPriceMinor ?? terms.targetUnitPriceMinor) > TOTAL_MAXIMUM_MINOR) {
    return err({ code: "total-out-of-range", pointer: "/quantityMaximum" });
  }
  if (terms.closesAtMs % 1000 !== 0) return err({ code: "timestamp-invalid", pointer: "/closesAt" });
  if (terms.deliverByMs !== null && terms.deliverByMs <= terms.closesAtMs + (terms.extendOnceMs ?? 0)) {
    return err({ code: "delivery-before-deadline", pointer: "/deliverBy" });
  }
  if (terms.shipTo.length === 0) return err({ code: "required", pointer: "/shipTo" });
  if (terms.extendOnceMs !== null && terms.extendOnceMs !== DAY_MS && terms.extendOnceMs !== 2 * DAY_MS) {
    return err({ code: "duration-out-of-range", pointer: "/extendOnceMs", facts: { maximumMs: 2 * DAY_MS } });
  }
  if (terms.offerWindowMs < 0 || terms.offerWindowMs > OFFER_WINDOW_MAXIMUM_MS) {
    return err({
      code: "duration-out-of-range",
      pointer: "/offerWindowMs",
      facts: { maximumMs: OFFER_WINDOW_MAXIMUM_MS },
    });
  }
  return ok(terms);
}

/** A4: goods only, and what everybody together may want comes out whole. */
function packFault({ packSize, kind, quantityMinimum, quantityMaximum }: Terms): Refusal | null {
  if (packSize === undefined) return null;
  const fault = (pointer: string): Refusal => ({
    code: "quantity-out-of-range",
    pointer,
    facts: { rule: "packs", packSize },
  });
  if (kind === "service" || packSize < PACK_MINIMUM || packSize > PACK_MAXIMUM) {
    return {
      code: "quantity-out-of-range",
      pointer: "/packSize",
      facts: { minimum: PACK_MINIMUM, maximum: PACK_MAXIMUM },
    };
  }
  if (quantityMinimum % packSize !== 0) return fault("/quantityMinimum");
  return quantityMaximum !== null && quantityMaximum % packSize !== 0 ? fault("/quantityMaximum") : null;
}

/** Checks that depend on the moment of saving or submitting (G2: at least 30 minutes, at most 60 days ahead). */
export function checkSchedule(terms: Terms, policy: Policy, nowMs: number): Result<Terms, Refusal> {
  const aheadMs = terms.closesAtMs - nowMs;
  if (aheadMs <= 0) return err({ code: "deadline-past", pointer: "/closesAt" });
  if (aheadMs < policy.openMinimumMs) {
    return err({ code: "deadline-too-soon", pointer: "/closesAt", facts: { minimumMs: policy.openMinimumMs } });
  }
  if (aheadMs > policy.openMaximumMs) {
    return err({ code: "duration-unsupported", pointer: "/closesAt", facts: { maximumMs: policy.openMaximumMs } });
  }
  return ok(terms);
}
