import type { BreachCase, Dispute as DisputeResource, DisputeCase } from "../../contract/disputes.ts";
import type { Asked, Membership } from "../../contract/group-buy.ts";
import { suspectedDeals } from "../../core/group-buy/trade/breach.ts";
import { paidMinor } from "../../core/group-buy/trade/disputes.ts";
import type { Dispute, Member } from "../../core/group-buy/state/member.ts";
import { membersInOrder, type GroupBuy } from "../../core/group-buy/state/state.ts";
import type { MemberStateName } from "../../core/group-buy/state/states.ts";
import { formatInstant } from "../../core/time/instant.ts";
import { moneyIn } from "./money.ts";
import { dealOf, seatsOf } from "../../core/group-buy/state/deals.ts";

/** What a member sees of their own delivery. */
export function presentDelivery(groupBuy: GroupBuy, member: Member): Pick<Membership, "delivery" | "dispute"> {
  const { shippedAtMs, deliveredAtMs, confirmAtMs, carrier, tracking, dispute } = member;
  return {
    ...(shippedAtMs !== null && {
      delivery: {
        shippedAt: formatInstant(shippedAtMs),
        carrier,
        tracking,
        deliveredAt: instantOrNull(deliveredAtMs),
        confirmBy: instantOrNull(confirmAtMs),
        paid: moneyIn(groupBuy)(member.totalMinor ?? 0),
      },
    }),
    ...(dispute && { dispute: presentDispute(groupBuy, dispute) }),
  };
}

export function presentDispute(groupBuy: GroupBuy, dispute: Dispute): DisputeResource {
  const money = moneyIn(groupBuy);
  const { reason, text, wantedMinor, openedAtMs, speaker, untilMs, offeredMinor, answer, outcome } = dispute;
  return {
    reason,
    text,
    wanted: money(wantedMinor),
    openedAt: formatInstant(openedAtMs),
    speaker,
    until: formatInstant(untilMs),
    offered: offeredMinor === null ? null : money(offeredMinor),
    answer,
    outcome: outcome && { refund: money(outcome.refundMinor), by: outcome.by, words: outcome.words },
  };
}

/** M14: a proposal waits for the member's word. */
export function askedAboutDispute(groupBuy: GroupBuy, { state, dispute }: Member): Asked[] {
  if (state !== "disputed" || dispute?.speaker !== "member") return [];
  return [
    {
      what: "answer_dispute",
      call: `POST /api/v1/group-buys/${groupBuy.id}/joins/me/disputes/reply`,
      until: formatInstant(dispute.untilMs),
      amount: moneyIn(groupBuy)(dispute.offeredMinor ?? 0),
    },
  ];
}

/** What is open between this group-buy's members and their merchants, soonest date first. */
export function presentDisputes(groupBuy: GroupBuy): DisputeCase[] {
  const { terms } = groupBuy;
  return membersInOrder(groupBuy)
    .flatMap((member) => {
      const award = dealOf(groupBuy, member)?.award;
      const { state, dispute } = member;
      return state === "disputed" && dispute && award ? [{ member, dispute, award }] : [];
    })
    .sort((a, b) => a.dispute.untilMs - b.dispute.untilMs || a.member.seq - b.member.seq)
    .map(({ member, dispute, award }) => ({
      id: member.id,
      groupBuyId: groupBuy.id,
      groupBuyTitle: terms.title,
      kind: terms.kind,
      merchantId: award.merchantId,
      merchantName: award.merchantName,
      pseudonym: member.pseudonym,
      quantity: member.quantity,
      country: member.country,
      paid: moneyIn(groupBuy)(paidMinor(groupBuy, member)),
      shippedAt: instantOrNull(member.shippedAtMs),
      carrier: member.carrier,
      tracking: member.tracking,
      deliveredAt: instantOrNull(member.deliveredAtMs),
      deliveryProof: member.deliveryProof,
      dispute: presentDispute(groupBuy, dispute),
    }));
}

/** G23: whether a merchant has broken the deal, with what an operator weighs. Of several the first; the next comes after it. */
export function presentBreach(groupBuy: GroupBuy): BreachCase | null {
  const [deal] = suspectedDeals(groupBuy);
  if (!deal) return null;
  const { award, shipByMs, breachSuspectedAtMs, merchantSpokeAtMs } = deal;
  if (shipByMs === null || breachSuspectedAtMs === null) return null;
  const { terms } = groupBuy;
  const members = seatsOf(groupBuy, deal);
  const quantityIn = (...states: readonly MemberStateName[]) =>
    members.reduce((sum, { state, quantity }) => sum + (states.includes(state) ? quantity : 0), 0);
  const unreleasedMinor = members
    .filter(({ state }) => state === "paid" || state === "shipped" || state === "disputed")
    .reduce((sum, member) => sum + paidMinor(groupBuy, member), 0);
  return {
    groupBuyId: groupBuy.id,
    groupBuyTitle: terms.title,
    merchantId: award.merchantId,
    merchantName: award.merchantName,
    shipBy: formatInstant(shipByMs),
    suspectedAt: formatInstant(breachSuspectedAtMs),
    spokeAt: instantOrNull(merchantSpokeAtMs),
    unshipped: quantityIn("paid"),
    shipped: quantityIn("shipped", "disputed"),
    received: quantityIn("received", "completed"),
    unreleased: moneyIn(groupBuy)(unreleasedMinor),
  };
}

function instantOrNull(atMs: number | null): string | null {
  return atMs === null ? null : formatInstant(atMs);
}
