import type { Receipt } from "../../contract/group-buy.ts";
import { problem, type Problem } from "../../contract/problems.ts";
import type { Refusal } from "../../core/group-buy/state/refusal.ts";
import { limitRefusal } from "../limits/limit-reached.ts";

/** A refusal of the authority in the words of the wire; null is a fault of ours, which says nothing about itself. */
export function refusalProblem(refusal: Refusal | null, receipt?: Receipt): Problem {
  if (!refusal) return problem("internal");
  const { code, pointer, facts } = refusal;
  const { title } = problem(code);
  if (code === "limit-reached") return { ...limitRefusal(facts), ...(receipt && { receipt }) };
  return problem(code, {
    ...(pointer !== undefined && { errors: [{ pointer, code, detail: title }] }),
    ...(facts && { facts: { ...facts } }),
    ...(receipt && { receipt }),
  });
}
