/**
 * When to send, at the latest, for a stamp before the deadline. Pairs of (local send, stamp) predict the stamp of the
 * next send directly, without splitting a round trip: however lopsided the path is, that error cancels.
 */
export interface SendForecast {
  observe(sentMs: number, stampMs: number): void;
  /** After a clock stepped, old pairs predict nothing. */
  clear(): void;
  /**
   * The last local moment to send so that the share `confidence` of the recent pairs would still have been in time; null
   * before there are any. At 0.5 it is the moment for which the expected stamp is the deadline.
   *
   * @param skewPpm how much faster the server's clock runs than ours
   */
  lastSafeSendMs(deadlineMs: number, confidence: number, skewPpm: number): number | null;
}

/** Enough for a 97 % quantile, few enough to follow a path that changes. */
const PAIRS_MAXIMUM = 30;
/** Younger pairs all count; of older ones only so many that there are this many in all. */
const PAIRS_MINIMUM = 10;
const RECENT_MS = 60_000;
/** After so much silence the probe may have woken the server's object, which is awake near any deadline. */
const WAKES_AFTER_MS = 9_000;
/** The stamp is rounded down by half a millisecond on average. */
const HALF_GRAIN_MS = 0.5;
/** What the frame may wait longer than a probe, and what rounding hides: all of it for certainty, nothing for an even chance. */
const MARGIN_MS = 1.5;

interface Pair {
  readonly sentMs: number;
  readonly stampMs: number;
  readonly isWaking: boolean;
}

export function createSendForecast(): SendForecast {
  let pairs: readonly Pair[] = []; // The newest first.

  return {
    observe(sentMs, stampMs) {
      const isWaking = sentMs - (pairs[0]?.sentMs ?? sentMs) > WAKES_AFTER_MS;
      pairs = [{ sentMs, stampMs, isWaking }, ...pairs]
        .slice(0, PAIRS_MAXIMUM)
        .filter((pair, index) => index < PAIRS_MINIMUM || sentMs - pair.sentMs <= RECENT_MS);
    },
    clear() {
      pairs = [];
    },
    lastSafeSendMs(deadlineMs, confidence, skewPpm) {
      const rate = 1 + skewPpm * 1e-6;
      const leads = pairs
        .filter(({ isWaking }) => !isWaking)
        .map(({ sentMs, stampMs }) => sentMs + (deadlineMs - HALF_GRAIN_MS - stampMs) / rate)
        .sort((a, b) => b - a);
      const lastMs = quantile(leads, confidence);
      return lastMs === null ? null : lastMs - MARGIN_MS * Math.max(0, 2 * confidence - 1);
    },
  };
}

/** Between the two nearest ranks. */
function quantile(sorted: readonly number[], share: number): number | null {
  const at = Math.min(1, Math.max(0, share)) * (sorted.length - 1);
  const [below, above] = [sorted[Math.floor(at)], sorted[Math.ceil(at)]];
  return below === undefined || above === undefined ? null : below + (above - below) * (at - Math.floor(at));
}
