import type { MeaningRecords, Titled } from "../../app/search/meanings.ts";

/** Beside each row of the index, the title whose vector is kept. */
export function createD1MeaningRecords(search: D1Database): MeaningRecords {
  const note = (sql: string, values: unknown) => search.prepare(sql).bind(JSON.stringify(values)).run();
  return {
    async due(limit) {
      const { results } = await search.prepare(DUE).bind(limit).all<Titled>();
      return results;
    },
    async put(titles) {
      await note(PUT, titles);
    },
    async gone(limit) {
      const { results } = await search.prepare(GONE).bind(limit).all<{ id: string }>();
      return results.map(({ id }) => id);
    },
    async removed(ids) {
      await note(REMOVED, ids);
    },
  };
}

const DUE = `
  SELECT id, hit ->> '$.title' AS title FROM demands
  WHERE is_open = 1 AND meaning_of IS NOT hit ->> '$.title' ORDER BY doc DESC LIMIT ?`;

const PUT = `
  UPDATE demands SET meaning_of = noted.value ->> '$.title'
  FROM json_each(?) AS noted WHERE demands.id = noted.value ->> '$.id'`;

const GONE = `SELECT id FROM demands WHERE is_open = 0 AND meaning_of IS NOT NULL LIMIT ?`;

const REMOVED = `UPDATE demands SET meaning_of = NULL WHERE id IN (SELECT value FROM json_each(?))`;
