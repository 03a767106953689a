import type { Rating } from "../../core/community/reviews.ts";
import type { NoticeSubject } from "../../core/group-buy/notice-facts.ts";
import type { Keyset, KeysetPage } from "../directory.ts";
import type { HiddenMark } from "./store.ts";

export interface NewReview {
  readonly id: string;
  readonly groupBuyId: string;
  readonly merchantId: string;
  /** What the message to the merchant says of the group-buy. */
  readonly subject: NoticeSubject;
  readonly authorId: string;
  readonly pseudonym: string;
  readonly stars: number;
  readonly text: string;
  readonly atMs: number;
}

export interface StoredReview extends Omit<NewReview, "subject" | "atMs"> {
  /** As the merchant is called now; empty where nobody knows. */
  readonly merchantName: string;
  readonly writtenAtMs: number;
  readonly editedAtMs: number | null;
  readonly reply: string | null;
  readonly repliedAtMs: number | null;
  readonly hidden: HiddenMark | null;
}

export interface ReviewStore {
  /**
   * Adds the one review of this author about this group-buy and tells the merchant, or changes it. Answers what stands
   * afterwards: what was there before, where it is hidden or has been changed often enough.
   */
  write(review: NewReview, editsMaximum: number): Promise<StoredReview>;
  /** Null when there is none. The first answer stays, and the author is told of it once. */
  reply(id: string, reply: { text: string; atMs: number; subject: NoticeSubject }): Promise<StoredReview | null>;
  review(id: string): Promise<StoredReview | null>;
  by(authorId: string, groupBuyIds: readonly string[]): Promise<readonly StoredReview[]>;
  /** Newest first; null: the place is none of this list. */
  ofGroupBuy(groupBuyId: string, limit: number, after?: Keyset): Promise<KeysetPage<StoredReview> | null>;
  ofMerchant(merchantId: string, limit: number, after?: Keyset): Promise<KeysetPage<StoredReview> | null>;
  /** Of those who have any that can be read. */
  ratings(merchantIds: readonly string[]): Promise<ReadonlyMap<string, Rating>>;
  /** Null when there is none. The first reason stays. */
  hide(id: string, mark: HiddenMark): Promise<StoredReview | null>;
}
