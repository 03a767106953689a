/**
 * One client on one path for ten minutes: device, event loop, socket and authority put together, with the contestant on the
 * page. What the path does to a client (ramps, sleeps, skew) hangs on path and seed alone, so every contestant meets the
 * same; what single messages meet is drawn for each contestant, because each sends its own.
 */
import { createAgenda } from "./agenda.ts";
import { createAuthority } from "./authority.ts";
import { createDevice } from "./device.ts";
import { createEventLoop } from "./event-loop.ts";
import { createLink } from "./link.ts";
import { createRecorder, type Logbook } from "./logbook.ts";
import type { Contestant, Page } from "./page.ts";
import { type AuthorityPlan, type DevicePlan, isWithin, type Path, SAMPLE_MS, SESSION_MS } from "./plan.ts";
import { createRandom } from "./random.ts";
import { createSocket } from "./socket.ts";

export interface SessionOptions {
  readonly path: Path;
  readonly seed: number;
  readonly contestant: Contestant;
  /** For joins: as it is near a deadline, where others keep the object awake. */
  readonly isKeptAwake?: boolean;
  /** Called with every visible sample; what it does must not change the session. */
  readonly onSample?: (moment: Moment) => void;
}

/** What a measure may look at beside the logbook. */
export interface Moment {
  readonly atMs: number;
  readonly localMs: number;
  readonly lastSafeSendMs: (deadlineMs: number, confidence: number) => number | null;
  /** Some time of the authority's, to begin a search at. */
  readonly guessMs: number;
  /** The true time of the authority when a message that left now would be stamped. */
  readonly stampIfSentNow: () => number;
}

/** How long the object takes to wake. */
const WAKE_MS = [3, 30] as const;
/** After a wake-up the first frame comes with the next refresh of the screen. */
const REFRESH_MS = 16.7;

const PLAIN_DEVICE: DevicePlan = {
  sleeps: [],
  hidden: [],
  hiddenTimerMs: 1_000,
  wallSteps: [],
  wallSlews: [],
  skewRampPpm: 0,
  tasks: [],
};
const PLAIN_AUTHORITY: AuthorityPlan = { steps: [], wakeMs: WAKE_MS, restartStepMs: null };

export function runSession({ path, seed, contestant, isKeptAwake = false, onSample }: SessionOptions): Logbook {
  const environment = createRandom(`${path.name}/${seed}`);
  const chance = environment.fork(contestant.id);
  const { outages = [], ...conditions } = path.meet(environment.fork("path"));
  const plan: DevicePlan = { ...PLAIN_DEVICE, ...conditions.device };
  const device = createDevice(plan, environment.fork("device"));
  const authority = createAuthority(
    { ...PLAIN_AUTHORITY, ...conditions.authority, isKeptAwake },
    environment.fork("authority"),
  );
  const agenda = createAgenda();
  const up = createLink(conditions.up, outages, chance.fork("up"));
  const down = createLink(conditions.down, outages, chance.fork("down"));
  const loop = createEventLoop({ agenda, device, plan, random: chance.fork("loop") });
  const imagination = chance.fork("imagination");
  const recorder = createRecorder();
  const socket = createSocket({ agenda, authority, loop, up, down, recorder, random: chance });

  const isVisible = () => !isWithin(plan.hidden, agenda.nowMs);
  const isAsleep = () => isWithin(plan.sleeps, agenda.nowMs);

  const page: Page = {
    monotonicMs: () => device.monotonicMs(agenda.nowMs),
    wallMs: () => device.wallMs(agenda.nowMs),
    isVisible,
    isOnline: () => !isWithin(outages, agenda.nowMs),
    random: chance.fork("own"),
    later: loop.later,
    ...socket,
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
    const stampIfSentNow = () => authority.timeMs(up.imagine(atMs, imagination));
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
