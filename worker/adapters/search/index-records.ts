import type { Compared, IndexRecords, Place, Wait } from "../../app/search/index-records.ts";
import type { GroupBuyCard } from "../../contract/group-buy.ts";
import { ANALYSER_VERSION } from "../../core/matching/analyse.ts";
import { type IndexedEntry, type IndexRow, putRows, rowOf } from "./demand-index.ts";

/** A parameter holds two megabytes at most; a long description in German comes to a tenth of this. */
const STATEMENT_CHARACTERS_MAXIMUM = 500_000;

/** The index in one database, kept like the catalogue in the other. */
export function createD1IndexRecords(catalogue: D1Database, search: D1Database): IndexRecords {
  const versionsIn = async (database: D1Database, table: "group_buys" | "demands", ids: readonly string[]) => {
    const { results } = await database
      .prepare(`SELECT id, version FROM ${table} WHERE id IN (SELECT value FROM json_each(?1))`)
      .bind(JSON.stringify(ids))
      .all<{ id: string; version: number }>();
    return new Map(results.map(({ id, version }) => [id, version]));
  };
  const pageOf = async (database: D1Database, table: "group_buys" | "demands", afterId: string, limit: number) => {
    const { results } = await database
      .prepare(`SELECT id, version FROM ${table} WHERE id > ?1 ORDER BY id LIMIT ?2`)
      .bind(afterId, limit)
      .all<{ id: string; version: number }>();
    return { rows: results, lastId: results.length < limit ? null : (results.at(-1)?.id ?? null) };
  };
  /** A catalogue that knows nothing was lost itself, and what the index has is all there is. */
  const goneOf = async (ids: readonly string[], known: ReadonlyMap<string, unknown>): Promise<readonly string[]> => {
    const gone = ids.filter((id) => !known.has(id));
    const isAlive = gone.length > 0 && (await catalogue.prepare("SELECT id FROM group_buys LIMIT 1").first()) !== null;
    return isAlive ? gone : [];
  };
  const comparison = (
    { rows, lastId }: Awaited<ReturnType<typeof pageOf>>,
    found: Omit<Compared, "lastId" | "looked">,
  ): Compared => ({ ...found, lastId, looked: rows.length });

  return {
    async place() {
      const row = await search
        .prepare(PLACE)
        .first<{ pass: number; half: Place["half"]; afterId: string; isFilling: number }>();
      if (row === null) throw new Error("The search index has lost the row that says how it is kept.");
      return { ...row, isFilling: row.isFilling === 1 };
    },

    async move(from, to, mended, nowMs) {
      const bound = JSON.stringify({ from, to, mended, nowMs });
      const { results } = await search.prepare(MOVE).bind(bound).all();
      return results.length > 0;
    },

    async restart() {
      await search.prepare(RESTART).run();
    },

    async isLost() {
      const open = await search.prepare("SELECT demands FROM demand_totals").first<number>("demands");
      if ((open ?? 0) > 0) return false;
      const known = "SELECT id FROM group_buys WHERE is_public = 1 AND state = 'open' LIMIT 1";
      return (await catalogue.prepare(known).first()) !== null;
    },

    async compareCatalogue(afterId, limit) {
      const page = await pageOf(catalogue, "group_buys", afterId, limit);
      const indexed = await versionsIn(
        search,
        "demands",
        page.rows.map(({ id }) => id),
      );
      const missing = page.rows.filter(({ id }) => !indexed.has(id)).map(({ id }) => id);
      const behind = page.rows.filter(({ id, version }) => (indexed.get(id) ?? version) < version).map(({ id }) => id);
      return comparison(page, { missing, behind, extra: [] });
    },

    async compareIndex(afterId, limit) {
      // The index first: what stands in it then has stood in the catalogue before.
      const page = await pageOf(search, "demands", afterId, limit);
      const known = await versionsIn(
        catalogue,
        "group_buys",
        page.rows.map(({ id }) => id),
      );
      const behind = page.rows.filter(({ id, version }) => (known.get(id) ?? version) > version).map(({ id }) => id);
      const extra = await goneOf(
        page.rows.map(({ id }) => id),
        known,
      );
      return comparison(page, { missing: [], behind, extra });
    },

    async outdated(limit) {
      const { results } = await search.prepare(OUTDATED).bind(ANALYSER_VERSION, limit).all<{ id: string }>();
      return results.map(({ id }) => id);
    },

    async rewrote(count, isOver, nowMs) {
      await search
        .prepare(REWROTE)
        .bind(ANALYSER_VERSION, count, isOver ? 1 : 0, nowMs)
        .run();
    },

    async write(ids) {
      if (ids.length === 0) return { changed: 0, gone: [], failed: [] };
      const { results } = await catalogue.prepare(ENTRIES).bind(JSON.stringify(ids)).all<EntryRow>();
      const known = new Map(results.map((row) => [row.id, row]));
      const { rows, failed } = readable(results);
      let changed = 0;
      for (const some of statementsOf(rows)) changed += (await putRows(search, some).all()).results.length;
      return { changed, gone: await goneOf(ids, known), failed };
    },

    async remove(ids) {
      if (ids.length === 0) return;
      await search
        .prepare("DELETE FROM demands WHERE id IN (SELECT value FROM json_each(?1))")
        .bind(JSON.stringify(ids))
        .run();
    },

    async late(limit) {
      const { results } = await catalogue.prepare(LATE).bind(limit).all<Wait>();
      return results;
    },

    async caughtUp(waits) {
      if (waits.length > 0) await catalogue.prepare(CAUGHT_UP).bind(JSON.stringify(waits)).run();
    },

    async oldestWaitMs(afterMs) {
      await search.prepare(ARRIVED).run();
      const oldest = await Promise.all([
        catalogue.prepare(OLDEST_OF("index_waits")).bind(afterMs).first<number>("atMs"),
        search.prepare(OLDEST_OF("catalogue_waits")).bind(afterMs).first<number>("atMs"),
      ]);
      const known = oldest.filter((atMs) => atMs !== null);
      return known.length === 0 ? null : Math.min(...known);
    },

    async freshAsOf(atMs) {
      await search.prepare("UPDATE index_keeping SET fresh_at_ms = ?1").bind(atMs).run();
    },
  };
}

