import { z } from "zod";
import { AttemptReceipt, Receipt } from "./group-buy.ts";

interface ProblemEntry {
  readonly status: number;
  readonly title: string;
  /** The same request may succeed later, unchanged. */
  readonly retryable?: true;
  /** Said instead where waiting would not help. */
  readonly orStatus?: number;
}

/**
 * Every way this product says no, once. The slug is the stable name: clients switch on it, the web translates it, core
 * refuses with it, and `/problems/<slug>` explains it. Order: as a request meets them.
 */
export const PROBLEMS = {
  // Transport and syntax
  "body-missing": { status: 400, title: "The request has no body." },
  "json-invalid": { status: 400, title: "The body is not valid JSON." },
  "encoding-invalid": { status: 400, title: "The body is not valid UTF-8." },
  "json-duplicate-key": { status: 400, title: "An object names the same key twice." },
  "json-too-deep": { status: 400, title: "The body is nested too deeply." },
  "json-too-large": { status: 400, title: "The body has too many keys." },
  "number-format": { status: 400, title: "A number is not written as a plain integer." },
  "body-too-large": { status: 413, title: "The body is too large." },
  "content-type-unsupported": { status: 415, title: "The body must be sent as application/json." },
  "content-encoding-unsupported": { status: 415, title: "Compressed bodies are not accepted." },
  "not-acceptable": { status: 406, title: "The answer is JSON, which the Accept header excludes." },
  "not-found": { status: 404, title: "There is nothing here." },
  "method-not-allowed": { status: 405, title: "This resource does not know that method." },
  "uri-too-long": { status: 414, title: "The address is too long." },
  "upgrade-required": { status: 426, title: "This address speaks WebSocket only." },
  "parameter-repeated": { status: 400, title: "A query parameter is given twice." },
  "parameter-unknown": { status: 400, title: "A query parameter is unknown." },
  "parameter-invalid": { status: 400, title: "A query parameter has an unusable value." },
  "cursor-invalid": { status: 400, title: "The cursor does not belong to this list." },
  "id-malformed": { status: 400, title: "The identifier is malformed." },

  // Fields: shape
  "field-unknown": { status: 422, title: "A field is unknown." },
  required: { status: 422, title: "A required field is missing." },
  "type-mismatch": { status: 422, title: "A field has the wrong type." },
  "value-unknown": { status: 422, title: "A field has a value that is not in its list." },
  "not-an-integer": { status: 422, title: "A number must be an integer." },
  "number-too-large": { status: 422, title: "A number is too large." },

  // Fields: numbers and money
  "quantity-out-of-range": { status: 422, title: "The quantity is out of range." },
  "amount-out-of-range": { status: 422, title: "The amount is out of range." },
  "total-out-of-range": { status: 422, title: "Price times quantity is out of range." },
  "stars-out-of-range": { status: 422, title: "A review has one to five stars." },
  "price-out-of-range": { status: 422, title: "The price does not fit the other prices." },
  "currency-invalid": { status: 422, title: "The currency code is not an ISO 4217 code in use." },
  "currency-mismatch": { status: 422, title: "The currency differs from the group-buy's." },
  "currency-unsupported": { status: 422, title: "The deposit provider does not take this currency." },
  "deposit-below-minimum": { status: 422, title: "The deposit is below the provider's minimum." },
  "deposit-above-maximum": { status: 422, title: "The deposit is above a fifth of the target price." },
  "duration-out-of-range": { status: 422, title: "A length of time is out of range." },
  "instrument-invalid": { status: 422, title: "The payment instrument is not usable here." },

  // Fields: text and identifiers
  "text-empty": { status: 422, title: "A text is empty." },
  "text-too-long": { status: 422, title: "A text is too long." },
  "text-control-character": { status: 422, title: "A text contains control characters." },
  "text-invalid-unicode": { status: 422, title: "A text contains half a surrogate pair." },
  "text-bidi-control": { status: 422, title: "A text contains characters that override its direction." },
  "text-too-many-marks": { status: 422, title: "A letter carries too many marks." },
  "list-empty": { status: 422, title: "A list is empty." },
  "list-too-long": { status: 422, title: "A list is too long." },
  "list-duplicate": { status: 422, title: "A list names the same thing twice." },
  "query-too-long": { status: 422, title: "The search words are too long." },
  "url-scheme": { status: 422, title: "The address must start with https://." },
  "url-invalid": { status: 422, title: "The address is not a valid URL." },
  "email-invalid": { status: 422, title: "The e-mail address is not valid." },
  "country-invalid": { status: 422, title: "The country code is not an ISO 3166 code in use." },
  "ship-to-unsupported": { status: 422, title: "This group-buy does not deliver to that country." },
  "language-invalid": { status: 422, title: "The language is not supported." },
  "confirmation-mismatch": { status: 422, title: "What was typed to confirm is something else." },
  "account-invalid": { status: 422, title: "The account number is not valid." },
  "backup-damaged": { status: 422, title: "The backup is not as it was written." },
  "category-unknown": { status: 422, title: "The category is unknown." },

  // Fields: time
  "deadline-past": { status: 422, title: "The deadline has passed already." },
  "deadline-too-soon": { status: 422, title: "The deadline is too soon." },
  "duration-unsupported": { status: 422, title: "The deadline is beyond what the deposits can be held for." },
  "timestamp-zone-required": { status: 422, title: "A time needs a zone or an offset." },
  "timestamp-invalid": { status: 422, title: "There is no such time." },
  "zone-invalid": { status: 422, title: "The time zone is unknown." },
  "local-time-skipped": { status: 422, title: "Clocks skip that local time on that day." },
  "local-time-ambiguous": { status: 422, title: "That local time happens twice on that day." },
  "delivery-before-deadline": { status: 422, title: "The latest delivery lies before the deadline." },
  "delivery-too-late": { status: 422, title: "The delivery outlasts what the deposits can be held for." },
  "validity-too-short": { status: 422, title: "The offer lapses before it could be chosen." },

  // Who is asking
  unauthenticated: { status: 401, title: "Sign in, or send an API key." },
  "key-malformed": { status: 401, title: "The API key is mistyped." },
  "key-revoked": { status: 401, title: "The API key is not valid any more." },
  "key-wrong-mode": { status: 401, title: "The API key belongs to another kind of deployment." },
  "code-invalid": { status: 401, title: "The code is wrong or has expired." },
  "passkey-invalid": { status: 401, title: "The passkey was not accepted." },
  "challenge-expired": { status: 401, title: "The question to the passkey is over, or was asked by another browser." },
  "passkey-required": { status: 403, title: "Operators use a passkey for this." },
  "passkey-known": { status: 409, title: "This passkey is registered already." },
  "passkey-last": { status: 409, title: "An operator keeps one passkey." },
  "passkey-needs-name": { status: 409, title: "Passkeys work where the address is a name, not a number." },
  "operator-link-invalid": { status: 403, title: "The link is used, over, or not for now." },
  "sign-in-stale": { status: 403, title: "This needs a sign-in of the last minutes, and no key." },
  "scope-missing": { status: 403, title: "The key may not do this." },
  forbidden: { status: 403, title: "You may not do this." },
  "sandbox-shared": { status: 403, title: "Other people are in this group-buy; only they may play with it." },
  "origin-forbidden": { status: 403, title: "Requests from another site are not accepted." },
  "credential-in-url": { status: 400, title: "Credentials do not belong into an address." },

  // The contract of a call
  "idempotency-key-missing": { status: 400, title: "This call needs an Idempotency-Key." },
  "idempotency-key-malformed": { status: 400, title: "The Idempotency-Key is malformed." },
  "client-sent-malformed": { status: 400, title: "The Client-Sent header is malformed." },
  "idempotency-key-reused": { status: 422, title: "The Idempotency-Key was used for another request." },
  "idempotency-in-progress": { status: 409, title: "The same request is still being worked on.", retryable: true },
  "precondition-required": { status: 428, title: "This call needs If-Match." },
  "precondition-failed": { status: 412, title: "The resource has changed in the meantime." },
  "rate-limited": { status: 429, title: "Too many requests.", retryable: true },
  "limit-reached": { status: 429, title: "You have reached a limit for one person.", orStatus: 409 },

  // What the group-buy says
  "deadline-passed": { status: 409, title: "The bell has rung." },
  "not-open": { status: 409, title: "The group-buy is not open." },
  suspended: { status: 409, title: "The group-buy is suspended." },
  "state-conflict": { status: 409, title: "The state does not allow this." },
  "terms-changed": { status: 409, title: "The terms shown are not the current ones." },
  "conflict-of-interest": { status: 409, title: "Nobody may buy and sell in the same group-buy." },
  "already-joined": { status: 409, title: "You are in already." },
  "group-full": { status: 409, title: "Every seat is taken." },
  "withdrawal-locked": { status: 409, title: "Leaving is closed shortly before the deadline." },
  "payment-window-closed": { status: 409, title: "The time to pay is over." },

  // Offers
  "offer-invalid": { status: 422, title: "The offer contradicts itself." },
  "not-yet-offered": { status: 422, title: "This choice is not offered yet." },
  "offer-window-closed": { status: 409, title: "Offers are closed." },
  "offer-quantity-insufficient": { status: 422, title: "The offer is smaller than the group's minimum." },
  "offer-frozen": { status: 409, title: "A chosen offer cannot be changed." },
  "offer-not-improved": { status: 409, title: "After the close an offer may only become better." },
  "already-offered": { status: 409, title: "You have an offer here already; change that one." },
  "already-awarded": { status: 409, title: "The group-buy is awarded already." },
  "merchant-not-verified": { status: 409, title: "The merchant is not verified yet." },
  "already-reported": { status: 409, title: "You have reported this already." },
  "erasure-blocked": { status: 409, title: "Something has to come to its end first." },
  "already-applied": { status: 409, title: "You have applied as a merchant already." },

  // Deposits
  "deposit-declined": { status: 402, title: "The deposit was declined." },
  "deposit-already-used": { status: 409, title: "This deposit has been used already." },
  "deposit-mismatch": { status: 409, title: "The deposit differs from what was asked for." },
  "refund-exceeds-captured": { status: 422, title: "The refund is larger than what was captured." },
  "webhook-url-forbidden": { status: 422, title: "Webhooks cannot be sent to that address." },
  "signature-invalid": { status: 400, title: "The signature is not valid." },

  // Ours
  busy: { status: 503, title: "Too many at once; this request was not judged.", retryable: true },
  "dependency-unavailable": { status: 503, title: "A part of the service does not answer.", retryable: true },
  internal: { status: 500, title: "Something went wrong on our side." },
} as const satisfies Record<string, ProblemEntry>;

