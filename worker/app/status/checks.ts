import type { CheckName, CheckState } from "../../contract/status.ts";
import { formatInstant } from "../../core/time/instant.ts";
import { STALE_AFTER_MS, STUCK_AFTER_MS, type IndexStanding } from "../search/standing.ts";
import type { JobRun, Vitals } from "./vitals.ts";

/** What was found when a part was asked how it is: a sentence for operators. */
export interface Finding {
  readonly name: CheckName;
  readonly state: CheckState;
  readonly found: string;
}

const MINUTE_MS = 60_000;

/** A read that takes longer than this is felt by those who wait for a page. */
const READ_SLOW_MS = 500;
/** Jobs run every minute; the platform may skip one when it is busy. */
const JOBS_SLOW_MS = 3 * MINUTE_MS;
const JOBS_DOWN_MS = 15 * MINUTE_MS;
/** An alarm may be late by a minute, and the watchdog needs one more. */
const OVERDUE_AFTER_MS = 2 * MINUTE_MS;
const MESSAGES_SLOW_MS = 5 * MINUTE_MS;
const MESSAGES_DOWN_MS = 60 * MINUTE_MS;
const INDEX_DOWN_MS = 60 * MINUTE_MS;

/** Asks everything at once. A part that cannot be asked is down, and keeps no other from being asked. */
export async function findings(vitals: Vitals, nowMs: number): Promise<readonly Finding[]> {
  return Promise.all([
    found("catalogue", async () => read(await vitals.catalogueMs())),
    found("search", async () => read(await vitals.searchMs())),
    found("schema", async () => schema(await vitals.missingMigrations())),
    found("jobs", async () => jobs(await vitals.jobs(), nowMs)),
    found("overdue", async () => overdue(await vitals.overdue(nowMs - OVERDUE_AFTER_MS))),
    found("messages", async () => {
      const [messageMs, mailMs] = await Promise.all([vitals.oldestWaitingMessageMs(nowMs), vitals.oldestStuckMailMs()]);
      return messages(messageMs, mailMs, nowMs);
    }),
    found("index", async () => index(await vitals.index(nowMs - STUCK_AFTER_MS), nowMs)),
  ]);
}

export function worstOf(findings: readonly { readonly state: CheckState }[]): CheckState {
  if (findings.some(({ state }) => state === "down")) return "down";
  return findings.some(({ state }) => state === "slow") ? "slow" : "good";
}

type Found = Omit<Finding, "name">;

async function found(name: CheckName, ask: () => Promise<Found>): Promise<Finding> {
  try {
    return { name, ...(await ask()) };
  } catch (error) {
    return {
      name,
      state: "down",
      found: `It did not answer: ${error instanceof Error ? error.message : String(error)}`,
    };
  }
}

function read(ms: number): Found {
  return { state: ms > READ_SLOW_MS ? "slow" : "good", found: `A read took ${ms} ms.` };
}

function schema(missing: readonly string[]): Found {
  if (missing.length === 0) return { state: "good", found: "Every migration is applied." };
  return { state: "down", found: `Not applied: ${missing.join(", ")}.` };
}

/** The job that has been silent the longest speaks for all of them. */
function jobs(runs: readonly JobRun[], nowMs: number): Found {
  const silent = runs.toSorted((a, b) => (a.finishedAtMs ?? 0) - (b.finishedAtMs ?? 0))[0];
  if (silent === undefined) return { state: "slow", found: "None has run yet: is there a cron trigger?" };
  const failed = runs.find(({ error }) => error !== null);
  if (failed !== undefined) return { state: "slow", found: `${failed.name} failed last: ${failed.error ?? ""}` };
  const silentMs = nowMs - (silent.finishedAtMs ?? 0);
  const when = silent.finishedAtMs === null ? "never" : formatInstant(silent.finishedAtMs);
  return { state: sinceState(silentMs, JOBS_SLOW_MS, JOBS_DOWN_MS), found: `${silent.name} last ended: ${when}.` };
}

function overdue(count: number): Found {
  if (count === 0) return { state: "good", found: "Nothing sleeps past its time." };
  return { state: "slow", found: `${count} group-buys sleep past their time. Their decisions are not affected.` };
}

function messages(messageMs: number | null, mailMs: number | null, nowMs: number): Found {
  const oldestMs = Math.min(messageMs ?? nowMs, mailMs ?? nowMs);
  const state = sinceState(nowMs - oldestMs, MESSAGES_SLOW_MS, MESSAGES_DOWN_MS);
  const message = messageMs === null ? [] : [`The oldest that waits became due at ${formatInstant(messageMs)}.`];
  const mail = mailMs === null ? [] : [`The oldest mail that does not leave was written at ${formatInstant(mailMs)}.`];
  return { state, found: [...message, ...mail].join(" ") || "None waits." };
}

function index({ freshAtMs, isWhole, stuck }: IndexStanding & { readonly stuck: number }, nowMs: number): Found {
  if (freshAtMs === null) return { state: "slow", found: "Nobody has looked yet whether it has everything." };
  const state = sinceState(nowMs - freshAtMs, STALE_AFTER_MS, INDEX_DOWN_MS);
  return {
    state: state === "good" && (!isWhole || stuck > 0) ? "slow" : state,
    found: [
      `It has everything as of ${formatInstant(freshAtMs)}.`,
      ...(isWhole ? [] : ["It is being written anew."]),
      ...(stuck === 0 ? [] : [`Not in it for more than an hour: ${stuck} group-buys.`]),
    ].join(" "),
  };
}

function sinceState(ms: number, slowMs: number, downMs: number): CheckState {
  if (ms > downMs) return "down";
  return ms > slowMs ? "slow" : "good";
}
