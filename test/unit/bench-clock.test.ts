import { describe, expect, test } from "vitest";
import { createAgenda } from "../bench/clock/agenda.ts";
import { createAuthority } from "../bench/clock/authority.ts";
import { IRCAM_SYNC } from "../bench/clock/contestants/ircam-sync.ts";
import { ONEBELL, ONEBELL_FRAMES } from "../bench/clock/contestants/onebell.ts";
import { TIMESYNC_TUNED } from "../bench/clock/contestants/timesync.ts";
import { createDevice } from "../bench/clock/device.ts";
import { HARD_PATHS } from "../bench/clock/hard-paths.ts";
import { createLink } from "../bench/clock/link.ts";
import { play } from "../bench/clock/measures.ts";
import type { Contestant } from "../bench/clock/page.ts";
import { PATHS } from "../bench/clock/paths.ts";
import { createRandom } from "../bench/clock/random.ts";
import { pathOf } from "../bench/clock/roster.ts";

/** Sessions are quick, but a busy machine may not be. */
const PATIENTLY = { timeout: 30_000 };

describe("the estimator in the simulated world", PATIENTLY, () => {
  test.each([...PATHS, ...HARD_PATHS])("never claims a bound that does not hold: $name", (path) => {
    const { score } = play(path, ONEBELL, HARD_PATHS.includes(path) ? [7001, 7002] : [7001]);
    expect(score.claims).toBeGreaterThan(4_000);
    expect(score).toMatchObject({ violations: 0, wrongAfterWake: 0 });
  });

  test("takes the countdown's frames as proofs too", () => {
    const { score } = play(pathOf("lte80"), ONEBELL_FRAMES, [7001]);
    expect(score.violations).toBe(0);
  });

  test("asks for no more than its allowance on a steady path", () => {
    const { score } = play(pathOf("fibre20"), ONEBELL, [7001]);
    expect(score.messages).toBeLessThanOrEqual(160);
    expect(score.bytes).toBeLessThanOrEqual(7_000);
  });
});

describe("the world", PATIENTLY, () => {
  test.each([ONEBELL, TIMESYNC_TUNED, IRCAM_SYNC])("is the same twice: $name", (contestant) => {
    const [first, second, other] = [[7001], [7001], [7002]].map((seeds) =>
      play(pathOf("everything"), contestant, seeds),
    );
    expect(second?.score).toEqual(first?.score);
    expect(other?.score.fingerprint).not.toBe(first?.score.fingerprint);
  });

  test.each([TIMESYNC_TUNED, IRCAM_SYNC])("lets a package synchronise as it does elsewhere: $name", (contestant) => {
    const { score } = play(pathOf("fibre20"), contestant, [7001, 7002]);
    expect(score.p50Ms).toBeLessThan(2);
    expect(score.messages).toBeGreaterThan(200);
  });

  test("finds a bound that is too narrow", () => {
    const boaster: Contestant = {
      name: "boaster",
      id: "boaster",
      start: (page) => ({
        read: () => ({ likelyMs: page.wallMs(), earliestMs: page.wallMs() - 1, latestMs: page.wallMs() + 1 }),
      }),
    };
    const { score } = play(pathOf("lan"), boaster, [7001]);
    expect(score.violations).toBe(score.claims);
  });

  test("does not blame for a step that nobody could have heard of", () => {
    const { score } = play(pathOf("authority-ahead"), ONEBELL, [7001]);
    expect(score.unknowable).toBeGreaterThan(0);
    expect(score.violations).toBe(0);
  });
});

describe("its parts", () => {
  test("the agenda runs in order of time, and of planning where times are equal", () => {
    const agenda = createAgenda();
    const ran: string[] = [];
    for (const [atMs, name] of [
      [5, "c"],
      [1, "a"],
      [5, "d"],
      [3, "b"],
      [9, "late"],
    ] as const)
      // prettier-ignore
      agenda.plan(atMs, () => ran.push(name));
    agenda.cancel(agenda.plan(4, () => ran.push("cancelled")));
    agenda.runUntil(9);
    expect(ran).toEqual(["a", "b", "c", "d"]);
  });

  test("a sleeping device's local clock stands still, and its timers know when they fire", () => {
    const plan = {
      sleeps: [{ fromMs: 10_000, untilMs: 70_000 }],
      hidden: [],
      hiddenTimerMs: 1_000,
      wallSteps: [],
      wallSlews: [],
      skewRampPpm: 3,
      tasks: [],
    };
    const device = createDevice(plan, createRandom("device"));
    expect(device.monotonicMs(69_999)).toBe(device.monotonicMs(10_000));
    expect(device.wallMs(70_000) - device.wallMs(10_000)).toBeGreaterThanOrEqual(59_999);
    expect(device.awakeMs(12_345)).toBe(70_000);
    for (const atMs of [1, 9_999, 70_500, 599_999]) {
      const whenMs = device.whenMs(device.monotonicMs(atMs));
      expect(atMs - whenMs).toBeGreaterThan(-0.001);
      expect(atMs - whenMs).toBeLessThan(0.102); // What flooring takes away.
    }
  });

  test("a stalled message holds up those behind it, and a lost socket loses what is under way", () => {
    let delayMs = 500;
    const link = createLink(() => delayMs, [{ fromMs: 5_000, untilMs: 6_000 }], createRandom("link"));
    expect(link.carry(0)).toBe(500);
    delayMs = 10;
    expect(link.carry(100)).toBe(500);
    expect(link.carry(4_995)).toBeNull();
    expect(link.carry(5_500)).toBeNull();
    expect(link.carry(6_000)).toBe(6_010);
  });

  test("T3: the authority's time waits for a platform clock that fell back", () => {
    const steps = [{ atMs: 1_000, stepMs: -500, isNewEpoch: false }];
    const plan = { steps, wakeMs: [0, 0], restartStepMs: null, isKeptAwake: true } as const;
    const authority = createAuthority(plan, createRandom("authority"));
    const before = authority.stamp(999);
    const standing = authority.stamp(1_100);
    expect(standing.serverMs).toBe(before.serverMs);
    expect(authority.timeMs(1_400)).toBe(before.serverMs);
    const epochs = [before, standing, authority.stamp(1_900)].map(({ epoch }) => epoch);
    expect(new Set(epochs).size).toBe(3); // ADR 0017: no estimate holds over a clock that stands.
    expect(authority.timeMs(2_000) - before.serverMs).toBeCloseTo(501, -1);
    expect(authority.evenSinceMs(2_000)).toBeGreaterThan(1_400);
  });
});
