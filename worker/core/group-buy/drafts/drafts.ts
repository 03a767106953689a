import { err, type Result } from "../../result.ts";
import type { Actor, Concerning, Context, Decision, PersonCommand } from "../commands.ts";
import { byInitiator, concerning, decided, refuse } from "../decision.ts";
import { holdingPlan } from "../money/holding.ts";
import { isSecured, opening } from "../money/money-steps.ts";
import type { Refusal } from "../state/refusal.ts";
import type { GroupBuy } from "../state/state.ts";
import { operatorIn } from "../operating/suspension.ts";
import { checkSchedule, checkTerms, hashTerms } from "../state/terms.ts";

type OfType<T extends PersonCommand["type"]> = Extract<PersonCommand, { type: T }>;

/** G1, later saves: free while nobody else has seen it. */
export function decideChangeDraft(groupBuy: GroupBuy, command: OfType<"change_draft">, context: Context): Decision {
  const denied = draftOf(groupBuy, command.version, context);
  if (denied) return refuse(denied);
  const checked = checkTerms(command.terms, groupBuy.policy);
  if (!checked.ok) return refuse(checked.error);
  const termsHash = hashTerms(command.terms, groupBuy.policy);
  return byInitiator(groupBuy, { type: "draft_changed", open: {}, sealed: { terms: command.terms, termsHash } });
}

export function decideDiscard(groupBuy: GroupBuy, command: OfType<"discard">, context: Context): Decision {
  const denied = draftOf(groupBuy, command.version, context);
  if (denied) return refuse(denied);
  return byInitiator(groupBuy, { type: "discarded", open: { reason: "by_initiator" }, sealed: {} });
}

/** G2: everything is checked again at the moment it would become binding, then the deposit is asked for. */
export function decideSubmit(groupBuy: GroupBuy, command: OfType<"submit">, context: Context): Decision {
  const { actor, recvMs } = context;
  if (actor?.personId !== groupBuy.initiatorId) return refuse({ code: "not-found" });
  if (groupBuy.state !== "draft") return refuse({ code: "state-conflict", facts: { state: groupBuy.state } });
  const maximum = groupBuy.policy.openPerInitiatorMaximum;
  if (command.openElsewhere >= maximum) {
    return refuse({ code: "limit-reached", facts: { limit: "openGroupBuys", maximum, seconds: 0 } });
  }
  const checked = checkTerms(groupBuy.terms, groupBuy.policy);
  if (!checked.ok) return refuse(checked.error);
  const scheduled = checkSchedule(groupBuy.terms, groupBuy.policy, recvMs);
  if (!scheduled.ok) return refuse(scheduled.error);
  const plan = holdingPlan(groupBuy, recvMs);
  if (!plan.ok) return refuse(plan.error);
  const legId = context.newId("dep");
  const leg = {
    legId,
    personId: groupBuy.initiatorId,
    purpose: "initiator_deposit",
    quantity: groupBuy.terms.initiatorQuantity,
    amountMinor: groupBuy.terms.initiatorQuantity * groupBuy.terms.depositPerUnitMinor,
    plan: plan.value,
    instrument: command.instrument,
  } as const;
  return decided([concerning({ type: "submitted", open: {}, sealed: { leg } }, groupBuy.initiatorPseudonym)], {
    legId,
  });
}

/** G5: a person has looked; if the looking ate the time, the initiator picks a new deadline. */
export function decideApprove(groupBuy: GroupBuy, { reason }: OfType<"approve">, context: Context): Decision {
  const operator = reviewerOf(groupBuy, context);
  if (!operator.ok) return refuse(operator.error);
  const { terms, policy } = groupBuy;
  const reviewed = review(operator.value, "approved", reason);
  if (terms.closesAtMs - context.recvMs < policy.publishMarginMs) {
    const returned = { type: "submission_returned", open: { reason: "too_late" }, sealed: {} } as const;
    return decided([reviewed, concerning(returned, null)], {});
  }
  const leg = [...groupBuy.legs.values()].findLast((leg) => leg.purpose === "initiator_deposit" && isSecured(leg));
  // The looking has outlived the hold: without a deposit nothing is published (G4).
  if (!leg) {
    const returned = { type: "submission_returned", open: { reason: "declined" }, sealed: {} } as const;
    return decided([reviewed, concerning(returned, null)], {});
  }
  return decided([reviewed, opening(groupBuy, leg, context)], {});
}

export function decideReject(groupBuy: GroupBuy, command: OfType<"reject">, context: Context): Decision {
  const operator = reviewerOf(groupBuy, context);
  if (!operator.ok) return refuse(operator.error);
  const open = { reason: "review_rejected", words: command.reason } as const;
  const rejected = concerning({ type: "cancelled", open, sealed: {} }, null);
  return decided([review(operator.value, "rejected", command.reason), rejected], {});
}

function reviewerOf(groupBuy: GroupBuy, { actor }: Context): Result<Actor, Refusal> {
  const { state } = groupBuy;
  const operator = operatorIn(groupBuy, actor);
  return operator.ok && state !== "in_review" ? err({ code: "state-conflict", facts: { state } }) : operator;
}

/** Who looked, and why they decided so, is kept beside what came of it. */
function review({ personId }: Actor, verdict: "approved" | "rejected", words: string): Concerning {
  const sealed = { operatorId: personId, words };
  return concerning({ type: "reviewed", open: { verdict }, sealed }, null);
}

function draftOf(groupBuy: GroupBuy, version: number, { actor }: Context): Refusal | null {
  if (actor?.personId !== groupBuy.initiatorId) return { code: "not-found" };
  if (groupBuy.state !== "draft") return { code: "state-conflict", facts: { state: groupBuy.state } };
  if (version !== groupBuy.seq) return { code: "precondition-failed", facts: { version: groupBuy.seq } };
  return null;
}
