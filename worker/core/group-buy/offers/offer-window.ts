import type { Concerning } from "../commands.ts";
import { everybody } from "../decision.ts";
import type { GroupBuy } from "../state/state.ts";

/** Until when offers may come: the bell, the window that the terms leave after it, and what soft closes have added. */
export function offersUntilMsOf({ terms, offersUntilMs }: GroupBuy): number {
  return offersUntilMs ?? terms.closesAtMs + terms.offerWindowMs;
}

/**
 * An offer in the last moments of the window gives everybody else as long to answer it, so that the last word is not won
 * by waiting for it (domain 3.3). Never before the bell: the deadline of a group-buy does not move for an offer (T7).
 */
export function softClose(groupBuy: GroupBuy, recvMs: number): readonly Concerning[] {
  const { terms, policy, state, offerExtensions } = groupBuy;
  const rule = policy.offerSoftClose;
  const isInWindow = terms.offerWindowMs > 0 && (state === "closing" || state === "selecting");
  if (!rule || !isInWindow || offerExtensions >= rule.times) return [];
  const untilMs = offersUntilMsOf(groupBuy);
  if (recvMs < untilMs - rule.lastMs) return [];
  const open = { untilMs: untilMs + rule.byMs, count: offerExtensions + 1 };
  return everybody({ type: "offer_window_extended", open, sealed: {} });
}
