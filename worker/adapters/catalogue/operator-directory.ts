import type { Keyset } from "../../app/directory.ts";
import type {
  AttentionRow,
  AuditRow,
  GroupBuyRow,
  MerchantRow,
  OperatorDirectory,
  PersonName,
  PersonRow,
  SeatRow,
} from "../../app/operators/directory.ts";
import { LISTED_FOR_MS } from "../../core/reconciliation/verdict.ts";
import type { MerchantState } from "../../app/people/store.ts";
import type { GroupBuyCard } from "../../contract/group-buy.ts";
import type { OperatorCounts } from "../../contract/operators.ts";

/** The console's lists over D1. Written as SQL: each is one question over several tables, and reads as such. */
export function createD1OperatorDirectory(catalogue: D1Database): OperatorDirectory {
  async function all<Row>(query: string, ...values: (string | number | null)[]): Promise<Row[]> {
    const { results } = await catalogue
      .prepare(query)
      .bind(...values)
      .all<Row>();
    return results;
  }

  return {
    async groupBuys({ state, q, needsMe, limit, after }, { operatorId, nowMs }) {
      const [place = null] = after?.values ?? [];
      if (after !== undefined && typeof place !== "string") return null;
      const rows = await all<{ id: string; card: string; attention: string } & PersonColumns>(
        GROUP_BUYS,
        ...[nowMs, operatorId, state ?? null, q ?? null],
        ...[needsMe ? 1 : 0, place, limit + 1],
      );
      const items = rows.map(({ card, attention, ...person }): GroupBuyRow => ({
        card: JSON.parse(card) as GroupBuyCard, // Written by the projection alone.
        initiator: personIn(person),
        attention: [...new Set(JSON.parse(attention) as string[])], // Made by the query.
      }));
      return pageOf(items, rows, limit, ({ id }) => [id]);
    },

    async attention({ operatorId, nowMs }, limit) {
      const rows = await all<Omit<AttentionRow, "facts"> & { facts: string }>(ATTENTION, nowMs, operatorId, limit);
      return rows.map(({ facts, ...row }) => ({ ...row, facts: JSON.parse(facts) as AttentionRow["facts"] }));
    },

    async waitingFor(kind, nowMs, limit) {
      const rows = await all<{ groupBuyId: string }>(WAITING_FOR, kind, nowMs, limit);
      return rows.map(({ groupBuyId }) => groupBuyId);
    },

    async counts({ operatorId, nowMs }) {
      const [row] = await all<OperatorCounts>(COUNTS, nowMs, operatorId, nowMs - LISTED_FOR_MS);
      return row ?? { attention: 0, merchants: 0, reports: 0, reconciliation: 0 };
    },

    async audit({ action, operatorId, subjectId, limit, after }) {
      const [atMs = null, id = null] = after?.values ?? [];
      if (after !== undefined && (typeof atMs !== "number" || typeof id !== "string")) return null;
      const rows = await all<Omit<AuditRow, "operator"> & PersonColumns>(
        AUDIT,
        ...[action ?? null, operatorId ?? null, subjectId ?? null, atMs, id, limit + 1],
      );
      const items = rows.map(({ personId, personName, personEmail, ...row }): AuditRow => ({
        ...row,
        operator: personIn({ personId, personName, personEmail }),
      }));
      return pageOf(items, rows, limit, (row) => [row.atMs, row.id]);
    },

    async merchants(state, limit) {
      return (
        await all<MerchantColumns>(`${MERCHANTS} WHERE ?1 IS NULL OR m.state = ?1 ${IN_ORDER}`, state, limit)
      ).map(merchantIn);
    },

    async merchant(id) {
      const [row] = await all<MerchantColumns>(`${MERCHANTS} WHERE m.id = ?1 LIMIT 1`, id);
      return row === undefined ? null : merchantIn(row);
    },

    async standingOffersOf(merchantId) {
      const rows = await all<{ id: string }>(
        "SELECT DISTINCT group_buy_id AS id FROM offers WHERE state = 'submitted' AND merchant_id = ?1",
        merchantId,
      );
      return rows.map(({ id }) => id);
    },

    async people(q, limit) {
      const rows = await all<Omit<PersonRow, "roles"> & { isOperator: number; isMerchant: number }>(
        PEOPLE,
        ...[q, limit],
      );
      return rows.map(({ isOperator, isMerchant, ...row }) => ({
        ...row,
        roles: [
          "buyer" as const,
          ...(isMerchant === 1 ? (["merchant"] as const) : []),
          ...(isOperator === 1 ? (["operator"] as const) : []),
        ],
      }));
    },

    async names(personIds) {
      const rows = await all<PersonName>(
        "SELECT id, name, email FROM people WHERE id IN (SELECT value FROM json_each(?1))",
        JSON.stringify(personIds),
      );
      return new Map(rows.map((row) => [row.id, row]));
    },

    async seatsOf(personId) {
      const rows = await all<Omit<SeatRow, "isInitiator"> & { isInitiator: number }>(SEATS, personId);
      return rows.map((row) => ({ ...row, isInitiator: row.isInitiator === 1 }));
    },
  };
}

