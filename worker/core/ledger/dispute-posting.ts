import { assert } from "../result.ts";
import { dep, disp, merDebt, merPayable, merReserve, platDisputeLoss, provClearing } from "./accounts.ts";
import { makeJournal, type Entry, type Journal, type JournalKind } from "./journal.ts";

/** A dispute is an overlay on a deposit: the provider takes the amount first and says later who was right. */
export interface DisputePosting {
  readonly groupBuyId: string;
  readonly disputeId: string;
  readonly depositId: string;
  readonly providerId: string;
  readonly currency: string;
  readonly amountMinor: number;
}

/** The provider took the amount. A fact, also when it drives clearing below zero. */
export function disputeOpened(dispute: DisputePosting): Journal {
  return ofDispute(dispute, "dispute_opened", [
    { account: disp(dispute.disputeId), amountMinor: dispute.amountMinor },
    { account: provClearing(dispute.providerId), amountMinor: -dispute.amountMinor },
  ]);
}

/** The provider gave the amount back. */
export function disputeWon(dispute: DisputePosting): Journal {
  return ofDispute(dispute, "dispute_won", [
    { account: provClearing(dispute.providerId), amountMinor: dispute.amountMinor },
    { account: disp(dispute.disputeId), amountMinor: -dispute.amountMinor },
  ]);
}

/**
 * Lost of what stood on the deposit: the buyer has it back, by the provider's hand. `nth` is 2 where it is a part only, beside
 * the loss of others: two movements of one dispute.
 */
export function disputeLostBeforeAward(dispute: DisputePosting, nth: 1 | 2 = 1): Journal {
  const entries = [
    { account: dep(dispute.depositId), amountMinor: dispute.amountMinor },
    { account: disp(dispute.disputeId), amountMinor: -dispute.amountMinor },
  ];
  return ofDispute(dispute, "dispute_lost", entries, nth);
}

/**
 * Lost after the award: the reserve bears what it holds, then the merchant owes up to `debtMaximumMinor`, and the
 * platform bears the rest.
 */
export function disputeLostAfterAward(
  dispute: DisputePosting,
  merchantId: string,
  reserveMinor: number,
  debtMaximumMinor: number,
): Journal {
  const fromReserveMinor = Math.min(reserveMinor, dispute.amountMinor);
  const fromDebtMinor = Math.min(debtMaximumMinor, dispute.amountMinor - fromReserveMinor);
  const lossMinor = dispute.amountMinor - fromReserveMinor - fromDebtMinor;
  return ofDispute(dispute, "dispute_lost", [
    { account: merReserve(merchantId), amountMinor: fromReserveMinor },
    { account: merDebt(merchantId), amountMinor: fromDebtMinor },
    { account: platDisputeLoss, amountMinor: lossMinor },
    { account: disp(dispute.disputeId), amountMinor: -dispute.amountMinor },
  ]);
}

/** Lost after the money had gone to where it does not come back from: to its own buyer, or to other members. */
export function disputeLostToPlatform(dispute: DisputePosting): Journal {
  return ofDispute(dispute, "dispute_lost", [
    { account: platDisputeLoss, amountMinor: dispute.amountMinor },
    { account: disp(dispute.disputeId), amountMinor: -dispute.amountMinor },
  ]);
}

export interface PayoutReversalPosting {
  readonly groupBuyId: string;
  readonly reversalId: string;
  readonly merchantId: string;
  readonly providerId: string;
  readonly currency: string;
  readonly amountMinor: number;
  /** What the merchant owes now; the reversal pays it first, the rest becomes payable again. */
  readonly debtMinor: number;
}

/** A payout came back, wholly or in part. */
export function payoutReversed(reversal: PayoutReversalPosting): Journal {
  const toDebtMinor = Math.min(reversal.debtMinor, reversal.amountMinor);
  const entries = [
    { account: provClearing(reversal.providerId), amountMinor: reversal.amountMinor },
    { account: merDebt(reversal.merchantId), amountMinor: -toDebtMinor },
    { account: merPayable(reversal.merchantId), amountMinor: toDebtMinor - reversal.amountMinor },
  ];
  return makeJournal(
    reversal.groupBuyId,
    reversal.reversalId,
    "payout_reversed",
    1,
    reversal.currency,
    entries.filter((entry) => entry.amountMinor !== 0),
  );
}

function ofDispute(dispute: DisputePosting, kind: JournalKind, entries: readonly Entry[], nth = 1): Journal {
  assert(Number.isSafeInteger(dispute.amountMinor) && dispute.amountMinor > 0, "a dispute is about some amount");
  const moved = entries.filter((entry) => entry.amountMinor !== 0);
  return makeJournal(dispute.groupBuyId, dispute.disputeId, kind, nth, dispute.currency, moved);
}
