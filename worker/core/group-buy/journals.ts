import type { Journal } from "../ledger/journal.ts";
import { dep, merPayable } from "../ledger/accounts.ts";
import {
  award,
  captureDirect,
  captureOfHold,
  forfeit,
  hold,
  lapseHold,
  payoutFailed,
  payoutPlanned,
  payoutReturned,
  payoutSettled,
  refund,
  refundFailed,
  releaseHold,
  toppedUp,
  type DepositPosting,
  type PayoutPosting,
} from "../ledger/posting.ts";
import {
  disputeLostBeforeAward,
  disputeLostToPlatform,
  disputeOpened,
  disputeWon,
  type DisputePosting,
} from "../ledger/dispute-posting.ts";
import { assert } from "../result.ts";
import { dealOf } from "./state/deals.ts";
import type { GroupBuyEvent, Of } from "./events.ts";
import type { Share } from "./money/money-events.ts";
import { payoutIdOf } from "./money/guarantee-changes.ts";
import { legsOf } from "./money/leg-changes.ts";
import { standingMinor } from "./state/parts.ts";
import { topUpIdOf, type Leg } from "./state/leg.ts";
import { requireLeg, requireMember, type GroupBuy } from "./state/state.ts";

/**
 * The journals that an event writes, read from the state as it stands *before* the event is applied. The log is the
 * source of the ledger: replaying it gives the same journals under the same ids.
 */
export function journalsOf(groupBuy: GroupBuy, event: GroupBuyEvent): readonly Journal[] {
  switch (event.type) {
    case "deposit_held":
      return [hold(posting(groupBuy, event.sealed.legId), event.open.amount)];
    case "deposit_captured": {
      const leg = requireLeg(groupBuy, event.sealed.legId);
      const deposit = posting(groupBuy, leg.id);
      const { amount } = event.open;
      return [leg.heldMinor > 0 ? captureOfHold(deposit, leg.heldMinor, amount) : captureDirect(deposit, amount)];
    }
    case "deposit_released":
      return event.open.amount > 0 ? [releaseHold(posting(groupBuy, event.sealed.legId), event.open.amount)] : [];
    case "deposit_lapsed":
    case "deposit_reversed":
      return event.open.amount > 0 ? [lapseHold(posting(groupBuy, event.sealed.legId), event.open.amount)] : [];
    case "part_refunded":
    case "deposit_refunded":
      return [refund(posting(groupBuy, event.sealed.legId), event.open.amount)];
    case "part_refund_returned": {
      const deposit = posting(groupBuy, event.sealed.legId);
      const attempt = event.sealed.attempt ?? deposit.attempt - 1;
      return [refundFailed({ ...deposit, attempt }, event.open.amount)];
    }
    case "refund_failed": {
      const { legId } = event.sealed;
      // Nothing was booked for a refund that never succeeded; one that did and came back is booked back.
      const isBooked = requireLeg(groupBuy, legId).state === "refunded";
      return isBooked ? [refundFailed(posting(groupBuy, legId), event.open.amount)] : [];
    }
    case "forfeited":
      return [
        forfeit(posting(groupBuy, event.sealed.legId), [
          { account: merPayable(event.sealed.merchantId), amountMinor: event.open.amount },
        ]),
      ];
    case "guarantee_shared":
    case "forfeits_shared":
    case "bond_forfeited":
      return sharedOut(groupBuy, event.sealed.legId, event.sealed.shares);
    case "share_paid":
      return [payoutSettled(payoutOf(groupBuy, requireLeg(groupBuy, event.sealed.legId)))];
    case "share_failed": {
      const leg = requireLeg(groupBuy, event.sealed.legId);
      const again = { ...leg, attempt: leg.attempt + 1 };
      const back = leg.state === "paid_out" ? payoutReturned : payoutFailed; // It had arrived, or it never left.
      return [back(payoutOf(groupBuy, leg)), payoutPlanned(payoutOf(groupBuy, again))];
    }
    case "topped_up": {
      const { legId } = event.sealed;
      const topUpId = topUpIdOf(legId, requireLeg(groupBuy, legId).topUp?.n ?? 0);
      return [toppedUp(posting(groupBuy, legId), topUpId, event.open.amount)];
    }
    case "chargeback_opened":
      return [disputeOpened(disputed(groupBuy, event))];
    case "chargeback_won":
      return [disputeWon(disputed(groupBuy, event))];
    case "chargeback_lost": {
      const dispute = disputed(groupBuy, event);
      const { bearer, surplusMinor = 0 } = event.sealed;
      if (bearer === "deposit") return [disputeLostBeforeAward(dispute)];
      const ofDeposit = surplusMinor > 0 ? [disputeLostBeforeAward({ ...dispute, amountMinor: surplusMinor }, 2)] : [];
      const restMinor = dispute.amountMinor - surplusMinor;
      // A merchant's own account knows reserve and debt, and books it.
      if (bearer === "merchant" || restMinor === 0) return ofDeposit;
      return [...ofDeposit, disputeLostToPlatform({ ...dispute, amountMinor: restMinor })];
    }
    case "received": {
      // Where a bank has called back all of it, the goods are there and nothing is left to award (H11).
      const legs = legsOf(groupBuy, requireMember(groupBuy, event.sealed.memberId));
      return legs.some((leg) => standingMinor(leg) > 0) ? [awardOf(groupBuy, event.sealed.memberId)] : [];
    }
    case "dispute_ended": {
      const { memberId, parts } = event.sealed;
      const back = new Map(parts.map(({ legId, amountMinor }) => [legId, amountMinor]));
      const isAnythingLeft = legsOf(groupBuy, requireMember(groupBuy, memberId)).some(
        (leg) => standingMinor(leg) > (back.get(leg.id) ?? 0),
      );
      return isAnythingLeft ? [awardOf(groupBuy, memberId, back)] : [];
    }
    default:
      return [];
  }
}

