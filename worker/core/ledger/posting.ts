import { basisPoints } from "../money.ts";
import { assert } from "../result.ts";
import {
  dep,
  describeAccount,
  memoAuth,
  memoHold,
  merDebt,
  merPayable,
  merReserve,
  platFee,
  platFunds,
  platProviderCost,
  provClearing,
  provTransit,
} from "./accounts.ts";
import { makeJournal, type Entry, type Journal, type JournalKind } from "./journal.ts";

/**
 * The posting rules: one function per event, each returning the one journal that the event writes. They are total for
 * amounts that make sense and throw for amounts that cannot come from outside unchecked (the audit, the port and the
 * commands check before). Refunds are posted when the provider says "succeeded", never while it says "pending".
 */

/** What every movement of one deposit has in common. `attempt` counts repetitions of the same event, from 1. */
export interface DepositPosting {
  readonly groupBuyId: string;
  readonly depositId: string;
  readonly providerId: string;
  readonly currency: string;
  readonly attempt: number;
}

/** An authorisation was granted: memorandum only, no money has moved. */
export function hold(deposit: DepositPosting, heldMinor: number): Journal {
  return ofDeposit(deposit, "hold", [
    { account: memoAuth(deposit.providerId), amountMinor: positive(heldMinor) },
    { account: memoHold(deposit.depositId), amountMinor: -heldMinor },
  ]);
}

/** A hold was captured, in part or whole, also when it was converted (plan B): the memo closes, the rest is void. */
export function captureOfHold(deposit: DepositPosting, heldMinor: number, capturedMinor: number): Journal {
  assert(capturedMinor <= heldMinor, "a capture does not exceed its hold");
  return ofDeposit(deposit, "capture", [...voided(deposit, heldMinor), ...taken(deposit, capturedMinor)]);
}

/** The method cannot authorise: money was taken at once (plan C). */
export function captureDirect(deposit: DepositPosting, capturedMinor: number): Journal {
  return ofDeposit(deposit, "capture", taken(deposit, capturedMinor));
}

/** We let the hold go. */
export function releaseHold(deposit: DepositPosting, heldMinor: number): Journal {
  return ofDeposit(deposit, "release", voided(deposit, heldMinor));
}

/** The provider let the hold go; recorded whatever we think of it. */
export function lapseHold(deposit: DepositPosting, heldMinor: number): Journal {
  return ofDeposit(deposit, "lapse", voided(deposit, heldMinor));
}

/** The provider says that captured money went back to the buyer. */
export function refund(deposit: DepositPosting, refundedMinor: number): Journal {
  return ofDeposit(deposit, "refund", [
    { account: dep(deposit.depositId), amountMinor: positive(refundedMinor) },
    { account: provClearing(deposit.providerId), amountMinor: -refundedMinor },
  ]);
}

/** A refund that had been posted came back: the money is owed to the buyer again. Same `attempt` as its refund. */
export function refundFailed(deposit: DepositPosting, refundedMinor: number): Journal {
  return ofDeposit(deposit, "refund_failed", [
    { account: provClearing(deposit.providerId), amountMinor: positive(refundedMinor) },
    { account: dep(deposit.depositId), amountMinor: -refundedMinor },
  ]);
}

/** Reserve of an award unless the terms say otherwise: 5 %. */
export const RESERVE_BASIS_POINTS = 500;

/** How the price of goods divides. `goods = payable + reserve + fee`, exactly. */
export interface AwardSplit {
  readonly goodsMinor: number;
  readonly feeMinor: number;
  readonly reserveMinor: number;
  readonly payableMinor: number;
}

/** Fee and reserve are floors of basis points of the goods; the residue stays with the merchant. */
export function splitAward(goodsMinor: number, feeBasisPoints: number, reserveBasisPoints: number): AwardSplit {
  const feeMinor = basisPoints(goodsMinor, feeBasisPoints);
  const reserveMinor = Math.min(basisPoints(goodsMinor, reserveBasisPoints), goodsMinor - feeMinor);
  return { goodsMinor, feeMinor, reserveMinor, payableMinor: goodsMinor - feeMinor - reserveMinor };
}

export interface AwardPosting {
  readonly groupBuyId: string;
  /** Whose goods were received: the membership. Stands where a deposit id stands in other journals' ids. */
  readonly memberId: string;
  readonly merchantId: string;
  readonly currency: string;
  readonly attempt: number;
  /** What each captured deposit contributes: the guarantee deposit and the balance, each one or more minor units. */
  readonly parts: readonly { readonly depositId: string; readonly amountMinor: number }[];
  readonly feeBasisPoints: number;
  readonly reserveBasisPoints: number;
}

/** The goods were received: the deposits of one member become the merchant's money, less fee and reserve (M13). */
export function award(posting: AwardPosting): { readonly journal: Journal; readonly split: AwardSplit } {
  const goodsMinor = posting.parts.reduce((sum, part) => sum + positive(part.amountMinor), 0);
  const split = splitAward(goodsMinor, posting.feeBasisPoints, posting.reserveBasisPoints);
  const journal = makeJournal(posting.groupBuyId, posting.memberId, "award", posting.attempt, posting.currency, [
    ...posting.parts.map((part) => ({ account: dep(part.depositId), amountMinor: part.amountMinor })),
    ...present({ account: merPayable(posting.merchantId), amountMinor: -split.payableMinor }),
    ...present({ account: merReserve(posting.merchantId), amountMinor: -split.reserveMinor }),
    ...present({ account: platFee, amountMinor: -split.feeMinor }),
  ]);
  return { journal, split };
}

/** Who receives a forfeited deposit, by the published policy: the platform, a merchant, or other members' deposits. */
export interface ForfeitShare {
  readonly account: string;
  readonly amountMinor: number;
}

