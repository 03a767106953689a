/**
 * What a better knowledge of the server's time does to what is shown (clock.md 4). Less than 2 ms is applied as it comes. Up
 * to 100 ms is spread over half a second, so that tenths pass a fifth faster or slower for a moment and none is skipped; time
 * never runs backwards, because it never runs slower than at four fifths. More than that is one step: whoever was so wrong
 * did not claim to be exact, and its state changes with it.
 *
 * What is still to be made good is part of the bound that a face claims: until it is, the face is that much less exact.
 */
export interface Correction {
  /** By how much the estimate is ahead of what is shown, at `fromMs` of the local clock; it fades to nothing. */
  readonly restMs: number;
  readonly fromMs: number;
}

const SILENT_MS = 2;
const STEP_MS = 100;
export const SPREAD_MS = 500;

/** The estimate has just moved by so much. */
export function correct(current: Correction | null, movedMs: number, localMs: number): Correction | null {
  if (Math.abs(movedMs) < SILENT_MS) return current;
  const restMs = restAt(current, localMs) + movedMs;
  const isSpread = Math.abs(restMs) >= SILENT_MS && Math.abs(restMs) <= STEP_MS;
  return isSpread ? { restMs, fromMs: localMs } : null;
}

/** How far what is shown is behind the estimate; negative where it is ahead. */
export function restAt(correction: Correction | null, localMs: number): number {
  if (correction === null) return 0;
  return correction.restMs * Math.max(0, 1 - (localMs - correction.fromMs) / SPREAD_MS);
}

/** How long to wait until what is shown has advanced by so much. */
export function waitMs(correction: Correction | null, localMs: number, advanceMs: number): number {
  const restMs = restAt(correction, localMs);
  if (correction === null || restMs === 0) return advanceMs;
  const leftMs = SPREAD_MS - (localMs - correction.fromMs);
  const spreadMs = advanceMs / (1 + restMs / leftMs);
  return spreadMs <= leftMs ? spreadMs : advanceMs - restMs;
}
