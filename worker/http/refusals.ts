import type { Slug } from "../contract/problems.ts";

/** What can be wrong with the terms of a group-buy. */
export const TERMS_REFUSALS = [
  "quantity-out-of-range",
  "amount-out-of-range",
  "total-out-of-range",
  "price-out-of-range",
  "currency-invalid",
  "currency-mismatch",
  "currency-unsupported",
  "deposit-below-minimum",
  "deposit-above-maximum",
  "text-empty",
  "text-too-long",
  "text-control-character",
  "text-bidi-control",
  "text-too-many-marks",
  "list-empty",
  "list-too-long",
  "list-duplicate",
  "country-invalid",
  "language-invalid",
  "category-unknown",
  "deadline-past",
  "deadline-too-soon",
  "duration-unsupported",
  "duration-out-of-range",
  "timestamp-zone-required",
  "timestamp-invalid",
  "zone-invalid",
  "local-time-skipped",
  "local-time-ambiguous",
  "delivery-before-deadline",
  "not-yet-offered",
] as const satisfies readonly Slug[];

/** What can be wrong with a standing interest (rule IN1). */
export const INTEREST_REFUSALS = [
  "required",
  "text-empty",
  "text-too-long",
  "text-control-character",
  "text-bidi-control",
  "text-too-many-marks",
  "list-too-long",
  "list-duplicate",
  "category-unknown",
  "country-invalid",
  "language-invalid",
  "currency-invalid",
  "currency-mismatch",
  "amount-out-of-range",
  "quantity-out-of-range",
] as const satisfies readonly Slug[];

/** What can be wrong with an offer (rules O1, O2). */
export const OFFER_REFUSALS = [
  "limit-reached",
  "offer-invalid",
  "offer-quantity-insufficient",
  "offer-window-closed",
  "offer-not-improved",
  "merchant-not-verified",
  "conflict-of-interest",
  "currency-mismatch",
  "currency-invalid",
  "amount-out-of-range",
  "quantity-out-of-range",
  "country-invalid",
  "ship-to-unsupported",
  "timestamp-zone-required",
  "timestamp-invalid",
  "text-too-long",
  "suspended",
  "state-conflict",
  "busy",
] as const satisfies readonly Slug[];

/** What can be wrong with a join (rule M1). */
export const JOIN_REFUSALS = [
  "limit-reached",
  "deadline-passed",
  "not-open",
  "suspended",
  "terms-changed",
  "already-joined",
  "group-full",
  "conflict-of-interest",
  "quantity-out-of-range",
  "amount-out-of-range",
  "currency-mismatch",
  "country-invalid",
  "ship-to-unsupported",
  "instrument-invalid",
  "deposit-declined",
  "timestamp-zone-required",
  "timestamp-invalid",
  "busy",
] as const satisfies readonly Slug[];

/** What can be wrong with words that people say to each other; whether they may be empty is said beside it. */
export const WORDS_REFUSALS = [
  "text-too-long",
  "text-control-character",
  "text-bidi-control",
  "text-too-many-marks",
] as const satisfies readonly Slug[];
