import { choosingWindows, DEFAULT_POLICY } from "../../../worker/core/group-buy/state/terms.ts";
import type { Candidate, GroupBuyResource } from "../../../worker/contract/group-buy.ts";

const HOUR_MS = 3_600_000;
const windows = choosingWindows(DEFAULT_POLICY);

/** How long choosing may take, in hours, as the rules of a new group-buy say it (G14, G18). */
export const SELECTION_HOURS = windows.selectionMs / HOUR_MS;
export const MERCHANT_HOURS = windows.merchantMs / HOUR_MS;

/** One offer of the comparison, and what this person may do with it. */
export interface CandidateView {
  readonly candidate: Candidate;
  /** Places that would not be bound by it: outside of somebody's word, or beyond what the merchant has. */
  readonly outside: number;
  readonly action: "choose" | "vote" | "none";
  readonly isMyVote: boolean;
}

/** The comparison in the order of the rule; empty where nobody compares, or this person does not. */
export function candidateViews(groupBuy: GroupBuyResource): readonly CandidateView[] {
  const { waiting } = groupBuy;
  const choosing = groupBuy.me?.choosing;
  if (choosing === undefined || (waiting?.for !== "initiator" && waiting?.for !== "votes")) return [];
  const mayChoose = waiting.for === "initiator" && groupBuy.me?.membership?.isInitiator === true;
  return choosing.candidates.map((candidate) => {
    const isMyVote = waiting.for === "votes" && choosing.vote === candidate.offerId;
    const mayVote = waiting.for === "votes" && !isMyVote;
    return {
      candidate,
      outside: Math.max(0, groupBuy.quantity.verified - candidate.quantity),
      action: !candidate.isChoosable ? "none" : mayChoose ? "choose" : mayVote ? "vote" : "none",
      isMyVote,
    };
  });
}
