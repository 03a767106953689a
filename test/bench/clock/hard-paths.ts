/**
 * Paths that no table names. Times are drawn anew for every client, so that an event meets each phase of the schedule: the
 * opening, the long pauses, the final minute.
 */
import { exponential, fixed, lognormal, queue, rampsOf, route, stalls, sum } from "./delays.ts";
import { fibre, lan, lte } from "./paths.ts";
import { type Conditions, type Delay, isWithin, type Path, SESSION_MS, type Span } from "./plan.ts";
import type { Random } from "./random.ts";

const EPOCH_STEP_MS = 30;
const AUTHORITY_STEP_MS = 3_000;

export const HARD_PATHS: readonly Path[] = [
  { name: "flip", meet: (random) => flipped(random.between(120_000, 480_000)) },
  {
    name: "reroute", // A new route every minute, each way for itself.
    meet: (random) => ({ up: wandering(random, 60_000, [8, 60]), down: wandering(random, 60_000, [8, 60]) }),
  },
  {
    name: "leo", // Satellites that hand over every 15 s, with a gap.
    meet: (random) => {
      const gaps = repeated(15_000, (fromMs) => ({ fromMs, untilMs: fromMs + random.between(50, 200) }));
      const gap: Delay = (atMs) => (gaps.find(({ untilMs }) => atMs < untilMs)?.untilMs ?? atMs) - atMs;
      const way = () => sum(wandering(random, 15_000, [12, 28]), lognormal(3, 0.9), when(gaps, gap));
      return { up: way(), down: way() };
    },
  },
  {
    name: "lossy", // A radio at the edge of its cell: bursts in which every other message stalls.
    meet: (random) => {
      const bursts = scattered(random, 25, [2_000, 8_000]);
      const { up, down } = lte();
      const lost = when(bursts, stalls(0.4, 200, 3_000));
      return { up: sum(up, lost), down: sum(down, lost) };
    },
  },
  {
    name: "join-in-bloat", // Opened while somebody else fills the queue.
    meet: (random) => {
      const full = queue([
        { fromMs: -20_000, untilMs: random.between(20_000, 90_000), peakMs: random.between(80, 400) },
      ]);
      const later = queue(
        rampsOf(random, { pauseMs: [20_000, 60_000], lengthMs: [20_000, 60_000], peakMs: [80, 400] }).filter(
          ({ fromMs }) => fromMs > 120_000,
        ),
      );
      const way = sum(fixed(15), exponential(1));
      return random.chance(0.5)
        ? { up: sum(way, full), down: sum(way, later) }
        : { up: sum(way, later), down: sum(way, full) };
    },
  },
  {
    name: "reconnect", // The socket is lost for seconds in the final minute.
    meet: (random) => {
      const fromMs = SESSION_MS - random.between(8_000, 58_000);
      return { ...fibre(), outages: [{ fromMs, untilMs: fromMs + random.between(500, 6_000) }] };
    },
  },
  {
    name: "restart", // The object restarts elsewhere, on a clock that is 30 ms away.
    meet: (random) => ({
      ...lan(),
      authority: {
        steps: [EPOCH_STEP_MS, -EPOCH_STEP_MS, -EPOCH_STEP_MS, EPOCH_STEP_MS].map((stepMs, index) => ({
          atMs: 100_000 * (index + 1) + random.between(0, 90_000),
          stepMs,
          isNewEpoch: true,
        })),
      },
    }),
  },
  {
    name: "restart-on-wake", // A new epoch at every wake-up.
    meet: () => ({ ...fibre(), authority: { restartStepMs: EPOCH_STEP_MS } }),
  },
  { name: "authority-ahead", meet: (random) => stepped(random, AUTHORITY_STEP_MS) },
  { name: "authority-back", meet: (random) => stepped(random, -AUTHORITY_STEP_MS) },
  { name: "slow-wake", meet: () => ({ ...fibre(), authority: { wakeMs: [150, 250] } }) },
  {
    name: "long-tasks", // The page is blocked for 200 ms every few seconds.
    meet: (random) => ({ ...fibre(), device: { tasks: scattered(random, 240, [200, 200]) } }),
  },
  { name: "warming", meet: () => ({ ...lan(), device: { skewRampPpm: 3 } }) },
  {
    name: "naps", // Ten short sleeps.
    meet: (random) => ({ ...fibre(), device: { sleeps: naps(random) } }),
  },
  {
    name: "wall-set-asleep", // The wall clock is set, each way once, while the device sleeps.
    meet: (random) => {
      const sleeps = [60_000, 330_000].map((earliestMs) => {
        const fromMs = earliestMs + random.between(0, 180_000);
        return { fromMs, untilMs: fromMs + random.between(5_000, 60_000) };
      });
      const wallSteps = sleeps.map(({ fromMs }, index) => {
        const stepMs = random.between(500, 20_000);
        return { atMs: fromMs + 1_000, stepMs: index === 0 ? stepMs : -stepMs };
      });
      return { ...fibre(), device: { sleeps, wallSteps } };
    },
  },
  {
    name: "slewed-wall", // NTP pulls the wall clock at its highest rate, also while the tab is hidden.
    meet: (random) => {
      const ppm = random.chance(0.5) ? 500 : -500;
      const fromMs = random.between(100_000, 200_000);
      return {
        ...fibre(),
        device: {
          wallSlews: [{ fromMs: 50_000, untilMs: 450_000, ppm }],
          hidden: [{ fromMs, untilMs: fromMs + 200_000 }],
          hiddenTimerMs: 60_000,
        },
      };
    },
  },
  {
    name: "hidden-minutes", // A tab hidden for minutes, whose timers fire once a minute.
    meet: (random) => {
      const fromMs = random.between(30_000, 150_000);
      const untilMs = fromMs + random.between(120_000, 360_000);
      return { ...lte(), device: { hidden: [{ fromMs, untilMs }], hiddenTimerMs: 60_000 } };
    },
  },
  {
    name: "asleep-hidden", // The device sleeps while the tab is hidden.
    meet: (random) => {
      const fromMs = random.between(30_000, 300_000);
      const sleepMs = fromMs + random.between(10_000, 100_000);
      const lengthMs = 100 * Math.exp(random.between(0, Math.log(600)));
      return {
        ...fibre(),
        device: {
          hidden: [{ fromMs, untilMs: fromMs + 200_000 }],
          hiddenTimerMs: 60_000,
          sleeps: [{ fromMs: sleepMs, untilMs: sleepMs + lengthMs }],
        },
      };
    },
  },
  {
    name: "everything", // A bad day.
    meet: (random) => {
      const { up, down } = lte();
      const lost = when(scattered(random, 8, [1_000, 5_000]), stalls(0.3, 200, 2_000));
      return {
        up: sum(up, lost, wandering(random, 60_000, [0, 40])),
        down: sum(down, lost, wandering(random, 60_000, [0, 40])),
        outages: scattered(random, 2, [500, 4_000]),
        device: {
          sleeps: naps(random),
          tasks: scattered(random, 60, [50, 300]),
          skewRampPpm: 3,
          wallSteps: [{ atMs: random.between(5_000, SESSION_MS), stepMs: random.between(-5_000, 5_000) }],
        },
        authority: { wakeMs: [3, 200], restartStepMs: EPOCH_STEP_MS },
      };
    },
  },
];

