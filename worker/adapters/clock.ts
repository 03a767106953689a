import { bytesToHex } from "@noble/hashes/utils.js";
import type { Clock, MachineClock } from "../app/clock.ts";
import type { Ids } from "../app/ids.ts";

/** The machine's clock. In production it stands still between I/O events (platform.md 2). */
export const systemClock: Clock = { nowMs: () => Date.now() };

/**
 * The machine's clock under a name of this isolate's own: make it once for the isolate. Objects come and go meanwhile,
 * and all of them read the same clock.
 */
export function createMachineClock(ids: Pick<Ids, "randomBytes">): MachineClock {
  let name: string | null = null; // Given at first use: the platform has no chance to offer before the first event.
  return {
    nowMs: () => systemClock.nowMs(),
    get name() {
      return (name ??= bytesToHex(ids.randomBytes(4)));
    },
    rename() {
      name = null;
    },
  };
}
