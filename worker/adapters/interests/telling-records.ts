import type { TellingRecords, WaitingPerson } from "../../app/interests/telling.ts";
import { TELLING_DEFAULTS } from "../../app/interests/store.ts";
import type { Listener, TellingPlan, WaitingMatch } from "../../core/interests/telling.ts";

const LATELY_MS = 86_400_000;

/** Matches that wait, and the messages made of them, all in the catalogue: one transaction holds both. */
export function createD1TellingRecords(catalogue: D1Database): TellingRecords {
  return {
    async waiting(nowMs, limit) {
      const { pace, perDay } = TELLING_DEFAULTS;
      const due = await catalogue
        .prepare(LISTENERS)
        .bind(nowMs, limit, nowMs - LATELY_MS, pace, perDay)
        .all<Listener>();
      if (due.results.length === 0) return [];
      const ids = JSON.stringify(due.results.map(({ personId }) => personId));
      const { results } = await catalogue.prepare(WAITING).bind(ids, nowMs).all<WaitingRow>();
      return due.results.map((listener): WaitingPerson => ({
        listener,
        matches: results.filter(({ personId }) => personId === listener.personId).map(matchIn),
      }));
    },

    async tell(plans) {
      const text = JSON.stringify(flat(plans));
      await catalogue.batch([
        catalogue.prepare(NOTICES).bind(text),
        catalogue.prepare(TOLD).bind(text),
        catalogue.prepare(DELAYED).bind(text),
        catalogue.prepare(SILENT).bind(text),
      ]);
    },
  };
}

function flat(plans: readonly TellingPlan[]) {
  return {
    notices: plans.flatMap(({ notices }) => notices),
    delayed: plans.flatMap(({ delayed }) => delayed),
    silent: plans.flatMap(({ silent }) => silent),
  };
}

interface WaitingRow extends Omit<WaitingMatch, "isForDigest" | "isWanted"> {
  readonly personId: string;
  readonly isForDigest: number;
  readonly isWanted: number;
}

function matchIn({ personId: _, isForDigest, isWanted, ...row }: WaitingRow): WaitingMatch {
  return { ...row, isForDigest: isForDigest === 1, isWanted: isWanted === 1 };
}

// Somebody who is gone has no interests any more.
const LISTENERS = `
  SELECT p.id AS personId, p.zone, coalesce(c.pace, ?4) AS pace, coalesce(c.per_day, ?5) AS perDay,
    (SELECT count(*) FROM notices WHERE person_id = p.id AND at_ms > ?3 AND kind = 'demand_found') AS toldLately
  FROM (
    SELECT DISTINCT i.person_id
    FROM interest_matches AS m CROSS JOIN interests AS i ON i.n = m.interest
    WHERE m.state IN ('new', 'digest') AND m.due_at_ms <= ?1
    LIMIT ?2
  ) AS due
  CROSS JOIN people AS p ON p.id = due.person_id
  LEFT JOIN interest_choices AS c ON c.person_id = p.id`;

/** Whoever is suspended, has paused, wants it themselves or has offered is not told; nor is anybody of what is over. */
const WAITING = `
  SELECT i.person_id AS personId, m.interest, i.name AS interestName, i.words, m.group_buy_id AS groupBuyId, m.score,
    m.state = 'digest' AS isForDigest, m.due_at_ms AS dueAtMs,
    coalesce(
      g.is_public = 1 AND g.state = 'open' AND g.closes_at_ms > ?2 AND g.initiator_id <> i.person_id
        AND i.is_paused = 0 AND c.state = 'verified'
        AND NOT EXISTS (SELECT 1 FROM offers WHERE merchant_id = i.merchant_id AND group_buy_id = g.id),
      0
    ) AS isWanted,
    coalesce(g.card ->> 'title', '') AS title, coalesce(g.card ->> 'language', '') AS language, coalesce(g.currency, '') AS currency,
    (coalesce(g.closes_at_ms, 0) + 999) / 1000 * 1000 AS closesAtMs
  FROM json_each(?1) AS asked
  CROSS JOIN interests AS i ON i.person_id = asked.value
  CROSS JOIN interest_matches AS m ON m.interest = i.n AND m.state IN ('new', 'digest')
  LEFT JOIN group_buys AS g ON g.id = m.group_buy_id
  LEFT JOIN merchants AS c ON c.id = i.merchant_id`;

const STILL_WAITS = `
  SELECT 1 FROM interest_matches AS m
  WHERE m.interest = named.value ->> 'interest' AND m.group_buy_id = named.value ->> 'groupBuyId'
    AND m.state IN ('new', 'digest')`;

const NOTICES = `
  INSERT INTO notices (key, person_id, group_buy_id, kind, facts, at_ms)
  SELECT planned.value ->> '$.notice.key', planned.value ->> '$.notice.personId',
    planned.value ->> '$.notice.facts.groupBuyId', planned.value ->> '$.notice.kind', planned.value -> '$.notice.facts',
    planned.value ->> '$.notice.atMs'
  FROM json_each(?1, '$.notices') AS planned
  WHERE NOT EXISTS (
    SELECT 1 FROM json_each(planned.value, '$.of') AS named WHERE NOT EXISTS (${STILL_WAITS})
  )
  ON CONFLICT DO NOTHING`;

/** Only where its message is there: one that was not written leaves its matches waiting. */
const TOLD = `
  UPDATE interest_matches SET state = 'told'
  FROM json_each(?1, '$.notices') AS planned, json_each(planned.value, '$.of') AS named
  WHERE interest_matches.interest = named.value ->> 'interest'
    AND interest_matches.group_buy_id = named.value ->> 'groupBuyId' AND interest_matches.state IN ('new', 'digest')
    AND EXISTS (SELECT 1 FROM notices WHERE key = planned.value ->> '$.notice.key')`;

const DELAYED = `
  UPDATE interest_matches SET state = 'digest', due_at_ms = named.value ->> 'dueAtMs'
  FROM json_each(?1, '$.delayed') AS named
  WHERE interest_matches.interest = named.value ->> 'interest'
    AND interest_matches.group_buy_id = named.value ->> 'groupBuyId' AND interest_matches.state = 'new'`;

const SILENT = `
  UPDATE interest_matches SET state = 'silent'
  FROM json_each(?1, '$.silent') AS named
  WHERE interest_matches.interest = named.value ->> 'interest'
    AND interest_matches.group_buy_id = named.value ->> 'groupBuyId' AND interest_matches.state IN ('new', 'digest')`;
