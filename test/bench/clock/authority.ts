/** The object at the other end: its clock is the truth, it sleeps after ten seconds of silence, and it may restart. */
import type { AuthorityPlan } from "./plan.ts";
import { ORIGIN_MS } from "./device.ts";
import type { Random } from "./random.ts";

export interface Stamp {
  readonly serverMs: number;
  readonly epoch: string;
}

export interface Authority {
  /** The truth, to the fraction of a millisecond that no stamp tells. */
  timeMs(atMs: number): number;
  /** Takes a message that arrives at `atMs`: when it is stamped and answered, and with what. In order of arrival. */
  receive(atMs: number): { readonly handledMs: number; readonly stamp: Stamp };
  /** A stamp for a message that nobody asked for: the object is awake then. */
  push(atMs: number): Stamp;
  /** The last time at which the truth made a step that the client cannot know before it is told; −Infinity for never. */
  lastStepMs(atMs: number): number;
}

const SLEEPS_AFTER_MS = 10_000;

export interface AuthorityOptions extends AuthorityPlan {
  /** As it is near a deadline: somebody else keeps it awake. */
  readonly isKeptAwake: boolean;
}

export function createAuthority(options: AuthorityOptions, random: Random): Authority {
  const phaseMs = random.between(0, 1);
  const steps = [...options.steps];
  let readyMs = -Infinity;
  let lastActiveMs = -Infinity;
  let wakes = 0;

  function timeMs(atMs: number): number {
    let stepped = 0;
    for (const step of steps) if (atMs >= step.atMs) stepped += step.stepMs;
    return ORIGIN_MS + phaseMs + atMs + stepped;
  }

  function stampAt(atMs: number): Stamp {
    const restarts = steps.filter((step) => step.isNewEpoch && atMs >= step.atMs).length;
    return { serverMs: Math.floor(timeMs(atMs)), epoch: `k${restarts}` };
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
      const handledMs = Math.max(atMs, readyMs);
      lastActiveMs = handledMs;
      return { handledMs, stamp: stampAt(handledMs) };
    },
    push(atMs) {
      lastActiveMs = Math.max(lastActiveMs, atMs);
      return stampAt(Math.max(atMs, readyMs));
    },
    lastStepMs: (atMs) => Math.max(-Infinity, ...steps.filter((step) => atMs >= step.atMs).map((step) => step.atMs)),
  };
}
