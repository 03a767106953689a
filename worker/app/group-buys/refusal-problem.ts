import type { AttemptReceipt, Receipt } from "../../contract/group-buy.ts";
import { problem, type Problem } from "../../contract/problems.ts";
import type { Refusal } from "../../core/group-buy/state/refusal.ts";
import type { Unanswered } from "../authority.ts";
import { limitRefusal } from "../limits/limit-reached.ts";

const COME_BACK_WITHIN_SECONDS = 8;

/** What is signed beside a refusal: that it was judged, or that nothing was. */
export interface Proofs {
  readonly receipt?: Receipt | undefined;
  readonly attempt?: AttemptReceipt | undefined;
}

/** A refusal of the authority in the words of the wire; null is a fault of ours, which says nothing about itself. */
export function refusalProblem(refusal: Refusal | Unanswered | null, { receipt, attempt }: Proofs = {}): Problem {
  if (!refusal) return problem("internal");
  const { code, pointer, facts }: Omit<Refusal, "code"> & Pick<Refusal | Unanswered, "code"> = refusal;
  const { title } = problem(code);
  const proofs = { ...(receipt && { receipt }), ...(attempt && { attempt }) };
  if (code === "limit-reached") return { ...limitRefusal(facts), ...proofs };
  return problem(code, {
    ...(pointer !== undefined && { errors: [{ pointer, code, detail: title }] }),
    ...(facts && { facts: { ...facts } }),
    ...(code === "busy" && attempt && { retryAfterSeconds: comeBackAfterSeconds(attempt) }),
    ...proofs,
  });
}

/** Not all in the same second: whoever was turned away together would come back together, and be turned away again. */
function comeBackAfterSeconds({ commandHash }: AttemptReceipt): number {
  return 1 + (Number.parseInt(commandHash.slice(0, 2), 16) % COME_BACK_WITHIN_SECONDS);
}