export type Slug = keyof typeof PROBLEMS;

export function isSlug(text: string): text is Slug {
  return Object.hasOwn(PROBLEMS, text);
}

/** The statuses that a refusal may have; nearly always one. */
export function statusesOf(slug: Slug): readonly number[] {
  const { status, orStatus }: ProblemEntry = PROBLEMS[slug];
  return orStatus === undefined ? [status] : [status, orStatus];
}

/** All slugs, in the order of the table. */
export const SLUGS = Object.keys(PROBLEMS).filter(isSlug);

/** One field that was refused: a JSON Pointer into the body, or `?name` for a query parameter. */
export const FieldError = z.object({ pointer: z.string(), code: z.enum(SLUGS), detail: z.string() });
export type FieldError = z.infer<typeof FieldError>;

/**
 * RFC 9457. `title` and `detail` are English for developers; people read the translation of `slug`, filled with `facts`.
 * `instance` is the request id. `receipt` proves a refusal that the authority judged, `attempt` that it judged nothing.
 */
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  slug: z.enum(SLUGS),
  detail: z.string().optional(),
  instance: z.string().optional(),
  errors: z.array(FieldError).optional(),
  retryable: z.boolean().optional(),
  retryAfterSeconds: z.int().optional(),
  facts: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
  receipt: Receipt.optional(),
  attempt: AttemptReceipt.optional(),
});
export type Problem = z.infer<typeof Problem>;

/** What a particular refusal adds to its entry in the table. */
export type ProblemDetails = Partial<Omit<Problem, "type" | "title" | "slug">>;

/** Builds the problem of a slug; `type` is the page that explains it, relative to the deployment. */
export function problem(slug: Slug, more: ProblemDetails = {}): Problem {
  const entry: ProblemEntry = PROBLEMS[slug];
  return {
    type: `/problems/${slug}`,
    title: entry.title,
    status: entry.status,
    slug,
    ...(entry.retryable && { retryable: true }),
    ...more,
  };
}

/** A refusal of one field: the problem carries its slug, its pointer and why. */
export function fieldProblem(slug: Slug, pointer: string, detail: string): Problem {
  return problem(slug, { detail, errors: [{ pointer, code: slug, detail }] });
}
