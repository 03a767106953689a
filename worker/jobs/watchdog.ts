import type { Authorities } from "../app/authority.ts";
import type { Log } from "../app/log.ts";
import type { Directory } from "../app/directory.ts";

/** One sweep wakes at most this many; the next one, a minute later, goes on. */
const SWEEP_MAXIMUM = 200;

/**
 * Wakes group-buys whose due time has passed and that nobody has woken: an alarm may be late by a minute, and one that
 * never rang has been seen. The object decides by its own clock; being woken too often changes nothing (T5).
 */
export async function sweep(
  directory: Directory,
  authorities: Authorities,
  nowMs: number,
  log: Log,
): Promise<{ poked: number }> {
  const overdue = await directory.overdue(nowMs, SWEEP_MAXIMUM);
  const poked = await Promise.allSettled(overdue.map(({ groupBuyId }) => authorities.of(groupBuyId).poke()));
  for (const outcome of poked) {
    if (outcome.status === "rejected") {
      log.error("watchdog.fault", outcome.reason);
    }
  }
  return { poked: poked.length };
}