/** A buyer broke the rule that they had accepted (3.7). The shares are what leaves the deposit; nothing else moves. */
export function forfeit(deposit: Omit<DepositPosting, "providerId">, shares: readonly ForfeitShare[]): Journal {
  const allowed = ["platform-forfeit", "merchant-payable", "deposit"];
  for (const share of shares) {
    assert(allowed.includes(describeAccount(share.account)?.kind ?? ""), `${share.account} may receive a forfeit`);
    assert(share.account !== dep(deposit.depositId), "a deposit is not forfeited to itself");
  }
  const forfeitedMinor = shares.reduce((sum, share) => sum + positive(share.amountMinor), 0);
  return ofDeposit(deposit, "forfeit", [
    { account: dep(deposit.depositId), amountMinor: forfeitedMinor },
    ...shares.map((share) => ({ account: share.account, amountMinor: -share.amountMinor })),
  ]);
}

export interface PayoutPosting {
  readonly groupBuyId: string;
  readonly payoutId: string;
  readonly providerId: string;
  readonly currency: string;
  /** What is paid out: a merchant's payable, or a member's deposit account that holds a share of a forfeit. */
  readonly from: string;
  readonly amountMinor: number;
}

/** Step one, in the commit that plans the call: the money is promised and cannot be promised twice. */
export function payoutPlanned(payout: PayoutPosting): Journal {
  return ofPayout(payout, "payout_planned", payout.from, provTransit(payout.providerId));
}

/** Step two: the provider says that the money has left. */
export function payoutSettled(payout: PayoutPosting): Journal {
  return ofPayout(payout, "payout_settled", provTransit(payout.providerId), provClearing(payout.providerId));
}

/** Step two, the other way: the provider refused, the money is payable again. */
export function payoutFailed(payout: PayoutPosting): Journal {
  return ofPayout(payout, "payout_failed", provTransit(payout.providerId), payout.from);
}

/** It had left, and its bank sent it back: it is payable again. */
export function payoutReturned(payout: PayoutPosting): Journal {
  return ofPayout(payout, "payout_reversed", provClearing(payout.providerId), payout.from);
}

/** The provider kept a fee of its own. A fact: it may drive clearing below zero and then opens an incident. */
export function providerCost(deposit: DepositPosting, costMinor: number): Journal {
  return ofDeposit(deposit, "provider_cost", [
    { account: platProviderCost, amountMinor: positive(costMinor) },
    { account: provClearing(deposit.providerId), amountMinor: -costMinor },
  ]);
}

export interface ReservePosting {
  readonly groupBuyId: string;
  readonly merchantId: string;
  /** Which reserve: the journal id of the award that made it. */
  readonly refId: string;
  readonly currency: string;
  readonly amountMinor: number;
}

/** The reserve's time is over: it becomes payable. */
export function reserveReleased(reserve: ReservePosting): Journal {
  return makeJournal(reserve.groupBuyId, reserve.refId, "reserve_released", 1, reserve.currency, [
    { account: merReserve(reserve.merchantId), amountMinor: positive(reserve.amountMinor) },
    { account: merPayable(reserve.merchantId), amountMinor: -reserve.amountMinor },
  ]);
}

/** What a merchant owes after a dispute is taken from what has become payable to them (H11). */
export function debtRecovered(debt: Omit<ReservePosting, "refId">, attempt: number): Journal {
  return makeJournal(debt.groupBuyId, debt.merchantId, "debt_recovered", attempt, debt.currency, [
    { account: merPayable(debt.merchantId), amountMinor: positive(debt.amountMinor) },
    { account: merDebt(debt.merchantId), amountMinor: -debt.amountMinor },
  ]);
}

/** The platform's own money came to the provider, because somebody is owed and what there was has been taken (H11). */
export function toppedUp(
  topUp: Pick<DepositPosting, "groupBuyId" | "providerId" | "currency">,
  topUpId: string,
  amountMinor: number,
): Journal {
  return makeJournal(topUp.groupBuyId, topUpId, "topped_up", 1, topUp.currency, [
    { account: provClearing(topUp.providerId), amountMinor: positive(amountMinor) },
    { account: platFunds, amountMinor: -amountMinor },
  ]);
}

function voided(deposit: DepositPosting, heldMinor: number): Entry[] {
  return [
    { account: memoAuth(deposit.providerId), amountMinor: -positive(heldMinor) },
    { account: memoHold(deposit.depositId), amountMinor: heldMinor },
  ];
}

function taken(deposit: DepositPosting, capturedMinor: number): Entry[] {
  return [
    { account: provClearing(deposit.providerId), amountMinor: positive(capturedMinor) },
    { account: dep(deposit.depositId), amountMinor: -capturedMinor },
  ];
}

function ofDeposit(deposit: Omit<DepositPosting, "providerId">, kind: JournalKind, entries: readonly Entry[]): Journal {
  return makeJournal(deposit.groupBuyId, deposit.depositId, kind, deposit.attempt, deposit.currency, entries);
}

function ofPayout(payout: PayoutPosting, kind: JournalKind, debit: string, credit: string): Journal {
  return makeJournal(payout.groupBuyId, payout.payoutId, kind, 1, payout.currency, [
    { account: debit, amountMinor: positive(payout.amountMinor) },
    { account: credit, amountMinor: -payout.amountMinor },
  ]);
}

function present(entry: Entry): Entry[] {
  return entry.amountMinor === 0 ? [] : [entry];
}

function positive(amountMinor: number): number {
  assert(Number.isSafeInteger(amountMinor) && amountMinor > 0, "a movement is one or more whole minor units");
  return amountMinor;
}
