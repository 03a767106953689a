/** What happened to the clocks between a press and its answer, as far as the log tells. */
import type { ServerTime } from "../time/server-clock.ts";
import type { Answer, ClientLog, LogEntry, Press, Told } from "./evidence.ts";
import type { Replayed } from "./replay.ts";

/** Of two clocks that nobody touches: rate, and a rounding of each. */
const SKEW_MAX = 100e-6;
const ROUNDING_MS = 1;
/** A stop of the device's clock shorter than this passes for noise of its wall clock. */
const PAUSE_MIN_MS = 30;

/** How often the stamps began to come from another clock, from what was last heard before the press on. */
export function changesOfEpoch({ entries }: ClientLog, from: Press, to: Answer | null): number {
  const epochs = entries
    .slice(lastStampBefore(entries, from), endOf(entries, to))
    .flatMap((entry) => (entry.type === "stamp" || entry.type === "exchange" ? [entry.epoch] : []));
  return epochs.filter((epoch, index) => index > 0 && epoch !== epochs[index - 1]).length;
}

/**
 * Whether the server's time went on from the press to the answer as it does when nobody moves a clock: what was possible
 * then and what is possible now have a moment in common.
 */
export function isContinued(sentAt: ServerTime, press: Press, answer: Replayed<Answer>, slackMs: number): boolean {
  const { time } = answer.known;
  if (time === null || time.state === "syncing") return false;
  const elapsedMs = answer.entry.localMs - press.localMs;
  const looseMs = Math.abs(elapsedMs) * SKEW_MAX + slackMs + ROUNDING_MS;
  return (
    sentAt.earliestMs + elapsedMs - looseMs <= time.latestMs && time.earliestMs <= sentAt.latestMs + elapsedMs + looseMs
  );
}

/** Whether the device's clock may have stood still in between: its wall clock went ahead, or the log ends before one sees. */
export function hasSlept({ entries }: ClientLog, from: Press, to: Answer): boolean {
  const begin = entries.slice(0, entries.indexOf(from)).findLastIndex(isBeat);
  const answered = entries.indexOf(to);
  const end = entries.findIndex((entry, index) => index > answered && isBeat(entry));
  if (begin < 0 || end < 0) return true;
  return gapsOf(entries.slice(begin, end + 1)).some(({ pauseMs }) => pauseMs > PAUSE_MIN_MS);
}

/** The longest time up to the answer in which nobody compared the two clocks of the device: a short stop may hide there. */
export function longestUnwatchedMs({ entries }: ClientLog, to: Press | Answer): number {
  const gaps = gapsOf(entries.slice(0, entries.indexOf(to)));
  return Math.max(0, ...gaps.map(({ elapsedMs }) => elapsedMs));
}

/** From one heartbeat to the next: how far the monotonic clock went, and by how much more the wall clock. */
function gapsOf(entries: readonly LogEntry[]): { readonly elapsedMs: number; readonly pauseMs: number }[] {
  return entries.filter(isBeat).map((beat, index, beats) => {
    const before = beats[index - 1] ?? beat;
    const elapsedMs = beat.monotonicMs - before.monotonicMs;
    return { elapsedMs, pauseMs: beat.wallMs - before.wallMs - elapsedMs };
  });
}

function isBeat(entry: LogEntry): entry is Extract<Told, { type: "heartbeat" }> {
  return entry.type === "heartbeat";
}

function lastStampBefore(entries: readonly LogEntry[], press: Press): number {
  const before = entries.slice(0, entries.indexOf(press));
  return Math.max(
    0,
    before.findLastIndex(({ type }) => type === "stamp" || type === "exchange"),
  );
}

function endOf(entries: readonly LogEntry[], answer: Answer | null): number {
  return answer === null ? entries.length : entries.indexOf(answer);
}
