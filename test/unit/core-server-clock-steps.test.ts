import { describe, expect, test } from "vitest";
import { createServerClock } from "../../worker/core/time/server-clock.ts";
import { expectTrue, World } from "../support/clock-world.ts";

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
