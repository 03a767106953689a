/** Why a command was refused: a slug of the problem table, and facts that the reader's language can phrase. */
export interface Refusal {
  readonly code: RefusalCode;
  /** JSON Pointer into the command's body, where one field is to blame. */
  readonly pointer?: string;
  readonly facts?: Readonly<Record<string, string | number>>;
}

export const REFUSAL_CODES = [
  "already-awarded",
  "already-joined",
  "amount-out-of-range",
  "busy",
  "conflict-of-interest",
  "currency-mismatch",
  "currency-unsupported",
  "deadline-passed",
  "deadline-past",
  "deadline-too-soon",
  "delivery-before-deadline",
  "delivery-too-late",
  "deposit-above-maximum",
  "deposit-already-used",
  "deposit-declined",
  "deposit-mismatch",
  "duration-out-of-range",
  "duration-unsupported",
  "forbidden",
  "group-full",
  "idempotency-key-reused",
  "limit-reached",
  "merchant-not-verified",
  "not-found",
  "not-open",
  "not-yet-offered",
  "offer-frozen",
  "offer-invalid",
  "offer-not-improved",
  "offer-quantity-insufficient",
  "offer-window-closed",
  "precondition-failed",
  "quantity-out-of-range",
  "required",
  "ship-to-unsupported",
  "state-conflict",
  "suspended",
  "terms-changed",
  "timestamp-invalid",
  "total-out-of-range",
  "withdrawal-locked",
] as const;
export type RefusalCode = (typeof REFUSAL_CODES)[number];
