import fc from "fast-check";
import { expect, test } from "vitest";
import { createAuthorityClock } from "../../worker/core/time/authority-clock.ts";

function scripted(readings: readonly number[], lastMs = 0, offsetMs = 0) {
  const left = [...readings];
  return createAuthorityClock({ readMs: () => left.shift() ?? Number.NaN, lastMs, offsetMs });
}

test("T3 the clock never goes back, whatever the platform says", () => {
  fc.assert(
    fc.property(fc.array(fc.nat(), { minLength: 1 }), fc.nat(), fc.nat(10_000), (readings, lastMs, offsetMs) => {
      const clock = scripted(readings, lastMs, offsetMs);
      let previous = lastMs;
      for (const reading of readings) {
        const now = clock.nowMs();
        expect(now).toBe(Math.max(previous, reading + offsetMs));
        expect(clock.lastMs).toBe(now);
        previous = now;
      }
    }),
  );
});

test("T3 a step back of more than a second is reported once, while the clock stands", () => {
  const clock = scripted([10_000, 8_999, 9_100, 9_200, 12_000]);
  clock.nowMs();
  expect(clock.takeBackwardStepMs()).toBeNull();
  expect(clock.nowMs()).toBe(10_000);
  expect(clock.takeBackwardStepMs()).toBe(1_001);
  expect(clock.nowMs()).toBe(10_000);
  expect(clock.nowMs()).toBe(10_000);
  expect(clock.takeBackwardStepMs()).toBeNull();
  expect(clock.nowMs()).toBe(12_000);
});

test("T3 a second is not more than a second", () => {
  const clock = scripted([10_000, 9_000]);
  clock.nowMs();
  clock.nowMs();
  expect(clock.takeBackwardStepMs()).toBeNull();
});

test("T3 a step back across a restart is found by the persisted stamp", () => {
  const clock = scripted([50_000], 60_000);
  expect(clock.nowMs()).toBe(60_000);
  expect(clock.takeBackwardStepMs()).toBe(10_000);
});

test("a sandbox group-buy runs ahead by its offset", () => {
  expect(scripted([1_000], 0, 86_400_000).nowMs()).toBe(86_401_000);
});
