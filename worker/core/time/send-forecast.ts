import { SKEW_MAX } from "./clock-bound.ts";

/**
 * When to send, at the latest, for a stamp before the deadline. Pairs of (local send, stamp) predict the stamp of the
 * next send directly, without splitting a round trip: however lopsided the path is, that error cancels.
 */
export interface SendForecast {
  observe(sentMs: number, stampMs: number): void;
  /** After a clock stepped, old pairs predict nothing. */
  clear(): void;
  /** The last local moment to send so that the share `confidence` of the recent pairs would still have been in time. */
  lastSafeSendMs(deadlineMs: number, confidence: number): number | null;
}

/** Enough for a 97 % quantile, few enough to follow a path that changes. */
const PAIRS_MAXIMUM = 30;
/** Younger pairs all count; of older ones only so many that there are this many in all. */
const PAIRS_MINIMUM = 10;
const RECENT_MS = 60_000;
/** The stamp is rounded down by up to 1 ms, and the frame may wait up to 1 ms more than the probes did. */
const MARGIN_MS = 2;

export function createSendForecast(grainMs: number): SendForecast {
  let pairs: { readonly sentMs: number; readonly stampMs: number }[] = []; // The newest first.

  return {
    observe(sentMs, stampMs) {
      pairs = [{ sentMs, stampMs }, ...pairs]
        .slice(0, PAIRS_MAXIMUM)
        .filter((pair, index) => index < PAIRS_MINIMUM || sentMs - pair.sentMs <= RECENT_MS);
    },
    clear() {
      pairs = [];
    },
    lastSafeSendMs(deadlineMs, confidence) {
      const latestFirst = pairs.map((pair) => lastSendLike(pair, deadlineMs)).sort((a, b) => b - a);
      const index = Math.min(latestFirst.length - 1, Math.max(0, Math.ceil(confidence * latestFirst.length) - 1));
      const lastMs = latestFirst[index];
      return lastMs === undefined ? null : lastMs - grainMs;
    },
  };
}

/** The last send that would make it with the delay of this pair, if the server's clock ran as fast against ours as it may. */
function lastSendLike({ sentMs, stampMs }: { sentMs: number; stampMs: number }, deadlineMs: number): number {
  const leftMs = deadlineMs - MARGIN_MS - stampMs;
  return sentMs + leftMs / (leftMs > 0 ? 1 + SKEW_MAX : 1 - SKEW_MAX);
}
