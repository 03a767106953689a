import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createServerClock } from "../../worker/core/time/server-clock.ts";
import { expectTrue, rate, World } from "../support/clock-world.ts";

const delayMs = fc.oneof(
  fc.double({ min: 0, max: 5, noNaN: true }),
  fc.double({ min: 0, max: 400, noNaN: true }),
  fc.double({ min: 0, max: 5_000, noNaN: true }),
);
const wander = fc.double({ min: -0.99, max: 0.99, noNaN: true });
const pauseMs = fc.oneof(fc.double({ min: 35, max: 300, noNaN: true }), fc.double({ min: 35, max: 3e6, noNaN: true }));
const world = fc.record({
  startMs: fc.constantFrom(0, 1_800_000_000_000.37),
  grainMs: fc.constantFrom(0.005, 0.1, 1),
  rate,
});

type Step = (world: World) => void;

/** Everything the documented assumptions allow, in any order. */
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.tuple(fc.double({ min: 0, max: 300_000, noNaN: true }), wander).map(
    ([ms, share]): Step =>
      (w) =>
        w.run(ms, share),
  ),
  fc.tuple(delayMs, delayMs).map(
    ([up, down]): Step =>
      (w) =>
        w.exchange(up, down),
  ),
  fc.tuple(delayMs, delayMs).map(
    ([up, down]): Step =>
      (w) =>
        w.exchange(up, down),
  ),
  delayMs.map(
    (down): Step =>
      (w) =>
        w.frame(down),
  ),
  fc.integer({ min: -1e7, max: 1e7 }).map((ms): Step => (w) => {
    w.setWall(ms);
    w.beat();
  }),
  pauseMs.map((ms): Step => (w) => {
    w.sleep(ms);
    w.beat();
  }),
  fc.tuple(delayMs, delayMs, pauseMs).map(([up, down, ms]): Step => (w) => {
    w.exchange(up, down, () => {
      w.sleep(ms);
      w.beat();
    });
  }),
  fc.tuple(delayMs, delayMs, pauseMs).map(([up, down, ms]): Step => (w) => {
    w.exchange(up, down, () => w.sleep(ms)); // The answer is handled before the first frame after waking.
    w.beat();
  }),
  fc.tuple(fc.double({ min: -50, max: 50, noNaN: true }), delayMs).map(([ms, down]): Step => (w) => {
    w.restartServer(ms);
    w.frame(down);
  }),
);

describe("the guarantee", () => {
  test("earliest ≤ truth ≤ latest, under any delays, skews, restarts, sleeps and settings of the wall clock", () => {
    fc.assert(
      fc.property(world, fc.array(step, { minLength: 1, maxLength: 60 }), (start, steps) => {
        const w = new World(start);
        for (const next of steps) {
          w.beat();
          next(w);
          expectTrue(w);
          w.run(17.3);
          expectTrue(w);
        }
      }),
      { numRuns: 3_000 },
    );
  });

  test("it stays true for hours without an exchange, at either end of the assumed skew, and is no wider than that", () => {
    for (const extreme of [1 - 99.9e-6, 1 + 99.9e-6]) {
      const w = new World({ startMs: 0, grainMs: 0.1, rate: extreme });
      w.exchange(0.2, 0.2);
      w.run(10_000_000);
      expectTrue(w);
      const { earliestMs, latestMs } = w.now();
      expect(latestMs - earliestMs).toBeLessThan(2_000 + 3);
      expect(Math.min(latestMs - w.truthMs, w.truthMs - earliestMs)).toBeLessThan(5);
    }
  });

  test("on a steady path it is no wider than half the best round trip and 3 ms", () => {
    fc.assert(
      fc.property(
        rate,
        fc.double({ min: 0, max: 300, noNaN: true }),
        fc.double({ min: 0, max: 300, noNaN: true }),
        (r, up, down) => {
          const w = new World({ startMs: 1_800_000_000_000, grainMs: 0.1, rate: r });
          for (let i = 0; i < 20; i++) {
            w.exchange(up, down);
            w.run(5_000);
          }
          const { earliestMs, latestMs } = w.now();
          expect((latestMs - earliestMs) / 2).toBeLessThanOrEqual((up + down) / 2 + 3);
        },
      ),
    );
  });

  test("the luckiest message of each direction pays, even if they never met in one exchange", () => {
    const w = new World({ startMs: 0, grainMs: 0.1, rate: 1 });
    w.exchange(1, 400);
    w.exchange(400, 1);
    const { earliestMs, latestMs } = w.now();
    expect(latestMs - earliestMs).toBeLessThan(4);
  });
});

