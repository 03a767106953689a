/**
 * One client on one path for ten minutes: device, event loop, socket and authority put together, with the contestant on the
 * page. What the path does to a client (ramps, sleeps, skew) hangs on path and seed alone, so every contestant meets the
 * same; what single messages meet is drawn for each contestant, because each sends its own.
 */
import { createAgenda } from "./agenda.ts";
import { createAuthority, type Stamp } from "./authority.ts";
import { createDevice } from "./device.ts";
import { createLink } from "./link.ts";
import { createRecorder, type Logbook } from "./logbook.ts";
import type { Contestant, MessageSize, Page } from "./page.ts";
import { type AuthorityPlan, type DevicePlan, isWithin, type Path, SESSION_MS } from "./plan.ts";
import { createRandom } from "./random.ts";

export interface SessionOptions {
  readonly path: Path;
  readonly seed: number;
  readonly contestant: Contestant;
  /** For joins: as it is near a deadline, where others keep the object awake. */
  readonly isKeptAwake?: boolean;
  /** Called with every visible sample; what it does must not change the session. */
  readonly onSample?: (moment: Moment) => void;
}

/** What a measure may look at beside the recorder. */
export interface Moment {
  readonly atMs: number;
  readonly localMs: number;
  readonly lastSafeSendMs: (deadlineMs: number, confidence: number) => number | null;
  /** Some time of the authority's, to begin a search at. */
  readonly guessMs: number;
  /** The true time of the authority when a message that left now would be stamped. */
  readonly stampIfSentNow: () => number;
}

export const SAMPLE_MS = 100;

const AWAKE_WITHIN_MS = [3, 30] as const;
const HANDLING_MS = 0.05;
const ALARM_LATENESS_MS = [0, 5] as const;
/** The event loop is late by a little always, and by a long task now and then. */
const LATENESS_MS = 0.05;
const LONG_TASK_SHARE = 0.01;
const LONG_TASK_MS = [5, 50] as const;
/** After a wake-up the first frame comes with the next refresh of the screen. */
const REFRESH_MS = 16.7;
const MESSAGES_MAXIMUM = 20_000;

const PLAIN_DEVICE: DevicePlan = {
  sleeps: [],
  hidden: [],
  hiddenTimerMs: 1_000,
  wallSteps: [],
  wallSlews: [],
  skewRampPpm: 0,
  tasks: [],
};
const PLAIN_AUTHORITY: AuthorityPlan = { steps: [], wakeMs: AWAKE_WITHIN_MS, restartStepMs: null };

