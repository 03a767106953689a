import { describe, expect, test } from "vitest";
import { planSeed } from "../../scripts/seed/load.ts";
import { buyerName } from "../../scripts/seed/people.ts";
import { chooseSoon, isSoon, missingFrom } from "../../scripts/seed/wanted.ts";

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

describe("one bell rings within three minutes", () => {
  const closingIn = (leftMs: number) => ({ title: "", closesAt: new Date(NOW_MS + leftMs).toISOString() });

  test.each([
    [180_000, true],
    [180_001, false],
    [30_001, true],
    [30_000, false],
    [-1, false],
  ])("%i ms before the bell: soon is %s", (leftMs, soon) => {
    expect(isSoon(closingIn(leftMs), NOW_MS)).toBe(soon);
  });

  test("it is one with an offer, of those that stand nowhere else, and changes from start to start", () => {
    const played = ["gb_28", "gb_03", "gb_16"]; // The last has no offer.
    const open = plan.groupBuys.filter(({ key }) => key === "gb_28").map(({ body }) => ({ ...body, closesAt: "" }));
    expect(chooseSoon(plan, open, played, NOW_MS)?.key).toBe("gb_03");
    const turns = [0, 60_000].map((afterMs) => chooseSoon(plan, [], played, NOW_MS + afterMs)?.key);
    expect(new Set(turns)).toEqual(new Set(["gb_28", "gb_03"]));
    expect(chooseSoon(plan, [], [], NOW_MS)).toBeNull();
  });
});

test("buyers have as many names as the largest group-buy of their language has joiners", () => {
  for (const { body, joiners } of plan.groupBuys) {
    const names = joiners.map((_, index) => buyerName(body.language, index));
    expect(new Set(names).size).toBe(joiners.length);
  }
});
