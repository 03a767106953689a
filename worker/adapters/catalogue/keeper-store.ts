import type { KeeperStore } from "../../app/alive/keeper-store.ts";
import type { Kept } from "../../app/alive/keeping.ts";

const DAY_MS = 86_400_000;

interface Row extends Omit<Kept, "isFilled"> {
  readonly isFilled: number;
}

/** The keeper's notes in D1. That one is alone at it is decided by the statement that begins. */
export function createD1KeeperStore(catalogue: D1Database): KeeperStore {
  const run = async (statement: string, ...values: (string | number)[]): Promise<void> => {
    await catalogue
      .prepare(statement)
      .bind(...values)
      .run();
  };

  return {
    async begin(nowMs, untilMs) {
      const begun = await catalogue
        .prepare(BEGIN)
        .bind(nowMs, untilMs)
        .first<{ lookedAtMs: number; day: number; madeThatDay: number }>();
      if (begun === null) return null;
      const { lookedAtMs, day, madeThatDay } = begun;
      return { lookedAtMs, madeToday: day === dayOf(nowMs) ? madeThatDay : 0 };
    },
    end: (untilMs) => run("UPDATE keeper SET busy_until_ms = 0 WHERE one = 1 AND busy_until_ms = ?1", untilMs),
    look: (nowMs) => run("UPDATE keeper SET looked_at_ms = ?1 WHERE one = 1", nowMs),

    async nextTurn(nowMs) {
      const taken = await catalogue.prepare(NEXT_TURN).bind(dayOf(nowMs)).first<{ turn: number }>();
      return taken?.turn ?? 0;
    },

    async kept(limit) {
      const { results } = await catalogue.prepare(KEPT).bind(limit).all<Row>();
      return results.map((row) => ({ ...row, isFilled: row.isFilled === 1 }));
    },

    add: ({ groupBuyId, stockKey, closesAtMs, isFilled, nextTryAtMs }) =>
      run(
        `INSERT INTO kept (group_buy_id, stock_key, closes_at_ms, is_filled, next_try_at_ms) VALUES (?1, ?2, ?3, ?4, ?5)`,
        ...[groupBuyId, stockKey, closesAtMs, isFilled ? 1 : 0, nextTryAtMs],
      ),
    change: (groupBuyId, { isFilled, nextTryAtMs }) =>
      run(
        "UPDATE kept SET is_filled = ?2, next_try_at_ms = ?3 WHERE group_buy_id = ?1",
        ...[groupBuyId, isFilled ? 1 : 0, nextTryAtMs],
      ),
    forget: (groupBuyId) => run("DELETE FROM kept WHERE group_buy_id = ?1", groupBuyId),
  };
}

function dayOf(nowMs: number): number {
  return Math.floor(nowMs / DAY_MS);
}

// Busy for longer than anybody may be is a note of a clock that has been set back since.
const BEGIN = `
  UPDATE keeper SET busy_until_ms = ?2 WHERE one = 1 AND (busy_until_ms <= ?1 OR busy_until_ms > ?2)
  RETURNING looked_at_ms AS lookedAtMs, day, made_that_day AS madeThatDay`;

const NEXT_TURN = `
  UPDATE keeper SET turn = turn + 1, day = ?1, made_that_day = CASE WHEN day = ?1 THEN made_that_day + 1 ELSE 1 END
  WHERE one = 1 RETURNING turn`;

const KEPT = `
  SELECT group_buy_id AS groupBuyId, stock_key AS stockKey, closes_at_ms AS closesAtMs, is_filled AS isFilled,
    next_try_at_ms AS nextTryAtMs
  FROM kept ORDER BY next_try_at_ms, group_buy_id LIMIT ?1`;
