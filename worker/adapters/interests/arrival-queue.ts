import type { Arrival, ArrivalQueue, AskedAlike, CandidatePage, InterestTest } from "../../app/interests/arrivals.ts";

/** Arrivals as the mirror's triggers put them down, and what is found for them. */
export function createD1ArrivalQueue(catalogue: D1Database): ArrivalQueue {
  return {
    async take(nowMs, leaseUntilMs, limit) {
      const { results } = await catalogue.prepare(TAKE).bind(nowMs, leaseUntilMs, limit).all<Arrival>();
      return results.toSorted((a, b) => a.publishedAtMs - b.publishedAtMs);
    },

    async candidates(keys, category, afterInterest, limit) {
      const values = [JSON.stringify(keys), category, afterInterest, limit];
      const read = async (statement: string) => {
        const bound = catalogue.prepare(statement).bind(...values);
        return pageOf((await bound.all<CandidateRow>()).results.flatMap(askedIn), limit);
      };
      const all = await read(UP_TO_LIMIT);
      return all.throughInterest === null ? all : read(NEXT_BY_NUMBER);
    },

    async keep(groupBuyId, matches, throughInterest, nowMs) {
      const page = catalogue.prepare(PAGE_DONE).bind(groupBuyId, throughInterest);
      const found = JSON.stringify(matches.map(({ interest, score }) => [interest, score]));
      if (matches.length === 0) await page.run();
      else await catalogue.batch([catalogue.prepare(KEEP).bind(groupBuyId, nowMs, found), page]);
    },

    async list() {
      const [, done] = await catalogue.batch([catalogue.prepare(LIST), catalogue.prepare(LISTED)]);
      return (done?.meta.changes ?? 0) > 0;
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
  readonly asked: string;
}

/** A test as the view beside the keys writes it, and whose it is. */
type Asked = readonly [
  test: readonly [InterestTest["wish"], InterestTest["rarities"], InterestTest["filters"]],
  interests: readonly number[],
];

function askedIn({ asked }: CandidateRow): readonly AskedAlike[] {
  return (JSON.parse(asked) as readonly Asked[]).map(([[wish, rarities, filters], interests]) => ({
    wish,
    rarities,
    filters,
    interests,
  }));
}

function pageOf(asked: readonly AskedAlike[], limit: number): CandidatePage {
  const hits = asked.reduce((sum, { interests }) => sum + interests.length, 0);
  // Under two of the keys it is there twice.
  const candidates = asked.map((one) =>
    one.interests.length === 1 ? one : { ...one, interests: [...new Set(one.interests)] },
  );
  const last = asked.reduce((most, { interests }) => interests.reduce((a, b) => Math.max(a, b), most), 0);
  return { candidates, throughInterest: hits < limit ? null : last };
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

// CROSS JOIN keeps the order of the loops: few keys, then what stands under them, which is all that is read.
const UNDER_KEYS = `
  FROM json_each(?1) AS key CROSS JOIN interest_keys AS k
  WHERE k.term = key.value AND k.category IN (?2, '') AND k.interest > ?3`;

/** Few rows with much in each cost less than many; in parts, so that none is longer than a row may be. */
const askedAlike = (hits: string) => `
  SELECT '[' || group_concat('[' || test || ',[' || interests || ']]') || ']' AS asked
  FROM (SELECT test, group_concat(interest) AS interests, min(interest) % 8 AS part FROM (${hits}) GROUP BY test)
  GROUP BY part`;

/** All of them, without sorting, where they are few enough; hits of one interest under two keys count twice. */
const UP_TO_LIMIT = askedAlike(`SELECT k.interest, k.test ${UNDER_KEYS} LIMIT ?4`);
const NEXT_BY_NUMBER = askedAlike(
  `SELECT k.interest, k.test ${UNDER_KEYS} GROUP BY k.interest ORDER BY k.interest LIMIT ?4`,
);

const KEEP = "INSERT INTO interest_finds (group_buy_id, at_ms, found) VALUES (?1, ?2, ?3)";

/** Lists stand everywhere in their table, so that many finds together write each part of it once. */
const LIST_PAGES = 20;

// Of a demand all pages or none, so that whoever is told of it is told by the best of their interests.
const NEXT_FINDS = `
  SELECT n FROM interest_finds AS f
  WHERE EXISTS (SELECT 1 FROM demand_arrivals WHERE group_buy_id = f.group_buy_id AND outcome IS NOT NULL)
  ORDER BY n LIMIT ${LIST_PAGES}`;

// An interest that has been deleted meanwhile is told nothing.
const LIST = `
  INSERT INTO interest_matches (interest, group_buy_id, at_ms, score, state, due_at_ms)
  SELECT one.value ->> 0, f.group_buy_id, f.at_ms, one.value ->> 1, 'new', 0
  FROM interest_finds AS f CROSS JOIN json_each(f.found) AS one
  WHERE f.n IN (${NEXT_FINDS}) AND EXISTS (SELECT 1 FROM interests WHERE n = one.value ->> 0)
  ON CONFLICT DO NOTHING`;

const LISTED = `DELETE FROM interest_finds WHERE n IN (${NEXT_FINDS})`;

/** How far it went never goes back, whoever is slower. */
const PAGE_DONE = `
  UPDATE demand_arrivals SET
    through_interest = max(through_interest, coalesce(?2, 0)),
    outcome = CASE WHEN ?2 IS NULL THEN 'matched' END
  WHERE group_buy_id = ?1 AND outcome IS NULL`;

const END = "UPDATE demand_arrivals SET outcome = ?2 WHERE group_buy_id = ?1 AND outcome IS NULL";
