import { assert } from "../../result.ts";
import { giveBack, legsOf, openLeg } from "../money/leg-changes.ts";
import { keepOnly } from "../money/refund-changes.ts";
import type { Of } from "../events.ts";
import { changeOffer } from "../offers/offer-changes.ts";
import { changeMember, move } from "../seats/seat-changes.ts";
import { dealBy, seatsOf, type Deal } from "../state/deals.ts";
import { enter } from "../state/enter.ts";
import { neededMinor } from "../state/parts.ts";
import type { GroupBuy } from "../state/state.ts";
import { hasEnded } from "../state/states.ts";

/** What becomes of the deals while the balances are due, and when their window is over (G18, G20, G21): a part of the fold. */

export function applyBalanceOpened(groupBuy: GroupBuy, event: Of<"balance_opened">): void {
  const member = changeMember(groupBuy, event.sealed.memberId);
  openLeg(groupBuy, event.sealed.leg, member.id);
  member.balanceLegId = event.sealed.leg.legId;
  member.address = event.sealed.address;
}

export function applyBalanceReminded(groupBuy: GroupBuy, event: Of<"balance_reminded">): void {
  groupBuy.remindedBeforeMs = event.open.leftMs;
}

export function applyPaid(groupBuy: GroupBuy, event: Of<"paid">): void {
  const member = changeMember(groupBuy, event.sealed.memberId);
  member.payByMs = null;
  move(groupBuy, member, "paid");
}

/** M11: unless the policy forfeits it, the deposit goes back, and what is beyond the policy of it; the balance always does. */
export function applyNoShow(groupBuy: GroupBuy, event: Of<"no_show">): void {
  const member = changeMember(groupBuy, event.sealed.memberId);
  keepOnly(groupBuy, event.sealed.keeps);
  for (const leg of legsOf(groupBuy, member)) {
    if (leg.purpose === "balance" || !event.sealed.isForfeited || neededMinor(leg) === 0) giveBack(groupBuy, leg);
  }
  member.forfeits = event.sealed.isForfeited;
  member.payByMs = null;
  move(groupBuy, member, "no_show");
}

export function applyShortfallAsked(groupBuy: GroupBuy, event: Of<"shortfall_asked">): void {
  dealIn(groupBuy, event).shortfall = { paidQuantity: event.open.qty, untilMs: event.open.untilMs };
}

export function applyCollected(groupBuy: GroupBuy, event: Of<"collected">): void {
  const deal = dealIn(groupBuy, event);
  deal.shortfall = null;
  deal.shipByMs = event.open.shipByMs;
  groupBuy.balanceDueAtMs = null;
  enter(groupBuy, "fulfilling", event);
}

/** It is as much as was awarded from here on; another merchant has yet to say the same (ADR 0022). */
export function applyLessAccepted(groupBuy: GroupBuy, event: Of<"less_accepted">): void {
  dealIn(groupBuy, event).shortfall = null;
}

/** Its seats end as they would if the group-buy had failed; the others go on (ADR 0022). */
export function applyAwardFell(groupBuy: GroupBuy, event: Of<"award_fell">): void {
  const deal = dealIn(groupBuy, event);
  Object.assign(deal, { fell: event.open.why, shortfall: null, proposal: null });
  for (const member of seatsOf(groupBuy, deal)) {
    // Whoever it bound stays its own, also where another takes the place of the last one that stood (G21).
    if (member.totalMinor !== null) changeMember(groupBuy, member.id).offerId = deal.award.offerId;
    const isOver = hasEnded(member.state) || member.state === "completed";
    if (isOver && member.forfeits !== true) continue;
    for (const leg of groupBuy.legs.values()) {
      if (leg.memberId === member.id) giveBack(groupBuy, leg);
    }
    const seat = changeMember(groupBuy, member.id);
    if (member.state === "no_show") seat.forfeits = false;
    else {
      seat.payByMs = null;
      seat.confirmAtMs = null;
      move(groupBuy, seat, "refunded");
    }
  }
  const offer = changeOffer(groupBuy, deal.award.offerId);
  if (offer.state !== "breached") offer.state = "refused";
}

function dealIn(
  groupBuy: GroupBuy,
  { sealed }: Of<"shortfall_asked" | "collected" | "less_accepted" | "award_fell">,
): Deal {
  const deal = dealBy(groupBuy, sealed.offerId);
  assert(deal, "what is collected was awarded");
  return deal;
}
