import { assert } from "../../result.ts";
import { change, openLeg, plan, record } from "./leg-changes.ts";
import { keepOnly, surplusUnderWay } from "./refund-changes.ts";
import type { Of } from "../events.ts";
import { neededMinor } from "../state/parts.ts";
import type { Leg } from "../state/leg.ts";
import type { GroupBuy } from "../state/state.ts";

/** The fold of deposits that are called in, and of the shares that are paid out of them (G8, H6). */

export function applyGuaranteeCalled(groupBuy: GroupBuy, event: Of<"guarantee_called">): void {
  const { why, amount } = event.open;
  const { legIds, memberIds } = event.sealed;
  groupBuy.guarantee = { why, amountMinor: amount, memberIds, sharedMinor: 0 };
  callIn(groupBuy, legIds);
}

export function applyGuaranteeShared(groupBuy: GroupBuy, event: Of<"guarantee_shared">): void {
  assert(groupBuy.guarantee, "what is shared was called before");
  const sharedMinor = groupBuy.guarantee.sharedMinor + event.open.amount;
  groupBuy.guarantee = { ...groupBuy.guarantee, sharedMinor };
  openShares(groupBuy, event);
}

export function applyForfeitsCalled(groupBuy: GroupBuy, event: Of<"forfeits_called">): void {
  const { amount, noShows } = event.open;
  const { legIds, payers, keeps } = event.sealed;
  keepOnly(groupBuy, keeps);
  const called = { amountMinor: amount, noShows, legIds, payers, sharedMinor: 0 };
  groupBuy.leftBehind = [...(groupBuy.leftBehind ?? []), called];
  callIn(groupBuy, legIds);
}

export function applyForfeitsShared(groupBuy: GroupBuy, event: Of<"forfeits_shared">): void {
  const { legId, shares } = event.sealed;
  groupBuy.leftBehind = groupBuy.leftBehind?.map((left) =>
    left.legIds.includes(legId) ? { ...left, sharedMinor: left.sharedMinor + event.open.amount } : left,
  );
  openShares(groupBuy, event);
  for (const share of shares) change(groupBuy, share.legId).shareOf = "no_shows";
}

export function applySharePaid(groupBuy: GroupBuy, event: Of<"share_paid">): void {
  const leg = change(groupBuy, event.sealed.legId);
  record(leg, "share_paid", event.open.amount, event);
  plan(leg, "paid_out", null);
}

/** It stays promised: the next attempt is planned with the failure, under another id. */
export function applyShareFailed(groupBuy: GroupBuy, event: Of<"share_failed">): void {
  const leg = change(groupBuy, event.sealed.legId);
  leg.attempt += 1;
  leg.declineCode = event.sealed.code;
  record(leg, "share_failed", event.open.amount, event);
  plan(leg, "payout_failed", "payout");
}

/** The id of the payout that a share is paid by; a later attempt is another one. */
export function payoutIdOf({ id, attempt }: Pick<Leg, "id" | "attempt">): string {
  return `${id}.${attempt}`;
}

/** These do not go back any more: what is only held is taken. */
function callIn(groupBuy: GroupBuy, legIds: readonly string[]): void {
  for (const id of legIds) {
    const leg = change(groupBuy, id);
    leg.isCalled = true;
    leg.convertAtMs = null;
    if (leg.state !== "held" || leg.pending !== null) continue;
    leg.captureMinor = neededMinor(leg);
    leg.pending = "capture";
  }
}

export function openShares(
  groupBuy: GroupBuy,
  event: Of<"guarantee_shared" | "forfeits_shared" | "bond_forfeited">,
): void {
  const leg = change(groupBuy, event.sealed.legId);
  record(leg, "forfeited", event.open.amount, event);
  plan(leg, "forfeited", surplusUnderWay(leg));
  for (const { memberId, ...part } of event.sealed.shares) {
    openLeg(groupBuy, { ...part, purpose: "share", quantity: 0, plan: "C", instrument: null }, memberId);
    const share = change(groupBuy, part.legId);
    plan(share, "paying", "payout");
    record(share, "share_owed", part.amountMinor, event);
  }
}