interface EntryRow {
  readonly id: string;
  readonly version: number;
  readonly is_public: number;
  readonly closes_at_ms: number;
  readonly card: string;
  readonly demand: string;
}

/** One that cannot be read keeps no other from being written. */
function readable(entries: readonly EntryRow[]) {
  const rows: IndexRow[] = [];
  const failed: string[] = [];
  for (const row of entries) {
    try {
      rows.push(rowOf({ entry: entryOf(row), version: row.version }));
    } catch {
      failed.push(row.id);
    }
  }
  return { rows, failed };
}

function entryOf(row: EntryRow): IndexedEntry {
  // Both columns are written by the projection alone, from the same types.
  const demand = JSON.parse(row.demand) as Omit<IndexedEntry, "card" | "closesAtMs" | "isPublic">;
  const card = JSON.parse(row.card) as GroupBuyCard;
  return { ...demand, card, closesAtMs: row.closes_at_ms, isPublic: row.is_public === 1 };
}

function statementsOf(rows: readonly IndexRow[]): readonly (readonly IndexRow[])[] {
  const statements: IndexRow[][] = [];
  let room = 0;
  for (const row of rows) {
    const length = JSON.stringify(row).length;
    if (length > room) {
      statements.push([]);
      room = STATEMENT_CHARACTERS_MAXIMUM;
    }
    statements.at(-1)?.push(row);
    room -= length;
  }
  return statements;
}

const PLACE = "SELECT pass, half, after_id AS afterId, is_filling AS isFilling FROM index_keeping";

