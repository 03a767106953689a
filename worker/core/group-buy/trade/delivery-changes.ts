import { assert } from "../../result.ts";
import type { Of } from "../events.ts";
import { change, plan, record, takenLegsOf } from "../money/leg-changes.ts";
import { surplusUnderWay } from "../money/refund-changes.ts";
import { changeOffer } from "../offers/offer-changes.ts";
import { changeMember, move } from "../seats/seat-changes.ts";
import { dealBy, dealOf, seatsOf, standingDeals } from "../state/deals.ts";
import { enter } from "../state/enter.ts";
import type { Member } from "../state/member.ts";
import { standingMinor } from "../state/parts.ts";
import type { GroupBuy } from "../state/state.ts";

/** What deliveries and a broken deal change (M13, M14, G22, G23): a part of the fold of `apply`. */

export function applyShipped(groupBuy: GroupBuy, event: Of<"shipped">): void {
  const member = changeMember(groupBuy, event.sealed.memberId);
  merchantSpoke(groupBuy, member, event.effectiveAtMs);
  member.shippedAtMs = event.sealed.shippedAtMs;
  member.carrier = event.sealed.carrier;
  member.tracking = event.sealed.tracking;
  member.confirmAtMs = event.sealed.confirmAtMs;
  for (const { id } of takenLegsOf(groupBuy, member)) {
    const leg = change(groupBuy, id);
    plan(leg, "in_delivery", surplusUnderWay(leg));
  }
  move(groupBuy, member, "shipped");
}

/** What deliveries, disputes and a broken deal change (M13–M15, G23): a part of the fold of `apply`. */

export function applyDelivered(groupBuy: GroupBuy, event: Of<"delivered">): void {
  const member = changeMember(groupBuy, event.sealed.memberId);
  member.deliveredAtMs = event.sealed.deliveredAtMs;
  member.deliveryProof = event.sealed.proof;
  member.confirmAtMs = event.sealed.confirmAtMs;
  merchantSpoke(groupBuy, member, event.effectiveAtMs);
}

export function applyReceived(groupBuy: GroupBuy, event: Of<"received">): void {
  const member = changeMember(groupBuy, event.sealed.memberId);
  member.confirmAtMs = null;
  for (const leg of takenLegsOf(groupBuy, member)) {
    record(change(groupBuy, leg.id), "awarded", standingMinor(leg), event);
    plan(leg, "settled", surplusUnderWay(leg));
  }
  move(groupBuy, member, "received");
}

export function applySettled(groupBuy: GroupBuy, event: Of<"settled">): void {
  for (const member of groupBuy.members.values()) {
    if (member.state === "received") move(groupBuy, member, "completed");
  }
  for (const { award } of standingDeals(groupBuy)) changeOffer(groupBuy, award.offerId).state = "fulfilled";
  enter(groupBuy, "settled", event);
}

export function applyBreachSuspected(groupBuy: GroupBuy, event: Of<"breach_suspected">): void {
  const deal = dealBy(groupBuy, event.sealed.offerId);
  if (deal) deal.breachSuspectedAtMs = event.effectiveAtMs;
}

/** G23, O7: before everything else ends as it would without goods. Who has the goods keeps them, and has paid for them. */
export function applyBreachDeclared(groupBuy: GroupBuy, event: Of<"breach_declared">): void {
  const deal = dealBy(groupBuy, event.sealed.offerId);
  assert(deal, "what is broken was awarded");
  for (const member of seatsOf(groupBuy, deal)) {
    if (member.state === "received") move(groupBuy, member, "completed");
  }
  changeOffer(groupBuy, deal.award.offerId).state = "breached";
}

/** About a delivery, to one of their own (G23). */
export function merchantSpoke(groupBuy: GroupBuy, member: Member, atMs: number): void {
  const deal = dealOf(groupBuy, member);
  if (deal) deal.merchantSpokeAtMs = atMs;
}
