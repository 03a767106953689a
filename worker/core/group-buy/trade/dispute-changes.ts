import { assert } from "../../result.ts";
import type { Of } from "../events.ts";
import { change, giveBack, plan, record, takenLegsOf } from "../money/leg-changes.ts";
import { returnSurplus, surplusUnderWay } from "../money/refund-changes.ts";
import { changeMember, move } from "../seats/seat-changes.ts";
import type { Dispute, Member } from "../state/member.ts";
import { standingMinor } from "../state/parts.ts";
import type { GroupBuy } from "../state/state.ts";
import { merchantSpoke } from "./delivery-changes.ts";

/** What a dispute about a delivery changes (M15): a part of the fold of `apply`. */

export function applyDisputed(groupBuy: GroupBuy, event: Of<"disputed">): void {
  const member = changeMember(groupBuy, event.sealed.memberId);
  const { reason, text, wantedMinor, untilMs } = event.sealed;
  member.confirmAtMs = null;
  member.dispute = {
    reason,
    text,
    wantedMinor,
    openedAtMs: event.effectiveAtMs,
    speaker: "merchant",
    untilMs,
    offeredMinor: null,
    answer: null,
    outcome: null,
  };
  move(groupBuy, member, "disputed");
}

export function applyDisputeAnswered(groupBuy: GroupBuy, event: Of<"dispute_answered">): void {
  const { memberId, offeredMinor, words, untilMs } = event.sealed;
  const member = changeMember(groupBuy, memberId);
  member.dispute = { ...disputeOf(member), speaker: event.open.next, offeredMinor, answer: words, untilMs };
  merchantSpoke(groupBuy, member, event.effectiveAtMs);
}

export function applyDisputeRaised(groupBuy: GroupBuy, event: Of<"dispute_raised">): void {
  const member = changeMember(groupBuy, event.sealed.memberId);
  member.dispute = { ...disputeOf(member), speaker: "operator", untilMs: event.sealed.untilMs };
}

/**
 * What goes back of a payment is more than is needed of it, and returns as such (M7); where nothing is left the whole
 * payment returns. A seat that got everything back has ended.
 */
export function applyDisputeEnded(groupBuy: GroupBuy, event: Of<"dispute_ended">): void {
  const { memberId, refundMinor, parts, words } = event.sealed;
  const member = changeMember(groupBuy, memberId);
  const outcome = { refundMinor, by: event.open.by, words };
  member.dispute = { ...disputeOf(member), speaker: null, outcome };
  let keptMinor = 0;
  for (const { id } of takenLegsOf(groupBuy, member)) {
    const leg = change(groupBuy, id);
    const backMinor = parts.find(({ legId }) => legId === id)?.amountMinor ?? 0;
    const restMinor = standingMinor(leg) - backMinor;
    keptMinor += restMinor;
    record(leg, "awarded", restMinor, event);
    if (restMinor === 0 && backMinor > 0) giveBack(groupBuy, leg);
    else {
      leg.keepMinor = restMinor;
      plan(leg, "settled", surplusUnderWay(leg));
      returnSurplus(leg);
    }
  }
  move(groupBuy, member, keptMinor === 0 ? "refunded" : "completed");
}

function disputeOf(member: Member): Dispute {
  assert(member.dispute, `${member.id} has a dispute`);
  return member.dispute;
}
