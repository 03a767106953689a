import type { Watch, Watched, Woken } from "../../app/watch.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/**
 * Due times are told with the log, so an object that could not tell its last event cannot tell that it owes it either.
 * Therefore everything is looked at again: an hour after it was last heard of, then each time after as long as it has been
 * quiet, then every month, until nothing can come any more (a bank calls payments back for 18 months at most).
 */
const SOONEST_MS = HOUR_MS;
const LATEST_MS = 30 * DAY_MS;
const OVER_AFTER_MS = 550 * DAY_MS;

/** A merchant's account is told after the directory; so soon afterwards it has been, or somebody has to ask. */
const MERCHANT_TOLD_MS = MINUTE_MS;
/** Heard of again within this, a row says enough: each writing costs. */
const HEARD_MS = 10 * MINUTE_MS;

export function createD1Watch(catalogue: D1Database): Watch {
  return {
    async overdue(nowMs, limit) {
      const { results } = await catalogue.prepare(OVERDUE).bind(nowMs, limit).all<Watched>();
      return results.map(({ kind, id }) => ({ kind, id }));
    },

    async woken(woken, nowMs) {
      if (woken.length === 0) return;
      const rows = JSON.stringify(woken satisfies readonly (Watched & Woken)[]);
      await catalogue.batch([
        catalogue.prepare(DUE_AGAIN).bind(rows, nowMs),
        catalogue.prepare(LOOKED).bind(rows, nowMs, SOONEST_MS, LATEST_MS),
        catalogue.prepare(OVER).bind(rows, nowMs - OVER_AFTER_MS),
      ]);
    },
  };
}

/** With a delivery of a group-buy: it was heard of, and of its merchants who are about to be told. */
export function heardStatement(
  catalogue: D1Database,
  { groupBuyId, merchantIds, atMs }: { groupBuyId: string; merchantIds: readonly string[]; atMs: number },
): D1PreparedStatement {
  const looks = [
    { kind: "group-buy", id: groupBuyId, inMs: SOONEST_MS },
    ...merchantIds.map((id) => ({ kind: "merchant", id, inMs: MERCHANT_TOLD_MS })),
  ];
  return catalogue.prepare(HEARD).bind(JSON.stringify(looks), atMs, HEARD_MS);
}

const OVERDUE = `
  SELECT kind, id FROM (
    SELECT 'group-buy' AS kind, id, next_due_at_ms AS at_ms FROM group_buys WHERE next_due_at_ms <= ?1
    UNION ALL
    SELECT kind, id, at_ms FROM looks WHERE at_ms <= ?1
  ) GROUP BY kind, id ORDER BY min(at_ms), id LIMIT ?2`;

/** A row that is not overdue any more was written after the object was asked. */
const DUE_AGAIN = `
  UPDATE group_buys SET next_due_at_ms = woken.value ->> 'nextDueAtMs' FROM json_each(?1) AS woken
  WHERE woken.value ->> 'kind' = 'group-buy' AND group_buys.id = woken.value ->> 'id' AND next_due_at_ms <= ?2`;

const LOOKED = `
  UPDATE looks SET at_ms = min(
    ?2 + min(max(?2 - heard_at_ms, ?3), ?4),
    coalesce(iif(looks.kind = 'merchant', woken.value ->> 'nextDueAtMs', NULL), ?2 + ?4))
  FROM json_each(?1) AS woken
  WHERE looks.kind = woken.value ->> 'kind' AND looks.id = woken.value ->> 'id' AND at_ms <= ?2`;

const OVER = `
  DELETE FROM looks WHERE heard_at_ms < ?2 AND (kind, id) IN (
    SELECT value ->> 'kind', value ->> 'id' FROM json_each(?1) WHERE value ->> 'nextDueAtMs' IS NULL)`;

/** An overdue row is set again as well, or what the sweep under way has to say of it would be written over this. */
const HEARD = `
  INSERT INTO looks (kind, id, heard_at_ms, at_ms)
  SELECT value ->> 'kind', value ->> 'id', ?2, ?2 + (value ->> 'inMs') FROM json_each(?1) WHERE true
  ON CONFLICT DO UPDATE SET
    heard_at_ms = excluded.heard_at_ms,
    at_ms = iif(at_ms > excluded.heard_at_ms, min(at_ms, excluded.at_ms), excluded.at_ms)
  WHERE heard_at_ms < excluded.heard_at_ms - ?3 OR at_ms <= excluded.heard_at_ms OR at_ms > excluded.at_ms`;
