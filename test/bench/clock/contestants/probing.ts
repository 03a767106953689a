/**
 * What the re-stated rules share: a question, an answer, and Cristian's half round trip. They know that a stamp is rounded
 * down to the millisecond, as the originals do not.
 */
import type { Page, Reading } from "../page.ts";
import { SIZES } from "../wire.ts";

export interface RoundTrip {
  readonly sentMs: number;
  readonly serverMs: number;
  readonly receivedMs: number;
  readonly rttMs: number;
  /** Server's time less local time, were both ways equally long. */
  readonly offsetMs: number;
}

export type ReadLocal = () => number;

const STAMP_MIDDLE_MS = 0.5;

export function ask(page: Page, localMs: ReadLocal, onRoundTrip: (trip: RoundTrip) => void): void {
  const sentMs = localMs();
  page.ask(SIZES.probe, ({ serverMs }) => {
    const receivedMs = localMs();
    const rttMs = receivedMs - sentMs;
    const offsetMs = serverMs + STAMP_MIDDLE_MS - (sentMs + receivedMs) / 2;
    onRoundTrip({ sentMs, serverMs, receivedMs, rttMs, offsetMs });
  });
}

/** `setInterval` that begins at once. */
export function every(page: Page, periodMs: number, run: () => void): void {
  run();
  page.later(periodMs, () => every(page, periodMs, run));
}

export function localPlus(localMs: ReadLocal, offsetMs: number | null): Reading | null {
  return offsetMs === null ? null : { likelyMs: localMs() + offsetMs };
}
