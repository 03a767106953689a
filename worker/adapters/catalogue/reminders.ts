import {
  BOOKS_ALERT_LATE_MS,
  CLOSING_REMINDERS,
  RECEIPT_REMINDER_MS,
  REVIEW_ALERT_MS,
  SUSPENSION_ALERT_MS,
  type ClosingReminder,
  type Reminders,
} from "../../app/notices/reminders.ts";
import { hasEnded, MEMBER_STATES } from "../../core/group-buy/state/states.ts";

const SEATED = JSON.stringify(MEMBER_STATES.filter((state) => !hasEnded(state)));

/** Reminders planned in the database, in one transaction each: no list of persons comes into the Worker. */
export function createD1Reminders(catalogue: D1Database): Reminders {
  return {
    async plan(nowMs) {
      for (const reminder of CLOSING_REMINDERS) await catalogue.batch(closing(catalogue, reminder, nowMs));
      await catalogue.batch([
        catalogue.prepare(RECEIPT).bind(nowMs, nowMs + RECEIPT_REMINDER_MS),
        catalogue.prepare(OPERATORS).bind(nowMs, "review_waiting", "in_review", nowMs - REVIEW_ALERT_MS),
        catalogue.prepare(OPERATORS).bind(nowMs, "suspension_waiting", "suspended", nowMs - SUSPENSION_ALERT_MS),
        catalogue.prepare(BOOKS).bind(nowMs, nowMs - BOOKS_ALERT_LATE_MS),
      ]);
    },
  };
}

function closing(catalogue: D1Database, { beforeMs, lateMs }: ClosingReminder, nowMs: number): D1PreparedStatement[] {
  return [
    catalogue.prepare(CLOSING).bind(nowMs, beforeMs, lateMs, SEATED),
    catalogue.prepare(CLOSING_DONE).bind(nowMs, beforeMs, lateMs),
  ];
}

/** Open ones whose moment has just come, and that were open before it. A deadline that moves has its moments again. */
const CLOSING_NOW = `
  FROM group_buys AS g
  WHERE g.is_public = 1 AND g.state = 'open'
    AND g.closes_at_ms > ?1 + ?2 - ?3 AND g.closes_at_ms <= ?1 + ?2 AND g.closes_at_ms > ?1
    AND g.published_at_ms < g.closes_at_ms - ?2
    AND NOT EXISTS (SELECT 1 FROM reminders WHERE key = g.id || '.closing.' || ?2 || '.' || g.closes_at_ms)`;

const SUBJECT = "'title', g.card ->> 'title', 'groupBuyId', g.id, 'currency', g.currency";

const CLOSING = `
  INSERT INTO notices (key, person_id, group_buy_id, kind, facts, at_ms)
  SELECT g.id || '.closing.' || ?2 || '.' || g.closes_at_ms || '.' || m.person_id, m.person_id, g.id, 'closing_soon',
    json_object(${SUBJECT}, 'minutes', ?2 / 60000, 'closesAtMs', (g.closes_at_ms + 999) / 1000 * 1000), ?1
  FROM memberships AS m INNER JOIN (SELECT g.* ${CLOSING_NOW}) AS g ON m.group_buy_id = g.id
  WHERE m.state IN (SELECT value FROM json_each(?4))
    AND NOT EXISTS (SELECT 1 FROM muted_topics WHERE person_id = m.person_id AND topic = 'closing')
  ON CONFLICT DO NOTHING`;

const CLOSING_DONE = `
  INSERT INTO reminders (key, at_ms)
  SELECT g.id || '.closing.' || ?2 || '.' || g.closes_at_ms, ?1 ${CLOSING_NOW}
  ON CONFLICT DO NOTHING`;

const RECEIPT = `
  INSERT INTO notices (key, person_id, group_buy_id, kind, facts, at_ms)
  SELECT m.member_id || '.receipt.' || m.confirm_at_ms, m.person_id, g.id, 'receipt_soon',
    json_object(${SUBJECT}, 'what', g.card ->> 'kind', 'confirmAtMs', m.confirm_at_ms), ?1
  FROM memberships AS m INNER JOIN group_buys AS g ON g.id = m.group_buy_id
  WHERE m.state = 'shipped' AND m.confirm_at_ms > ?1 AND m.confirm_at_ms <= ?2
  ON CONFLICT DO NOTHING`;

const OPERATORS = `
  INSERT INTO notices (key, person_id, group_buy_id, kind, facts, at_ms)
  SELECT g.id || '.' || ?2 || '.' || g.state_since_ms || '.' || p.id, p.id, g.id, ?2,
    json_object(${SUBJECT}, 'sinceMs', g.state_since_ms), ?1
  FROM group_buys AS g CROSS JOIN people AS p
  WHERE g.state IN ('in_review', 'suspended') AND g.state = ?3 AND g.state_since_ms <= ?4 AND p.is_operator = 1
  ON CONFLICT DO NOTHING`;

/** Each day once, however often it is refused again. It is about no group-buy: its subject is the day. */
const BOOKS = `
  INSERT INTO notices (key, person_id, group_buy_id, kind, facts, at_ms)
  SELECT c.id || '.books_refused.' || p.id, p.id, c.id, 'books_refused',
    json_object('title', c.day, 'groupBuyId', c.id, 'currency', '', 'judgedAtMs', c.judged_at_ms), ?1
  FROM closes AS c CROSS JOIN people AS p
  WHERE c.state = 'refused' AND c.judged_at_ms > ?2 AND p.is_operator = 1
  ON CONFLICT DO NOTHING`;
