import type { Authorities } from "../app/authority.ts";
import type { Log } from "../app/log.ts";
import type { Watch, Watched, Woken } from "../app/watch.ts";

/** One sweep wakes at most this many; the next one, a minute later, goes on. */
const SWEEP_MAXIMUM = 200;

/** Who can be woken: a merchant's account by its own object. Null, or nothing from an older version: there is nothing to say. */
export interface Sleepers {
  readonly authorities: Pick<Authorities, "of">;
  readonly merchantAccount: (merchantId: string) => { poke(): Promise<Woken | null> };
}

/**
 * Wakes objects whose due time has passed and that nobody has woken: an alarm may be late by a minute, and one that never
 * rang has been seen. The object decides by its own clock; being woken too often changes nothing (T5). What it says is due
 * next is put down, or it would be woken every minute until it has something to tell.
 */
export async function sweep(watch: Watch, sleepers: Sleepers, nowMs: number, log: Log): Promise<{ poked: number }> {
  const overdue = await watch.overdue(nowMs, SWEEP_MAXIMUM);
  const poked = await Promise.allSettled(overdue.map((one) => wake(sleepers, one)));
  for (const outcome of poked) {
    if (outcome.status === "rejected") log.error("watchdog.fault", outcome.reason);
  }
  const woken = poked.flatMap((outcome) => (outcome.status === "fulfilled" && outcome.value ? [outcome.value] : []));
  await watch.woken(woken, nowMs);
  return { poked: poked.length };
}

async function wake(sleepers: Sleepers, one: Watched): Promise<(Watched & Woken) | null> {
  const sleeper = one.kind === "group-buy" ? sleepers.authorities.of(one.id) : sleepers.merchantAccount(one.id);
  const said = await sleeper.poke();
  return said ? { ...one, nextDueAtMs: said.nextDueAtMs } : null;
}
