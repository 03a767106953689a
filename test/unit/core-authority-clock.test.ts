import fc from "fast-check";
import { expect, test, vi } from "vitest";
import { createAuthorityClock } from "../../worker/core/time/authority-clock.ts";

function clockFrom(lastMs = 0, offsetMs = 0, fellBack: () => void = vi.fn()) {
  return createAuthorityClock({ lastMs, offsetMs, fellBack });
}

test("T3 the clock never goes back, whatever the platform says", () => {
  fc.assert(
    fc.property(fc.array(fc.nat(), { minLength: 1 }), fc.nat(), fc.nat(10_000), (readings, lastMs, offsetMs) => {
      const clock = clockFrom(lastMs, offsetMs);
      let previous = lastMs;
      for (const reading of readings) {
        const stamp = clock.stamp(reading);
        expect(stamp).toBe(Math.max(previous, reading + offsetMs));
        expect(clock.lastMs).toBe(stamp);
        expect(clock.isStanding).toBe(reading + offsetMs < previous);
        previous = stamp;
      }
    }),
  );
});

test("T3 each step back is told once, even by a millisecond; standing still until the platform has caught up is not one", () => {
  const fellBack = vi.fn();
  const clock = clockFrom(0, 0, fellBack);
  for (const reading of [10_000, 10_000, 9_999, 9_999, 10_000, 10_001]) clock.stamp(reading);
  expect(fellBack).toHaveBeenCalledTimes(1);
  clock.stamp(10_000);
  expect(fellBack).toHaveBeenCalledTimes(2);
});

test("T3 a step back of more than a second is reported once, while the clock stands", () => {
  const clock = clockFrom();
  clock.stamp(10_000);
  clock.stamp(8_999);
  expect(clock.takeBackwardStepMs()).toBe(1_001);
  expect(clock.stamp(9_100)).toBe(10_000);
  expect(clock.stamp(9_200)).toBe(10_000);
  expect(clock.takeBackwardStepMs()).toBeNull();
  expect(clock.stamp(12_000)).toBe(12_000);
});

test("T3 a second is not more than a second", () => {
  const clock = clockFrom();
  clock.stamp(10_000);
  clock.stamp(9_000);
  expect(clock.takeBackwardStepMs()).toBeNull();
});

test("T3 a step back across a restart is found by the persisted stamp", () => {
  const fellBack = vi.fn();
  const clock = clockFrom(60_000, 0, fellBack);
  expect(clock.stamp(50_000)).toBe(60_000);
  expect(clock.takeBackwardStepMs()).toBe(10_000);
  expect(fellBack).toHaveBeenCalledTimes(1);
});

test("a sandbox group-buy runs ahead by its offset", () => {
  expect(clockFrom(0, 86_400_000).stamp(1_000)).toBe(86_401_000);
});
