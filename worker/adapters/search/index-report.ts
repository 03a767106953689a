import type { IndexReport } from "../../app/search/operating.ts";
import { STANDING_COLUMNS, standingOf, type StandingRow } from "./index-standing.ts";

/** How the index is kept, asked of both databases. Counts all open demands: for operators, not for a search. */
export async function readIndexReport(catalogue: D1Database, search: D1Database): Promise<IndexReport> {
  const [[keeping, versions, untold], unwritten] = await Promise.all([
    search.batch([search.prepare(KEEPING), search.prepare(VERSIONS), search.prepare(WAITING("catalogue_waits"))]),
    catalogue.prepare(WAITING("index_waits")).first<WaitingRow>(),
  ]);
  // D1 types a batch by one row type; these are the columns each statement selects.
  const row = (keeping?.results ?? [])[0] as KeepingRow | undefined;
  if (row === undefined) throw new Error("The search index has lost the row that says how it is kept.");
  return {
    standing: standingOf(row),
    versions: (versions?.results ?? []) as { analyser: number; rows: number }[],
    place: {
      half: row.half,
      isFilling: row.is_still_filling === 1,
      beganAtMs: row.began_at_ms,
      mended: { missing: row.missing, behind: row.behind, extra: row.extra },
    },
    last:
      row.last_ended_at_ms === null
        ? null
        : {
            endedAtMs: row.last_ended_at_ms,
            mended: { missing: row.last_missing, behind: row.last_behind, extra: row.last_extra },
          },
    rewrite:
      row.rewrite_analyser === null || row.rewrite_began_at_ms === null
        ? null
        : {
            analyser: row.rewrite_analyser,
            beganAtMs: row.rewrite_began_at_ms,
            endedAtMs: row.rewrite_ended_at_ms,
            written: row.rewritten,
          },
    waiting: {
      catalogue: ((untold?.results ?? []) as WaitingRow[])[0] ?? NOTHING,
      index: unwritten ?? NOTHING,
    },
  };
}

interface KeepingRow extends StandingRow {
  readonly half: "catalogue" | "index";
  readonly is_still_filling: number;
  readonly began_at_ms: number | null;
  readonly missing: number;
  readonly behind: number;
  readonly extra: number;
  readonly last_ended_at_ms: number | null;
  readonly last_missing: number;
  readonly last_behind: number;
  readonly last_extra: number;
  readonly rewrite_analyser: number | null;
  readonly rewrite_began_at_ms: number | null;
  readonly rewrite_ended_at_ms: number | null;
  readonly rewritten: number;
}

interface WaitingRow {
  readonly count: number;
  readonly sinceMs: number | null;
}

const NOTHING: WaitingRow = { count: 0, sinceMs: null };

const KEEPING = `
  SELECT ${STANDING_COLUMNS}, index_keeping.is_filling AS is_still_filling, half, began_at_ms, missing, behind, extra,
    last_ended_at_ms, last_missing, last_behind, last_extra,
    rewrite_analyser, rewrite_began_at_ms, rewrite_ended_at_ms, rewritten
  FROM index_keeping`;

const VERSIONS = "SELECT analyser, count(*) AS rows FROM demands WHERE is_open = 1 GROUP BY analyser ORDER BY analyser";

const WAITING = (table: string) => `SELECT count(*) AS count, min(since_ms) AS sinceMs FROM ${table}`;
