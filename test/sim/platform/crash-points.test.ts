/** The named moments at which a process may die, and a few of all others (docs/crash-safety.md), on the simulated platform. */
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { assert } from "../../../worker/core/result.ts";
import { CRASH_POINTS, findPoint } from "../../support/crash-points.ts";
import { cutAt, LIVES, lifeNamed } from "../../support/platform/cut-everywhere.ts";

test("all twenty-eight are there, and each is played somewhere", () => {
  expect(CRASH_POINTS.map(({ id }) => id)).toEqual(
    Array.from({ length: 28 }, (_, n) => `K${String(n + 1).padStart(2, "0")}`),
  );
  for (const { met, elsewhere } of CRASH_POINTS) {
    if (elsewhere)
      expect(readFileSync(resolve(import.meta.dirname, "../../..", elsewhere.file), "utf8")).toContain(elsewhere.test);
    expect([met, elsewhere].filter((one) => one !== null && one !== undefined)).toHaveLength(1);
  }
});

describe("killed there, it ends as it would have", () => {
  const points = CRASH_POINTS.filter(({ met }) => met !== null && met.only !== "workers");
  test.each(points.map((point) => [point.id, point.says, point] as const))("%s: %s", async (_, __, point) => {
    const life = await lifeNamed(point.met?.life ?? "");
    const moment = findPoint(point, life.found);
    assert(moment, `"${life.life.name}" comes by ${point.id}`);
    expect((await cutAt(life, { n: moment.n })).wrong).toEqual([]);
  });

  test.each(LIVES.map(({ name }) => name))("%s: in the middle of its boundaries", async (name) => {
    const life = await lifeNamed(name);
    expect((await cutAt(life, { n: Math.floor(life.found.length / 2) })).wrong).toEqual([]);
  });
});
