import { z } from "zod";
import { ReasonInput, TextInput } from "../../contract/community.ts";
import { MerchantReviews, Review, ReviewInput } from "../../contract/reviews.ts";
import { pageOf } from "../../contract/shared.ts";
import { endpoint, openEndpoint, type Endpoint } from "../endpoint.ts";
import { PageParameters } from "../parameters.ts";
import { WORDS_REFUSALS } from "../refusals.ts";

const ids = { id: "gb" } as const;

export const reviewEndpoints: readonly Endpoint[] = [
  openEndpoint({
    method: "get",
    path: "/group-buys/{id}/reviews",
    summary: "What members say of the merchant after it has ended; newest first.",
    ids,
    query: z.object(PageParameters),
    status: 200,
    answer: pageOf(Review),
    refusals: ["cursor-invalid"],
    handle: ({ app, caller, ids, query }) => app.reviews.list(ids.id, caller, query),
  }),
  endpoint("joins:write", {
    method: "put",
    path: "/group-buys/{id}/reviews/me",
    summary: "Say how the merchant was, once, or change it, for fourteen days after the end (rule C6).",
    ids,
    body: ReviewInput,
    status: 200,
    answer: Review,
    refusals: [...WORDS_REFUSALS, "stars-out-of-range", "state-conflict", "conflict-of-interest", "limit-reached"],
    handle: ({ app, caller, ids, body }) => app.reviews.write(caller, ids.id, body),
  }),
  endpoint("offers:write", {
    method: "post",
    path: "/group-buys/{id}/reviews/{review}/reply",
    summary: "Answer a review of oneself, once; its author is told (rule C6).",
    ids: { ...ids, review: "rev" },
    body: TextInput,
    repeat: "recorded",
    status: 200,
    answer: Review,
    refusals: [...WORDS_REFUSALS, "text-empty", "state-conflict"],
    handle: ({ app, caller, ids, body }) => app.reviews.reply(caller, ids.id, ids.review, body),
  }),
  openEndpoint({
    method: "get",
    path: "/merchants/{id}/reviews",
    summary: "A merchant in public: their average, and what members say; newest first.",
    ids: { id: "mer" },
    query: z.object(PageParameters),
    status: 200,
    answer: MerchantReviews,
    refusals: ["cursor-invalid"],
    handle: ({ app, caller, ids, query }) => app.reviews.ofMerchant(ids.id, caller, query),
  }),
  endpoint("operator:write", {
    method: "post",
    path: "/operator/reviews/{id}/hide",
    summary: "Take a review and its answer out of sight; the reason stands in their place (rule C6).",
    ids: { id: "rev" },
    body: ReasonInput,
    repeat: "recorded",
    status: 200,
    answer: Review,
    refusals: [...WORDS_REFUSALS, "text-empty", "conflict-of-interest"],
    handle: ({ app, caller, ids, body }) => app.moderation.hideReview(caller, ids.id, body.reason),
  }),
];
