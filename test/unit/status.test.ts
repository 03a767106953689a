import { describe, expect, test } from "vitest";
import type { MetricBucket } from "../../worker/app/status/measurements.ts";
import { createStatusUseCases } from "../../worker/app/status/status.ts";
import type { JobRun, Vitals } from "../../worker/app/status/vitals.ts";
import { bucketOf } from "../../worker/core/measure/histogram.ts";
import type { Sample } from "../../worker/core/measure/metrics.ts";
import { createHandClock } from "../support/edge-doubles.ts";

const MINUTE = 60_000;
const NOW = Date.UTC(2026, 11, 1);
const OPERATOR = { personId: "usr_1", roles: ["operator"], scopes: [] } as never;
const BUYER = { personId: "usr_2", roles: ["buyer"], scopes: [] } as never;

describe("the checks", () => {
  test("when everything answers, everything is good", async () => {
    const { status } = stage();
    expect(await shown(status.now())).toMatchObject({ state: "good" });
    expect(await status.isReady()).toBe(true);
  });

  test.each<[string, Partial<Vitals>, string, string]>([
    [
      "a catalogue that does not answer is down",
      { catalogueMs: () => Promise.reject(new Error("no")) },
      "catalogue",
      "down",
    ],
    ["a read that takes long is slow", { searchMs: async () => 501 }, "search", "slow"],
    ["a migration that was not applied is down", { missingMigrations: async () => ["0009_x.sql"] }, "schema", "down"],
    ["jobs that never ran are slow: perhaps there is no cron", { jobs: async () => [] }, "jobs", "slow"],
    ["a job that failed last is slow", { jobs: async () => [{ ...RAN, error: "boom" }] }, "jobs", "slow"],
    ["jobs that are silent for four minutes are slow", { jobs: async () => [ranBefore(4)] }, "jobs", "slow"],
    ["jobs that are silent for sixteen minutes are down", { jobs: async () => [RAN, ranBefore(16)] }, "jobs", "down"],
    [
      "a job that began and never ended is down",
      { jobs: async () => [{ ...RAN, finishedAtMs: null }] },
      "jobs",
      "down",
    ],
    ["group-buys that overslept are slow: they decide all the same", { overdue: async () => 2 }, "overdue", "slow"],
    [
      "a message that waits six minutes is slow",
      { oldestWaitingMessageMs: async () => NOW - 6 * MINUTE },
      "messages",
      "slow",
    ],
    [
      "a message that waits more than an hour is down",
      { oldestWaitingMessageMs: async () => NOW - 61 * MINUTE },
      "messages",
      "down",
    ],
    [
      "an index that nobody has looked at is slow",
      { index: async () => ({ freshAtMs: null, isWhole: true, stuck: 0 }) },
      "index",
      "slow",
    ],
    [
      "an index that lacks what is seven minutes old is slow",
      { index: async () => ({ freshAtMs: NOW - 7 * MINUTE, isWhole: true, stuck: 0 }) },
      "index",
      "slow",
    ],
    [
      "an index that one group-buy has not come into for an hour is slow, and no worse for all others",
      { index: async () => ({ freshAtMs: NOW, isWhole: true, stuck: 1 }) },
      "index",
      "slow",
    ],
    [
      "an index that is being written anew is slow",
      { index: async () => ({ freshAtMs: NOW, isWhole: false, stuck: 0 }) },
      "index",
      "slow",
    ],
    [
      "an index that lacks what is more than an hour old is down",
      { index: async () => ({ freshAtMs: NOW - 61 * MINUTE, isWhole: false, stuck: 0 }) },
      "index",
      "down",
    ],
    [
      "a mail that the queue does not look at is slow",
      { oldestStuckMailMs: async () => NOW - 6 * MINUTE },
      "messages",
      "slow",
    ],
    [
      "mail that has not left for an hour is down",
      { oldestStuckMailMs: async () => NOW - 61 * MINUTE },
      "messages",
      "down",
    ],
  ])("%s", async (_, vitals, name, state) => {
    const { status } = stage(vitals);
    const { checks, ...rest } = await shown(status.now());
    expect(checks.filter((check) => check.state !== "good")).toEqual([{ name, state }]);
    expect(rest.state).toBe(state);
  });

  test("only databases that answer in the right shape are ready", async () => {
    expect(await stage({ catalogueMs: () => Promise.reject(new Error("no")) }).status.isReady()).toBe(false);
    expect(await stage({ missingMigrations: async () => ["0009_x.sql"] }).status.isReady()).toBe(false);
    expect(await stage({ overdue: async () => 9 }).status.isReady()).toBe(true); // Others can do no better.
  });
});

