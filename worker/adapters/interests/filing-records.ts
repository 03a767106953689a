import type { FilingRecords, OutdatedInterest } from "../../app/interests/refiling.ts";

/** Interests whose reading or keys are out of date; the table of keys follows by triggers. */
export function createD1FilingRecords(catalogue: D1Database): FilingRecords {
  async function outdated(where: string, than: number, limit: number): Promise<readonly OutdatedInterest[]> {
    const { results } = await catalogue
      .prepare(`SELECT n, version, words FROM interests WHERE ${where} LIMIT ?2`)
      .bind(than, limit)
      .all<OutdatedInterest>();
    return results;
  }

  return {
    // Newer ones are left alone: while a deployment spreads, two versions look after one table.
    readByOlder: (analyser, limit) => outdated("analyser < ?1 ORDER BY analyser, n", analyser, limit),
    filedBefore: (atMs, limit) => outdated("filed_at_ms < ?1 ORDER BY filed_at_ms", atMs, limit),
    async refile(filed, nowMs) {
      await catalogue.prepare(REFILE).bind(JSON.stringify(filed), nowMs).run();
    },
  };
}

const REFILE = `
  UPDATE interests SET
    analyser = filed.value ->> '$.as.analyser', wish = filed.value -> '$.as.wish',
    rarities = filed.value -> '$.as.rarities', keys = filed.value -> '$.as.keys', filed_at_ms = ?2
  FROM json_each(?1) AS filed
  WHERE interests.n = filed.value ->> 'n' AND interests.version = filed.value ->> 'version'
    AND interests.analyser <= filed.value ->> '$.as.analyser'`;
