import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createServerClock } from "../../worker/core/time/server-clock.ts";
import { expectTrue, rate, World } from "../support/clock-world.ts";

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
