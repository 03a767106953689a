/** The one place where the browser's clocks are read. Time is counted on the monotonic one; the wall clock only betrays sleep. */
export function monotonicMs(): number {
  return performance.now();
}

export function wallMs(): number {
  return Date.now();
}

const STEPS = 3;
/** Some milliseconds: longer than any browser rounds to, but for those that hide from fingerprinting. */
const READINGS_MAXIMUM = 100_000;
const HIDING_MS = 100;
let grainMs: number | null = null;

/** The smallest step of the monotonic clock: browsers round it, each in its own way. Measured once. */
export function clockGrainMs(): number {
  return (grainMs ??= measureGrain(monotonicMs));
}

/** @param read a clock; it is read until it has stepped some times. */
export function measureGrain(read: () => number): number {
  let before = read();
  let smallestMs = Infinity;
  for (let steps = 0, readings = 0; steps < STEPS && readings < READINGS_MAXIMUM; readings += 1) {
    const now = read();
    if (now === before) continue;
    if (steps > 0) smallestMs = Math.min(smallestMs, now - before); // The first one was cut off.
    before = now;
    steps += 1;
  }
  return smallestMs === Infinity ? HIDING_MS : smallestMs;
}
