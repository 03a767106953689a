import { env, exports } from "cloudflare:workers";
import { beforeAll, describe, expect, test } from "vitest";
import { createD1MailRecords } from "../../worker/adapters/catalogue/mail-records.ts";
import { createD1Measurements } from "../../worker/adapters/catalogue/measurements.ts";
import { createD1Projection } from "../../worker/adapters/catalogue/projection.ts";
import { createD1JobRecords, createD1Vitals } from "../../worker/adapters/catalogue/vitals.ts";
import { Status } from "../../worker/contract/status.ts";
import { bucketOf } from "../../worker/core/measure/histogram.ts";
import type { Metric } from "../../worker/core/measure/metrics.ts";
import { runJob } from "../../worker/jobs/run.ts";
import { batch, entry, groupBuyId } from "../support/catalogue-entry.ts";
import { createHandClock, createKeptLog } from "../support/edge-doubles.ts";
import { HOUR, prepareDatabases } from "../support/worker-life.ts";
import { accepted, BELL, onOpenStand } from "../support/worker-stand.ts";

beforeAll(prepareDatabases);

const measurements = createD1Measurements(env.CATALOGUE);
const START = Date.UTC(2026, 11, 1);

const countOf = async (metric: Metric, fromMs = 0) =>
  (await measurements.since(fromMs)).filter((one) => one.metric === metric).reduce((sum, { count }) => sum + count, 0);

describe("what is measured is counted by hour and size", () => {
  test("equal ones are one row, hours that had ended are not asked for, and old ones are forgotten", async () => {
    const some = [
      { metric: "clock_bound", ms: 14 },
      { metric: "clock_bound", ms: 14 },
      { metric: "clock_bound", ms: 900 },
    ] as const;
    await measurements.record(some, START);
    await measurements.record(some.slice(0, 1), START + 59 * 60_000);
    await measurements.record(some.slice(2), START + HOUR);
    expect(await measurements.since(START)).toEqual([
      { metric: "clock_bound", bucket: bucketOf(14), count: 3 },
      { metric: "clock_bound", bucket: bucketOf(900), count: 2 },
    ]);
    expect(await measurements.since(START + HOUR)).toEqual([
      { metric: "clock_bound", bucket: bucketOf(900), count: 1 },
    ]);
    await measurements.forget(START + HOUR);
    expect(await countOf("clock_bound")).toBe(1);
    await measurements.record([], START); // Nothing is nothing.
  });

  test("with a batch of a group-buy it is counted once, however often the batch arrives", async () => {
    const projection = createD1Projection(env.CATALOGUE, env.SEARCH);
    const sent = batch(0, 1, {
      entry: entry({ id: groupBuyId(7_001) }),
      measured: { samples: [{ metric: "outbox_lag", ms: 3 }], atMs: START },
    });
    const before = await countOf("outbox_lag");
    await projection.apply(sent);
    await projection.apply(sent);
    expect(await countOf("outbox_lag")).toBe(before + 1);
  });
});

describe("a group-buy says how it kept the promise", () => {
  test("a late join by how late it was, once, and a delivery by how long it waited", async () => {
    await onOpenStand(async (stand) => {
      stand.mirror.taken.length = 0;
      stand.at(BELL + 250);
      expect(await stand.join("Bo")).toMatchObject({ ok: false });
      await stand.rest();
      const samples = stand.mirror.taken.flatMap(({ measured }) => measured.samples);
      expect(samples).toContainEqual({ metric: "refused_late", ms: 250 });
      expect(samples.filter(({ metric }) => metric === "refused_late")).toHaveLength(1);
      expect(samples.some(({ metric }) => metric === "outbox_lag")).toBe(true);
    });
  });

  test("an alarm by how late it rang; what could not be delivered is not lost, nor told twice", async () => {
    await onOpenStand(async (stand) => {
      stand.mirror.broken = true;
      accepted(await stand.join("Bo"));
      await stand.rest();
      await stand.object.alarm({ isRetry: false, retryCount: 0, scheduledTime: stand.nowMs() - 700 });
      stand.mirror.broken = false;
      stand.mirror.taken.length = 0;
      stand.at(stand.nowMs() + 20_000);
      await stand.object.alarm();
      await stand.rest();
      accepted(await stand.join("Cy"));
      await stand.rest();
      const samples = stand.mirror.taken.flatMap(({ measured }) => measured.samples);
      expect(samples.filter(({ metric }) => metric === "alarm_late")).toEqual([{ metric: "alarm_late", ms: 700 }]);
      expect(samples.find(({ metric }) => metric === "outbox_lag")?.ms).toBeGreaterThanOrEqual(20_000);
    });
  });
});

