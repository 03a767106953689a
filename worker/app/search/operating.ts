import type { SearchKeeping } from "../../contract/search.ts";
import { ANALYSER_VERSION } from "../../core/matching/analyse.ts";
import { ok } from "../../core/result.ts";
import { formatInstant } from "../../core/time/instant.ts";
import type { SearchOperatingUseCases } from "../app.ts";
import type { Clock } from "../clock.ts";
import { type AskedQueries, judgementSet, type SearchedWeek } from "./judgement-set.ts";
import type { Mended, Place } from "./index-records.ts";
import { stateOf, type IndexStanding } from "./standing.ts";

/** What both databases say of how the index is kept. */
export interface IndexReport {
  readonly standing: IndexStanding;
  readonly versions: readonly { readonly analyser: number; readonly rows: number }[];
  readonly place: Pick<Place, "half" | "isFilling"> & { readonly beganAtMs: number | null; readonly mended: Mended };
  readonly last: { readonly endedAtMs: number; readonly mended: Mended } | null;
  readonly rewrite: {
    readonly analyser: number;
    readonly beganAtMs: number;
    readonly endedAtMs: number | null;
    readonly written: number;
  } | null;
  readonly waiting: { readonly catalogue: Waiting; readonly index: Waiting };
}

interface Waiting {
  readonly count: number;
  readonly sinceMs: number | null;
}

/** Of one answer: those that were asked most. */
const QUERIES_MAXIMUM = 500;

export interface SearchOperatingDependencies {
  readonly report: () => Promise<IndexReport>;
  /** By the week, newest first. */
  readonly searched: () => Promise<readonly SearchedWeek[]>;
  readonly asked: (limit: number) => Promise<AskedQueries>;
  readonly clock: Clock;
}

export function createSearchOperating({
  report,
  searched,
  asked,
  clock,
}: SearchOperatingDependencies): SearchOperatingUseCases {
  return {
    async keeping() {
      const nowMs = clock.nowMs();
      const [{ standing, versions, place, last, rewrite, waiting }, weeks] = await Promise.all([report(), searched()]);
      const older = versions.filter(({ analyser }) => analyser < ANALYSER_VERSION);
      return ok({
        at: formatInstant(nowMs),
        index: stateOf(standing, nowMs),
        analyser: ANALYSER_VERSION,
        versions: versions.map((one) => ({ ...one })),
        rewrite: rewrite && {
          analyser: rewrite.analyser,
          since: formatInstant(rewrite.beganAtMs),
          until: instantOf(rewrite.endedAtMs),
          written: rewrite.written,
          remaining: older.reduce((sum, { rows }) => sum + rows, 0),
        },
        look: {
          half: place.half,
          isFilling: place.isFilling,
          since: instantOf(place.beganAtMs),
          mended: { ...place.mended },
        },
        lastLook: last && { endedAt: formatInstant(last.endedAtMs), mended: { ...last.mended } },
        waiting: { catalogue: waitingOf(waiting.catalogue), index: waitingOf(waiting.index) },
        weeks: weeks.map(({ weekMs, ...counts }) => ({ week: formatInstant(weekMs), ...counts })),
      } satisfies SearchKeeping);
    },

    async judgementSet() {
      return ok(judgementSet(await asked(QUERIES_MAXIMUM)));
    },
  };
}

function waitingOf({ count, sinceMs }: Waiting) {
  return { count, since: instantOf(sinceMs) };
}

function instantOf(atMs: number | null): string | null {
  return atMs === null ? null : formatInstant(atMs);
}
