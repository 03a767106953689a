/**
 * A device's clocks as functions of true time: the monotonic one runs at its own rate, stands still in sleep and is
 * floored to 0.1 ms; the wall clock hangs on the same crystal, goes on in sleep and is set and slewed by others.
 */
import { type DevicePlan, SESSION_MS } from "./plan.ts";
import type { Random } from "./random.ts";

export interface Device {
  /** What `performance.now()` says. */
  monotonicMs(atMs: number): number;
  /** What `Date.now()` says. */
  wallMs(atMs: number): number;
  /** The true time at which the monotonic clock, unrounded, will read `localMs`. */
  whenMs(localMs: number): number;
  /** `atMs`, or the end of the sleep it falls into. */
  awakeMs(atMs: number): number;
}

const SKEW_PPM = 50;
const WANDER_PPM = 0.5;
const WALL_OFFSET_MS = 30 * 60_000;
const GRAINS_PER_MS = 10;
/** 2024-10-27T04:26:40Z: far from every edge of a calendar. */
export const ORIGIN_MS = 1_730_000_000_000;

export function createDevice(plan: DevicePlan, random: Random): Device {
  const skew = random.between(-SKEW_PPM, SKEW_PPM) * 1e-6;
  const wander = {
    rate: WANDER_PPM * 1e-6,
    periodMs: random.between(0.5, 2) * SESSION_MS,
    phase: random.between(0, 7),
  };
  const rampPerMs = (plan.skewRampPpm * 1e-6 * (random.chance(0.5) ? 1 : -1)) / SESSION_MS;
  const startedMs = random.between(1_000, 100_000);
  const wallOffsetMs = random.between(-WALL_OFFSET_MS, WALL_OFFSET_MS);

  /** How far the crystal has run ahead after so much time awake: the integral of its rate. */
  function aheadMs(elapsedMs: number): number {
    const { rate, periodMs, phase } = wander;
    const turn = (2 * Math.PI) / periodMs;
    const wave = (rate / turn) * (Math.cos(phase) - Math.cos(turn * elapsedMs + phase));
    return skew * elapsedMs + wave + (rampPerMs * elapsedMs ** 2) / 2;
  }

  function sleptMs(atMs: number): number {
    let slept = 0;
    for (const { fromMs, untilMs } of plan.sleeps) slept += Math.max(0, Math.min(atMs, untilMs) - fromMs);
    return slept;
  }

  function wallSetMs(atMs: number): number {
    let set = 0;
    for (const step of plan.wallSteps) if (atMs >= step.atMs) set += step.stepMs;
    for (const { fromMs, untilMs, ppm } of plan.wallSlews)
      set += Math.max(0, Math.min(atMs, untilMs) - fromMs) * ppm * 1e-6;
    return set;
  }

  return {
    monotonicMs(atMs) {
      const elapsedMs = atMs - sleptMs(atMs);
      return Math.floor((startedMs + elapsedMs + aheadMs(elapsedMs)) * GRAINS_PER_MS) / GRAINS_PER_MS;
    },
    wallMs(atMs) {
      const drift = aheadMs(atMs - sleptMs(atMs));
      return Math.floor(ORIGIN_MS + wallOffsetMs + atMs + drift + wallSetMs(atMs));
    },
    whenMs(localMs) {
      let elapsedMs = localMs - startedMs;
      for (let turn = 0; turn < 3; turn += 1) elapsedMs = localMs - startedMs - aheadMs(elapsedMs); // Contracts by 1e-4.
      let atMs = elapsedMs;
      for (const { fromMs, untilMs } of plan.sleeps) if (atMs >= fromMs) atMs += untilMs - fromMs;
      return atMs;
    },
    awakeMs(atMs) {
      return plan.sleeps.find(({ fromMs, untilMs }) => atMs >= fromMs && atMs < untilMs)?.untilMs ?? atMs;
    },
  };
}