function flipped(atMs: number): Conditions {
  const near = sum(fixed(15), exponential(1.2));
  const far = sum(fixed(45), exponential(1.2));
  const leg = (before: Delay, after: Delay) =>
    route([
      { fromMs: 0, delay: before },
      { fromMs: atMs, delay: after },
    ]);
  return { up: leg(near, far), down: leg(far, near) };
}

function stepped(random: Random, stepMs: number): Conditions {
  return { ...fibre(), authority: { steps: [{ atMs: random.between(20_000, 590_000), stepMs, isNewEpoch: false }] } };
}

function wandering(random: Random, periodMs: number, [low, high]: readonly [number, number]): Delay {
  const legs = repeated(periodMs, (fromMs) => ({
    fromMs,
    delay: sum(fixed(random.between(low, high)), exponential(1.2)),
  }));
  return route(legs);
}

/** Ten of 40 ms to 5 s, short ones as often as long ones. */
function naps(random: Random): Span[] {
  return Array.from({ length: 10 }, (_, index) => {
    const fromMs = 5_000 + 59_000 * index + random.between(0, 50_000);
    return { fromMs, untilMs: fromMs + 40 * Math.exp(random.between(0, Math.log(125))) };
  });
}

/** One span in each of `count` equal parts of the session. */
function scattered(random: Random, count: number, [shortest, longest]: readonly [number, number]): Span[] {
  const partMs = SESSION_MS / count;
  return Array.from({ length: count }, (_, index) => {
    const lengthMs = random.between(shortest, longest);
    const fromMs = index * partMs + random.between(0, partMs - lengthMs);
    return { fromMs, untilMs: fromMs + lengthMs };
  });
}

function repeated<T>(periodMs: number, make: (fromMs: number) => T): T[] {
  return Array.from({ length: SESSION_MS / periodMs }, (_, index) => make(index * periodMs));
}

function when(spans: readonly Span[], delay: Delay): Delay {
  return (atMs, random) => (isWithin(spans, atMs) ? delay(atMs, random) : 0);
}
