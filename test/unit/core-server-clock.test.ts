import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createServerClock, type ServerClock, type ServerTime } from "../../worker/core/time/server-clock.ts";

/**
 * A world with one server, one device and no randomness of its own. Times called `t` are the server's true time; the
 * device's clock runs at `rate` against it, is rounded down to `grainMs`, and stands still while the device sleeps.
 */
class World {
  t: number;
  readonly clock: ServerClock;
  readonly #grainMs: number;
  #rate: number;
  #local = 1_234.56;
  #wallOffsetMs = 0;
  #stepMs = 0;
  #epoch = 1;

  constructor({ startMs, grainMs, rate }: { startMs: number; grainMs: number; rate: number }) {
    this.t = startMs;
    this.#grainMs = grainMs;
    this.#rate = rate;
    this.clock = createServerClock({ grainMs });
    this.beat();
  }

  get localMs(): number {
    return Math.floor(this.#local / this.#grainMs) * this.#grainMs;
  }

  /** The time of the server's clock, to the fraction of a millisecond it does not tell. */
  get truthMs(): number {
    return this.t + this.#stepMs;
  }

  run(ms: number): void {
    this.t += ms;
    this.#local += ms * this.#rate;
  }

  drift(rate: number): void {
    this.#rate = rate;
  }

  sleep(ms: number): void {
    this.t += ms;
  }

  setWall(ms: number): void {
    this.#wallOffsetMs += ms;
  }

  restartServer(stepMs: number): void {
    this.#stepMs += stepMs;
    this.#epoch += 1;
  }

  beat(visible = true): void {
    const wallMs = Math.floor(this.t + this.#wallOffsetMs);
    this.clock.heartbeat({ monotonicMs: this.localMs, wallMs, visible });
  }

  /** A probe and its answer; what happens `meanwhile` happens while the answer is on its way. */
  exchange(upMs: number, downMs: number, meanwhile?: () => void): void {
    const sentMs = this.localMs;
    this.clock.probeSent(sentMs);
    this.run(upMs);
    const [serverMs, epoch] = [Math.floor(this.truthMs), `e${this.#epoch}`];
    meanwhile?.();
    this.run(downMs);
    this.clock.exchange({ sentMs, serverMs, receivedMs: this.localMs, epoch });
  }

  frame(downMs: number): void {
    const [serverMs, epoch] = [Math.floor(this.truthMs), `e${this.#epoch}`];
    this.run(downMs);
    this.clock.stamp({ serverMs, receivedMs: this.localMs, epoch });
  }

  now(): ServerTime {
    const time = this.clock.at(this.localMs);
    expect(time).not.toBeNull();
    return time!;
  }
}

const ROUNDING_MS = 1e-3; // Of double floating point at 1.8e12.

function expectTrue(world: World): void {
  const time = world.clock.at(world.localMs);
  if (time === null || time.state === "syncing") return;
  expect(time.earliestMs).toBeLessThanOrEqual(world.truthMs + ROUNDING_MS);
  expect(time.latestMs).toBeGreaterThanOrEqual(world.truthMs - ROUNDING_MS);
  expect(time.likelyMs).toBeGreaterThanOrEqual(time.earliestMs);
  expect(time.likelyMs).toBeLessThanOrEqual(time.latestMs);
}

const delayMs = fc.oneof(
  fc.double({ min: 0, max: 5, noNaN: true }),
  fc.double({ min: 0, max: 400, noNaN: true }),
  fc.double({ min: 0, max: 5_000, noNaN: true }),
);
const rate = fc.double({ min: 1 - 99e-6, max: 1 + 99e-6, noNaN: true });
const pauseMs = fc.oneof(fc.double({ min: 35, max: 300, noNaN: true }), fc.double({ min: 35, max: 3e6, noNaN: true }));
const world = fc.record({
  startMs: fc.constantFrom(0, 1_800_000_000_000.37),
  grainMs: fc.constantFrom(0.005, 0.1, 1),
  rate,
});

type Step = (world: World) => void;

/** Everything the documented assumptions allow, in any order. */
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.double({ min: 0, max: 60_000, noNaN: true }).map(
    (ms): Step =>
      (w) =>
        w.run(ms),
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
  rate.map(
    (next): Step =>
      (w) =>
        w.drift(next),
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
      fc.property(world, fc.array(step, { minLength: 1, maxLength: 40 }), (start, steps) => {
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

describe("steps of clocks", () => {
  const settled = () => {
    const w = new World({ startMs: 1_800_000_000_000, grainMs: 0.1, rate: 1 });
    for (let i = 0; i < 5; i++) w.exchange(10, 10);
    w.beat();
    return w;
  };

  test("a setting of the wall clock never moves the face, and costs nothing once an exchange has settled it", () => {
    const [w, twin] = [settled(), settled()];
    w.setWall(45_000);
    w.run(16);
    w.beat();
    twin.run(16);
    expect(w.now().state).toBe("suspect");
    expect(w.now().likelyMs).toBeCloseTo(twin.now().likelyMs, 2);
    w.exchange(200, 200);
    twin.exchange(200, 200);
    expect(w.now().earliestMs).toBeCloseTo(twin.now().earliestMs, 2);
    expect(w.now().latestMs).toBeCloseTo(twin.now().latestMs, 2);
    expect(w.now().state).toBe("synced");
  });

  test("a wall clock set back is not even suspect", () => {
    const w = settled();
    w.setWall(-45_000);
    w.run(16);
    w.beat();
    expect(w.now().state).toBe("synced");
  });

  test("a sleep is suspect at once and right after one exchange", () => {
    const w = settled();
    w.sleep(60_000);
    w.beat();
    expect(w.now().state).toBe("suspect");
    expect(w.clock.lastSafeSendMs(w.truthMs + 60_000, 0.97)).toBeNull();
    w.exchange(10, 10);
    const { state, earliestMs, latestMs, likelyMs } = w.now();
    expect(state).toBe("synced");
    expect(latestMs - earliestMs).toBeLessThan(23);
    expect(Math.abs(likelyMs - w.truthMs)).toBeLessThan(1.5);
  });

  test("an authority that steps within an epoch is found by contradiction: syncing, then right again", () => {
    for (const stepMs of [-3_600_000, 3_600_000]) {
      const w = settled();
      w.t += stepMs;
      w.exchange(10, 10);
      expect(w.now().state).toBe("syncing");
      expect(w.clock.nextProbeAtMs(w.localMs + 40, null)).toBeLessThanOrEqual(w.localMs + 40);
      w.exchange(10, 10);
      expect(w.now().state).toBe("synced");
      expectTrue(w);
    }
  });

  test("after a step that only a pushed frame has shown there is no time at all until an answer", () => {
    const w = settled();
    w.t += 3_600_000;
    w.frame(10);
    expect(w.clock.at(w.localMs)).toBeNull();
    w.exchange(10, 10);
    expect(w.now().state).toBe("synced");
  });

  test("a new epoch widens by 50 ms a side and is suspect until an exchange", () => {
    const w = settled();
    const before = w.now();
    w.restartServer(0);
    w.frame(400);
    const after = w.now();
    expect(after.state).toBe("suspect");
    expect(after.latestMs - after.earliestMs - (before.latestMs - before.earliestMs)).toBeCloseTo(100, 0);
    w.exchange(10, 10);
    expect(w.now().state).toBe("synced");
  });
});

describe("states", () => {
  test("nothing is known before the first exchange, whatever frames say", () => {
    const w = new World({ startMs: 0, grainMs: 0.1, rate: 1 });
    w.frame(10);
    expect(w.clock.at(w.localMs)).toBeNull();
    expect(w.clock.lastSafeSendMs(1e9, 0.97)).toBeNull();
  });

  test("a bound above ±100 ms is degraded; silence for two slots too; an unanswered probe is stale after 5 s", () => {
    const w = new World({ startMs: 0, grainMs: 0.1, rate: 1 });
    w.exchange(150, 150);
    expect(w.now().state).toBe("degraded");
    w.exchange(10, 10);
    expect(w.now().state).toBe("synced");
    w.clock.probeSent(w.localMs);
    w.run(5_001);
    expect(w.now().state).toBe("stale");
    w.frame(1);
    expect(w.now().state).toBe("synced");
    w.run(61_000);
    expect(w.now().state).toBe("degraded");
  });

  test("an answer from before its question is no exchange", () => {
    const clock = createServerClock();
    clock.exchange({ sentMs: 10, receivedMs: 9, serverMs: 5, epoch: "e" });
    clock.exchange({ sentMs: Number.NaN, receivedMs: 9, serverMs: 5, epoch: "e" });
    expect(clock.at(20)).toBeNull();
  });
});

/** Lets the clock send its own probes for a while; answers may be withheld. Returns the local send times. */
function follow(w: World, forMs: number, deadlineMs: number | null, answers = true): number[] {
  const sends: number[] = [];
  const endMs = w.localMs + forMs;
  for (;;) {
    const nextMs = w.clock.nextProbeAtMs(w.localMs, deadlineMs);
    if (nextMs === null || nextMs >= endMs) return sends;
    w.run(Math.max(0, nextMs - w.localMs));
    sends.push(w.localMs);
    if (answers) w.exchange(5, 5);
    else {
      w.clock.probeSent(w.localMs);
      w.run(1);
    }
  }
}

describe("the probe schedule", () => {
  const open = (startMs: number, startLocalMs = 0) => {
    const w = new World({ startMs, grainMs: 0.1, rate: 1 });
    w.run(startLocalMs);
    return w;
  };

  test("ten minutes with the deadline at the end take at most 80 probes, and start within 4 s with 12", () => {
    const w = open(1_800_000_000_000);
    const sends = follow(w, 600_000, w.truthMs + 600_000);
    const afterMs = sends.map((sentMs) => sentMs - sends[0]!);
    expect(sends.length).toBeGreaterThan(60);
    expect(sends.length).toBeLessThanOrEqual(80);
    expect(afterMs.filter((ms) => ms < 4_000).length).toBeLessThanOrEqual(12);
    expect(afterMs.filter((ms) => ms >= 590_000).length).toBeGreaterThanOrEqual(8);
  });

  test("later probes come in pairs 100 ms apart", () => {
    const w = open(1_800_000_000_000);
    const sends = follow(w, 300_000, null).filter((sentMs, _, all) => sentMs - all[0]! >= 4_000);
    const gaps = sends.slice(1).map((sentMs, index) => Math.round(sentMs - sends[index]!));
    gaps.forEach((gap, index) => (index % 2 === 0 ? expect(gap).toBe(100) : expect(gap).toBeGreaterThan(2_000)));
  });

  test("the slots of all clients fall on the same half second of the server", () => {
    const startMs = 1_800_000_000_000;
    const slots = [0, 3_333, 7_777, 12_345].map((lateMs) => {
      const w = open(startMs, lateMs);
      const offsetMs = w.truthMs - w.localMs;
      return follow(w, 300_000, null).map((sentMs) => sentMs + offsetMs - startMs);
    });
    for (const sends of slots) {
      for (const sentMs of sends.filter((ms) => ms > 120_000)) {
        const distance = ((sentMs + 15_000) % 30_000) - 15_000;
        expect(distance).toBeGreaterThan(-260);
        expect(distance).toBeLessThan(360);
      }
    }
  });

  test("without an answer it holds after the opening four, and asks again when they time out", () => {
    const w = open(0);
    const sends = follow(w, 12_000, null, false).map((sentMs, _, all) => Math.round(sentMs - all[0]!));
    expect(sends.slice(0, 4)).toEqual([0, 40, 80, 120]);
    expect(sends.length).toBeLessThanOrEqual(12);
    expect(sends[4]).toBe(5_000);
  });

  test("a hidden page asks nothing, and six times at once when it is back", () => {
    const w = open(0);
    follow(w, 30_000, null);
    w.beat(false);
    expect(w.clock.nextProbeAtMs(w.localMs + 1e6, null)).toBeNull();
    w.run(120_000);
    w.beat(true);
    expect(follow(w, 1_000, null)).toHaveLength(6);
  });
});

describe("the last safe moment to send", () => {
  test("is free of path asymmetry, and the stamp it leads to is in time", () => {
    fc.assert(
      fc.property(rate, fc.integer({ min: 0, max: 200 }), fc.integer({ min: 0, max: 400 }), (r, up, down) => {
        const w = new World({ startMs: 1_800_000_000_000, grainMs: 0.1, rate: r });
        for (let i = 0; i < 15; i++) w.exchange(up, down);
        const deadlineMs = Math.ceil((w.truthMs + 2_000) / 1_000) * 1_000;
        const sendMs = w.clock.lastSafeSendMs(deadlineMs, 0.97)!;
        w.run((sendMs - w.localMs) / r - 0.1); // A reading later than the moment itself would not be honest.
        const marginMs = deadlineMs - (w.truthMs + up);
        expect(marginMs).toBeGreaterThan(0);
        expect(marginMs).toBeLessThan(5);
      }),
    );
  });

  test("asking for more confidence gives less time", () => {
    const w = new World({ startMs: 0, grainMs: 0.1, rate: 1 });
    for (let i = 0; i < 20; i++) w.exchange(10 + i * 5, 10);
    const at = [0, 0.5, 0.9, 0.97, 1].map((confidence) => w.clock.lastSafeSendMs(100_000, confidence)!);
    expect(at).toEqual([...at].sort((a, b) => b - a));
    expect(at[0]! - at[4]!).toBeGreaterThan(90);
  });
});
