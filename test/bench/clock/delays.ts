/** Parts of a delay, to be added up. */
import { type Delay, SESSION_MS, type Span } from "./plan.ts";
import type { Random } from "./random.ts";

export function sum(...parts: readonly Delay[]): Delay {
  return (atMs, random) => parts.reduce((total, part) => total + part(atMs, random), 0);
}

export function fixed(ms: number): Delay {
  return () => ms;
}

/** Cross traffic of a quiet path. */
export function exponential(meanMs: number): Delay {
  return (_, random) => random.exponential(meanMs);
}

/** The heavy tail of a radio. */
export function lognormal(medianMs: number, sigma: number): Delay {
  return (_, random) => random.lognormal(medianMs, sigma);
}

/** A radio's uplink may send once per grid only: a message waits for the next grant. */
export function grants(gridMs: number): Delay {
  return (_, random) => random.between(0, gridMs);
}

/** A lost segment comes again after a timeout; what was sent behind it waits (TCP). */
export function stalls(share: number, fromMs: number, untilMs: number): Delay {
  return (_, random) => (random.chance(share) ? random.between(fromMs, untilMs) : 0);
}

/** One delay after the other: from `fromMs` on, the last one whose time has come. */
export function route(legs: readonly { readonly fromMs: number; readonly delay: Delay }[]): Delay {
  return (atMs, random) => legs.findLast(({ fromMs }) => atMs >= fromMs)?.delay(atMs, random) ?? 0;
}

/** A queue while somebody else sends: it fills up to the span's peak, stays full, then drains. */
export interface Ramp extends Span {
  readonly peakMs: number;
}

const FILL_SHARE = 0.6;
const DRAIN_SHARE = 0.15;

export function queue(ramps: readonly Ramp[]): Delay {
  return (atMs) => {
    const ramp = ramps.find(({ fromMs, untilMs }) => atMs >= fromMs && atMs < untilMs);
    if (ramp === undefined) return 0;
    const share = (atMs - ramp.fromMs) / (ramp.untilMs - ramp.fromMs);
    return ramp.peakMs * Math.min(share / FILL_SHARE, 1, (1 - share) / DRAIN_SHARE);
  };
}

export interface RampsOptions {
  readonly pauseMs: readonly [number, number];
  readonly lengthMs: readonly [number, number];
  readonly peakMs: readonly [number, number];
}

/** Pauses and ramps in turn; a session may begin in the middle of either. */
export function rampsOf(random: Random, { pauseMs, lengthMs, peakMs }: RampsOptions): Ramp[] {
  const ramps: Ramp[] = [];
  let atMs = -random.between(0, pauseMs[1] + lengthMs[1]);
  while (atMs < SESSION_MS) {
    const fromMs = atMs + random.between(...pauseMs);
    const untilMs = fromMs + random.between(...lengthMs);
    ramps.push({ fromMs, untilMs, peakMs: random.between(...peakMs) });
    atMs = untilMs;
  }
  return ramps;
}