/** M13, M15: deposit and balance of one member become the merchant's, less what goes back, fee and reserve. */
function awardOf(groupBuy: GroupBuy, memberId: string, back: ReadonlyMap<string, number> = new Map()): Journal {
  const member = requireMember(groupBuy, memberId);
  const deal = dealOf(groupBuy, member);
  assert(deal, "goods are received only after an award");
  return award({
    groupBuyId: groupBuy.id,
    memberId,
    merchantId: deal.award.merchantId,
    currency: groupBuy.terms.currency,
    attempt: 1,
    parts: legsOf(groupBuy, member)
      .map((leg) => ({ depositId: leg.id, amountMinor: standingMinor(leg) - (back.get(leg.id) ?? 0) }))
      .filter(({ amountMinor }) => amountMinor > 0),
    feeBasisPoints: groupBuy.policy.feeBasisPoints,
    reserveBasisPoints: groupBuy.policy.reserveBasisPoints,
  }).journal;
}

/** G8, H6: a called deposit becomes one account for each member who gets a part of it, and is promised to them. */
function sharedOut(groupBuy: GroupBuy, legId: string, shares: readonly Share[]): readonly Journal[] {
  const parts = shares.map((share) => ({ account: dep(share.legId), amountMinor: share.amountMinor }));
  const planned = shares.map((share) =>
    payoutPlanned(payoutOf(groupBuy, { id: share.legId, attempt: 1, amountMinor: share.amountMinor })),
  );
  return [forfeit(posting(groupBuy, legId), parts), ...planned];
}

function payoutOf(groupBuy: GroupBuy, leg: Pick<Leg, "id" | "attempt" | "amountMinor">): PayoutPosting {
  return {
    groupBuyId: groupBuy.id,
    payoutId: payoutIdOf(leg),
    providerId: groupBuy.provider.id,
    currency: groupBuy.terms.currency,
    from: dep(leg.id),
    amountMinor: leg.amountMinor,
  };
}

function disputed(
  groupBuy: GroupBuy,
  { open, sealed }: Of<"chargeback_opened" | "chargeback_won" | "chargeback_lost">,
): DisputePosting {
  return {
    groupBuyId: groupBuy.id,
    disputeId: sealed.chargebackId,
    depositId: sealed.legId,
    providerId: groupBuy.provider.id,
    currency: open.currency,
    amountMinor: open.amount,
  };
}

function posting(groupBuy: GroupBuy, legId: string): DepositPosting {
  const leg = requireLeg(groupBuy, legId);
  return {
    groupBuyId: groupBuy.id,
    depositId: leg.id,
    providerId: groupBuy.provider.id,
    currency: groupBuy.terms.currency,
    attempt: leg.attempt,
  };
}