export function runSession({ path, seed, contestant, isKeptAwake = false, onSample }: SessionOptions): Logbook {
  const environment = createRandom(`${path.name}/${seed}`);
  const chance = environment.fork(contestant.id);
  const { up, down, outages = [], ...conditions } = path.meet(environment.fork("path"));
  const plan: DevicePlan = { ...PLAIN_DEVICE, ...conditions.device };
  const device = createDevice(plan, environment.fork("device"));
  const authority = createAuthority(
    { ...PLAIN_AUTHORITY, ...conditions.authority, isKeptAwake },
    environment.fork("authority"),
  );
  const agenda = createAgenda();
  const upLink = createLink(up, outages, chance.fork("up"));
  const downLink = createLink(down, outages, chance.fork("down"));
  const loopChance = chance.fork("loop");
  const imagination = chance.fork("imagination");
  const recorder = createRecorder();
  let busyUntilMs = 0;

  const isVisible = () => !isWithin(plan.hidden, agenda.nowMs);
  const isAsleep = () => isWithin(plan.sleeps, agenda.nowMs);

  /** Has the page run something as soon as it can after `atMs`. */
  function inLoop(atMs: number, run: () => void): void {
    const longTaskMs = loopChance.chance(LONG_TASK_SHARE) ? loopChance.between(...LONG_TASK_MS) : 0;
    const dueMs = device.awakeMs(atMs + loopChance.exponential(LATENESS_MS) + longTaskMs);
    const freeMs = plan.tasks.find(({ fromMs, untilMs }) => dueMs >= fromMs && dueMs < untilMs)?.untilMs ?? dueMs;
    busyUntilMs = Math.max(busyUntilMs, freeMs);
    agenda.plan(busyUntilMs, run);
  }

  /** Timers of a hidden page fire on a coarse grid, or when it is shown again. */
  function throttled(atMs: number): number {
    const span = plan.hidden.find(({ fromMs, untilMs }) => atMs >= fromMs && atMs < untilMs);
    return span ? Math.min(Math.ceil(atMs / plan.hiddenTimerMs) * plan.hiddenTimerMs, span.untilMs) : atMs;
  }

  function later(delayMs: number, run: () => void): () => void {
    const dueMs = throttled(device.whenMs(device.monotonicMs(agenda.nowMs) + Math.max(0, delayMs)));
    let isCancelled = false;
    const entry = agenda.plan(dueMs, () => {
      inLoop(agenda.nowMs, () => {
        if (!isCancelled) run();
      });
    });
    return () => {
      isCancelled = true;
      agenda.cancel(entry);
    };
  }

  function ask({ requestBytes, answerBytes }: MessageSize, onAnswer: (stamp: Stamp) => void): void {
    const sentMs = agenda.nowMs;
    recorder.carried(requestBytes);
    if (recorder.book.messages > MESSAGES_MAXIMUM)
      throw new Error(`${contestant.id} floods ${path.name} (seed ${seed})`);
    const arrivalMs = upLink.carry(sentMs);
    if (arrivalMs === null) return;
    agenda.plan(arrivalMs, () => {
      agenda.plan(authority.receive(agenda.nowMs), () => {
        const stampedMs = agenda.nowMs;
        const stamp = authority.stamp(stampedMs);
        agenda.plan(stampedMs + HANDLING_MS, () => {
          deliver(answerBytes, () => {
            recorder.heard({ sentMs, stampedMs });
            onAnswer(stamp);
          });
        });
      });
    });
  }

  function deliver(bytes: number, onMessage: () => void): void {
    recorder.carried(bytes);
    const arrivalMs = downLink.carry(agenda.nowMs);
    if (arrivalMs !== null) agenda.plan(arrivalMs, () => inLoop(agenda.nowMs, onMessage));
  }

  function listen(periodMs: number, bytes: number, onFrame: (stamp: Stamp) => void): void {
    const restMs = periodMs - (authority.timeMs(agenda.nowMs) % periodMs);
    agenda.plan(agenda.nowMs + restMs, () => listen(periodMs, bytes, onFrame));
    agenda.plan(agenda.nowMs + restMs + chance.between(...ALARM_LATENESS_MS), () => {
      agenda.plan(authority.receive(agenda.nowMs), () => {
        const stamp = authority.stamp(agenda.nowMs);
        deliver(bytes, () => onFrame(stamp));
      });
    });
  }

  const page: Page = {
    monotonicMs: () => device.monotonicMs(agenda.nowMs),
    wallMs: () => device.wallMs(agenda.nowMs),
    isVisible,
    isOnline: () => !isWithin(outages, agenda.nowMs),
    random: chance.fork("own"),
    later,
    ask,
    listen,
    deadlineMs: Math.ceil(authority.timeMs(SESSION_MS)),
  };
  const client = contestant.start(page);

  /** The device's own events that leave the client in the dark until it has asked again. */
  const riddlesMs = plan.sleeps
    .filter(({ fromMs, untilMs }) => plan.wallSteps.some(({ atMs }) => atMs >= fromMs && atMs < untilMs))
    .map(({ untilMs }) => untilMs);

  function look(sample: number | null): void {
    if (isAsleep() || isWithin(plan.tasks, agenda.nowMs)) return;
    client.frame?.();
    const atMs = agenda.nowMs;
    recorder.note({
      sample,
      atMs,
      truthMs: authority.timeMs(atMs),
      reading: client.read(),
      evenSinceMs: authority.evenSinceMs(atMs),
      riddleMs: Math.max(-Infinity, ...riddlesMs.filter((riddleMs) => riddleMs <= atMs)),
      sinceWakeMs: atMs - Math.max(-Infinity, ...plan.sleeps.map(({ untilMs }) => untilMs).filter((ms) => ms <= atMs)),
    });
    const lastSafeSendMs = client.lastSafeSendMs;
    if (sample === null || !onSample || !lastSafeSendMs) return;
    const stampIfSentNow = () => authority.timeMs(upLink.imagine(atMs, imagination));
    onSample({ atMs, localMs: page.monotonicMs(), lastSafeSendMs, guessMs: page.deadlineMs, stampIfSentNow });
  }

  planFrames();
  agenda.runUntil(SESSION_MS);
  return recorder.book;

  /** A frame every 100 ms while visible, a coarse timer while hidden, and one after each turn of the page's life. */
  function planFrames(): void {
    for (let sample = 1; sample * SAMPLE_MS < SESSION_MS; sample += 1) {
      const atMs = sample * SAMPLE_MS;
      const isFrame = !isWithin(plan.hidden, atMs);
      if (isFrame || atMs % plan.hiddenTimerMs === 0) agenda.plan(atMs, () => look(isFrame ? sample : null));
    }
    for (const { untilMs } of [...plan.sleeps, ...plan.tasks])
      agenda.plan(untilMs + environment.between(0, REFRESH_MS), () => look(null));
    for (const { fromMs, untilMs } of plan.hidden) {
      agenda.plan(fromMs, () => look(null));
      agenda.plan(untilMs, () => look(null));
    }
  }
}
