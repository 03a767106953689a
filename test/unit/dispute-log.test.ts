/** A page's clock log runs again to what the page had, and says no more than is true where it was cut. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ClientLogFile } from "../../worker/contract/client-log.ts";
import { replayLog, tell } from "../../worker/core/dispute/replay.ts";
import { createServerClock } from "../../worker/core/time/server-clock.ts";
import { DisputeWorld } from "../support/dispute-world.ts";

const ms = (max: number, min = 0) => fc.double({ min, max, noNaN: true });
const start = fc.record({
  startMs: fc.constantFrom(1_000_000, 1_800_000_000_000.37),
  grainMs: fc.constantFrom(0.005, 0.1, 1),
  rate: ms(1 + 90e-6, 1 - 90e-6),
});

type Step = (world: DisputeWorld) => void;
const delay = fc.oneof(ms(5), ms(400), ms(5_000));

/** What may happen to a page, with the heartbeats of its animation frames in between. */
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.tuple(delay, delay).map(
      ([up, down]): Step =>
        (w) =>
          w.exchange(up, down),
    ),
  },
  {
    weight: 3,
    arbitrary: delay.map(
      (down): Step =>
        (w) =>
          w.frame(down),
    ),
  },
  {
    weight: 3,
    arbitrary: fc.tuple(fc.integer({ min: 1, max: 80 }), ms(700, 1)).map(
      ([count, gap]): Step =>
        (w) =>
          beats(w, count, gap),
    ),
  },
  {
    weight: 1,
    arbitrary: ms(60_000).map(
      (wait): Step =>
        (w) =>
          w.run(wait),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.integer({ min: -1e7, max: 1e7 }).map(
      (by): Step =>
        (w) =>
          w.setWall(by),
    ),
  },
  {
    weight: 1,
    arbitrary: ms(3e6, 40).map((pause): Step => (w) => {
      w.sleep(pause);
      w.beat();
    }),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(ms(50, -50), delay).map(([by, down]): Step => (w) => {
      w.restartAuthority(by);
      w.frame(down);
    }),
  },
  {
    weight: 1,
    arbitrary: fc.boolean().map(
      (visible): Step =>
        (w) =>
          w.beat(visible),
    ),
  },
);

/** An answer that comes after a sleep and after so much else that its question is not in a short log any more. */
const overtaken: fc.Arbitrary<Step> = fc.tuple(ms(5), ms(5), ms(3e6, 40), fc.integer({ min: 0, max: 40 })).map(
  ([up, down, pauseMs, frames]): Step =>
    (w) =>
      w.exchange(up, down, () => {
        w.sleep(pauseMs);
        w.beat();
        for (let i = 0; i < frames; i += 1) {
          w.frame(1);
          if (i % 5 === 0) w.beat();
        }
      }),
);

function beats(world: DisputeWorld, count: number, gapMs: number): void {
  for (let i = 0; i < count; i += 1) {
    world.run(gapMs);
    world.beat();
  }
}

describe("a log that was not cut", () => {
  test("runs again to exactly what the page had at every press", () => {
    fc.assert(
      fc.property(start, fc.array(fc.oneof(step, overtaken), { minLength: 1, maxLength: 25 }), (of, steps) => {
        const world = new DisputeWorld(of);
        for (const next of steps) {
          world.beat();
          next(world);
          world.press();
          world.clock.lastSafeSendMs(world.authorityMs + 1_000, 0.97);
          world.clock.nextProbeAtMs(world.localMs, null);
        }
        const { presses } = replayLog(world.keeper.toLog());
        expect(presses).toHaveLength(steps.length);
        for (const { entry, known } of presses) expect(known.time).toEqual(entry.time);

        const again = createServerClock({ grainMs: of.grainMs });
        for (const entry of world.keeper.toLog().entries) if (isTold(entry)) tell(again, entry);
        for (const laterMs of [0, 10_000]) {
          expect(again.at(world.localMs + laterMs)).toEqual(world.clock.at(world.localMs + laterMs));
        }
        const deadlineMs = Math.ceil(world.authorityMs) + 5_000;
        expect(again.lastSafeSendMs(deadlineMs, 0.97)).toEqual(world.clock.lastSafeSendMs(deadlineMs, 0.97));
      }),
      { numRuns: 300 },
    );
  });

  test("has one heartbeat a second of plain running, and every one around a step", () => {
    const world = new DisputeWorld({ startMs: 1_800_000_000_000, grainMs: 0.1, rate: 1 });
    beats(world, 600, 100 / 6);
    world.sleep(5_000);
    beats(world, 60, 100 / 6);
    const { entries } = world.keeper.toLog();
    expect(entries.length).toBeLessThan(18);
    const gaps = entries.flatMap((entry, index) => {
      const before = entries[index - 1];
      if (entry.type !== "heartbeat" || before?.type !== "heartbeat") return [];
      return [{ wallMs: entry.wallMs - before.wallMs, monotonicMs: entry.monotonicMs - before.monotonicMs }];
    });
    const [step, ...others] = gaps.toSorted((a, b) => b.wallMs - a.wallMs);
    expect(step?.wallMs).toBeGreaterThan(5_000);
    expect(step?.monotonicMs).toBeLessThan(17);
    for (const gap of others) expect(Math.abs(gap.wallMs - gap.monotonicMs)).toBeLessThan(5);
  });

  test("survives its file, to the last digit", () => {
    const world = new DisputeWorld({ startMs: 1_800_000_000_000.37, grainMs: 0.005, rate: 1 + 33e-6 });
    world.exchange(12.3456789, 45.6);
    world.keeper.deadline(1_800_000_010_000);
    world.keeper.link("live");
    world.keeper.shown = { localMs: world.localMs, remainingMs: 9_950, text: "00:10.0" };
    world.press();
    const log = world.keeper.toLog();
    const { name, json } = world.keeper.file();
    expect(ClientLogFile.parse(JSON.parse(json))).toEqual(log);
    expect(name).toMatch(/^gb_\w+-clock-\d{4}-\d\d-\d\dT[\d-]+Z\.json$/);
  });
});

describe("a log that was cut", () => {
  test("still holds the truth at every press that it can say anything of, and says that it was cut", () => {
    fc.assert(
      fc.property(start, fc.array(fc.oneof(step, overtaken), { minLength: 20, maxLength: 50 }), (of, steps) => {
        const world = new DisputeWorld(of, 30);
        const truths = new Map<string, number>();
        for (const next of steps) {
          world.beat();
          next(world);
          truths.set(world.press(), world.authorityMs);
        }
        const log = world.keeper.toLog();
        const { presses } = replayLog(log);
        for (const { entry, known } of presses) {
          if (known.time === null || known.time.state === "syncing") continue;
          const truthMs = truths.get(entry.commandId) ?? NaN;
          expect(known.time.earliestMs).toBeLessThanOrEqual(truthMs + 1e-3);
          expect(known.time.latestMs).toBeGreaterThanOrEqual(truthMs - 1e-3);
        }
        expect(log.dropped).toBeGreaterThan(0);
        expect(presses).toHaveLength(steps.length);
      }),
      { numRuns: 300 },
    );
  });
});

function isTold(entry: { readonly type: string }): entry is Parameters<typeof tell>[1] {
  return ["exchange", "stamp", "heartbeat", "probeSent"].includes(entry.type);
}
