import type { Measured, Status } from "../../contract/status.ts";
import { problem } from "../../contract/problems.ts";
import { countIn, quantileMs } from "../../core/measure/histogram.ts";
import { METRICS, type Sample } from "../../core/measure/metrics.ts";
import { err, ok } from "../../core/result.ts";
import { formatInstant } from "../../core/time/instant.ts";
import type { StatusUseCases } from "../app.ts";
import type { Clock } from "../clock.ts";
import type { Directory } from "../directory.ts";
import { findings, worstOf } from "./checks.ts";
import type { Measurements, MetricBucket } from "./measurements.ts";
import type { Vitals } from "./vitals.ts";

export interface StatusDependencies {
  readonly mode: string;
  /** Of the deployment, as the platform names it; null on a machine of one's own. */
  readonly version: string | null;
  readonly vitals: Vitals;
  readonly measurements: Measurements;
  readonly directory: Pick<Directory, "trialBalance">;
  readonly clock: Clock;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** The page is for everybody: however often it is asked for, the databases are asked once in this. */
const KEPT_MS = 10_000;

/** How the product is, and how it kept its promise: for everybody, for operators, and for whatever sends requests here. */
export function createStatusUseCases(deps: StatusDependencies): StatusUseCases {
  const { vitals, measurements, clock } = deps;
  let kept: { readonly status: Promise<Status>; readonly atMs: number } | null = null;

  async function look() {
    const nowMs = clock.nowMs();
    const [found, lastHour, lastDay] = await Promise.all([
      findings(vitals, nowMs),
      measuredSince(nowMs - HOUR_MS),
      measuredSince(nowMs - DAY_MS),
    ]);
    return { at: formatInstant(nowMs), state: worstOf(found), checks: found, lastHour, lastDay };
  }

  /** Without the catalogue nothing is known of the past, and the rest is still said. */
  async function measuredSince(fromMs: number): Promise<readonly Measured[]> {
    const buckets = await measurements.since(fromMs).catch((): readonly MetricBucket[] => []);
    return METRICS.map((metric) => {
      const own = buckets.filter((one) => one.metric === metric);
      const p = (share: number) => quantileMs(own, share);
      return { metric, count: countIn(own), p50Ms: p(0.5), p95Ms: p(0.95), p99Ms: p(0.99), maximumMs: p(1) };
    });
  }

  async function publicStatus(): Promise<Status> {
    const { checks, lastHour, lastDay, ...rest } = await look();
    const shown = checks.map(({ name, state }) => ({ name, state }));
    return { ...rest, checks: shown, lastHour: [...lastHour], lastDay: [...lastDay] };
  }

  return {
    async now() {
      const nowMs = clock.nowMs();
      if (kept === null || nowMs - kept.atMs >= KEPT_MS || nowMs < kept.atMs) {
        kept = { status: publicStatus(), atMs: nowMs };
      }
      return ok(await kept.status);
    },

    async isReady() {
      try {
        await Promise.all([vitals.catalogueMs(), vitals.searchMs()]);
        return (await vitals.missingMigrations()).length === 0;
      } catch {
        return false;
      }
    },

    async health(caller) {
      if (!caller.roles.includes("operator")) return err(problem("not-found"));
      const [{ checks, lastHour, lastDay, ...rest }, books] = await Promise.all([
        look(),
        deps.directory.trialBalance().catch(() => []),
      ]);
      return ok({
        ...rest,
        mode: deps.mode,
        version: deps.version,
        checks: [...checks],
        lastHour: [...lastHour],
        lastDay: [...lastDay],
        ledger: books.map(({ currency, sumMinor, accountsOff }) => ({ currency, sum: sumMinor, accountsOff })),
      });
    },

    async reportClock({ boundUs, offUs, brokenUs }) {
      const samples: Sample[] = [
        { metric: "clock_bound", ms: boundUs / 1_000 },
        { metric: "clock_off", ms: offUs / 1_000 },
        ...(brokenUs > 0 ? [{ metric: "clock_broken", ms: brokenUs / 1_000 } as const] : []),
      ];
      await measurements.record(samples, clock.nowMs());
      return ok(null);
    },
  };
}