describe("the likeliest time", () => {
  /** `count` quiet exchanges, a second apart, with up to `jitterMs` on each way. */
  function quiet(w: World, count: number, [up, down] = [10, 10], jitterMs = 1): void {
    for (let i = 0; i < count; i++) {
      w.exchange(up + jitterMs * ((i * 0.37) % 1), down + jitterMs * ((i * 0.71) % 1));
      w.run(1_000);
      w.beat();
    }
  }
  const errorMs = (w: World) => w.now().likelyMs - w.truthMs;
  const world20 = (r = 1) => new World({ startMs: 1_800_000_000_000, grainMs: 0.1, rate: r });

  test("queues, stalls and a handover to a longer path do not move it", () => {
    const w = world20();
    quiet(w, 20);
    const before = errorMs(w);
    for (const [up, down] of [
      [300, 10],
      [10, 2_000],
      [70, 25],
      [70, 25],
      [25, 90],
    ] as const) {
      w.exchange(up, down);
      expect(Math.abs(errorMs(w) - before)).toBeLessThan(0.15);
    }
  });

  test("it follows the skew of a quartz through a minute of silence", () => {
    for (const r of [1 + 45e-6, 1 - 45e-6]) {
      const w = world20(r);
      quiet(w, 90);
      w.run(60_000);
      expect(Math.abs(errorMs(w))).toBeLessThan(0.8); // Uncorrected it would be 2.7 ms.
    }
  });

  test("a constant delay added to one direction moves it by half of that and changes nothing else", () => {
    fc.assert(
      fc.property(rate, fc.integer({ min: 0, max: 100 }), fc.boolean(), (r, extraMs, isUp) => {
        const [even, odd] = [world20(r), world20(r)];
        quiet(even, 15, [10, 10]);
        quiet(odd, 15, isUp ? [10 + extraMs, 10] : [10, 10 + extraMs]);
        const movedMs = errorMs(odd) - errorMs(even);
        expect(Math.abs(movedMs - (isUp ? extraMs : -extraMs) / 2)).toBeLessThan(1.1); // The stamp's grain.
      }),
    );
  });

  test("an asymmetry that flips is averaged away: each way had its luck once", () => {
    const w = world20();
    quiet(w, 60, [15, 45]);
    expect(errorMs(w)).toBeLessThan(-14);
    quiet(w, 5, [45, 15]);
    expect(Math.abs(errorMs(w))).toBeLessThan(1.5);
  });

  test("where the wall clock starts does not matter at all", () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e10, max: 1e10 }), (offsetMs) => {
        const clocks = [0, offsetMs].map((wall) => {
          const clock = createServerClock();
          for (let i = 0; i < 10; i++) {
            clock.heartbeat({ monotonicMs: i * 1_000, wallMs: 1e12 + wall + i * 1_000, visible: true });
            clock.exchange({ sentMs: i * 1_000, serverMs: 5_010 + i * 1_000, receivedMs: i * 1_000 + 20, epoch: "e" });
          }
          return clock.at(10_000);
        });
        expect(clocks[1]).toEqual(clocks[0]);
      }),
    );
  });

  test("whoever opened the page inside somebody else's upload forgets what that taught", () => {
    const w = world20(1 + 37e-6);
    for (let i = 0; i < 12; i++) {
      w.exchange(70 + i * 6, 10); // The queue fills: it looks like a clock that runs away.
      w.run(5_000);
      w.beat();
    }
    quiet(w, 20);
    w.run(60_000);
    expect(Math.abs(errorMs(w))).toBeLessThan(2);
  });

  test("an answer that slept on the way and is read before the next frame counts for nothing", () => {
    const w = world20();
    quiet(w, 30);
    w.exchange(10, 0, () => w.sleep(60_000)); // Seems to have taken 10 ms in all.
    w.beat();
    expect(w.now().state).toBe("suspect");
    w.exchange(10, 10);
    w.exchange(10, 10);
    expect(w.now().state).toBe("synced");
    expect(Math.abs(errorMs(w))).toBeLessThan(1.5);
  });
});
