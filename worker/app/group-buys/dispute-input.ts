import type { DisputeAnswerInput, DisputeInput } from "../../contract/disputes.ts";
import { fieldProblem, type Problem } from "../../contract/problems.ts";
import type { DisputeAnswer, PersonCommand } from "../../core/group-buy/commands.ts";
import { err, ok, type Result } from "../../core/result.ts";
import { checkText } from "../../core/text.ts";

type OfType<T extends PersonCommand["type"]> = Extract<PersonCommand, { type: T }>;

const TEXT = { graphemesMaximum: 1_000, bytesMaximum: 4_000, multiline: true } as const;

/** A dispute as a member types it. */
export function disputeCommand({ reason, text, wanted }: DisputeInput): Result<OfType<"dispute">, Problem> {
  const words = checkText(text, TEXT);
  if (!words.ok) return err(fieldProblem(words.error, "/text", "The text is not usable."));
  return ok({
    type: "dispute",
    reason,
    text: words.value,
    wantedMinor: wanted.amount,
    currency: wanted.currency,
  });
}

/** A merchant's word about a dispute; a proposal names its amount. */
export function disputeAnswerCommand(
  memberId: string,
  { answer: word, refund, text }: DisputeAnswerInput,
): Result<OfType<"answer_dispute">, Problem> {
  const words = text === undefined ? ok(null) : checkText(text, TEXT);
  if (!words.ok) return err(fieldProblem(words.error, "/text", "The text is not usable."));
  if (word !== "propose") return ok({ type: "answer_dispute", memberId, answer: { kind: word }, words: words.value });
  if (refund === undefined) return err(fieldProblem("required", "/refund", "A proposal names an amount."));
  const proposal: DisputeAnswer = { kind: "propose", refundMinor: refund.amount, currency: refund.currency };
  return ok({ type: "answer_dispute", memberId, answer: proposal, words: words.value });
}
