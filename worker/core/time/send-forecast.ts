/**
 * When to send, at the latest, for a stamp before the deadline. Pairs of (local send, stamp) predict the stamp of the
 * next send directly, without splitting a round trip: however lopsided the path is, that error cancels.
 */
export interface SendForecast {
  /** `isProbe`: a frame on the socket like a press, and not a request that takes a page to answer. */
  observe(sentMs: number, stampMs: number, isProbe: boolean): void;
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

/** Enough for the tail of a quiet path, few enough to follow a path that changes. */
const PAIRS_MAXIMUM = 40;
/** Younger pairs all count; of older ones only so many that there are this many in all. */
const PAIRS_MINIMUM = 16;
const RECENT_MS = 60_000;
/** After so much silence a probe may have woken the server's object, which is awake near any deadline. */
const WAKES_AFTER_MS = 9_000;
/** The stamp is rounded down by half a millisecond on average. */
const HALF_GRAIN_MS = 0.5;
/** What the frame may wait longer than a probe, and what rounding hides: all of it for certainty, nothing for an even chance. */
const MARGIN_MS = 1.5;
/** And what a few pairs do not tell yet, shared among them. */
const IGNORANCE_MS = 10;
/** Sends that are too late are to be rarer than asked for by this factor: the past of a path is not its future. */
const CAUTION = 5;

interface Pair {
  readonly sentMs: number;
  readonly stampMs: number;
  /** As a press near the deadline would be: a probe, to an object that was awake. */
  readonly isAlike: boolean;
}

export function createSendForecast(): SendForecast {
  let pairs: readonly Pair[] = []; // The newest first.
  let lastSentMs = Infinity;

  return {
    observe(sentMs, stampMs, isProbe) {
      const isAlike = isProbe && sentMs - lastSentMs <= WAKES_AFTER_MS;
      lastSentMs = sentMs;
      if (!isAlike && pairs[0]?.isAlike) return;
      pairs = [{ sentMs, stampMs, isAlike }, ...pairs.filter((pair) => pair.isAlike === isAlike)]
        .slice(0, PAIRS_MAXIMUM)
        .filter((pair, index) => index < PAIRS_MINIMUM || sentMs - pair.sentMs <= RECENT_MS);
    },
    clear() {
      pairs = [];
    },
    lastSafeSendMs(deadlineMs, confidence, skewPpm) {
      const rate = 1 + skewPpm * 1e-6;
      const leads = pairs
        .map(({ sentMs, stampMs }) => sentMs + (deadlineMs - HALF_GRAIN_MS - stampMs) / rate)
        .sort((a, b) => b - a);
      const sureness = Math.max(0, 2 * confidence - 1);
      const late = (1 - confidence) / (1 + (CAUTION - 1) * sureness);
      const lastMs = exceededBy(leads, late);
      return lastMs === null ? null : lastMs - (MARGIN_MS + IGNORANCE_MS / leads.length) * sureness;
    },
  };
}

/**
 * Which value the next one falls below with probability `share`, going by the `n` values so far, the largest first: the
 * next one takes any of n + 1 places between them equally likely. Beyond the smallest an exponential tail is assumed.
 */
function exceededBy(values: readonly number[], share: number): number | null {
  const n = values.length;
  if (n === 0) return null;
  const place = (1 - share) * (n + 1) - 1;
  const at = Math.min(n - 1, Math.max(0, place));
  const [above = 0, below = 0, middle = 0] = [values[Math.floor(at)], values[Math.ceil(at)], values[n >> 1]];
  if (place <= n - 1) return above + (below - above) * (at - Math.floor(at));
  const tailMs = (middle - below) / Math.log(Math.max(2, n / 2));
  return below - tailMs * Math.log(1 / (Math.max(share, 1e-3) * (n + 1)));
}
