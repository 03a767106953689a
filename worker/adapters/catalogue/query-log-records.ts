import type { QueryLogRecords } from "../../app/search/query-log.ts";

/** Beyond this many searches in a week only shapes are counted: what one week may cost. */
const SEARCHES_A_WEEK_MAXIMUM = 50_000;

export function createD1QueryLogRecords(catalogue: D1Database): QueryLogRecords {
  return {
    async count({ weekMs, shape, isEmpty, missed, query }, merchantsMinimum) {
      const counted = catalogue.prepare(COUNT).bind(weekMs, shape, isEmpty ? 1 : 0, missed);
      if (query === null) {
        await counted.run();
        return;
      }
      const { key, asker, merchantId, words, filters, shown } = query;
      await catalogue.batch([
        counted,
        catalogue.prepare(ASK).bind(key, asker, weekMs, merchantId),
        catalogue.prepare(QUERY).bind(key, asker, weekMs, isEmpty ? 1 : 0),
        catalogue.prepare(SHOW).bind(key, asker, JSON.stringify(shown)),
        catalogue.prepare(RELEASE).bind(key, words, filters, merchantsMinimum),
      ]);
    },

    async offered(queryKey, groupBuyId) {
      await catalogue
        .prepare("UPDATE search_shown SET offers = offers + 1 WHERE query_key = ?1 AND group_buy_id = ?2")
        .bind(queryKey, groupBuyId)
        .run();
    },

    async endWeeksBefore(weekMs) {
      await catalogue.batch([
        catalogue.prepare("DELETE FROM search_askers WHERE week_ms < ?1").bind(weekMs),
        catalogue.prepare("DELETE FROM search_queries WHERE week_ms < ?1 AND words IS NULL").bind(weekMs),
      ]);
    },

    async forgetBefore(weekMs) {
      await catalogue.batch([
        catalogue.prepare("DELETE FROM search_queries WHERE week_ms < ?1").bind(weekMs),
        catalogue.prepare("DELETE FROM search_weeks WHERE week_ms < ?1").bind(weekMs),
      ]);
    },
  };
}

const COUNT = `
  INSERT INTO search_weeks (week_ms, shape, searches, empty, missed) VALUES (?1, ?2, 1, ?3, ?4)
  ON CONFLICT DO UPDATE SET
    searches = searches + 1, empty = empty + excluded.empty, missed = missed + excluded.missed`;

/** Whoever is not verified counts for nobody: an account is made in a minute. */
const ASK = `
  INSERT INTO search_askers (query_key, asker, week_ms)
  SELECT ?1, ?2, ?3
  WHERE EXISTS (SELECT 1 FROM merchants WHERE id = ?4 AND state = 'verified')
    AND (SELECT sum(searches) FROM search_weeks WHERE week_ms = ?3) <= ${SEARCHES_A_WEEK_MAXIMUM}
  ON CONFLICT DO NOTHING`;

const HAS_ASKED = "EXISTS (SELECT 1 FROM search_askers WHERE query_key = ?1 AND asker = ?2)";

const QUERY = `
  INSERT INTO search_queries (query_key, week_ms, searches, empty) SELECT ?1, ?3, 1, ?4 WHERE ${HAS_ASKED}
  ON CONFLICT DO UPDATE SET searches = searches + 1, empty = empty + excluded.empty`;

const SHOW = `
  INSERT INTO search_shown (query_key, group_buy_id, shown, places, offers)
  SELECT ?1, value, 1, key + 1, 0 FROM json_each(?3) WHERE ${HAS_ASKED}
  ON CONFLICT DO UPDATE SET shown = shown + 1, places = places + excluded.places`;

const RELEASE = `
  UPDATE search_queries SET words = ?2, filters = ?3
  WHERE query_key = ?1 AND words IS NULL AND (SELECT count(*) FROM search_askers WHERE query_key = ?1) >= ?4`;
