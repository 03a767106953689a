import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { SKEW_MAX_PPM, WANDER_PPM_PER_S } from "../../worker/core/time/clock-region.ts";
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

  /** `wander` from −1 to 1: how much of the change of rate that quartz may show happens meanwhile. */
  run(ms: number, wander = 0): void {
    const from = this.#rate;
    const changed = from + (wander * WANDER_PPM_PER_S * 1e-6 * ms) / 1_000;
    this.#rate = Math.min(1 + RATE_MAX, Math.max(1 - RATE_MAX, changed));
    this.t += ms;
    this.#local += (ms * (from + this.#rate)) / 2;
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

/** A little less than assumed: the assumption is about server time in local time, the world has it the other way round. */
const RATE_MAX = (SKEW_MAX_PPM - 0.05) * 1e-6;
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
const rate = fc.double({ min: 1 - RATE_MAX, max: 1 + RATE_MAX, noNaN: true });
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

describe("epochs", () => {
  const opened = () => {
    const clock = createServerClock();
    clock.exchange({ sentMs: 0, serverMs: 1_000_010, receivedMs: 20, epoch: "a" });
    return clock;
  };

  test("the first exchange of an epoch settles a step of any size: it cannot straddle it", () => {
    for (const stepMs of [-3_600_000, -40, 40, 3_600_000]) {
      const clock = opened();
      clock.exchange({ sentMs: 1_000, serverMs: 1_001_010 + stepMs, receivedMs: 1_020, epoch: "b" });
      const time = clock.at(1_020);
      expect(time?.state).toBe("synced");
      expect(Math.abs((time?.likelyMs ?? 0) - 1_001_020 - stepMs)).toBeLessThan(11);
    }
  });

  test("a frame of a new epoch that seems to be seconds old tells of a clock set back: nothing is claimed", () => {
    const clock = opened();
    clock.stamp({ serverMs: 401_000, receivedMs: 1_000, epoch: "b" });
    expect(clock.at(1_000)?.state).toBe("syncing");
  });

  test("a frame of the epoch before, overtaken by one of this, changes nothing", () => {
    const clock = opened();
    clock.exchange({ sentMs: 1_000, serverMs: 1_001_010, receivedMs: 1_020, epoch: "b" });
    const before = clock.at(1_100);
    clock.stamp({ serverMs: 1_000_900, receivedMs: 1_030, epoch: "a" });
    clock.exchange({ sentMs: 900, serverMs: 1_000_910, receivedMs: 1_040, epoch: "a" });
    expect(clock.at(1_100)).toEqual(before);
  });

  test("an epoch that begins before anything was known does not keep the time unknown", () => {
    const clock = createServerClock();
    clock.stamp({ serverMs: 1_000_000, receivedMs: 0, epoch: "a" });
    clock.stamp({ serverMs: 1_000_100, receivedMs: 100, epoch: "b" });
    clock.exchange({ sentMs: 200, serverMs: 1_000_210, receivedMs: 220, epoch: "b" });
    expect(clock.at(220)?.state).toBe("synced");
  });

  test("stamps that are no numbers are no stamps", () => {
    const clock = opened();
    const before = clock.at(100);
    clock.stamp({ serverMs: Number.NaN, receivedMs: 50, epoch: "a" });
    clock.exchange({ sentMs: 40, serverMs: Number.POSITIVE_INFINITY, receivedMs: 50, epoch: "a" });
    expect(clock.at(100)).toEqual(before);
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

  test("a server's clock that stands still is not stormed with probes, and known again soon after", () => {
    const w = open(1_800_000_000_000);
    follow(w, 30_000, null);
    const standsAtMs = Math.floor(w.truthMs);
    const fromMs = w.localMs;
    let sent = 0;
    while (w.localMs < fromMs + 60_000) {
      w.run(Math.max(0, w.clock.nextProbeAtMs(w.localMs, null)! - w.localMs));
      const sentMs = w.localMs;
      w.clock.probeSent(sentMs);
      sent += 1;
      w.run(10);
      w.clock.exchange({ sentMs, serverMs: standsAtMs, receivedMs: w.localMs, epoch: "stands~" });
    }
    expect(sent).toBeLessThan(70);
    w.restartServer(standsAtMs - w.truthMs);
    follow(w, 1_500, null);
    expect(w.now().state).toBe("synced");
    expectTrue(w);
  });

  test("while answers come and nothing is known yet, probes keep their distance", () => {
    const clock = createServerClock();
    clock.probeSent(0);
    clock.exchange({ sentMs: 0, serverMs: Number.NaN, receivedMs: 20, epoch: "a" }); // Says nothing.
    for (let sentMs = 40; sentMs < 400; sentMs += 40) clock.probeSent(sentMs);
    expect(clock.nextProbeAtMs(401, null)).toBeGreaterThan(401);
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

  test("at even odds it is the moment whose stamp is the deadline, on the most lopsided path", () => {
    const w = new World({ startMs: 1_800_000_000_000, grainMs: 0.1, rate: 1 - 30e-6 });
    for (let i = 0; i < 30; i++) {
      w.exchange(15 + ((i * 0.37) % 1), 45);
      w.run(2_000);
    }
    const deadlineMs = Math.ceil(w.truthMs / 1_000) * 1_000 + 5_000;
    const sendMs = w.clock.lastSafeSendMs(deadlineMs, 0.5)!;
    w.run((sendMs - w.localMs) / (1 - 30e-6));
    expect(Math.abs(w.truthMs + 15.5 - deadlineMs)).toBeLessThan(1);
  });

  test("a request that took a page to answer teaches something only until a probe was answered", () => {
    const w = new World({ startMs: 0, grainMs: 0.1, rate: 1 });
    w.clock.exchange({ sentMs: w.localMs, serverMs: 900, receivedMs: w.localMs + 950, epoch: "e1" });
    w.run(1_000);
    const guessMs = w.clock.lastSafeSendMs(100_000, 0.97)!;
    for (let i = 0; i < 3; i++) w.exchange(10, 10);
    expect(w.clock.lastSafeSendMs(100_000, 0.97)! - guessMs).toBeGreaterThan(800);
  });

  test("a probe after a long silence may have woken the object, and teaches nothing", () => {
    const [w, twin] = [0, 1].map(() => new World({ startMs: 0, grainMs: 0.1, rate: 1 })) as [World, World];
    for (let i = 0; i < 12; i++) {
      for (const [each, wakeMs] of [
        [w, 200],
        [twin, 0],
      ] as const) {
        each.exchange(10 + (i === 0 ? 0 : wakeMs), 10);
        each.run(100 - (i === 0 ? 0 : wakeMs));
        each.exchange(10, 10);
        each.run(30_000);
      }
    }
    const safe = (each: World) => each.clock.lastSafeSendMs(1e6, 0.97)!;
    expect(safe(w)).toBeCloseTo(safe(twin), 0);
  });

  test("asking for more confidence gives less time", () => {
    const w = new World({ startMs: 0, grainMs: 0.1, rate: 1 });
    for (let i = 0; i < 20; i++) w.exchange(10 + i * 5, 10);
    const at = [0, 0.5, 0.9, 0.97, 1].map((confidence) => w.clock.lastSafeSendMs(100_000, confidence)!);
    expect(at).toEqual([...at].sort((a, b) => b - a));
    expect(at[0]! - at[4]!).toBeGreaterThan(90);
  });
});
