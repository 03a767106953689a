import { createServerClock, type ServerClock, type ServerTime } from "../time/server-clock.ts";
import type { Answer, ClientLog, LogEntry, Press, Told } from "./evidence.ts";

/** What the page could know at one entry of its log, computed again from all that it had been told before. */
export interface Knowledge {
  readonly time: ServerTime | null;
  /** Of the last stamp that it had heard. */
  readonly epoch: string | null;
  /** The deadline that it counted to. */
  readonly deadlineMs: number | null;
  /** The last local moment to send and be in time, as its earlier messages foretold it; null while it could not tell. */
  readonly lastSafeSendMs: number | null;
}

export interface Replayed<Entry extends LogEntry> {
  readonly entry: Entry;
  readonly known: Knowledge;
}

export interface Replay {
  readonly presses: readonly Replayed<Press>[];
  readonly answers: readonly Replayed<Answer>[];
}

/** What the page asks of its estimate when it hints that a press may come too late. */
const CONFIDENCE = 0.97;

/** Runs the page's estimate of the server's clock again, from what the log says it was told. */
export function replayLog({ grainMs, entries }: ClientLog): Replay {
  const clock = createServerClock({ grainMs });
  const presses: Replayed<Press>[] = [];
  const answers: Replayed<Answer>[] = [];
  let epoch: string | null = null;
  let deadlineMs: number | null = null;

  const knownAt = (localMs: number): Knowledge => ({
    time: clock.at(localMs),
    epoch,
    deadlineMs,
    lastSafeSendMs: deadlineMs === null ? null : clock.lastSafeSendMs(deadlineMs, CONFIDENCE),
  });

  for (const entry of entries) {
    switch (entry.type) {
      case "exchange":
      case "stamp":
        epoch = entry.epoch;
        tell(clock, entry);
        break;
      case "heartbeat":
      case "probeSent":
        tell(clock, entry);
        break;
      case "deadline":
        deadlineMs = entry.deadlineMs;
        break;
      case "link":
        break;
      case "press":
        presses.push({ entry, known: knownAt(entry.localMs) });
        break;
      case "answer":
        answers.push({ entry, known: knownAt(entry.localMs) });
        break;
    }
  }
  return { presses, answers };
}

/** One entry is one call. */
export function tell(clock: ServerClock, told: Told): void {
  switch (told.type) {
    case "exchange":
      return clock.exchange(told);
    case "stamp":
      return clock.stamp(told);
    case "heartbeat":
      return clock.heartbeat(told);
    case "probeSent":
      return clock.probeSent(told.localMs);
  }
}
