import type { Refusal } from "../server/answers.ts";

/** Everything that the console can do; the words for each are `operator.<word>`, `…_line` and, at times, `…_do`. */
export const ACT_WORDS = [
  "approve",
  "reject",
  "suspend",
  "resume",
  "cancel",
  "confirm_cancel",
  "extend",
  "confirm_extend",
  "remove",
  "breach",
  "retry",
  "withdraw_offers",
  "verify",
  "decline_merchant",
  "suspend_merchant",
  "lift",
  "sign_out",
  "make_operator",
  "drop_operator",
  "reset_passkeys",
  "decide",
  "dismiss",
  "hide",
  "acted",
  "retry_close",
  "rebuild_search",
  "book_suspend",
  "book_reverse",
  "book_write_off",
] as const;
export type ActWord = (typeof ACT_WORDS)[number];

/** What a form of the console comes back with where it was refused: which form, about what, and the reason as typed. */
export interface ActRefused {
  readonly refusal: Refusal;
  readonly word: string;
  readonly subject: string;
  readonly reason: string;
}

/** What is wrong with the fields of a form, by name. */
export type Faults = Readonly<Record<string, string>>;