describe("how the deployment is", () => {
  const clock = createHandClock(START);
  const vitals = createD1Vitals({ catalogue: env.CATALOGUE, search: env.SEARCH }, clock);

  test("the databases answer, and have the schema of this code", async () => {
    expect([await vitals.catalogueMs(), await vitals.searchMs(), await vitals.missingMigrations()]).toEqual([0, 0, []]);
  });

  test("a job puts down when it began, ended, and what stopped it; the next good run clears that", async () => {
    const log = createKeptLog();
    const frame = { records: createD1JobRecords(env.CATALOGUE), clock, log };
    const own = async () => (await vitals.jobs()).find(({ name }) => name === "a-job");
    await runJob("a-job", frame, async () => clock.advance(1_000));
    expect(await own()).toEqual({ name: "a-job", startedAtMs: START, finishedAtMs: START + 1_000, error: null });
    await runJob("a-job", frame, () => Promise.reject(new Error("boom")));
    expect(await own()).toMatchObject({ startedAtMs: START + 1_000, error: "boom" });
    expect(log.lines).toMatchObject([{ event: "job.fault", job: "a-job" }]);
    await runJob("a-job", frame, async () => undefined);
    expect(await own()).toMatchObject({ error: null });
  });

  test("what oversleeps and what waits is counted by the platform's clock", async () => {
    const projection = createD1Projection(env.CATALOGUE, env.SEARCH);
    const before = await vitals.overdue(START);
    const id = groupBuyId(7_002);
    await projection.apply(
      batch(0, 1, {
        entry: { ...entry({ id }), nextDueAtMs: START - 1 },
        notices: [{ key: `${id}:1`, personId: "usr_nobody", kind: "settled", facts: {}, atMs: START - 9 }],
      }),
    );
    expect(await vitals.overdue(START)).toBe(before + 1);
    expect(await vitals.oldestWaitingMessageMs(START)).toBeLessThanOrEqual(START - 9);
  });

  test("mail that the queue does not look at is stuck; one that fails among many that leave is not", async () => {
    const mails = createD1MailRecords(env.CATALOGUE);
    const mail = (id: string, postedAtMs: number) => ({ id, personId: null, kind: "x", addressDigest: id, postedAtMs });
    const tried = async (id: string, postedAtMs: number, state: "queued" | "sent", atMs: number) => {
      await mails.take(mail(id, postedAtMs), atMs, atMs);
      await mails.settle({ id, state, reason: null, providerId: null, atMs });
    };
    expect(await vitals.oldestStuckMailMs()).toBeNull();
    await tried("failing", START, "queued", START);
    expect(await vitals.oldestStuckMailMs()).toBe(START);
    await tried("fine", START - 1, "sent", START + 1);
    expect(await vitals.oldestStuckMailMs()).toBeNull();
    await mails.plan([mail("untouched", START - 9)]);
    expect(await vitals.oldestStuckMailMs()).toBe(START - 9);
  });
});

test("the real Worker answers for itself: status for all, readiness for machines, reports from pages", async () => {
  const send = (path: string, init?: RequestInit) =>
    exports.default.fetch(new Request(`https://onebell.test${path}`, init));
  expect(await (await send("/readyz")).json()).toEqual({ ready: true });
  const before = await countOf("clock_off");
  const report = { exchanges: 12, boundUs: 9_400, offUs: 2_100, brokenUs: 0 };
  const headers = { "content-type": "application/json" };
  const sent = await send("/api/v1/clock-reports", { method: "POST", headers, body: JSON.stringify(report) });
  expect(sent.status).toBe(204);
  expect(await countOf("clock_off")).toBe(before + 1);
  const wild = JSON.stringify({ ...report, offUs: 1_000_000_000 });
  expect((await send("/api/v1/clock-reports", { method: "POST", headers, body: wild })).status).toBe(422);
  const status = Status.parse(await (await send("/api/v1/status")).json());
  expect(status.lastHour.find(({ metric }) => metric === "clock_off")?.count).toBeGreaterThan(0);
  expect((await send("/api/v1/health")).status).toBe(401);
});