/** A proposal waits for every operator but the one who made it (G9). */
const WAITS = "from_ms <= ?1 AND (facts ->> 'operatorId') IS NOT ?2";

/** Published, or looked at before that: the review's. */
const KNOWN = "(g.is_public = 1 OR g.state IN ('in_review', 'cancelled'))";

// `instr` and not LIKE: of a pattern D1 reads 50 bytes, and addresses and titles are longer.
const GROUP_BUYS = `
  SELECT g.id AS id, g.card AS card, p.id AS personId, p.name AS personName, p.email AS personEmail,
    (SELECT json_group_array(kind) FROM attention WHERE group_buy_id = g.id AND ${WAITS}) AS attention
  FROM group_buys AS g LEFT JOIN people AS p ON p.id = g.initiator_id
  WHERE ${KNOWN}
    AND (?3 IS NULL OR g.state = ?3)
    AND (?4 IS NULL OR g.id = ?4 OR instr(lower(g.card ->> 'title'), lower(?4)) > 0 OR p.email = lower(?4))
    AND (?5 = 0 OR EXISTS (SELECT 1 FROM attention WHERE group_buy_id = g.id AND ${WAITS}))
    AND (?6 IS NULL OR g.id < ?6)
  ORDER BY g.id DESC LIMIT ?7`;

/** Offers that a suspended merchant's account still has standing were made while it was being suspended. */
const STANDING = `
  FROM offers AS o JOIN merchants AS m ON m.id = o.merchant_id AND m.state = 'suspended'
  JOIN group_buys AS g ON g.id = o.group_buy_id WHERE o.state = 'submitted'`;

const ATTENTION = `
  SELECT * FROM (
    SELECT a.kind AS kind, a.group_buy_id AS groupBuyId, g.card ->> 'title' AS title, a.from_ms AS fromMs, a.ref AS ref,
      a.facts AS facts
    FROM attention AS a JOIN group_buys AS g ON g.id = a.group_buy_id WHERE ${WAITS}
    UNION ALL
    SELECT 'offers_standing', g.id, g.card ->> 'title', coalesce(m.decided_at_ms, o.submitted_at_ms), m.id, '{}'
    ${STANDING}
  ) ORDER BY fromMs, groupBuyId, ref LIMIT ?3`;

const WAITING_FOR = `
  SELECT group_buy_id AS groupBuyId FROM attention WHERE kind = ?1 AND from_ms <= ?2
  GROUP BY group_buy_id ORDER BY min(from_ms), group_buy_id LIMIT ?3`;

const COUNTS = `
  SELECT (SELECT count(*) FROM attention WHERE ${WAITS}) + (SELECT count(*) ${STANDING}) AS attention,
    (SELECT count(*) FROM merchants WHERE state = 'pending') AS merchants,
    (SELECT count(DISTINCT about_id) FROM reports WHERE decision IS NULL) AS reports,
    max(
      (SELECT count(*) FROM differences WHERE (is_seen = 1 AND stage = 'open' AND first_seen_ms <= ?3) OR stage = 'suspended'),
      coalesce((SELECT state = 'refused' FROM closes ORDER BY day DESC LIMIT 1), 0)
    ) AS reconciliation`;

const AUDIT = `
  SELECT a.id AS id, a.at_ms AS atMs, a.action AS action, a.reason AS reason, a.subject_id AS subjectId,
    coalesce(g.card ->> 'title', m.name, s.name, a.subject_id) AS subjectName,
    a.operator_id AS personId, p.name AS personName, p.email AS personEmail
  FROM audit AS a LEFT JOIN people AS p ON p.id = a.operator_id
    LEFT JOIN group_buys AS g ON g.id = a.subject_id
    LEFT JOIN merchants AS m ON m.id = a.subject_id
    LEFT JOIN people AS s ON s.id = a.subject_id
  WHERE (?1 IS NULL OR a.action = ?1) AND (?2 IS NULL OR a.operator_id = ?2) AND (?3 IS NULL OR a.subject_id = ?3)
    AND (?4 IS NULL OR (a.at_ms, a.id) < (?4, ?5))
  ORDER BY a.at_ms DESC, a.id DESC LIMIT ?6`;

const DEEDS_IN_ALL = `json_object('settled', coalesce(sum(s.settled), 0), 'units', coalesce(sum(s.units), 0),
  'declined', coalesce(sum(s.declined), 0), 'breached', coalesce(sum(s.breached), 0),
  'disputesLost', coalesce(sum(s.disputes_lost), 0))`;

