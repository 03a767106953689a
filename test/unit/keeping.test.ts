import { describe, expect, test } from "vitest";
import { createKeeper } from "../../worker/app/alive/keeper.ts";
import type { KeeperStore } from "../../worker/app/alive/keeper-store.ts";
import { type Kept, type Standing, nextTryMs, stepsFor } from "../../worker/app/alive/keeping.ts";
import { STOCK, stockOf } from "../../worker/app/alive/stock.ts";
import { isCategory } from "../../worker/contract/categories.ts";
import { DEFAULT_POLICY } from "../../worker/core/group-buy/state/terms.ts";
import { ok } from "../../worker/core/result.ts";
import { createHandClock } from "../support/edge-doubles.ts";

const NOW_MS = 1_795_348_800_500;
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

function standing(changes: Partial<Standing> = {}): Standing {
  return {
    nowMs: NOW_MS,
    isAlways: true,
    lookedAtMs: 0,
    madeToday: 0,
    bellsMs: [NOW_MS + 120_000],
    lastDealMs: NOW_MS - MINUTE_MS,
    kept: [],
    ...changes,
  };
}

function kept(changes: Partial<Kept> = {}): Kept {
  const groupBuyId = "gb_1";
  return { groupBuyId, stockKey: "lamps", closesAtMs: NOW_MS + 120_000, isFilled: true, nextTryAtMs: 0, ...changes };
}

/** How long after now the bells ring that are to be made. */
function madeMs(changes: Partial<Standing>): number[] {
  return stepsFor(standing(changes)).flatMap((step) => (step.do === "make" ? [step.closesAtMs - NOW_MS] : []));
}

describe("what is there, and what is made of it", () => {
  test("where a bell rings soon and one has just found a deal, nothing is done", () => {
    expect(stepsFor(standing())).toEqual([]);
  });

  test("where nothing is, one bell within three minutes and one at once, both on whole seconds", () => {
    expect(madeMs({ bellsMs: [], lastDealMs: null })).toEqual([177_500, 14_500]);
  });

  test.each([
    [180_001, 1],
    [180_000, 0],
    [75_001, 0],
    [75_000, 1],
    [-1, 1],
  ])("a bell in %i ms: %i more, because the next visit comes in a minute", (inMs, made) => {
    expect(madeMs({ bellsMs: [NOW_MS + inMs] })).toHaveLength(made);
  });

  test("one that is about to ring is about to be the one that has just closed", () => {
    expect(madeMs({ bellsMs: [NOW_MS + 120_000, NOW_MS + 5_000], lastDealMs: null })).toEqual([]);
  });

  test("a deal of ten minutes ago is no news, and one of a clock that was ahead is none at all", () => {
    expect(madeMs({ lastDealMs: NOW_MS - 10 * MINUTE_MS })).toEqual([]);
    expect(madeMs({ lastDealMs: NOW_MS - 10 * MINUTE_MS - 1 })).toEqual([14_500]);
    expect(madeMs({ lastDealMs: NOW_MS + 30 * DAY_MS })).toEqual([14_500]);
  });

  test("every minute for a day there is a bell within three minutes, and none of them is made in vain", () => {
    let bellsMs: number[] = [];
    let made = 0;
    for (let nowMs = NOW_MS; nowMs < NOW_MS + DAY_MS; nowMs += MINUTE_MS) {
      const rung = bellsMs.filter((atMs) => atMs <= nowMs).at(-1) ?? null;
      const steps = stepsFor(standing({ nowMs, bellsMs: bellsMs.filter((atMs) => atMs > nowMs), lastDealMs: rung }));
      for (const step of steps) if (step.do === "make") bellsMs = [...bellsMs, step.closesAtMs].sort((a, b) => a - b);
      made += steps.length;
      for (const atMs of [nowMs + 1_000, nowMs + MINUTE_MS - 1]) {
        expect(bellsMs.some((bellMs) => bellMs > atMs && bellMs - atMs <= 180_000)).toBe(true);
      }
    }
    expect(made).toBeLessThanOrEqual(722);
  });
});

