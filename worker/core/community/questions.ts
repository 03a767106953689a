import type { GroupBuyStateName } from "../group-buy/state/states.ts";
import { LIMITS } from "../limits.ts";
import type { TextLimits } from "../text.ts";

export const QUESTION_TEXT: TextLimits = { graphemesMaximum: 500, bytesMaximum: 2_000, multiline: true };
export const ANSWER_TEXT: TextLimits = { graphemesMaximum: 1_000, bytesMaximum: 4_000, multiline: true };
export const HIDING_TEXT: TextLimits = { graphemesMaximum: 500, bytesMaximum: 2_000, multiline: true };

/** What one person may ask in a day: here, and everywhere together (C4). */
export const QUESTION_LIMITS = {
  windowMs: LIMITS.questions.windowMs,
  hereMaximum: LIMITS.questionsHere.maximum,
  inAllMaximum: LIMITS.questions.maximum,
} as const;
export const ANSWERS_PER_QUESTION_MAXIMUM = LIMITS.answers.maximum;

const OVER: ReadonlySet<GroupBuyStateName> = new Set(["settled", "failed", "cancelled", "discarded"]);

/** While there is something left to decide or to deliver. Answers may still be given afterwards. */
export function mayBeAsked(state: GroupBuyStateName): boolean {
  return !OVER.has(state);
}