const MERCHANTS = `
  SELECT m.id AS id, m.name AS name, m.country AS country, m.registration AS registration, m.website AS website,
    m.state AS state, m.created_at_ms AS createdAtMs, m.decided_at_ms AS decidedAtMs, m.decision_reason AS reason,
    p.id AS personId, p.name AS personName, p.email AS personEmail,
    d.id AS deciderId, d.name AS deciderName, d.email AS deciderEmail,
    (SELECT count(*) FROM offers AS o WHERE o.state = 'submitted' AND o.merchant_id = m.id) AS offersStanding,
    m.payout_hint AS payoutHint, m.payout_at_ms AS payoutAtMs,
    (SELECT json_group_array(o.name) FROM merchants AS o WHERE o.payout_hash = m.payout_hash AND o.id <> m.id) AS sharers,
    (SELECT ${DEEDS_IN_ALL} FROM merchant_deeds AS s WHERE s.merchant_id = m.id) AS record
  FROM merchants AS m LEFT JOIN people AS p ON p.merchant_id = m.id LEFT JOIN people AS d ON d.id = m.decided_by`;

const IN_ORDER = `
  ORDER BY m.state = 'pending' DESC, CASE WHEN m.state = 'pending' THEN m.created_at_ms ELSE -m.created_at_ms END, m.id
  LIMIT ?2`;

const PEOPLE = `
  SELECT p.id AS id, p.name AS name, p.email AS email, p.merchant_id AS merchantId, p.country AS country,
    p.created_at_ms AS createdAtMs, p.is_operator AS isOperator, coalesce(m.state = 'verified', 0) AS isMerchant
  FROM people AS p LEFT JOIN merchants AS m ON m.id = p.merchant_id
  WHERE ?1 = '' OR p.id = ?1 OR p.merchant_id = ?1 OR instr(lower(p.email), lower(?1)) = 1
    OR instr(lower(p.name), lower(?1)) = 1
  ORDER BY p.created_at_ms DESC, p.id DESC LIMIT ?2`;

const SEATS = `
  SELECT g.id AS groupBuyId, g.card ->> 'title' AS title, g.state AS state, s.state AS seat,
    coalesce(s.is_initiator, 1) AS isInitiator
  FROM group_buys AS g LEFT JOIN memberships AS s ON s.group_buy_id = g.id AND s.person_id = ?1
  WHERE (s.person_id IS NOT NULL OR g.initiator_id = ?1) AND ${KNOWN}
  ORDER BY g.id DESC LIMIT 100`;

interface PersonColumns {
  readonly personId: string | null;
  readonly personName: string | null;
  readonly personEmail: string | null;
}

interface MerchantColumns extends PersonColumns {
  readonly id: string;
  readonly name: string;
  readonly country: string;
  readonly registration: string;
  readonly website: string | null;
  readonly state: MerchantState;
  readonly createdAtMs: number;
  readonly decidedAtMs: number | null;
  readonly reason: string | null;
  readonly deciderId: string | null;
  readonly deciderName: string | null;
  readonly deciderEmail: string | null;
  readonly offersStanding: number;
  readonly record: string;
  readonly payoutHint: string | null;
  readonly payoutAtMs: number | null;
  readonly sharers: string;
}

function merchantIn(row: MerchantColumns): MerchantRow {
  const { id, name, country, registration, website, state, createdAtMs, offersStanding, decidedAtMs, reason } = row;
  const { personId, deciderId, deciderName, deciderEmail, payoutHint, payoutAtMs } = row;
  const decider = { personId: deciderId, personName: deciderName, personEmail: deciderEmail };
  return {
    ...{ id, name, country, registration, website, state, createdAtMs, offersStanding },
    person: personId === null ? null : personIn(row),
    payout: payoutHint === null || payoutAtMs === null ? null : { hint: payoutHint, atMs: payoutAtMs },
    sharesPayoutWith: JSON.parse(row.sharers) as string[], // Made by the query.
    record: JSON.parse(row.record) as MerchantRow["record"], // Made by the query.
    decision: decidedAtMs === null ? null : { by: personIn(decider), atMs: decidedAtMs, reason: reason ?? "" },
  };
}

/** Somebody who is not in the directory (any more) keeps their id and no name. */
function personIn({ personId, personName, personEmail }: PersonColumns): PersonName {
  return { id: personId ?? "", name: personName ?? "", email: personEmail ?? "" };
}

function pageOf<Item, Row>(
  items: readonly Item[],
  rows: readonly Row[],
  limit: number,
  placeOf: (row: Row) => Keyset["values"],
) {
  const last = rows[limit - 1];
  return {
    items: items.slice(0, limit),
    next: rows.length > limit && last !== undefined ? { values: placeOf(last) } : null,
  };
}
