import { createMachineClock, systemClock } from "../adapters/clock.ts";
import { createIds } from "../adapters/ids.ts";

/** What every part of one isolate shares. */
export const clock = systemClock;
export const ids = createIds(clock);
/** One for all objects of the isolate: its name is the root of their epochs (ADR 0017). */
export const machineClock = createMachineClock(ids);
