/**
 * What is known for certain about the server's clock (set membership, in one dimension).
 *
 * Two facts are kept, each a point of the plane (local time, server time) that the truth passes above or below:
 * - a frame stamped `s` and received at local `b` proves that at `b` the server's time was at least `s`;
 * - a probe sent at local `a` and stamped `s` proves that at `a` the server's time was less than `s + 1`.
 *
 * Between those points and now the two clocks ran at rates that differ by at most `SKEW_MAX`, so every proof of one kind
 * loosens at the same speed. Hence the tightest proof stays the tightest, and one lower and one upper proof *are* the
 * intersection of the aged intervals of all exchanges ever made, not of the last few. The proofs speak of clocks and not
 * of paths: they stay true across handovers and new sockets, and the luckiest message of each direction keeps paying.
 *
 * Assumptions, and nothing else: relative skew within `SKEW_MAX` at every moment, honest stamps, and no step of either
 * clock that the caller has not been told of (`widen`).
 */
export interface ClockBound {
  /** The server's time is at least this at local `localMs`; null while nothing proves it. */
  earliestMs(localMs: number): number | null;
  /** The server's time is below this at local `localMs`; null while nothing proves it. */
  latestMs(localMs: number): number | null;
  proveLower(stampMs: number, receivedMs: number): void;
  proveUpper(stampMs: number, sentMs: number): void;
  /** The two proofs exclude each other: one of the clocks stepped. */
  isContradicted(localMs: number): boolean;
  /** Weakens the proofs by steps the clocks may have made, in milliseconds; negative values take that back. */
  widen(lowerMs: number, upperMs: number): void;
}

export const SKEW_MAX = 100e-6;

/** The server stamps whole milliseconds, rounded down. */
const STAMP_GRAIN_MS = 1;

interface Proof {
  readonly serverMs: number;
  readonly localMs: number;
}

/** @param grainMs the local clock is rounded down too: a reading stands for any moment in [reading, reading + grain). */
export function createClockBound(grainMs: number): ClockBound {
  let lower: Proof | null = null;
  let upper: Proof | null = null;

  // The elapsed time is stretched to the safe side by the grain, and the rate is taken at its worst.
  const above = (proof: Proof, localMs: number) => proof.serverMs + slowest(localMs - proof.localMs - grainMs);
  const below = (proof: Proof, localMs: number) => proof.serverMs - slowest(proof.localMs - localMs - grainMs);

  return {
    earliestMs: (localMs) => lower && above(lower, localMs),
    latestMs: (localMs) => upper && below(upper, localMs),
    isContradicted: (localMs) => lower !== null && upper !== null && above(lower, localMs) > below(upper, localMs),

    proveLower(stampMs, receivedMs) {
      const proof = { serverMs: stampMs, localMs: receivedMs };
      const whenMs = Math.max(receivedMs, lower?.localMs ?? receivedMs);
      if (lower === null || above(proof, whenMs) > above(lower, whenMs)) lower = proof;
    },
    proveUpper(stampMs, sentMs) {
      const proof = { serverMs: stampMs + STAMP_GRAIN_MS, localMs: sentMs };
      const whenMs = Math.max(sentMs, upper?.localMs ?? sentMs);
      if (upper === null || below(proof, whenMs) < below(upper, whenMs)) upper = proof;
    },
    widen(lowerMs, upperMs) {
      if (lower !== null) lower = { ...lower, serverMs: lower.serverMs - lowerMs };
      if (upper !== null) upper = { ...upper, serverMs: upper.serverMs + upperMs };
    },
  };
}

/** The least server time that passes in so much local time; looking back, the most that has passed. */
function slowest(elapsedMs: number): number {
  return elapsedMs - Math.abs(elapsedMs) * SKEW_MAX;
}
