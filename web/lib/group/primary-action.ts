import type { Asked, GroupBuyResource } from "../../../worker/contract/group-buy.ts";
import type { Phrase } from "../i18n/translate.ts";
import { isFull, isSeated, type BoardView } from "./board-view.ts";

/** The one button of the page: what this person can do now, and nothing else. */
export type PrimaryAction =
  | { readonly kind: "join" | "waitlist" }
  | { readonly kind: "asked"; readonly asked: Asked; readonly label: Phrase }
  | { readonly kind: "link"; readonly href: string; readonly label: Phrase }
  | { readonly kind: "none" };

/** What is asked and answered in a section of the page itself; the button only leads there. */
const IN_PAGE: ReadonlySet<Asked["what"]> = new Set(["choose", "vote", "consent"]);

export function isAnsweredInPage({ what }: Asked): boolean {
  return IN_PAGE.has(what);
}

export function primaryAction(groupBuy: GroupBuyResource, view: BoardView): PrimaryAction {
  const [asked] = groupBuy.asked;
  if (asked !== undefined) return { kind: "asked", asked, label: askedLabel(asked) };
  if (groupBuy.state === "draft") {
    return { kind: "link", href: `/start/check?draft=${groupBuy.id}`, label: { key: "group.continue" } };
  }
  const membership = groupBuy.me?.membership;
  if (membership?.dispute !== undefined && membership.dispute.speaker !== null) {
    return { kind: "link", href: `/g/${groupBuy.id}/dispute`, label: { key: "group.dispute_see" } };
  }
  if (membership !== undefined && (isSeated(membership.state) || !view.canJoin)) {
    const isOver = groupBuy.state === "failed" || groupBuy.state === "cancelled";
    const isBack = isOver && !(groupBuy.me?.legs ?? []).some(({ state }) => state === "forfeited");
    return {
      kind: "link",
      href: `/r/${membership.receiptId}`,
      label: { key: isBack ? "group.see_refund" : "group.see_receipt" },
    };
  }
  if (!view.canJoin) return { kind: "none" };
  return { kind: isFull(groupBuy) ? "waitlist" : "join" };
}

const TO_PAY: ReadonlySet<Asked["what"]> = new Set(["pay_balance", "pay_deposit", "pay_part", "confirm_deposit"]);

/** What this person is to pay now; undefined when it is paid, or was never asked. */
export function askedToPay({ asked }: GroupBuyResource): Asked | undefined {
  return asked.find(({ what }) => TO_PAY.has(what));
}

/** The bank has been asked and the next answer is its own. Scripts hear of it; a page without them has to look again. */
export function isBankAsked({ asked, me }: GroupBuyResource): boolean {
  const state = me?.membership?.state;
  return asked.length === 0 && (state === "held" || state === "balance_due");
}

function askedLabel(asked: Asked): Phrase {
  return { key: `group.asked_${asked.what}` };
}

/** The most that one place can cost as things stand: the first step of the ladder, or what was published as the ceiling. */
export function topPrice(groupBuy: GroupBuyResource): { readonly amount: number; readonly currency: string } {
  const prices = [groupBuy.ceilingUnitPrice, groupBuy.price.tiers[0]?.unitPrice, groupBuy.targetUnitPrice];
  const amount = Math.max(...prices.map((price) => price?.amount ?? 0));
  return { amount, currency: groupBuy.currency };
}

/** Leaving is free until the lock, and again after a deadline has moved (M6); who only waits may leave at any time, since nobody counts on them. */
export function canLeave(groupBuy: GroupBuyResource, nowMs: number): boolean {
  const membership = groupBuy.me?.membership;
  if (membership === undefined || membership.isInitiator) return false;
  if (membership.state === "waitlisted") return groupBuy.state === "open" || groupBuy.state === "suspended";
  if (membership.state !== "held" && membership.state !== "active") return false;
  if (groupBuy.freeExitUntil !== undefined && nowMs < Date.parse(groupBuy.freeExitUntil)) return true;
  return groupBuy.state === "suspended" || (groupBuy.state === "open" && !isLocked(groupBuy, nowMs));
}

/** G8: alone at any time; with others until the lock. After the minimum has been reached it costs the stake, where the rules have one. */
export function canCancel(groupBuy: GroupBuyResource, nowMs: number): boolean {
  if (groupBuy.me?.membership?.isInitiator !== true || groupBuy.state !== "open") return false;
  const isAlone = groupBuy.members <= 1;
  const isReached = groupBuy.quantity.verified >= groupBuy.quantity.minimum;
  return isAlone || (!isLocked(groupBuy, nowMs) && (!isReached || groupBuy.me.stake !== undefined));
}

function isLocked(groupBuy: GroupBuyResource, nowMs: number): boolean {
  return nowMs >= Date.parse(groupBuy.closesAt) - groupBuy.withdrawLockMs;
}
