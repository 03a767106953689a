/**
 * When to ask the server for its time: often at first, rarely later, densely before the deadline. About 75 probes in ten
 * minutes, not more than 80.
 *
 * Later probes go in pairs, because the first of them may wake a hibernating object and then carries the wake-up on its
 * way up only; the second measures. Their slots are aligned to the server's time, so that all watchers of an idle
 * group-buy wake it together, once a slot.
 */
export interface ProbeSchedule {
  sent(localMs: number): void;
  /**
   * `halfWidthMs` is how well the time is known now: once it is excellent, the opening probes stop early. Returns whether
   * it was a probe that was answered, and not some other request of the page.
   */
  answered(sentMs: number, halfWidthMs: number): boolean;
  /** Hidden pages ask nothing; a page that comes back asks at once. */
  show(visible: boolean): void;
  /** A clock may have stepped: ask at once. */
  restart(): void;
  nextAtMs(
    now: { readonly localMs: number; readonly serverMs: number | null },
    deadlineMs: number | null,
  ): number | null;
  /** The usual distance of probes at this time. */
  periodMs(localMs: number): number;
}

interface Burst {
  readonly left: number;
  readonly gapMs: number;
}

const NO_BURST: Burst = { left: 0, gapMs: 0 };
const OPENING: Burst = { left: 4, gapMs: 40 };
const REFINEMENT: Burst = { left: 4, gapMs: 150 };
const RESTART: Burst = { left: 3, gapMs: 40 };
/** For a clock that steps on and on: as long as the server's stands still, every answer contradicts the one before. */
const RESTART_AGAIN: Burst = { left: 1, gapMs: 1_000 };
const AGAIN_WITHIN_MS = 3_000;
const RETURN: Burst = { left: 6, gapMs: 40 };
const REFINED_HALF_WIDTH_MS = 1.5;

const PAIR_GAP_MS = 100;
const FIRST_PAIR_MS = 4_000;
const ALIGNED_FROM_MS = 32_000;
const JITTER_MS = 250;
/** An unanswered probe is forgotten after this time: a new one may leave. */
const TIMEOUT_MS = 5_000;

/** How far apart pairs are on a page that is so old. */
function periodAt(ageMs: number): number {
  if (ageMs < ALIGNED_FROM_MS) return 6_000;
  if (ageMs < 60_000) return 10_000;
  return ageMs < 90_000 ? 15_000 : 30_000;
}

/** Before the deadline the object is awake anyway: so near to it, pairs are so far apart. */
const FINAL_MS = 60_000;
const FINAL_PERIODS = [
  [FINAL_MS, 8_000],
  [10_000, 2_000],
] as const;

export function createProbeSchedule(): ProbeSchedule {
  let openedMs: number | null = null;
  let lastSentMs = -Infinity;
  let pending: readonly number[] = [];
  let burst = OPENING;
  let isRefined = false;
  let isAwaiting = true; // The burst has had no answer yet: after it, hold.
  let isPairOpen = false;
  let restartedMs = -Infinity;
  let isVisible = true;

  const begin = (next: Burst) => {
    [burst, isAwaiting, isPairOpen] = [next, true, false];
  };
  const periodMs = (localMs: number) => periodAt(localMs - (openedMs ?? localMs));

  return {
    periodMs,
    sent(localMs) {
      openedMs ??= localMs;
      lastSentMs = localMs;
      pending = [...pending.filter((sentMs) => localMs - sentMs < TIMEOUT_MS), localMs];
      if (burst.left > 0) burst = { ...burst, left: burst.left - 1 };
      else if (!isAwaiting) isPairOpen = !isPairOpen;
    },
    answered(sentMs, halfWidthMs) {
      const isProbe = pending.includes(sentMs);
      pending = pending.filter((pendingMs) => pendingMs > sentMs); // One socket answers in order.
      isAwaiting = false;
      if (!isRefined) [burst, isRefined] = [REFINEMENT, true];
      if (halfWidthMs < REFINED_HALF_WIDTH_MS) burst = NO_BURST;
      return isProbe;
    },
    show(visible) {
      if (visible && !isVisible) begin(RETURN);
      isVisible = visible;
    },
    restart() {
      const isAgain = lastSentMs - restartedMs < AGAIN_WITHIN_MS;
      restartedMs = lastSentMs;
      begin(isAgain ? RESTART_AGAIN : RESTART);
    },
    nextAtMs({ localMs, serverMs }, deadlineMs) {
      if (!isVisible) return null;
      if (openedMs === null) return localMs;
      if (burst.left > 0) return lastSentMs + burst.gapMs;
      if (isAwaiting || serverMs === null) {
        const [oldestMs] = pending.filter((sentMs) => localMs - sentMs < TIMEOUT_MS);
        return oldestMs === undefined ? lastSentMs + OPENING.gapMs : oldestMs + TIMEOUT_MS;
      }
      if (isPairOpen) return lastSentMs + PAIR_GAP_MS;

      const offsetMs = serverMs - localMs;
      const slotMs = nextSlotMs(lastSentMs, openedMs, periodMs(localMs), offsetMs) + offsetMs;
      const finalSlotsMs = deadlineMs === null ? [] : finalSlots(lastSentMs + offsetMs, deadlineMs);
      const isFinal = deadlineMs !== null && slotMs >= deadlineMs - FINAL_MS && slotMs < deadlineMs;
      return Math.min(isFinal ? Infinity : slotMs, ...finalSlotsMs) - offsetMs;
    },
  };
}

/** The next slot of an ordinary pair, in local time. */
function nextSlotMs(lastSentMs: number, openedMs: number, periodMs: number, offsetMs: number): number {
  const firstPairMs = openedMs + FIRST_PAIR_MS;
  if (lastSentMs < firstPairMs) return firstPairMs;
  const nextMs = lastSentMs + periodMs;
  if (nextMs < openedMs + ALIGNED_FROM_MS) return nextMs;
  // Half a period of room, so that a probe just before a slot is not followed by one in it.
  const slotMs = alignUp(lastSentMs + periodMs / 2 + offsetMs, periodMs, 0);
  return slotMs - offsetMs + jitterOf(openedMs);
}

/** The next slot of each final phase, in server time, as long as it is before the deadline. */
function finalSlots(lastSentServerMs: number, deadlineMs: number): number[] {
  return FINAL_PERIODS.map(([withinMs, periodMs]) =>
    alignUp(Math.max(lastSentServerMs + periodMs / 2, deadlineMs - withinMs), periodMs, deadlineMs),
  ).filter((slotMs) => slotMs < deadlineMs);
}

function alignUp(timeMs: number, periodMs: number, anchorMs: number): number {
  return anchorMs + Math.ceil((timeMs - anchorMs) / periodMs) * periodMs;
}

/** Spreads the watchers of one slot over half a second: a number of the client's own, the moment it began, taken apart. */
function jitterOf(openedMs: number): number {
  return ((openedMs * 7919) % (2 * JITTER_MS)) - JITTER_MS;
}