describe("a demo is kept while somebody looks, and no further", () => {
  const nothing = { isAlways: false, bellsMs: [], lastDealMs: null };
  test.each([
    [0, 0],
    [NOW_MS - 20 * MINUTE_MS - 1, 0],
    [NOW_MS - 20 * MINUTE_MS, 2],
    [NOW_MS + 1, 0],
  ])("looked at %i: %i bells", (lookedAtMs, made) => {
    expect(madeMs({ ...nothing, lookedAtMs })).toHaveLength(made);
  });

  test("a day has a number that is not exceeded", () => {
    expect(madeMs({ ...nothing, lookedAtMs: NOW_MS, madeToday: 759 })).toHaveLength(1);
    expect(madeMs({ ...nothing, lookedAtMs: NOW_MS, madeToday: 760 })).toEqual([]);
    expect(madeMs({ isAlways: true, bellsMs: [], lastDealMs: null, madeToday: 760 })).toHaveLength(2);
  });

  test("what has been begun is brought to its end all the same", () => {
    const rung = kept({ closesAtMs: NOW_MS - 1_000 });
    expect(stepsFor(standing({ ...nothing, kept: [rung] }))).toEqual([{ do: "carry_on", kept: rung }]);
  });
});

describe("what was cut in the middle", () => {
  test("a group-buy without its people is filled, not made again", () => {
    const half = kept({ isFilled: false });
    expect(stepsFor(standing({ bellsMs: [], kept: [half] }))).toEqual([{ do: "fill", kept: half }]);
  });

  test("one whose bell rang without them is followed to its end", () => {
    const half = kept({ isFilled: false, closesAtMs: NOW_MS - 1 });
    expect(stepsFor(standing({ kept: [half] }))).toEqual([{ do: "carry_on", kept: half }]);
  });

  test("two are carried on at once, in the order of their turn; none before its time", () => {
    const some = [1, 2, 3, 4].map((n) => kept({ groupBuyId: `gb_${n}`, closesAtMs: NOW_MS - 5_000 }));
    const [first, ...others] = some;
    const waiting = { ...kept(first), nextTryAtMs: NOW_MS + 1 };
    const steps = stepsFor(standing({ kept: [waiting, ...others] }));
    expect(steps.map((step) => step.do === "carry_on" && step.kept.groupBuyId)).toEqual(["gb_2", "gb_3"]);
  });

  test("what waits for others is looked at less and less often, and given up after five days", () => {
    const one = kept({ closesAtMs: NOW_MS - 1_000 });
    expect(nextTryMs(one, NOW_MS) - NOW_MS).toBe(MINUTE_MS);
    expect(nextTryMs(one, NOW_MS + DAY_MS) - NOW_MS - DAY_MS).toBeGreaterThan(5 * 60 * MINUTE_MS);
    expect(nextTryMs(one, NOW_MS + DAY_MS / 2 + 1) % 1).toBe(0); // A column of whole milliseconds.
    const old = kept({ closesAtMs: NOW_MS - 5 * DAY_MS - 1 });
    expect(stepsFor(standing({ kept: [old] }))).toEqual([{ do: "forget", kept: old }]);
  });

  test("after a month with the clock ahead, what it left in the future is forgotten and stops nothing", () => {
    const ahead = kept({ closesAtMs: NOW_MS + 30 * DAY_MS, isFilled: false });
    const steps = stepsFor(standing({ bellsMs: [NOW_MS + 30 * DAY_MS], lastDealMs: null, kept: [ahead] }));
    expect(steps.map((step) => step.do)).toEqual(["make", "make", "forget"]);
  });
});

