/** The estimator under test, driven through its public face only, as the page drives it. */
import { createServerClock } from "../../../../worker/core/time/server-clock.ts";
import type { Client, Contestant, Page } from "../page.ts";
import { SESSION_MS } from "../plan.ts";
import { SIZES } from "../wire.ts";

export interface Schedule {
  /** Probes in all; the driver fills up what the estimator does not ask for with pairs in between. Null adds none. */
  readonly probes: number | null;
  /** The countdown frames of wire.md, too. */
  readonly hasFrames: boolean;
}

const GRAIN_MS = 0.1;
const PAIR_GAP_MS = 100;
/** Not to be counted on the line: the opening comes in one burst, and the final minute is dense anyway. */
const OPENING_PROBES = 16;
const FINAL_PROBES = 10;
const EXTRA_GAP_MS = 1_000;
const COUNTDOWN_PERIOD_MS = 30_000;

export const ONEBELL = onebell("onebell", "Onebell", { probes: null, hasFrames: false });
export const ONEBELL_DENSE = onebell("onebell-dense", "Onebell, dense", { probes: 204, hasFrames: false });
export const ONEBELL_FRAMES = onebell("onebell-frames", "Onebell, with frames", { probes: null, hasFrames: true });

function onebell(id: string, name: string, schedule: Schedule): Contestant {
  return { id, name, start: (page) => start(page, schedule) };
}

function start(page: Page, { probes, hasFrames }: Schedule): Client {
  const clock = createServerClock({ grainMs: GRAIN_MS });
  const openedMs = page.monotonicMs();
  let cancel: (() => void) | null = null;
  let plannedMs: number | null = null;
  let lastSentMs = openedMs;
  let sent = 0;
  let isSecondDue = false;

  beat();
  if (hasFrames) page.listen(COUNTDOWN_PERIOD_MS, SIZES.countdownBytes, hear);

  function beat(): void {
    clock.heartbeat({ monotonicMs: page.monotonicMs(), wallMs: page.wallMs(), visible: page.isVisible() });
    planProbe();
  }

  function hear({ serverMs, epoch }: { serverMs: number; epoch: string }): void {
    clock.stamp({ serverMs, receivedMs: page.monotonicMs(), epoch });
    planProbe();
  }

  function planProbe(): void {
    const nextMs = page.isOnline() ? nextProbeMs() : null;
    if (nextMs === plannedMs) return;
    cancel?.();
    plannedMs = nextMs;
    cancel = nextMs === null ? null : page.later(nextMs - page.monotonicMs(), probe);
  }

  function nextProbeMs(): number | null {
    const regularMs = clock.nextProbeAtMs(page.monotonicMs(), page.deadlineMs);
    if (probes === null || regularMs === null) return regularMs;
    return Math.min(regularMs, nextExtraMs(probes));
  }

  /** Extra pairs keep the count on a straight line to the allowance, whatever the estimator asks for itself. */
  function nextExtraMs(allowance: number): number {
    if (isSecondDue) return lastSentMs + PAIR_GAP_MS;
    if (sent + 2 > allowance) return Infinity;
    const share = (sent + 2 - OPENING_PROBES) / (allowance - OPENING_PROBES - FINAL_PROBES);
    return Math.max(lastSentMs + EXTRA_GAP_MS, openedMs + share * SESSION_MS);
  }

  function probe(): void {
    plannedMs = null;
    if (!page.isOnline()) return;
    const sentMs = page.monotonicMs();
    const regularMs = clock.nextProbeAtMs(sentMs, page.deadlineMs);
    isSecondDue = !isSecondDue && (regularMs === null || regularMs > sentMs);
    lastSentMs = sentMs;
    sent += 1;
    clock.probeSent(sentMs);
    page.ask(SIZES.probe, ({ serverMs, epoch }) => {
      clock.exchange({ sentMs, serverMs, receivedMs: page.monotonicMs(), epoch });
      planProbe();
    });
    planProbe();
  }

  return {
    frame: beat,
    read() {
      const time = clock.at(page.monotonicMs());
      if (time === null) return null;
      const { earliestMs, likelyMs, latestMs, state } = time;
      const isSyncing = state === "syncing";
      return { earliestMs, likelyMs, latestMs, isSyncing, isGreyed: isSyncing || state === "suspect" };
    },
    lastSafeSendMs: (deadlineMs, confidence) => clock.lastSafeSendMs(deadlineMs, confidence),
  };
}
