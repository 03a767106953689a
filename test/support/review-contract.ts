import { beforeEach, describe, expect, test } from "vitest";
import type { NewReview, ReviewStore } from "../../worker/app/community/review-store.ts";
import type { Told } from "./community-memory.ts";

const NOW_MS = Date.UTC(2026, 11, 1);
/** Who acts for every merchant that both stores know. */
export const MERCHANT_PERSON_ID = "usr_merchant";

let counter = 0;
const unique = () => String(++counter).padStart(6, "0");

export function aReview(changes: Partial<NewReview> = {}): NewReview {
  const n = unique();
  const groupBuyId = changes.groupBuyId ?? `gb_${n}`;
  return {
    id: `rev_${n}`,
    groupBuyId,
    merchantId: "mer_known",
    subject: { groupBuyId, title: "Öl", currency: "EUR" },
    authorId: `usr_${n}`,
    pseudonym: "amber-heron",
    stars: 4,
    text: "As described. <b>",
    atMs: NOW_MS,
    ...changes,
  };
}

export interface ReviewStage {
  readonly reviews: ReviewStore;
  readonly told: () => Promise<readonly Told[]>;
}

/** What every store of reviews must do, whatever it is made of. `mer_known` has a person who acts for it. */
export function reviewStoreContract(name: string, stageFor: () => Promise<ReviewStage>): void {
  describe(`${name}: reviews`, () => {
    let stage: ReviewStage;
    let reviews: ReviewStore;
    beforeEach(async () => {
      stage = await stageFor();
      ({ reviews } = stage);
    });
    const mark = { atMs: NOW_MS + 9, by: "usr_operator", reason: "An address." };

    test("C6: it is kept as it was written, and the merchant is told", async () => {
      const { subject: _, atMs, ...review } = aReview();
      const stored = {
        ...review,
        merchantName: "Known Ltd",
        writtenAtMs: atMs,
        editedAtMs: null,
        reply: null,
        repliedAtMs: null,
        hidden: null,
      };
      expect(await reviews.write({ ...review, subject: _, atMs }, 10)).toEqual(stored);
      expect(await reviews.review(review.id)).toEqual(stored);
      expect(await reviews.by(review.authorId, ["gb_other", review.groupBuyId])).toEqual([stored]);
      expect(await reviews.by(review.authorId, ["gb_other"])).toEqual([]);
      expect(await reviews.review("rev_nothing")).toBeNull();
      expect(await stage.told()).toEqual([{ personId: MERCHANT_PERSON_ID, kind: "review_written" }]);
    });

    test("C6: a second one of the same member changes the first, also when both come at once", async () => {
      const first = aReview();
      const again = (stars: number) => reviews.write({ ...first, id: `rev_${unique()}`, stars, atMs: NOW_MS + 5 }, 10);
      await Promise.all([reviews.write(first, 10), again(2), again(2)]);
      const page = await reviews.ofGroupBuy(first.groupBuyId, 10);
      expect(page?.items).toHaveLength(1);
      expect(page?.items[0]).toMatchObject({ stars: 2, editedAtMs: NOW_MS + 5 });
      expect(await stage.told()).toHaveLength(1);
    });

    test("C6: it changes so often and no oftener; the same words again are no change", async () => {
      const review = aReview({ stars: 1 });
      await reviews.write(review, 2);
      expect(await reviews.write(review, 2)).toMatchObject({ editedAtMs: null });
      for (const stars of [2, 3]) expect(await reviews.write({ ...review, stars }, 2)).toMatchObject({ stars });
      expect(await reviews.write({ ...review, stars: 4 }, 2)).toMatchObject({ stars: 3 });
    });

    test("C6: the merchant answers once; the author is told once", async () => {
      const { id, authorId, subject } = await written();
      const said = { text: "Thank you.", atMs: NOW_MS + 7, subject };
      expect(await reviews.reply(id, said)).toMatchObject({ reply: "Thank you.", repliedAtMs: NOW_MS + 7 });
      expect(await reviews.reply(id, said)).toMatchObject({ reply: "Thank you." });
      expect(await reviews.reply(id, { ...said, text: "No." })).toMatchObject({ reply: "Thank you." });
      expect(await reviews.reply("rev_nothing", said)).toBeNull();
      expect((await stage.told()).filter(({ kind }) => kind === "review_answered")).toEqual([
        { personId: authorId, kind: "review_answered" },
      ]);
    });

    test("C6: what is hidden neither changes nor is answered, and counts for nothing; the first reason stays", async () => {
      const review = await written({ merchantId: "mer_hidden" });
      expect(await reviews.hide(review.id, mark)).toMatchObject({ hidden: mark });
      expect(await reviews.hide(review.id, { ...mark, reason: "Another." })).toMatchObject({ hidden: mark });
      expect(await reviews.write({ ...review, stars: 1 }, 10)).toMatchObject({ stars: 4, hidden: mark });
      expect(await reviews.reply(review.id, { text: "No.", atMs: 1, subject: review.subject })).toMatchObject({
        reply: null,
      });
      expect(await reviews.ratings(["mer_hidden"])).toEqual(new Map());
      expect(await reviews.hide("rev_nothing", mark)).toBeNull();
    });

    test("C6: an average from three reviews on, of every merchant that is asked for", async () => {
      for (const stars of [5, 4]) await written({ merchantId: "mer_two", stars });
      for (const stars of [5, 4, 4]) await written({ merchantId: "mer_three", stars });
      expect(await reviews.ratings(["mer_two", "mer_three", "mer_none"])).toEqual(
        new Map([
          ["mer_two", { count: 2, average: null }],
          ["mer_three", { count: 3, average: 4.3 }],
        ]),
      );
    });

    test("C6: newest first, in pages that lose and repeat nothing", async () => {
      for (const atMs of [NOW_MS, NOW_MS, NOW_MS + 1, NOW_MS + 2]) await written({ merchantId: "mer_pages", atMs });
      const first = await reviews.ofMerchant("mer_pages", 3);
      const second = await reviews.ofMerchant("mer_pages", 3, first?.next ?? undefined);
      const all = [...(first?.items ?? []), ...(second?.items ?? [])];
      expect(all.map(({ writtenAtMs }) => writtenAtMs - NOW_MS)).toEqual([2, 1, 0, 0]);
      expect(new Set(all.map(({ id }) => id)).size).toBe(4);
      expect(second?.next).toBeNull();
      expect(await reviews.ofMerchant("mer_pages", 3, { values: ["x"] })).toBeNull();
    });

    async function written(changes: Partial<NewReview> = {}): Promise<NewReview> {
      const review = aReview(changes);
      await reviews.write(review, 10);
      return review;
    }
  });
}