/** A pass that ends becomes the last one; the next one begins with nothing mended. */
const MOVE = `
  UPDATE index_keeping SET
    pass = ?1 ->> '$.to.pass', half = ?1 ->> '$.to.half', after_id = ?1 ->> '$.to.afterId',
    is_filling = ?1 ->> '$.to.isFilling',
    began_at_ms = iif(pass = ?1 ->> '$.to.pass', coalesce(began_at_ms, ?1 ->> '$.nowMs'), NULL),
    missing = iif(pass = ?1 ->> '$.to.pass', missing + (?1 ->> '$.mended.missing'), 0),
    behind = iif(pass = ?1 ->> '$.to.pass', behind + (?1 ->> '$.mended.behind'), 0),
    extra = iif(pass = ?1 ->> '$.to.pass', extra + (?1 ->> '$.mended.extra'), 0),
    last_ended_at_ms = iif(pass = ?1 ->> '$.to.pass', last_ended_at_ms, ?1 ->> '$.nowMs'),
    last_missing = iif(pass = ?1 ->> '$.to.pass', last_missing, missing + (?1 ->> '$.mended.missing')),
    last_behind = iif(pass = ?1 ->> '$.to.pass', last_behind, behind + (?1 ->> '$.mended.behind')),
    last_extra = iif(pass = ?1 ->> '$.to.pass', last_extra, extra + (?1 ->> '$.mended.extra'))
  WHERE (pass, half, after_id, is_filling)
    = (?1 ->> '$.from.pass', ?1 ->> '$.from.half', ?1 ->> '$.from.afterId', ?1 ->> '$.from.isFilling')
  RETURNING pass`;

const RESTART = `
  UPDATE index_keeping SET
    pass = pass + 1, half = 'catalogue', after_id = '', is_filling = 1, began_at_ms = NULL, missing = 0, behind = 0, extra = 0`;

const OUTDATED = "SELECT id FROM demands WHERE is_open = 1 AND analyser < ?1 ORDER BY analyser, id LIMIT ?2";

/** The first row of a new analyser begins it. What was ended before, or is of a newer analyser, is left as it is. */
const REWROTE = `
  UPDATE index_keeping SET
    rewrite_began_at_ms = iif(rewrite_analyser = ?1 AND rewrite_ended_at_ms IS NULL, rewrite_began_at_ms, ?4),
    rewritten = iif(rewrite_analyser = ?1 AND rewrite_ended_at_ms IS NULL, rewritten, 0) + ?2,
    rewrite_ended_at_ms = iif(?3 = 1, ?4, NULL),
    rewrite_analyser = ?1
  WHERE (?2 > 0 OR ?3 = 0 OR (rewrite_analyser = ?1 AND rewrite_ended_at_ms IS NULL))
    AND coalesce(rewrite_analyser, 0) <= ?1`;

const ENTRIES = `
  SELECT id, version, is_public, closes_at_ms, card, demand FROM group_buys
  WHERE id IN (SELECT value FROM json_each(?1))`;

const LATE = `
  SELECT group_buy_id AS groupBuyId, seq, since_ms AS sinceMs FROM index_waits ORDER BY since_ms, group_buy_id LIMIT ?1`;

/** One that was put down again for a later event meanwhile waits on. */
const CAUGHT_UP = `
  DELETE FROM index_waits WHERE EXISTS (
    SELECT 1 FROM json_each(?1)
    WHERE value ->> 'groupBuyId' = index_waits.group_buy_id AND value ->> 'seq' >= index_waits.seq)`;

const OLDEST_OF = (table: "index_waits" | "catalogue_waits") =>
  `SELECT min(since_ms) AS atMs FROM ${table} WHERE since_ms > ?1`;

const ARRIVED = `
  DELETE FROM catalogue_waits WHERE EXISTS (
    SELECT 1 FROM demands WHERE id = group_buy_id AND demands.version >= catalogue_waits.seq)`;
