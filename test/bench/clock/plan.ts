/** What a path is made of. All times are true milliseconds since the page was opened. */
import type { Random } from "./random.ts";

/** How long one message that leaves at `atMs` is under way, were it alone on the path. */
export type Delay = (atMs: number, random: Random) => number;

export interface Span {
  readonly fromMs: number;
  readonly untilMs: number;
}

export interface DevicePlan {
  /** The local clock stands still, nothing runs; the wall clock goes on. */
  readonly sleeps: readonly Span[];
  /** The tab is hidden: no frames, timers only once in `hiddenTimerMs`. */
  readonly hidden: readonly Span[];
  readonly hiddenTimerMs: number;
  readonly wallSteps: readonly { readonly atMs: number; readonly stepMs: number }[];
  /** The wall clock is slewed at this rate while in the span. */
  readonly wallSlews: readonly (Span & { readonly ppm: number })[];
  /** The temperature's part of the skew: it changes by so much, evenly, over the session. */
  readonly skewRampPpm: number;
  /** Tasks that block the page, beside the 1 % of callbacks that are late by chance. */
  readonly tasks: readonly Span[];
}

export interface AuthorityPlan {
  readonly steps: readonly AuthorityStep[];
  /** How long the object takes to wake, from and to. */
  readonly wakeMs: readonly [number, number];
  /** A new epoch at every wake-up, each up to so far from the last one; null: the epoch lives on. */
  readonly restartStepMs: number | null;
}

export interface AuthorityStep {
  readonly atMs: number;
  readonly stepMs: number;
  /** A restart of the object, which says so; otherwise the platform's clock was set under a running one. */
  readonly isNewEpoch: boolean;
}

export interface Conditions {
  readonly up: Delay;
  readonly down: Delay;
  /** No socket: what is under way or sent then is lost. */
  readonly outages?: readonly Span[];
  readonly device?: Partial<DevicePlan>;
  readonly authority?: Partial<AuthorityPlan>;
}

export interface Path {
  readonly name: string;
  /** The conditions that one client meets. */
  readonly meet: (random: Random) => Conditions;
}

export const SESSION_MS = 600_000;
/** How often what is shown is compared with the truth. */
export const SAMPLE_MS = 100;

export function isWithin(spans: readonly Span[], atMs: number): boolean {
  return spans.some(({ fromMs, untilMs }) => atMs >= fromMs && atMs < untilMs);
}
