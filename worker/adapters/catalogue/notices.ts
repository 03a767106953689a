import type { NoticeQueue, PendingNotice } from "../../app/notices/delivery.ts";
import type { NoticeRecords, StoredNotice } from "../../app/notices/notices.ts";

/** Notices as the projection and the reminders keep them: on their way by mail, and as a person's own list. */
export function createD1Notices(catalogue: D1Database): NoticeQueue & NoticeRecords {
  return {
    async take(nowMs, leaseUntilMs, limit, groupBuyId) {
      const taken = await catalogue
        .prepare(TAKE)
        .bind(nowMs, leaseUntilMs, limit, groupBuyId ?? null)
        .all<{ key: string }>();
      if (taken.results.length === 0) return [];
      const keys = JSON.stringify(taken.results.map(({ key }) => key));
      const rows = await catalogue.prepare(TAKEN).bind(keys).all<TakenRow>();
      return rows.results.map(pendingIn);
    },

    async settle(settled) {
      await catalogue.prepare(SETTLE).bind(JSON.stringify(settled)).run();
    },

    async of(personId, limit, after) {
      const [atMs, key] = after?.values ?? [Number.MAX_SAFE_INTEGER, ""];
      const { results } = await catalogue
        .prepare(OF)
        .bind(personId, atMs, key, limit + 1)
        .all<NoticeRow & { read_at_ms: number | null }>();
      const items = results.slice(0, limit).map(storedIn);
      const last = items.at(-1);
      return { items, next: last && results.length > limit ? { values: [last.atMs, last.key] } : null };
    },

    async unread(personId) {
      const row = await catalogue.prepare(UNREAD).bind(personId).first<{ count: number }>();
      return row?.count ?? 0;
    },

    async markRead(personId, nowMs) {
      await catalogue
        .prepare("UPDATE notices SET read_at_ms = ?2 WHERE person_id = ?1 AND read_at_ms IS NULL")
        .bind(personId, nowMs)
        .run();
    },

    async mutedTopics(personId) {
      const { results } = await catalogue
        .prepare("SELECT topic FROM muted_topics WHERE person_id = ?1 ORDER BY topic")
        .bind(personId)
        .all<{ topic: string }>();
      return results.map(({ topic }) => topic);
    },

    async setMuted(personId, topic, isMuted) {
      const change = isMuted
        ? "INSERT INTO muted_topics (person_id, topic) VALUES (?1, ?2) ON CONFLICT DO NOTHING"
        : "DELETE FROM muted_topics WHERE person_id = ?1 AND topic = ?2";
      await catalogue.prepare(change).bind(personId, topic).run();
    },
  };
}

interface NoticeRow {
  readonly key: string;
  readonly person_id: string;
  readonly group_buy_id: string;
  readonly kind: string;
  readonly facts: string;
  readonly at_ms: number;
}

interface TakenRow extends NoticeRow {
  readonly tries: number;
  readonly email: string | null;
  readonly locale: string | null;
  readonly zone: string | null;
  readonly muted: string;
  readonly seats: string;
}

/** One statement, so that two who look at once do not both take it. */
const TAKE = `
  UPDATE notices SET tries = tries + 1, next_try_at_ms = ?2
  WHERE key IN (
    SELECT key FROM notices
    WHERE outcome IS NULL AND next_try_at_ms <= ?1 AND (?4 IS NULL OR group_buy_id = ?4)
    ORDER BY next_try_at_ms, at_ms LIMIT ?3
  )
  RETURNING key`;

// A key of the log begins with the group-buy and the event's number: what happened in one commit keeps its order.
const TAKEN = `
  SELECT n.key, n.person_id, n.group_buy_id, n.kind, n.facts, n.at_ms, n.tries, p.email, p.locale, p.zone,
    (SELECT json_group_array(topic) FROM muted_topics WHERE person_id = n.person_id) AS muted,
    (SELECT json_group_array(state) FROM memberships
      WHERE group_buy_id = n.group_buy_id AND person_id = n.person_id) AS seats
  FROM notices AS n LEFT JOIN people AS p ON p.id = n.person_id
  WHERE n.key IN (SELECT value FROM json_each(?1))
  ORDER BY n.at_ms, n.group_buy_id, CAST(substr(n.key, length(n.group_buy_id) + 2) AS INTEGER)`;

const SETTLE = `
  UPDATE notices SET
    outcome = settled.value ->> 'outcome',
    next_try_at_ms = coalesce(settled.value ->> 'nextTryAtMs', next_try_at_ms)
  FROM json_each(?1) AS settled
  WHERE notices.key = settled.value ->> 'key' AND notices.outcome IS NULL`;

const SHOWN = "person_id = ?1 AND outcome IS NOT 'before'";

const OF = `
  SELECT key, person_id, group_buy_id, kind, facts, at_ms, read_at_ms FROM notices
  WHERE ${SHOWN} AND (at_ms < ?2 OR (at_ms = ?2 AND key < ?3))
  ORDER BY at_ms DESC, key DESC LIMIT ?4`;

const UNREAD = `SELECT count(*) AS count FROM notices WHERE ${SHOWN} AND read_at_ms IS NULL`;

function pendingIn(row: TakenRow): PendingNotice {
  const { email, locale, zone } = row;
  const isThere = email !== null && locale !== null && zone !== null;
  return {
    key: row.key,
    groupBuyId: row.group_buy_id,
    kind: row.kind,
    facts: factsIn(row.facts),
    atMs: row.at_ms,
    tries: row.tries,
    personId: row.person_id,
    person: isThere ? { email, locale, zone, mutedTopics: JSON.parse(row.muted) as string[] } : null, // json_group_array.
    seatStates: JSON.parse(row.seats) as PendingNotice["seatStates"], // Written by the projection alone.
  };
}

function storedIn(row: NoticeRow & { read_at_ms: number | null }): StoredNotice {
  const { key, group_buy_id: groupBuyId, kind, facts, at_ms: atMs, read_at_ms: readAtMs } = row;
  return { key, groupBuyId, kind, facts: factsIn(facts), atMs, isRead: readAtMs !== null };
}

/** Written by the projection and the reminders alone. */
function factsIn(json: string): StoredNotice["facts"] {
  return JSON.parse(json) as StoredNotice["facts"];
}
