import type { GroupBuyStateName, MemberStateName } from "../group-buy/states.ts";
import type { TextLimits } from "../text.ts";
import type { InstantMs } from "../time/instant.ts";

export const REVIEW_TEXT: TextLimits = {
  graphemesMaximum: 1_000,
  bytesMaximum: 4_000,
  multiline: true,
  allowEmpty: true,
};
export const REPLY_TEXT: TextLimits = { graphemesMaximum: 1_000, bytesMaximum: 4_000, multiline: true };

const STARS_MAXIMUM = 5;
/** How long after the settlement a review may be written, and changed (G22). */
export const REVIEWABLE_MS = 14 * 86_400_000;

export function isStars(stars: number): boolean {
  return Number.isInteger(stars) && stars >= 1 && stars <= STARS_MAXIMUM;
}

/** What a review rests on: the group-buy as its authority knows it, by its own clock. */
export interface Delivered {
  readonly state: GroupBuyStateName;
  readonly settledAtMs: InstantMs;
  readonly nowMs: InstantMs;
  /** The reviewer's own seat, if there is one. */
  readonly seat: MemberStateName | null;
}

/** Only who really received, and only for a while. */
export function mayReview({ state, settledAtMs, nowMs, seat }: Delivered): "yes" | "not-received" | "not-now" {
  if (seat !== "completed") return "not-received";
  return state === "settled" && nowMs < settledAtMs + REVIEWABLE_MS ? "yes" : "not-now";
}
