import type { Clock } from "../../app/clock.ts";
import type { JobRecords, JobRun, Vitals } from "../../app/status/vitals.ts";
import { STANDING, standingOf, type StandingRow } from "../search/index-standing.ts";
import { CATALOGUE_MIGRATION, SEARCH_MIGRATION } from "./schema-version.ts";

/** Asks the two databases how they are. */
export function createD1Vitals(
  { catalogue, search }: { readonly catalogue: D1Database; readonly search: D1Database },
  clock: Clock,
): Vitals {
  const timed = async (ask: () => Promise<unknown>): Promise<number> => {
    const beganMs = clock.nowMs();
    await ask();
    return clock.nowMs() - beganMs;
  };

  return {
    catalogueMs: () => timed(() => catalogue.prepare("SELECT id FROM group_buys LIMIT 1").all()),
    searchMs: () => timed(() => search.prepare("SELECT 1 FROM demands LIMIT 1").all()),

    async missingMigrations() {
      const wanted = [
        [catalogue, CATALOGUE_MIGRATION],
        [search, SEARCH_MIGRATION],
      ] as const;
      const found = await Promise.all(wanted.map(([d1, name]) => d1.prepare(APPLIED).bind(name).all()));
      return wanted.flatMap(([, name], index) => (found[index]?.results.length === 0 ? [name] : []));
    },

    async index(stuckBeforeMs) {
      const [standing, untold, unwritten] = await Promise.all([
        search.prepare(STANDING).first<StandingRow>(),
        search.prepare(STUCK("catalogue_waits")).bind(stuckBeforeMs).first<number>("count"),
        catalogue.prepare(STUCK("index_waits")).bind(stuckBeforeMs).first<number>("count"),
      ]);
      return { ...standingOf(standing ?? undefined), stuck: (untold ?? 0) + (unwritten ?? 0) };
    },

    async jobs() {
      const { results } = await catalogue.prepare(JOBS).all<JobRun>();
      return results;
    },

    async overdue(beforeMs) {
      const row = await catalogue.prepare(OVERDUE).bind(beforeMs).first<{ count: number }>();
      return row?.count ?? 0;
    },

    async oldestWaitingMessageMs(nowMs) {
      const row = await catalogue.prepare(OLDEST_MESSAGE).bind(nowMs).first<{ atMs: number | null }>();
      return row?.atMs ?? null;
    },

    async oldestStuckMailMs() {
      const row = await catalogue.prepare(OLDEST_STUCK_MAIL).first<{ atMs: number | null }>();
      return row?.atMs ?? null;
    },
  };
}

/** One row a job, written over at each run. */
export function createD1JobRecords(catalogue: D1Database): JobRecords {
  return {
    async started(name, nowMs) {
      await catalogue.prepare(STARTED).bind(name, nowMs).run();
    },
    async finished(name, nowMs, error) {
      await catalogue.prepare(FINISHED).bind(name, nowMs, error).run();
    },
  };
}

/** wrangler's own record of what it has applied. */
const APPLIED = "SELECT name FROM d1_migrations WHERE name = ?1";

const JOBS = `
  SELECT name, started_at_ms AS startedAtMs, finished_at_ms AS finishedAtMs, error FROM job_runs ORDER BY name`;

const OVERDUE = "SELECT count(*) AS count FROM group_buys WHERE next_due_at_ms < ?1";

const STUCK = (table: "index_waits" | "catalogue_waits") =>
  `SELECT count(*) AS count FROM ${table} WHERE since_ms < ?1`;

const OLDEST_MESSAGE = "SELECT min(at_ms) AS atMs FROM notices WHERE outcome IS NULL AND next_try_at_ms <= ?1";

const OLDEST_STUCK_MAIL = `
  SELECT min(posted_at_ms) AS atMs FROM mails
  WHERE state = 'queued' AND (tries = 0 OR posted_at_ms > max(
    coalesce((SELECT max(changed_at_ms) FROM mails WHERE state = 'sent'), 0),
    coalesce((SELECT max(changed_at_ms) FROM mails WHERE state = 'delivered'), 0)))`;

const STARTED = `
  INSERT INTO job_runs (name, started_at_ms) VALUES (?1, ?2)
  ON CONFLICT (name) DO UPDATE SET started_at_ms = excluded.started_at_ms`;

const FINISHED = "UPDATE job_runs SET finished_at_ms = ?2, error = ?3 WHERE name = ?1";
