import type { Arrival, ArrivalQueue, FiledInterest } from "../../app/interests/arrivals.ts";

/** Arrivals as the mirror's triggers put them down, and what is found for them. */
export function createD1ArrivalQueue(catalogue: D1Database): ArrivalQueue {
  return {
    async take(nowMs, leaseUntilMs, limit) {
      const { results } = await catalogue.prepare(TAKE).bind(nowMs, leaseUntilMs, limit).all<Arrival>();
      return results.toSorted((a, b) => a.publishedAtMs - b.publishedAtMs);
    },

    async candidates(keys, category, afterInterest, limit) {
      const { results } = await catalogue
        .prepare(CANDIDATES)
        .bind(JSON.stringify(keys), category, afterInterest, limit)
        .all<CandidateRow>();
      return results.map(interestIn);
    },

    async keep(groupBuyId, matches, throughInterest, nowMs) {
      const page = catalogue.prepare(PAGE_DONE).bind(groupBuyId, throughInterest);
      if (matches.length === 0) await page.run();
      else await catalogue.batch([catalogue.prepare(KEEP).bind(JSON.stringify(matches), groupBuyId, nowMs), page]);
    },

    async end(groupBuyId, outcome) {
      await catalogue.prepare(END).bind(groupBuyId, outcome).run();
    },

    async retry(groupBuyId, nextTryAtMs) {
      await catalogue
        .prepare("UPDATE demand_arrivals SET next_try_at_ms = ?2 WHERE group_buy_id = ?1 AND outcome IS NULL")
        .bind(groupBuyId, nextTryAtMs)
        .run();
    },

    async forgetMatchesBefore(atMs) {
      await catalogue.prepare("DELETE FROM interest_matches WHERE at_ms < ?1").bind(atMs).run();
    },
  };
}

interface CandidateRow {
  readonly n: number;
  readonly filters: string;
  readonly wish: string;
  readonly rarities: string;
}

/** These columns are written by the interest store alone, from these types. */
function interestIn(row: CandidateRow): FiledInterest {
  return {
    n: row.n,
    filters: JSON.parse(row.filters) as FiledInterest["filters"],
    wish: JSON.parse(row.wish) as FiledInterest["wish"],
    rarities: JSON.parse(row.rarities) as FiledInterest["rarities"],
  };
}

/** One statement, so that two who look at once do not both take it. */
const TAKE = `
  UPDATE demand_arrivals SET tries = tries + 1, next_try_at_ms = ?2
  WHERE group_buy_id IN (
    SELECT group_buy_id FROM demand_arrivals WHERE outcome IS NULL AND next_try_at_ms <= ?1
    ORDER BY next_try_at_ms, published_at_ms LIMIT ?3
  )
  RETURNING group_buy_id AS groupBuyId, version, published_at_ms AS publishedAtMs,
    through_interest AS throughInterest, tries`;

// CROSS JOIN keeps the order of the loops: few keys, then the interests under them. A page goes on where the last one
// ended, so the order is that of the whole statement: one inside of it is not kept.
const CANDIDATES = `
  SELECT i.n, i.filters, i.wish, i.rarities
  FROM (
    SELECT DISTINCT k.interest
    FROM json_each(?1) AS key CROSS JOIN interest_keys AS k
    WHERE k.term = key.value AND k.category IN (?2, '') AND k.interest > ?3
  ) AS found
  CROSS JOIN interests AS i ON i.n = found.interest
  CROSS JOIN merchants AS m ON m.id = i.merchant_id AND m.state = 'verified'
  ORDER BY found.interest LIMIT ?4`;

// An interest that has been deleted meanwhile is told nothing.
const KEEP = `
  INSERT INTO interest_matches (interest, group_buy_id, at_ms, score, state, due_at_ms)
  SELECT value ->> 'interest', ?2, ?3, value ->> 'score', 'new', 0
  FROM json_each(?1)
  WHERE EXISTS (SELECT 1 FROM interests WHERE n = value ->> 'interest')
  ON CONFLICT DO NOTHING`;

/** How far it went never goes back, whoever is slower. */
const PAGE_DONE = `
  UPDATE demand_arrivals SET
    through_interest = max(through_interest, coalesce(?2, 0)),
    outcome = CASE WHEN ?2 IS NULL THEN 'matched' END
  WHERE group_buy_id = ?1 AND outcome IS NULL`;

const END = "UPDATE demand_arrivals SET outcome = ?2 WHERE group_buy_id = ?1 AND outcome IS NULL";
