import type { NewReview, ReviewStore, StoredReview } from "../../app/community/review-store.ts";
import type { Keyset, KeysetPage } from "../../app/directory.ts";
import { ratingOf } from "../../core/community/reviews.ts";

interface Row extends Omit<StoredReview, "hidden"> {
  readonly hiddenAtMs: number | null;
  readonly hiddenBy: string | null;
  readonly hiddenReason: string | null;
}

/**
 * Reviews in D1. One an author and group-buy is what its key says; how often it may change is asked by the statement that
 * changes it. What is to be told goes with it in one transaction.
 */
export function createD1ReviewStore(catalogue: D1Database): ReviewStore {
  const review = async (id: string): Promise<StoredReview | null> => {
    const row = await catalogue.prepare(`${KNOWN} WHERE id = ?1`).bind(id).first<Row>();
    return row && storedIn(row);
  };

  async function page(where: string, value: string, limit: number, after?: Keyset) {
    const [atMs, id] = after?.values ?? [];
    if (after !== undefined && (typeof atMs !== "number" || typeof id !== "string")) return null;
    const { results } = await catalogue
      .prepare(
        `${KNOWN} WHERE ${where} = ?1 AND (?2 IS NULL OR (written_at_ms, id) < (?2, ?3))
         ORDER BY written_at_ms DESC, id DESC LIMIT ?4`,
      )
      .bind(value, atMs ?? null, id ?? null, limit + 1)
      .all<Row>();
    return pageIn(results, limit);
  }

  return {
    review,

    async write(review, editsMaximum) {
      const { groupBuyId, authorId } = review;
      const results = await catalogue.batch<Row>([
        catalogue.prepare(WRITE).bind(...valuesOf(review), editsMaximum),
        catalogue.prepare(TELL_MERCHANT).bind(groupBuyId, authorId, JSON.stringify(review.subject), review.atMs),
        catalogue.prepare(`${KNOWN} WHERE group_buy_id = ?1 AND author_id = ?2`).bind(groupBuyId, authorId),
      ]);
      const row = results[2]?.results[0];
      if (!row) throw new Error(`review of ${groupBuyId} was written and is not there`);
      return storedIn(row);
    },

    async reply(id, { text, atMs, subject }) {
      await catalogue.batch([
        catalogue
          .prepare(
            `UPDATE reviews SET reply = ?2, replied_at_ms = ?3
             WHERE id = ?1 AND reply IS NULL AND hidden_at_ms IS NULL`,
          )
          .bind(id, text, atMs),
        catalogue.prepare(TELL_AUTHOR).bind(id, JSON.stringify(subject), atMs),
      ]);
      return review(id);
    },

    async by(authorId, groupBuyIds) {
      const { results } = await catalogue
        .prepare(`${KNOWN} WHERE author_id = ?1 AND group_buy_id IN (SELECT value FROM json_each(?2))`)
        .bind(authorId, JSON.stringify(groupBuyIds))
        .all<Row>();
      return results.map(storedIn);
    },

    ofGroupBuy: (groupBuyId, limit, after) => page("group_buy_id", groupBuyId, limit, after),
    ofMerchant: (merchantId, limit, after) => page("merchant_id", merchantId, limit, after),

    async ratings(merchantIds) {
      const { results } = await catalogue
        .prepare(
          `SELECT merchant_id AS merchantId, count(*) AS count, sum(stars) AS stars FROM reviews
           WHERE hidden_at_ms IS NULL AND merchant_id IN (SELECT value FROM json_each(?1)) GROUP BY merchant_id`,
        )
        .bind(JSON.stringify(merchantIds))
        .all<{ merchantId: string; count: number; stars: number }>();
      return new Map(results.map(({ merchantId, count, stars }) => [merchantId, ratingOf(count, stars)]));
    },

    async hide(id, { atMs, by, reason }) {
      await catalogue.batch([
        catalogue
          .prepare(
            `UPDATE reviews SET hidden_at_ms = ?2, hidden_by = ?3, hidden_reason = ?4
             WHERE id = ?1 AND hidden_at_ms IS NULL`,
          )
          .bind(id, atMs, by, reason),
        catalogue.prepare(KEEP_HIDING).bind(id, atMs, by, reason),
      ]);
      return review(id);
    },
  };
}

function valuesOf({ id, groupBuyId, merchantId, authorId, pseudonym, stars, text, atMs }: NewReview) {
  return [id, groupBuyId, merchantId, authorId, pseudonym, stars, text, atMs];
}

function pageIn(rows: readonly Row[], limit: number): KeysetPage<StoredReview> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: shown.map(storedIn),
    next: last !== undefined && rows.length > limit ? { values: [last.writtenAtMs, last.id] } : null,
  };
}

function storedIn({ hiddenAtMs, hiddenBy, hiddenReason, ...row }: Row): StoredReview {
  const hidden = hiddenAtMs === null ? null : { atMs: hiddenAtMs, by: hiddenBy ?? "", reason: hiddenReason ?? "" };
  return { ...row, hidden };
}

const KNOWN = `
  SELECT id, group_buy_id AS groupBuyId, merchant_id AS merchantId,
    coalesce((SELECT name FROM merchants WHERE id = reviews.merchant_id), '') AS merchantName, author_id AS authorId, pseudonym, stars, text,
    written_at_ms AS writtenAtMs, edited_at_ms AS editedAtMs, reply, replied_at_ms AS repliedAtMs,
    hidden_at_ms AS hiddenAtMs, hidden_by AS hiddenBy, hidden_reason AS hiddenReason
  FROM reviews`;

const WRITE = `
  INSERT INTO reviews (id, group_buy_id, merchant_id, author_id, pseudonym, stars, text, written_at_ms)
  VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
  ON CONFLICT (group_buy_id, author_id) DO UPDATE
    SET stars = excluded.stars, text = excluded.text, edited_at_ms = excluded.written_at_ms, edits = edits + 1
    WHERE hidden_at_ms IS NULL AND edits < ?9 AND (stars <> excluded.stars OR text <> excluded.text)`;

/** The key is the review's, so whoever changes one tells nobody again. */
const TELL_MERCHANT = `
  INSERT INTO notices (key, person_id, group_buy_id, kind, facts, at_ms)
  SELECT review.id || '.' || people.id, people.id, ?1, 'review_written', ?3, ?4
  FROM reviews AS review JOIN people ON people.merchant_id = review.merchant_id
  WHERE review.group_buy_id = ?1 AND review.author_id = ?2
  ON CONFLICT DO NOTHING`;

const TELL_AUTHOR = `
  INSERT INTO notices (key, person_id, group_buy_id, kind, facts, at_ms)
  SELECT id || '.' || author_id, author_id, group_buy_id, 'review_answered', ?2, ?3
  FROM reviews WHERE id = ?1 AND reply IS NOT NULL
  ON CONFLICT DO NOTHING`;

/** The first act alone is one: the key is the review's. */
const KEEP_HIDING = `
  INSERT INTO audit (id, at_ms, operator_id, action, subject_id, reason)
  SELECT 'hide_review.' || id, ?2, ?3, 'hide_review', group_buy_id, ?4 FROM reviews WHERE id = ?1
  ON CONFLICT DO NOTHING`;
