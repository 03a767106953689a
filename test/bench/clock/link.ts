/** One direction of a socket: strictly first in, first out, as TCP is. A stalled message holds up all behind it. */
import type { Delay, Span } from "./plan.ts";
import { isWithin } from "./plan.ts";
import type { Random } from "./random.ts";

export interface Link {
  /** When a message that leaves at `atMs` arrives; null if the socket is gone before. */
  carry(atMs: number): number | null;
  /** The same for a message that is only thought of: it holds up nothing. */
  imagine(atMs: number, random: Random): number;
}

export function createLink(delay: Delay, outages: readonly Span[], random: Random): Link {
  let lastArrivalMs = -Infinity;

  function arrival(atMs: number, chance: Random): number {
    return Math.max(atMs + delay(atMs, chance), lastArrivalMs);
  }

  return {
    carry(atMs) {
      if (isWithin(outages, atMs)) return null;
      const arrivalMs = arrival(atMs, random);
      if (outages.some(({ fromMs }) => atMs < fromMs && arrivalMs >= fromMs)) return null;
      lastArrivalMs = arrivalMs;
      return arrivalMs;
    },
    imagine: arrival,
  };
}
