import type { Wait } from "../../app/search/index-records.ts";

/**
 * What could not be delivered is put down in the database that does answer: of the catalogue in the index, of the index
 * in the catalogue. Where neither does, nobody hears of it until the next try.
 */
export async function noteWait(database: D1Database, table: "catalogue_waits" | "index_waits", wait: Wait) {
  const { groupBuyId, seq, sinceMs } = wait;
  await database
    .prepare(
      `INSERT INTO ${table} (group_buy_id, seq, since_ms) VALUES (?1, ?2, ?3)
       ON CONFLICT DO UPDATE SET seq = max(seq, excluded.seq), since_ms = min(since_ms, excluded.since_ms)`,
    )
    .bind(groupBuyId, seq, sinceMs)
    .run()
    .catch(() => undefined);
}
