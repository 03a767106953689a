import { fieldProblem, problem, type Problem } from "../../contract/problems.ts";
import type { Review } from "../../contract/reviews.ts";
import { REPLY_TEXT, REVIEW_TEXT } from "../../core/community/review-text.ts";
import { EDITS_MAXIMUM, isStars, ratingOf } from "../../core/community/reviews.ts";
import { err, ok, type Result } from "../../core/result.ts";
import { formatInstant } from "../../core/time/instant.ts";
import { actorOf } from "../actor.ts";
import type { Caller, PageQuery, ReviewUseCases } from "../app.ts";
import type { Authorities } from "../authority.ts";
import type { Clock } from "../clock.ts";
import type { CursorCodec } from "../cursors.ts";
import type { Keyset, KeysetPage } from "../directory.ts";
import { pageOf } from "../group-buys/group-buys.ts";
import type { Ids } from "../ids.ts";
import { limitReached } from "../limits/limit-reached.ts";
import { presentDeeds, type MerchantRecords } from "../merchants/records.ts";
import { checkWords, presentHidden, seenInPublic, subjectOf } from "./questions.ts";
import type { ReviewStore, StoredReview } from "./review-store.ts";

interface PublicFacts {
  readonly name: string;
  readonly country: string;
  readonly createdAtMs: number;
}

export interface ReviewDependencies {
  readonly authorities: Authorities;
  readonly reviews: ReviewStore;
  readonly merchantOf: (merchantId: string) => Promise<PublicFacts | null>;
  readonly records: MerchantRecords;
  readonly cursors: CursorCodec;
  readonly clock: Clock;
  readonly ids: Ids;
}

const PAGE_DEFAULT = 20;
const NOTHING = ratingOf(0, 0);

/** C6: who dealt with a merchant to the end says how it was, once; the merchant may answer, once. It decides nothing. */
export function createReviewUseCases(deps: ReviewDependencies): ReviewUseCases {
  const { authorities, reviews, cursors, clock, ids } = deps;

  async function listed(
    list: string,
    query: PageQuery,
    caller: Caller | null,
    find: (limit: number, after?: Keyset) => Promise<KeysetPage<StoredReview> | null>,
  ) {
    const after = query.cursor === undefined ? undefined : cursors.open(query.cursor, list);
    const page = after === null ? null : await find(query.limit ?? PAGE_DEFAULT, after);
    if (page === null) return err(problem("cursor-invalid"));
    const items = page.items.map((review) => presentReview(review, caller));
    return ok(pageOf({ items, next: page.next }, cursors, list));
  }

  return {
    async list(groupBuyId, caller, query) {
      const groupBuy = await seenInPublic(authorities, groupBuyId, caller);
      if (!groupBuy.ok) return groupBuy;
      return listed(`reviews:${groupBuyId}`, query, caller, (limit, after) =>
        reviews.ofGroupBuy(groupBuyId, limit, after),
      );
    },

    async ofMerchant(merchantId, caller, query) {
      const [merchant, rating, deeds] = await Promise.all([
        deps.merchantOf(merchantId),
        reviews.ratings([merchantId]),
        deps.records.of(merchantId),
      ]);
      if (!merchant) return err(problem("not-found"));
      const page = await listed(`reviews:${merchantId}`, query, caller, (limit, after) =>
        reviews.ofMerchant(merchantId, limit, after),
      );
      if (!page.ok) return page;
      const { name, country, createdAtMs } = merchant;
      const record = presentDeeds(deeds, createdAtMs);
      return ok({
        merchant: { id: merchantId, name, country, rating: rating.get(merchantId) ?? NOTHING, record },
        ...page.value,
      });
    },

    ratings: (merchantIds) => reviews.ratings(merchantIds),

    async mine(caller, groupBuyIds) {
      const found = await reviews.by(caller.personId, groupBuyIds);
      return found.map((review) => presentReview(review, caller));
    },

    async write(caller, groupBuyId, { stars, text = "" }) {
      const groupBuy = await seenInPublic(authorities, groupBuyId, caller);
      if (!groupBuy.ok) return groupBuy;
      const { me } = groupBuy.value;
      if (!me?.membership) return err(problem("not-found"));
      if (!me.reviewable) return err(problem("state-conflict"));
      const { merchantId } = me.reviewable;
      if (merchantId === caller.merchantId) return err(problem("conflict-of-interest"));
      if (!isStars(stars)) return err(fieldProblem("stars-out-of-range", "/stars", "One to five."));
      const words = checkWords(text, REVIEW_TEXT);
      if (!words.ok) return words;
      const written = await reviews.write(
        {
          id: ids.next("rev"),
          groupBuyId,
          merchantId,
          subject: subjectOf(groupBuy.value),
          authorId: caller.personId,
          pseudonym: actorOf(caller, groupBuyId).pseudonym,
          stars,
          text: words.value,
          atMs: clock.nowMs(),
        },
        EDITS_MAXIMUM,
      );
      if (written.hidden !== null) return err(problem("state-conflict"));
      const isTaken = written.stars === stars && written.text === words.value;
      return isTaken ? ok(presentReview(written, caller)) : err(limitReached("reviewEdits"));
    },

    async reply(caller, groupBuyId, reviewId, { text }) {
      const groupBuy = await seenInPublic(authorities, groupBuyId, caller);
      if (!groupBuy.ok) return groupBuy;
      const review = await reviews.review(reviewId);
      if (review?.groupBuyId !== groupBuyId || review.merchantId !== caller.merchantId)
        return err(problem("not-found"));
      const words = checkWords(text, REPLY_TEXT);
      if (!words.ok) return words;
      const subject = subjectOf(groupBuy.value);
      const answered = await reviews.reply(reviewId, { text: words.value, atMs: clock.nowMs(), subject });
      return settled(answered, words.value, caller);
    },
  };
}

/** Said once: the same words again are the same answer, others come too late, and nothing is said to what is hidden. */
function settled(review: StoredReview | null, words: string, caller: Caller): Result<Review, Problem> {
  if (review === null) return err(problem("not-found"));
  return review.hidden === null && review.reply === words
    ? ok(presentReview(review, caller))
    : err(problem("state-conflict"));
}

export function presentReview(review: StoredReview, caller: Caller | null): Review {
  const {
    id,
    groupBuyId,
    merchantId,
    merchantName,
    pseudonym,
    authorId,
    hidden,
    writtenAtMs,
    editedAtMs,
    reply,
    repliedAtMs,
  } = review;
  const isShown = hidden === null;
  return {
    id,
    groupBuyId,
    merchantId,
    merchantName,
    by: { pseudonym, isMe: caller?.personId === authorId },
    stars: isShown ? review.stars : null,
    text: isShown ? review.text : null,
    at: formatInstant(writtenAtMs),
    ...(editedAtMs !== null && { editedAt: formatInstant(editedAtMs) }),
    ...(isShown && reply !== null && { reply: { text: reply, at: formatInstant(repliedAtMs ?? writtenAtMs) } }),
    ...presentHidden(hidden),
  };
}
