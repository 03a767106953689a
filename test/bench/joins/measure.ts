/** One press and what came of it; times in ms since the epoch, of the one clock that this machine has. */
export interface Press {
  readonly sentMs: number;
  readonly acknowledgedMs: number;
  /** When the server says that it arrived, on this machine's clock; null where it does not say. */
  readonly stampedMs: number | null;
  /** False for a probe. */
  readonly isJoin: boolean;
  readonly isAccepted: boolean;
  /** The slug of a refusal. */
  readonly refusal: string | null;
}

export interface Figures {
  readonly presses: number;
  readonly accepted: number;
  readonly late: number;
  /** From the first press to the last acknowledgement. */
  readonly perSecond: number;
  readonly acknowledgedP50Ms: number;
  readonly acknowledgedP99Ms: number;
  readonly stampDelayP99Ms: number | null;
}

/** Wall clock with a fraction: `Date.now` alone is as coarse as what is measured. */
export function wallMs(): number {
  return performance.timeOrigin + performance.now();
}

/** Rounds are measured one after the other; their rates are averaged by time, their latencies pooled. */
export function figuresOf(rounds: readonly (readonly Press[])[]): Figures {
  const presses = rounds.flat();
  const seconds = rounds.reduce((sum, round) => sum + spanMs(round) / 1_000, 0);
  const waits = presses.map(({ sentMs, acknowledgedMs }) => acknowledgedMs - sentMs);
  const delays = presses.flatMap(({ sentMs, stampedMs }) => (stampedMs === null ? [] : [stampedMs - sentMs]));
  return {
    presses: presses.length,
    accepted: presses.filter(({ isAccepted }) => isAccepted).length,
    late: presses.filter(({ refusal }) => refusal === "deadline-passed").length,
    perSecond: presses.length / seconds,
    acknowledgedP50Ms: percentile(waits, 0.5),
    acknowledgedP99Ms: percentile(waits, 0.99),
    stampDelayP99Ms: delays.length === 0 ? null : percentile(delays, 0.99),
  };
}

function spanMs(round: readonly Press[]): number {
  const first = round.reduce((least, { sentMs }) => Math.min(least, sentMs), Infinity);
  const last = round.reduce((most, { acknowledgedMs }) => Math.max(most, acknowledgedMs), -Infinity);
  return last - first;
}

/** Nearest rank: a value that was measured. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? NaN;
}
