/** The object at the other end: its clock is the truth, it sleeps after ten seconds of silence, and it may restart. */
import type { AuthorityPlan } from "./plan.ts";
import { ORIGIN_MS } from "./device.ts";
import type { Random } from "./random.ts";

export interface Stamp {
  readonly serverMs: number;
  readonly epoch: string;
}

export interface Authority {
  /** The truth, to the fraction of a millisecond that no stamp tells; like the stamps it never goes back (rule T3). */
  timeMs(atMs: number): number;
  /** When a message that arrives at `atMs` is handled: at once, or as soon as the object is awake. */
  receive(atMs: number): number;
  stamp(atMs: number): Stamp;
  /** Since when the truth has run evenly: no client can know of a step before it is told. */
  evenSinceMs(atMs: number): number;
}

const SLEEPS_AFTER_MS = 10_000;

export interface AuthorityOptions extends AuthorityPlan {
  /** As it is near a deadline: somebody else keeps it awake. */
  readonly isKeptAwake: boolean;
}

export function createAuthority(options: AuthorityOptions, random: Random): Authority {
  const phaseMs = random.between(0, 1_000);
  const steps = [...options.steps];
  let readyMs = -Infinity;
  let lastActiveMs = -Infinity;
  let lastStampMs = -Infinity;
  let stoodStillUntilMs = -Infinity;
  let wakes = 0;
  let stands = 0;
  let isStanding = false;

  function platformMs(atMs: number): number {
    let stepped = 0;
    for (const step of steps) if (atMs >= step.atMs) stepped += step.stepMs;
    return ORIGIN_MS + phaseMs + atMs + stepped;
  }

  /** A platform clock that fell back is waited for; while it is, and from then on, the epoch is another (ADR 0017). */
  function timeMs(atMs: number): number {
    const timeOfPlatformMs = platformMs(atMs);
    if (timeOfPlatformMs >= lastStampMs) return timeOfPlatformMs;
    stoodStillUntilMs = atMs + lastStampMs - timeOfPlatformMs;
    return lastStampMs;
  }

  function wake(atMs: number): void {
    readyMs = atMs + random.between(...options.wakeMs);
    wakes += 1;
    if (options.restartStepMs === null || wakes === 1) return;
    const stepMs = random.between(-options.restartStepMs, options.restartStepMs);
    steps.push({ atMs: readyMs, stepMs, isNewEpoch: true });
  }

  return {
    timeMs,
    receive(atMs) {
      if (!options.isKeptAwake && atMs - lastActiveMs > SLEEPS_AFTER_MS) wake(atMs);
      lastActiveMs = Math.max(atMs, readyMs);
      return lastActiveMs;
    },
    stamp(atMs) {
      const restarts = steps.filter((step) => step.isNewEpoch && atMs >= step.atMs).length;
      const wasStanding = isStanding;
      isStanding = platformMs(atMs) < lastStampMs;
      if (isStanding && !wasStanding) stands += 1;
      lastStampMs = Math.floor(timeMs(atMs));
      return { serverMs: lastStampMs, epoch: `k${restarts}.${stands}${isStanding ? "~" : ""}` };
    },
    evenSinceMs: (atMs) =>
      Math.max(stoodStillUntilMs, ...steps.filter((step) => atMs >= step.atMs).map((step) => step.atMs)),
  };
}
