import { expect, test } from "vitest";
import { liveOnAllProcessors } from "../../support/platform/lives.ts";
import { TROUBLES } from "../../support/platform/simulate.ts";

const LIVES = Number(process.env.ONEBELL_LIVES ?? 10_000);

test(`${LIVES} group-buys that nobody has lived before`, { timeout: 3_600_000 }, async () => {
  const firstSeed = Number(process.env.ONEBELL_SEED ?? Date.now() % 0x7fffffff);
  const startMs = performance.now();
  const { lives, met, ends, broken } = await liveOnAllProcessors({ firstSeed, lives: LIVES });
  const seconds = (performance.now() - startMs) / 1_000;
  console.info(`${lives} seeds from ${firstSeed} on: ${(lives / seconds).toFixed(1)} lives a second`);
  console.info({ ...ends, ...met });
  expect(broken).toEqual([]);
  if (LIVES >= 1_000) expect(TROUBLES.filter((trouble) => met[trouble] === undefined)).toEqual([]);
});