describe("what is shown to whom", () => {
  test("everybody sees states, operators what was found", async () => {
    const { status } = stage({ catalogueMs: () => Promise.reject(new Error("D1 is away")) });
    expect(JSON.stringify(await shown(status.now()))).not.toContain("away");
    const health = await shown(status.health(OPERATOR));
    expect(health.checks.find(({ name }) => name === "catalogue")?.found).toContain("D1 is away");
    expect(health.ledger).toEqual([{ currency: "EUR", sum: 0, accountsOff: 0 }]);
  });

  test("nobody else is told that there is a health", async () => {
    expect(await stage().status.health(BUYER)).toMatchObject({ ok: false, error: { status: 404 } });
  });

  test("the page asks the databases once in ten seconds, however many look", async () => {
    const { status, clock, asked } = stage();
    await Promise.all([status.now(), status.now(), status.now()]);
    expect(asked()).toBe(1);
    clock.advance(10_000);
    await status.now();
    expect(asked()).toBe(2);
  });
});

describe("the promise", () => {
  test("what pages report is counted, and a bound that held is no break of it", async () => {
    const { status, samples } = stage();
    await status.reportClock({ exchanges: 9, boundUs: 14_200, offUs: 3_000, brokenUs: 0 });
    expect(samples).toEqual([
      { metric: "clock_bound", ms: 14.2 },
      { metric: "clock_off", ms: 3 },
    ]);
    await status.reportClock({ exchanges: 9, boundUs: 14_200, offUs: 40_000, brokenUs: 25_800 });
    expect(samples.slice(2)).toContainEqual({ metric: "clock_broken", ms: 25.8 });
  });

  test("it is given by quantiles of all that was measured, and nothing measured is nothing", async () => {
    const { status } = stage({}, [
      { metric: "alarm_late", bucket: bucketOf(10), count: 95 },
      { metric: "alarm_late", bucket: bucketOf(1_000), count: 5 },
    ]);
    const { lastHour } = await shown(status.now());
    const late = lastHour.find(({ metric }) => metric === "alarm_late");
    expect(late).toMatchObject({ count: 100 });
    expect(late?.p95Ms).toBeCloseTo(10, -0.5);
    expect(late?.p99Ms).toBeGreaterThanOrEqual(1_000);
    expect(lastHour.find(({ metric }) => metric === "clock_off")).toEqual({
      ...{ metric: "clock_off", count: 0 },
      ...{ p50Ms: null, p95Ms: null, p99Ms: null, maximumMs: null },
    });
  });

  test("a catalogue that is away takes the past with it, not the page", async () => {
    const { status } = stage({}, null);
    expect((await shown(status.now())).lastDay.every(({ count }) => count === 0)).toBe(true);
  });
});

const RAN: JobRun = { name: "watchdog", startedAtMs: NOW, finishedAtMs: NOW, error: null };

function ranBefore(minutes: number): JobRun {
  return { ...RAN, name: "messages", finishedAtMs: NOW - minutes * MINUTE };
}

/** @param buckets null: measurements cannot be read */
function stage(changes: Partial<Vitals> = {}, buckets: readonly MetricBucket[] | null = []) {
  const clock = createHandClock(NOW);
  const samples: Sample[] = [];
  let asked = 0;
  const vitals: Vitals = {
    catalogueMs: async () => {
      asked += 1;
      return 1;
    },
    index: async () => ({ freshAtMs: NOW, isWhole: true, stuck: 0 }),
    searchMs: async () => 1,
    missingMigrations: async () => [],
    jobs: async () => [RAN],
    overdue: async () => 0,
    oldestWaitingMessageMs: async () => null,
    oldestStuckMailMs: async () => null,
    ...changes,
  };
  const status = createStatusUseCases({
    mode: "test",
    version: null,
    vitals,
    measurements: {
      record: async (some) => void samples.push(...some),
      since: async () => buckets ?? Promise.reject(new Error("away")),
      forget: async () => undefined,
    },
    directory: {
      trialBalance: async () => [{ currency: "EUR", entries: 4, sumMinor: 0, debitMinor: 100, accountsOff: 0 }],
    },
    clock,
  });
  return { status, clock, samples, asked: () => asked };
}

async function shown<Value>(
  answer: Promise<{ ok: true; value: Value } | { ok: false; error: unknown }>,
): Promise<Value> {
  const result = await answer;
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}
