import type { Arrival, ArrivalQueue, AskedAlike, CandidatePage, InterestTest } from "../../app/interests/arrivals.ts";

/** Arrivals as the mirror's triggers put them down, and what is found for them. */
export function createD1ArrivalQueue(catalogue: D1Database): ArrivalQueue {
  return {
    async take(nowMs, leaseUntilMs, limit) {
      const { results } = await catalogue.prepare(TAKE).bind(nowMs, leaseUntilMs, limit).all<Arrival>();
      return results.toSorted((a, b) => a.publishedAtMs - b.publishedAtMs);
    },

    async packPostings() {
      const { meta } = await catalogue.prepare(PACK).run();
      return meta.changes > 0;
    },

    async candidates(keys, category, afterInterest, limit) {
      const read = async <Row>(statement: string, ...values: readonly number[]) => {
        const bound = catalogue.prepare(statement).bind(JSON.stringify(keys), category, ...values);
        return (await bound.all<Row>()).results;
      };
      if (afterInterest === 0) {
        const postings = await read<Posting>(POSTINGS);
        const size = postings.reduce((sum, posting) => sum + posting.size, 0);
        const written = postings.flatMap(({ asked }) => asked ?? []);
        if (size < limit && written.length === postings.length)
          return { candidates: written.flatMap(askedIn), throughInterest: null };
      }
      const parts = await read<{ readonly asked: string }>(NEXT_BY_NUMBER, afterInterest, limit);
      return pageOf(
        parts.flatMap(({ asked }) => askedIn(asked)),
        limit,
      );
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

/** Who waits under one key. */
interface Posting {
  readonly size: number;
  /** Null where there are too many. */
  readonly asked: string | null;
}

/** A test as the view beside the keys writes it, and whose it is. */
type Asked = readonly [
  test: readonly [InterestTest["wish"], InterestTest["rarities"], InterestTest["filters"]],
  interests: readonly number[],
];

function askedIn(asked: string): readonly AskedAlike[] {
  return (JSON.parse(asked) as readonly Asked[]).map(([[wish, rarities, filters], interests]) => ({
    wish,
    rarities,
    filters,
    interests,
  }));
}

function pageOf(candidates: readonly AskedAlike[], limit: number): CandidatePage {
  const hits = candidates.reduce((sum, { interests }) => sum + interests.length, 0);
  const last = candidates.reduce((most, { interests }) => interests.reduce((a, b) => Math.max(a, b), most), 0);
  return { candidates, throughInterest: hits < limit ? null : last };
}

/** Those under a key that has more are read by number, page by page. */
const POSTING_SIZE_MAXIMUM = 4_000;
const PACKED_TOGETHER = 500;
const PARTS = 8;

/** One statement, so that two who look at once do not both take it. */
const TAKE = `
  UPDATE demand_arrivals SET tries = tries + 1, next_try_at_ms = ?2
  WHERE group_buy_id IN (
    SELECT group_buy_id FROM demand_arrivals WHERE outcome IS NULL AND next_try_at_ms <= ?1
    ORDER BY next_try_at_ms, published_at_ms LIMIT ?3
  )
  RETURNING group_buy_id AS groupBuyId, version, published_at_ms AS publishedAtMs,
    through_interest AS throughInterest, tries`;

/** Few values with much in each cost less than many. */
const PACKED = "'[' || group_concat('[' || test || ',[' || interests || ']]') || ']'";
const ALIKE = "test, group_concat(interest) AS interests";

/** The posting of a row `p`, from its keys. */
const PACKED_NOW = `(SELECT ${PACKED} FROM (
  SELECT ${ALIKE} FROM interest_keys WHERE term = p.term AND category = p.category GROUP BY test
))`;

const PACK = `
  UPDATE interest_postings AS p SET posting = ${PACKED_NOW}
  WHERE (term, category) IN (
    SELECT term, category FROM interest_postings WHERE posting IS NULL AND size < ${POSTING_SIZE_MAXIMUM} LIMIT ${PACKED_TOGETHER}
  )`;

// CROSS JOIN keeps the order of the loops: few keys, then what stands under them, which is all that is read.
const under = (keys: string) => `
  FROM json_each(?1) AS key CROSS JOIN ${keys} WHERE p.term = key.value AND p.category IN (?2, '')`;

const POSTINGS = `
  SELECT p.size, coalesce(p.posting, CASE WHEN p.size < ${POSTING_SIZE_MAXIMUM} THEN ${PACKED_NOW} END) AS asked
  ${under("interest_postings AS p")}`;

/** In parts, so that none is longer than a row may be. */
const NEXT_BY_NUMBER = `
  SELECT ${PACKED} AS asked FROM (
    SELECT ${ALIKE}, min(interest) % ${PARTS} AS part
    FROM (
      SELECT p.interest, p.test ${under("interest_keys AS p")} AND p.interest > ?3
      GROUP BY p.interest ORDER BY p.interest LIMIT ?4
    )
    GROUP BY test
  )
  GROUP BY part`;

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
