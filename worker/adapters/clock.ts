import type { Clock } from "../app/clock.ts";

/** The machine's clock. In production it stands still between I/O events (platform.md 2). */
export const systemClock: Clock = { nowMs: () => Date.now() };
