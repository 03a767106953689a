import { expect, test } from "vitest";
import { reproduce } from "../../support/platform/reproduce.ts";
import { simulate } from "../../support/platform/simulate.ts";
import { MISHAPS } from "../../support/platform/storm.ts";

const LIVES = Number(process.env.ONEBELL_LIVES ?? 10_000);
/** Told more often than that, a fault says nothing new. */
const FOUND_MAXIMUM = 5;

test(`${LIVES} group-buys that nobody has lived before`, { timeout: 3_600_000 }, async () => {
  const firstSeed = Number(process.env.ONEBELL_SEED ?? Date.now() % 0x7fffffff);
  const startMs = performance.now();
  const met = new Map<string, number>();
  const ends = new Map<string, number>();
  const broken: string[] = [];
  let seed = firstSeed;
  for (; seed < firstSeed + LIVES && broken.length < FOUND_MAXIMUM; seed += 1) {
    try {
      const one = await simulate(seed);
      for (const [mishap, times] of one.met) met.set(mishap, (met.get(mishap) ?? 0) + times);
      ends.set(one.end, (ends.get(one.end) ?? 0) + 1);
      if (one.broken.length > 0) broken.push(`${reproduce(seed)}\n  ${one.broken.join("\n  ")}`);
    } catch (error) {
      broken.push(`${reproduce(seed)}\n  ${String(error)}`);
    }
  }
  const seconds = (performance.now() - startMs) / 1_000;
  const lives = seed - firstSeed;
  console.info(`seeds ${firstSeed} to ${seed - 1}: ${(lives / seconds).toFixed(1)} lives a second`);
  console.info(Object.fromEntries([...ends, ...met]));
  expect(broken).toEqual([]);
  if (LIVES >= 1_000) expect(MISHAPS.filter((mishap) => !met.has(mishap))).toEqual([]);
});
