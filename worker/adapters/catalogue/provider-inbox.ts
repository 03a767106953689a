import type { ChangeSubject } from "../../app/escrow-provider.ts";
import type { ProviderInbox, SweepCursor } from "../../app/provider-events/inbox.ts";

const DAY_MS = 86_400_000;
const WAITING_MAXIMUM = 100;

interface WaitingRow {
  readonly eventId: string;
  readonly about: string;
  readonly tries: number;
}

/** What providers told, in D1. That an event is new is decided by its primary key. */
export function createD1ProviderInbox(catalogue: D1Database): ProviderInbox {
  const run = async (statement: string, ...values: readonly (string | number)[]): Promise<void> => {
    await catalogue
      .prepare(statement)
      .bind(...values)
      .run();
  };

  return {
    async store(provider, source, events, nowMs) {
      if (events.length > 0) await run(STORE, provider, source, nowMs, JSON.stringify(events));
    },

    async waiting(provider, which) {
      const statement =
        "dueMs" in which
          ? catalogue.prepare(DUE).bind(provider, which.dueMs, WAITING_MAXIMUM)
          : catalogue.prepare(NAMED).bind(provider, JSON.stringify(which.eventIds));
      const { results } = await statement.all<WaitingRow>();
      return results.map((row) => ({ ...row, about: JSON.parse(row.about) as ChangeSubject })); // Only `store` writes it.
    },

    applied: (provider, eventId, nowMs) => run(APPLIED, provider, eventId, nowMs),
    failed: (provider, eventId, error, nextTryMs) => run(FAILED, provider, eventId, error, nextTryMs),

    cursor: (provider) => catalogue.prepare(CURSOR).bind(provider).first<SweepCursor>(),
    saveCursor: (provider, { throughMs, sweptMs }) => run(SAVE_CURSOR, provider, throughMs, sweptMs),

    countRefusal: (provider, reason, nowMs) => run(REFUSED, provider, Math.floor(nowMs / DAY_MS), reason, nowMs),
    forgetBefore: (receivedMs) => run(FORGET, receivedMs),
  };
}

const STORE = `
  INSERT INTO provider_events
    (provider, event_id, type, about, at_ms, received_ms, source, applied_ms, tries, next_try_ms)
  SELECT ?1, value ->> 'eventId', value ->> 'type', value ->> 'about', value ->> 'atMs', ?3, ?2,
    iif(value ->> 'about' IS NULL, ?3, NULL), 0, ?3
  FROM json_each(?4) WHERE true
  ON CONFLICT (provider, event_id) DO NOTHING`;

const NAMED = `
  SELECT event_id AS eventId, about, tries FROM provider_events
  WHERE provider = ?1 AND event_id IN (SELECT value FROM json_each(?2)) AND applied_ms IS NULL ORDER BY at_ms, event_id`;

const DUE = `
  SELECT event_id AS eventId, about, tries FROM provider_events
  WHERE provider = ?1 AND applied_ms IS NULL AND next_try_ms <= ?2 ORDER BY next_try_ms LIMIT ?3`;

const APPLIED = `
  UPDATE provider_events SET applied_ms = ?3, tries = tries + 1, error = NULL
  WHERE provider = ?1 AND event_id = ?2 AND applied_ms IS NULL`;

const FAILED = `
  UPDATE provider_events SET tries = tries + 1, error = ?3, next_try_ms = ?4
  WHERE provider = ?1 AND event_id = ?2 AND applied_ms IS NULL`;

const CURSOR = "SELECT through_ms AS throughMs, swept_ms AS sweptMs FROM provider_cursors WHERE provider = ?1";

const SAVE_CURSOR = `
  INSERT INTO provider_cursors (provider, through_ms, swept_ms) VALUES (?1, ?2, ?3)
  ON CONFLICT (provider) DO UPDATE SET through_ms = excluded.through_ms, swept_ms = excluded.swept_ms`;

const REFUSED = `
  INSERT INTO provider_refusals (provider, day, reason, count, last_ms) VALUES (?1, ?2, ?3, 1, ?4)
  ON CONFLICT (provider, day, reason) DO UPDATE SET count = count + 1, last_ms = excluded.last_ms`;

const FORGET = "DELETE FROM provider_events WHERE received_ms < ?1 AND applied_ms IS NOT NULL";
