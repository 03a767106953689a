import type { ReviewStore, StoredReview } from "../../worker/app/community/review-store.ts";
import type { Keyset } from "../../worker/app/directory.ts";
import { ratingOf } from "../../worker/core/community/reviews.ts";
import type { Told } from "./community-memory.ts";

/** Reviews in memory, one after another like a database that runs one statement at a time. */
export function createMemoryReviews(
  personOf: (merchantId: string) => string = () => "usr_merchant",
  nameOf: (merchantId: string) => string = () => "Known Ltd",
): ReviewStore & { readonly told: Told[] } {
  const byId = new Map<string, StoredReview>();
  const edits = new Map<string, number>();
  const told: Told[] = [];
  const newestFirst = () => [...byId.values()].sort((a, b) => b.writtenAtMs - a.writtenAtMs || (a.id < b.id ? 1 : -1));
  const keep = (review: StoredReview): StoredReview => {
    byId.set(review.id, review);
    return review;
  };

  function page(rows: readonly StoredReview[], limit: number, after?: Keyset) {
    const [atMs, id] = after?.values ?? [];
    if (after !== undefined && (typeof atMs !== "number" || typeof id !== "string")) return null;
    const isBefore = (row: StoredReview) =>
      after === undefined ||
      row.writtenAtMs < Number(atMs) ||
      (row.writtenAtMs === Number(atMs) && row.id < String(id));
    const left = rows.filter(isBefore);
    const items = left.slice(0, limit);
    const last = items.at(-1);
    return { items, next: last && left.length > limit ? { values: [last.writtenAtMs, last.id] } : null };
  }

  return {
    told,
    review: async (id) => byId.get(id) ?? null,

    async write({ subject: _, atMs, ...review }, editsMaximum) {
      const known = [...byId.values()].find(
        ({ groupBuyId, authorId }) => groupBuyId === review.groupBuyId && authorId === review.authorId,
      );
      if (known === undefined) {
        told.push({ personId: personOf(review.merchantId), kind: "review_written" });
        return keep({
          ...review,
          merchantName: nameOf(review.merchantId),
          writtenAtMs: atMs,
          editedAtMs: null,
          reply: null,
          repliedAtMs: null,
          hidden: null,
        });
      }
      const edited = edits.get(known.id) ?? 0;
      const isSame = known.stars === review.stars && known.text === review.text;
      if (known.hidden !== null || isSame || edited >= editsMaximum) return known;
      edits.set(known.id, edited + 1);
      return keep({ ...known, stars: review.stars, text: review.text, editedAtMs: atMs });
    },

    async reply(id, { text, atMs }) {
      const review = byId.get(id);
      if (review === undefined) return null;
      if (review.reply !== null || review.hidden !== null) return review;
      told.push({ personId: review.authorId, kind: "review_answered" });
      return keep({ ...review, reply: text, repliedAtMs: atMs });
    },

    by: async (authorId, groupBuyIds) =>
      newestFirst().filter((row) => row.authorId === authorId && groupBuyIds.includes(row.groupBuyId)),
    ofGroupBuy: async (groupBuyId, limit, after) =>
      page(
        newestFirst().filter((row) => row.groupBuyId === groupBuyId),
        limit,
        after,
      ),
    ofMerchant: async (merchantId, limit, after) =>
      page(
        newestFirst().filter((row) => row.merchantId === merchantId),
        limit,
        after,
      ),

    async ratings(merchantIds) {
      const shown = [...byId.values()].filter(({ hidden }) => hidden === null);
      const groups = Map.groupBy(shown, ({ merchantId }) => merchantId);
      return new Map(
        [...groups]
          .filter(([merchantId]) => merchantIds.includes(merchantId))
          .map(([merchantId, rows]) => [
            merchantId,
            ratingOf(
              rows.length,
              rows.reduce((sum, { stars }) => sum + stars, 0),
            ),
          ]),
      );
    },

    async hide(id, mark) {
      const review = byId.get(id);
      return review === undefined ? null : keep({ ...review, hidden: review.hidden ?? mark });
    },
  };
}
