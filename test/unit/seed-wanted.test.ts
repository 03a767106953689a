import { describe, expect, test } from "vitest";
import { planSeed } from "../../scripts/seed/load.ts";
import { buyerName } from "../../scripts/seed/people.ts";
import { missingFrom } from "../../scripts/seed/wanted.ts";

const NOW_MS = 1_795_348_800_000;
const MONTH_MS = 31 * 86_400_000;
const plan = planSeed(NOW_MS);

/** What the directory lists at `nowMs` of everything that was made at first. */
function openAt(nowMs: number) {
  return plan.groupBuys
    .map(({ body }) => ({ title: body.title, closesAt: body.closesAt ?? "" }))
    .filter(({ closesAt }) => Date.parse(closesAt) > nowMs);
}

describe("every start of the site finds at least ten open group-buys, and none twice", () => {
  test("a first start makes all of them, a second none", () => {
    expect(missingFrom(plan, [])).toHaveLength(30);
    expect(missingFrom(plan, openAt(NOW_MS))).toEqual([]);
  });

  test("a month later the next generation is made", () => {
    expect(openAt(NOW_MS + MONTH_MS)).toEqual([]);
    expect(missingFrom(planSeed(NOW_MS + MONTH_MS), openAt(NOW_MS + MONTH_MS))).toHaveLength(30);
  });

  test("whatever the day, what stands and what is made come to at least ten, each title once", () => {
    for (let day = 0; day <= 31; day += 1) {
      const open = openAt(NOW_MS + day * 86_400_000);
      const titles = [...open, ...missingFrom(plan, open).map(({ body }) => body)].map(({ title }) => title);
      expect(titles.length).toBeGreaterThanOrEqual(10);
      expect(new Set(titles).size).toBe(titles.length);
    }
  });
});

test("buyers have as many names as the largest group-buy of their language has joiners", () => {
  for (const { body, joiners } of plan.groupBuys) {
    const names = joiners.map((_, index) => buyerName(body.language, index));
    expect(new Set(names).size).toBe(joiners.length);
  }
});
