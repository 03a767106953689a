import type { MessageArguments, MessageKey } from "../i18n/translate.ts";
import { monotonicMs } from "./monotonic.ts";
import type { PageClock } from "./page-clock.svelte.ts";

export interface Hint {
  readonly key: MessageKey;
  readonly args: MessageArguments;
  /** Changes when the words do. */
  readonly text: string;
}

export interface Press {
  readonly roundTripMs: number | null;
  readonly remainingMs: number;
  /** How much later a press could still be sent and be in time, going by those before it; null while nothing predicts it. */
  readonly marginMs: number | null;
  readonly boundMs: number | null;
}

/** The hint appears when the deadline is nearer than so many round trips (web.md 1.2), and in the last seconds in any case. */
const ROUND_TRIPS = 10;
const AT_LEAST_MS = 5_000;
const CONFIDENCE = 0.97;
const LOOK_AGAIN_MS = 1_000;

/** When a press now should arrive, said honestly; null while there is time. The button stays usable: the server decides. */
export function lateHint(press: Press): Hint | null {
  const { roundTripMs, remainingMs } = press;
  if (roundTripMs === null || remainingMs > fromMs(roundTripMs)) return null;
  const spareMs = spareOf(press);
  if (spareMs < 100) return { key: "group.hint_late", args: {}, text: "late" };
  const stepMs = stepOf(spareMs);
  // Rounded down, and looked at again when it becomes less: it never says more than there is.
  const margin = ((Math.floor(spareMs / stepMs) * stepMs) / 1_000).toFixed(1);
  const args = { rtt: Math.max(1, Math.round(roundTripMs)), margin };
  return { key: "group.hint_arrives", args, text: `${args.rtt} ${margin}` };
}

/** Predicted from pairs of sending and stamp it is free of the path's asymmetry; guessed from the clock it is as wrong as that. */
function spareOf({ marginMs, remainingMs, roundTripMs, boundMs }: Press): number {
  return marginMs ?? remainingMs - (roundTripMs ?? 0) - (boundMs ?? 0);
}

/** Half seconds are read at ease; in the last one they would be coarse. */
function stepOf(spareMs: number): number {
  return spareMs > 1_000 ? 500 : 100;
}

/** Tells what to say as long as a deadline is ahead. Returns the way out. */
export function watchPress(clock: PageClock, deadlineMs: () => number, tell: (hint: Hint | null) => void): () => void {
  return clock.ticker.subscribe((nowMs) => {
    const { roundTripMs } = clock.details();
    const remainingMs = deadlineMs() - nowMs;
    const lastSafeMs = clock.server.lastSafeSendMs(deadlineMs(), CONFIDENCE);
    const marginMs = lastSafeMs === null ? null : lastSafeMs - monotonicMs();
    const press = { roundTripMs, remainingMs, marginMs, boundMs: clock.reading.boundMs };
    const hint = lateHint(press);
    tell(hint);
    if (remainingMs <= 0) return null;
    if (hint === null) return nowMs + Math.min(LOOK_AGAIN_MS, Math.max(1, remainingMs - fromMs(roundTripMs ?? 0)));
    const spareMs = Math.max(0, spareOf(press));
    return nowMs + 1 + (spareMs < 100 ? LOOK_AGAIN_MS : spareMs % stepOf(spareMs));
  });
}

function fromMs(roundTripMs: number): number {
  return Math.max(AT_LEAST_MS, ROUND_TRIPS * roundTripMs);
}
