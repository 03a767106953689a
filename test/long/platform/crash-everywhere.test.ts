/**
 * Every boundary of every life: the object that comes to it dies there, is brought back by whatever brings it back
 * on the platform, and the life ends as it would have (docs/crash-safety.md). Then some lives die twice: once anywhere, and
 * once more on the way back. `SEED` plays the same second deaths again.
 */
import { afterAll, describe, expect, test } from "vitest";
import { cutAt, undisturbed } from "../../support/platform/cut-everywhere.ts";
import { createDice } from "../../support/platform/dice.ts";
import { OUTSIDE_LIVES } from "../../support/outside-lives.ts";
import { STANDARD_LIVES } from "../../support/standard-lives.ts";

const seed = Number(process.env.SEED ?? Date.now() % 1_000_000);
/** How far behind the first death the second one may be. */
const RECOVERY_BOUNDARIES = 60;
const TWICE_A_LIFE = 25;

const table: { life: string; boundaries: number; kills: number; twice: number; seconds: number }[] = [];

describe.each([...STANDARD_LIVES, ...OUTSIDE_LIVES].map((life) => [life.name, life] as const))("%s", (name, life) => {
  test(`dies everywhere once, and twice by seed ${seed}`, async () => {
    const startMs = performance.now();
    const whole = await undisturbed(life);
    const wrong: string[] = [];
    for (const { n } of whole.found) wrong.push(...(await cutAt(whole, { n })));
    const dice = createDice(seed).fork(name);
    for (let k = 0; k < TWICE_A_LIFE; k += 1) {
      const first = dice.below(whole.found.length);
      const second = first + 1 + dice.below(RECOVERY_BOUNDARIES);
      wrong.push(...(await cutAt(whole, { n: first }, { n: second })));
    }
    const seconds = Math.round((performance.now() - startMs) / 1_000);
    const { length } = whole.found;
    table.push({ life: name, boundaries: length, kills: length, twice: TWICE_A_LIFE, seconds });
    if (wrong.length > 0) console.error(wrong.join("\n")); // At once: the whole run takes its time.
    expect(wrong).toEqual([]);
  });
});

afterAll(() => {
  console.table(table);
});