describe("a visit", () => {
  function keeperOver(changes: Partial<KeeperStore> = {}) {
    const clock = createHandClock();
    const heard: string[] = [];
    const store: KeeperStore = {
      begin: async () => (heard.push("begin"), null),
      end: async () => undefined,
      look: async () => void heard.push("look"),
      nextTurn: async () => 1,
      kept: async () => [],
      add: async () => undefined,
      change: async () => undefined,
      forget: async () => undefined,
      ...changes,
    };
    const groupBuys = { cards: async () => ok({ items: [], next: null }), justClosed: async () => ok([]) };
    const play = {
      draft: async () => Promise.reject(new Error("The provider is down.")),
      fill: async () => undefined,
      carryOn: async () => true,
    };
    const failed = (error: unknown) => void heard.push(String(error));
    return { clock, heard, keeper: createKeeper({ isAlways: false, groupBuys, play, store, clock, failed }) };
  }

  test("that sees a bell wakes nobody, and is noted once a minute", async () => {
    const { clock, heard, keeper } = keeperOver();
    for (let n = 0; n < 3; n += 1) expect(await keeper.visited(clock.nowMs() + 1_000)).toBe(false);
    expect(heard).toEqual(["look"]);
    clock.advance(MINUTE_MS);
    await keeper.visited(clock.nowMs() + 1_000);
    expect(heard).toEqual(["look", "look"]);
  });

  test.each([null, 0, 180_001])("that sees none within three minutes (%s) wakes the keeper", async (inMs) => {
    const { clock, heard, keeper } = keeperOver();
    expect(await keeper.visited(inMs === null ? null : clock.nowMs() + inMs)).toBe(true);
    expect(heard).toEqual(["look", "begin"]);
  });

  test("a fault is told and costs nobody their page; the next visit may begin at once", async () => {
    let ended = 0;
    const { heard, keeper } = keeperOver({
      begin: async (nowMs) => ({ lookedAtMs: nowMs, madeToday: 0 }),
      end: async () => void (ended += 1),
    });
    expect(await keeper.visited(null)).toBe(true);
    expect(heard.filter((line) => line.includes("provider is down"))).toHaveLength(2);
    expect(ended).toBe(1);
    const dead = keeperOver({ begin: async () => Promise.reject(new Error("D1 is away.")) });
    await expect(dead.keeper.visited(null)).resolves.toBe(true);
    expect(dead.heard).toContain("Error: D1 is away.");
  });
});

describe("the stock", () => {
  test("speaks several languages and currencies, and neighbours in time differ", () => {
    expect(new Set(STOCK.map(({ language }) => language)).size).toBeGreaterThanOrEqual(6);
    expect(new Set(STOCK.map(({ currency }) => currency)).size).toBeGreaterThanOrEqual(6);
    const turns = Array.from({ length: STOCK.length }, (_, turn) => stockOf(turn).key);
    expect(new Set(turns).size).toBe(STOCK.length);
  });

  test.each(STOCK.map((entry) => [entry.key, entry] as const))("%s finds a deal below its target", (_, entry) => {
    const quantity = entry.people.reduce((sum, [, pieces]) => sum + pieces, 0);
    expect(isCategory(entry.category)).toBe(true);
    expect(quantity).toBeGreaterThanOrEqual(entry.minimum);
    expect(quantity).toBeLessThan(entry.maximum);
    expect(entry.people.every(([, pieces]) => pieces <= entry.perBuyerMaximum)).toBe(true);
    expect(entry.depositMinor * 100).toBeLessThanOrEqual(entry.targetMinor * DEFAULT_POLICY.depositShareMaximumPercent);
    const reached = entry.offers.flatMap(({ tiers }) => tiers.filter(([from]) => from <= quantity));
    expect(Math.min(...reached.map(([, price]) => price))).toBeLessThan(entry.targetMinor);
    const names = STOCK.flatMap(({ people, offers }) => [
      ...people.map(([name]) => name),
      ...offers.map((o) => o.merchant),
    ]);
    expect(new Set(names).size).toBe(names.length);
  });
});
