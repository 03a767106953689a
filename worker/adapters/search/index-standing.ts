import type { IndexStanding } from "../../app/search/standing.ts";
import { ANALYSER_VERSION } from "../../core/matching/analyse.ts";

/** Columns of a statement that searching asks anyway; over the one row of `index_keeping`. */
export const STANDING_COLUMNS = `
  index_keeping.fresh_at_ms,
  index_keeping.is_filling = 1 AND index_keeping.began_at_ms IS NOT NULL AS is_filling,
  EXISTS (SELECT 1 FROM demands WHERE is_open = 1 AND analyser < ${ANALYSER_VERSION}) AS has_outdated`;

export const STANDING = `SELECT ${STANDING_COLUMNS} FROM index_keeping`;

export interface StandingRow {
  readonly fresh_at_ms: number | null;
  readonly is_filling: number | null;
  readonly has_outdated: number;
}

export function standingOf(row: StandingRow | undefined): IndexStanding {
  return {
    freshAtMs: row?.fresh_at_ms ?? null,
    isWhole: row === undefined || (row.is_filling !== 1 && row.has_outdated === 0),
  };
}
