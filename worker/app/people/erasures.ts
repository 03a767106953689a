import type { Authorities } from "../authority.ts";
import type { Clock } from "../clock.ts";
import { inTurns } from "./in-turns.ts";
import type { ErasureStep, PersonalStore } from "./personal-store.ts";

export interface ErasureDependencies {
  readonly personal: PersonalStore;
  readonly authorities: Authorities;
  readonly clock: Clock;
}

const STEPS_A_ROUND = 60;
/** Longer than an object may take to answer. Whoever died with a step gives it back by this. */
const LEASE_MS = 60_000;
const RETRY_MS = [60_000, 5 * 60_000, 30 * 60_000, 2 * 3_600_000];

/**
 * Takes erasures that have begun further: each group-buy is asked to forget, until it says that it has (PD3). Safe to call
 * at any time and any number of times; an object that is down, or that something new ties the person to, is asked again.
 */
export async function runErasures(deps: ErasureDependencies, personId?: string): Promise<void> {
  const { personal, clock } = deps;
  const nowMs = clock.nowMs();
  const steps = await personal.take(nowMs, nowMs + LEASE_MS, STEPS_A_ROUND, personId);
  await inTurns(steps, (step) => forget(deps, step));
  await personal.finish(clock.nowMs());
}

async function forget({ personal, authorities, clock }: ErasureDependencies, step: ErasureStep): Promise<void> {
  const fault = await faultOf(authorities, step);
  if (fault === null) return personal.done(step, clock.nowMs());
  const retryMs = RETRY_MS[Math.min(step.tries, RETRY_MS.length) - 1] ?? 0;
  await personal.retry(step, clock.nowMs() + retryMs, fault);
}

async function faultOf(authorities: Authorities, { groupBuyId, personId }: ErasureStep): Promise<string | null> {
  try {
    const forgotten = await authorities.of(groupBuyId).forget(personId);
    if (!forgotten.ok) return forgotten.error.code;
    return forgotten.value.ties.length === 0 ? null : forgotten.value.ties.join(", ");
  } catch (error) {
    return `unavailable: ${String(error).slice(0, 200)}`;
  }
}
