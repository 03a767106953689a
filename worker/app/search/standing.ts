import type { IndexState } from "../../contract/search.ts";
import { formatInstant } from "../../core/time/instant.ts";

/** How the index stands, as the index itself knows it. */
export interface IndexStanding {
  /** Everything that could be known by then is in it; null: nobody has looked yet. */
  readonly freshAtMs: number | null;
  /** False while it is being filled, or has rows of an older analyser: some demands may not be found by all their words. */
  readonly isWhole: boolean;
}

/** It is looked at every minute, and a delivery is tried again after five at the latest. */
export const STALE_AFTER_MS = 6 * 60_000;

/**
 * While both databases answer, a change that is not in the index after so long is one that is refused, of one group-buy:
 * operators are told, and results are not called old because of it.
 */
export const STUCK_AFTER_MS = 60 * 60_000;

export function stateOf({ freshAtMs, isWhole }: IndexStanding, nowMs: number): IndexState {
  const behindMs = freshAtMs === null ? null : Math.max(0, nowMs - freshAtMs);
  return {
    asOf: freshAtMs === null ? null : formatInstant(freshAtMs),
    behindMs,
    isStale: behindMs !== null && behindMs > STALE_AFTER_MS,
    isWhole,
  };
}
