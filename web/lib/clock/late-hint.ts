import type { MessageArguments, MessageKey } from "../i18n/translate.ts";
import type { PageClock } from "./page-clock.svelte.ts";
import { monotonicMs } from "./monotonic.ts";

export interface Hint {
  readonly key: MessageKey;
  readonly args: MessageArguments;
  /** Changes when the words do. */
  readonly text: string;
}

/** The hint appears when the deadline is nearer than so many round trips (web.md 1.2), and in the last seconds in any case. */
const ROUND_TRIPS = 10;
const AT_LEAST_MS = 5_000;
const CONFIDENCE = 0.97;

/** When a press now should arrive, said honestly; null while there is time. The button stays usable: the server decides. */
export function lateHint(clock: PageClock, deadlineMs: number, nowMs: number): Hint | null {
  const { roundTripMs } = clock.details();
  const remainingMs = deadlineMs - nowMs;
  if (roundTripMs === null || remainingMs > Math.max(AT_LEAST_MS, ROUND_TRIPS * roundTripMs)) return null;
  const lastSafeMs = clock.server.lastSafeSendMs(deadlineMs, CONFIDENCE);
  const marginMs = lastSafeMs === null ? remainingMs - roundTripMs : lastSafeMs - monotonicMs();
  if (marginMs <= (clock.reading.boundMs ?? 0)) return { key: "group.hint_late", args: {}, text: "late" };
  const args = { rtt: Math.round(roundTripMs), margin: (marginMs / 1_000).toFixed(1) };
  return { key: "group.hint_arrives", args, text: `${args.rtt} ${args.margin}` };
}
