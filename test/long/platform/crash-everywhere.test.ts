/**
 * Every boundary of every life: the object that comes to it dies there, is brought back by whatever brings it back
 * on the platform, and the life ends as it would have (docs/crash-safety.md). Then some lives die twice: once anywhere, and
 * once more on the way back. `SEED` plays the same second deaths again, `-t <life>` one life.
 */
import { afterAll, describe, expect, test } from "vitest";
import { LIVES, lifeNamed } from "../../support/platform/cut-everywhere.ts";
import type { CutShare, CutTold } from "../../support/platform/cut-lives.ts";
import { createDice } from "../../support/platform/dice.ts";
import { Processes } from "../../support/platform/processes.ts";

const seed = Number(process.env.SEED ?? Date.now() % 1_000_000);
/** How far behind the first death the second one may be. */
const RECOVERY_BOUNDARIES = 60;
const TWICE_A_LIFE = 25;
/** What one process takes at a time. */
const SHARE_CUTS = 20;

const processes = new Processes<CutShare, CutTold>("cut-lives.ts");
const table: Readonly<Record<string, string | number>>[] = [];

describe.each(LIVES.map(({ name }) => name))("%s", (life) => {
  test(`dies everywhere once, and twice by seed ${seed}`, async () => {
    const startMs = performance.now();
    const { found } = await lifeNamed(life);
    const dice = createDice(seed).fork(life);
    const twice = Array.from({ length: TWICE_A_LIFE }, () => {
      const first = dice.below(found.length);
      return [first, first + 1 + dice.below(RECOVERY_BOUNDARIES)];
    });
    const told = await Promise.all(
      inShares([...found.map(({ n }) => [n]), ...twice]).map((cuts) => processes.ask({ life, cuts })),
    );
    const sum = (of: (one: CutTold) => number) => told.reduce((all, one) => all + of(one), 0);
    const wrong = told.flatMap((one) => one.wrong);
    table.push({
      life,
      boundaries: found.length,
      kills: sum(({ killed, killedTwice }) => killed + killedTwice),
      twice: sum(({ killedTwice }) => killedTwice),
      wrong: wrong.length,
      seconds: Math.round((performance.now() - startMs) / 1_000),
      processorSeconds: Math.round(sum(({ processorMs }) => processorMs) / 1_000),
    });
    console.info(table.at(-1)); // At once: the whole run takes its time.
    expect(wrong).toEqual([]);
    expect(sum(({ killed }) => killed)).toBe(found.length + TWICE_A_LIFE);
  });
});

afterAll(() => {
  processes.close();
  console.table(table);
});

function inShares(cuts: readonly (readonly number[])[]): (readonly number[])[][] {
  const shares: (readonly number[])[][] = [];
  for (let first = 0; first < cuts.length; first += SHARE_CUTS) shares.push(cuts.slice(first, first + SHARE_CUTS));
  return shares;
}
