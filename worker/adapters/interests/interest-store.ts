import type { FiledWords } from "../../app/interests/refiling.ts";
import {
  TELLING_DEFAULTS,
  type FoundDemand,
  type InterestStore,
  type InterestTerms,
  type StoredInterest,
  type TellingChoices,
} from "../../app/interests/store.ts";

/** Interests in D1. The table of keys follows each row by triggers, in the same transaction. */
export function createD1InterestStore(catalogue: D1Database): InterestStore {
  const one = async (where: string, value: string): Promise<StoredInterest | null> => {
    const row = await catalogue.prepare(`${KNOWN} WHERE ${where} = ?1`).bind(value).first<Row>();
    return row && interestIn(row);
  };
  const changed = async (statement: D1PreparedStatement, id: string) => {
    const { meta } = await statement.run();
    return meta.changes === 0 ? null : one("i.id", id);
  };

  return {
    async add(interest, filed, maximum) {
      const { id, commandId, merchantId, personId, createdAtMs } = interest;
      await catalogue
        .prepare(ADD)
        .bind(
          id,
          commandId,
          merchantId,
          personId,
          createdAtMs,
          maximum,
          termsText(interest),
          filedText(interest, filed),
        )
        .run();
      return one("i.command_id", commandId);
    },

    async of(personId) {
      const { results } = await catalogue
        .prepare(`${KNOWN} WHERE i.person_id = ?1 ORDER BY i.n DESC`)
        .bind(personId)
        .all<Row>();
      return results.map(interestIn);
    },

    one: (id) => one("i.id", id),

    replace: (id, version, terms, filed, nowMs) =>
      changed(catalogue.prepare(REPLACE).bind(id, version, termsText(terms), filedText(terms, filed), nowMs), id),

    async pause(id, isPaused, nowMs) {
      await catalogue
        .prepare(PAUSE)
        .bind(id, isPaused ? 1 : 0, nowMs)
        .run();
      return one("i.id", id);
    },

    async remove(id) {
      await catalogue.prepare("DELETE FROM interests WHERE id = ?1").bind(id).run();
    },

    async found(id, limit, after) {
      const [atMs, groupBuyId] = after?.values ?? [Number.MAX_SAFE_INTEGER, ""];
      const { results } = await catalogue
        .prepare(FOUND)
        .bind(id, atMs, groupBuyId, limit + 1)
        .all<FoundDemand>();
      const items = results.slice(0, limit);
      const last = items.at(-1);
      return { items, next: last && results.length > limit ? { values: [last.foundAtMs, last.groupBuyId] } : null };
    },

    async choices(personId) {
      const row = await catalogue
        .prepare("SELECT pace, per_day AS perDay FROM interest_choices WHERE person_id = ?1")
        .bind(personId)
        .first<TellingChoices>();
      return row ?? TELLING_DEFAULTS;
    },

    async choose(personId, { pace, perDay }) {
      await catalogue.prepare(CHOOSE).bind(personId, pace, perDay).run();
    },
  };
}

interface Row extends Omit<StoredInterest, "filters" | "isPaused"> {
  readonly filters: string;
  readonly isPaused: number;
}

function interestIn({ filters, isPaused, ...row }: Row): StoredInterest {
  return { ...row, filters: JSON.parse(filters) as StoredInterest["filters"], isPaused: isPaused === 1 };
}

function termsText({ name, words, filters }: InterestTerms): string {
  return JSON.stringify({ name, words, filters });
}

/** Of the filters the category is in the key: it halves what a busy word finds, and is never in vain. */
function filedText({ filters }: InterestTerms, filed: FiledWords): string {
  return JSON.stringify({ ...filed, categories: filters.categories.length === 0 ? [""] : filters.categories });
}

const KNOWN = `
  SELECT i.id, i.command_id AS commandId, i.version, i.merchant_id AS merchantId, i.person_id AS personId, i.name,
    i.words, i.filters, i.is_paused AS isPaused, i.created_at_ms AS createdAtMs,
    (SELECT count(*) FROM interest_matches AS m CROSS JOIN group_buys AS g ON g.id = m.group_buy_id
      WHERE m.interest = i.n AND g.is_public = 1 AND g.state = 'open') AS openDemands,
    (SELECT max(at_ms) FROM interest_matches WHERE interest = i.n) AS foundAtMs
  FROM interests AS i`;

const ADD = `
  INSERT INTO interests (n, id, command_id, version, merchant_id, person_id, name, words, filters, is_paused,
    created_at_ms, changed_at_ms, analyser, wish, rarities, keys, categories, filed_at_ms)
  SELECT (SELECT last + 1 FROM interest_numbers), ?1, ?2, 1, ?3, ?4, ?7 ->> 'name', ?7 ->> 'words', ?7 -> 'filters', 0,
    ?5, ?5, ?8 ->> 'analyser', ?8 -> 'wish', ?8 -> 'rarities', ?8 -> 'keys', ?8 -> 'categories', ?5
  WHERE (SELECT count(*) FROM interests WHERE person_id = ?4) < ?6
  ON CONFLICT (command_id) DO NOTHING`;

const REPLACE = `
  UPDATE interests SET version = version + 1,
    name = ?3 ->> 'name', words = ?3 ->> 'words', filters = ?3 -> 'filters', changed_at_ms = ?5,
    analyser = ?4 ->> 'analyser', wish = ?4 -> 'wish', rarities = ?4 -> 'rarities', keys = ?4 -> 'keys',
    categories = ?4 -> 'categories', filed_at_ms = ?5
  WHERE id = ?1 AND version = ?2`;

const PAUSE = `
  UPDATE interests SET version = version + 1, is_paused = ?2, changed_at_ms = ?3 WHERE id = ?1 AND is_paused <> ?2`;

const FOUND = `
  SELECT m.group_buy_id AS groupBuyId, g.card ->> 'title' AS title, g.card ->> 'language' AS language, g.state, g.closes_at_ms AS closesAtMs,
    m.at_ms AS foundAtMs
  FROM interests AS i CROSS JOIN interest_matches AS m ON m.interest = i.n
  CROSS JOIN group_buys AS g ON g.id = m.group_buy_id AND g.is_public = 1
  WHERE i.id = ?1 AND (m.at_ms < ?2 OR (m.at_ms = ?2 AND m.group_buy_id < ?3))
  ORDER BY m.at_ms DESC, m.group_buy_id DESC LIMIT ?4`;

const CHOOSE = `
  INSERT INTO interest_choices (person_id, pace, per_day) VALUES (?1, ?2, ?3)
  ON CONFLICT DO UPDATE SET pace = excluded.pace, per_day = excluded.per_day`;
