import type { Concerning, Context, Decision, PersonCommand } from "../commands.ts";
import { concerning, decided, refuse } from "../decision.ts";
import type { EventDraft } from "../events.ts";
import { legsOf } from "../money/leg-changes.ts";
import { standingMinor } from "../state/parts.ts";
import type { Refusal } from "../state/refusal.ts";
import type { Dispute, DisputeEnd, Member } from "../state/member.ts";
import { memberOf, type GroupBuy } from "../state/state.ts";
import { operatorIn } from "../operating/suspension.ts";
import { dealOf } from "../state/deals.ts";

type OfType<T extends PersonCommand["type"]> = Extract<PersonCommand, { type: T }>;

/**
 * M14: the member says what is wrong and how much of the price they want back, while silence has not confirmed the
 * receipt. The money stays where it is. From here on one side at a time is to speak, with a date at which their silence
 * is taken for an answer.
 */
export function decideDispute(groupBuy: GroupBuy, command: OfType<"dispute">, context: Context): Decision {
  const { policy, state } = groupBuy;
  const member = context.actor ? memberOf(groupBuy, context.actor.personId) : null;
  if (!member) return refuse({ code: "not-found" });
  if (!policy.delivery || state !== "fulfilling" || member.state !== "shipped") {
    return refuse({ code: "state-conflict", facts: { state: member.state } });
  }
  const { reason, text, wantedMinor, currency } = command;
  const refusal = amountRefusal(groupBuy, wantedMinor, currency, [1, paidMinor(groupBuy, member)], "/wanted");
  if (refusal) return refuse(refusal);
  const untilMs = context.recvMs + policy.delivery.bilateralMs;
  return told(member, {
    type: "disputed",
    open: { qty: member.quantity },
    sealed: { memberId: member.id, reason, text, wantedMinor, untilMs },
  });
}

/**
 * The merchant gives what is wanted, proposes less, or rejects it, which goes to operators at once. What is wanted may
 * still be given as long as nobody has decided.
 */
export function decideAnswerDispute(groupBuy: GroupBuy, command: OfType<"answer_dispute">, context: Context): Decision {
  const { answer, words } = command;
  const member = orderOf(groupBuy, command.memberId, context);
  if (!member) return refuse({ code: "not-found" });
  const dispute = openDisputeOf(member);
  const windows = groupBuy.policy.delivery;
  if (!dispute || !windows || (answer.kind !== "accept" && dispute.speaker !== "merchant")) return moved(member);
  if (answer.kind === "accept") {
    const ended = settling(groupBuy, member, { refundMinor: dispute.wantedMinor, by: "merchant", words });
    return decided([ended], { memberId: member.id });
  }
  const open = { qty: member.quantity, next: answer.kind === "propose" ? "member" : "operator" } as const;
  if (answer.kind === "reject") {
    const untilMs = context.recvMs + windows.operatorMs;
    const sealed = { memberId: member.id, offeredMinor: 0, words, untilMs };
    return told(member, { type: "dispute_answered", open, sealed });
  }
  const { refundMinor, currency } = answer;
  const refusal = amountRefusal(groupBuy, refundMinor, currency, [1, dispute.wantedMinor - 1], "/refund");
  if (refusal) return refuse(refusal);
  // A proposal of the last minute leaves the member time to read it.
  const untilMs = Math.max(dispute.untilMs, context.recvMs + windows.replyMinimumMs);
  return told(member, {
    type: "dispute_answered",
    open,
    sealed: { memberId: member.id, offeredMinor: refundMinor, words, untilMs },
  });
}

/** The member takes the proposal, or lets operators decide. */
export function decideReplyDispute(
  groupBuy: GroupBuy,
  { accept }: OfType<"reply_dispute">,
  context: Context,
): Decision {
  const member = context.actor ? memberOf(groupBuy, context.actor.personId) : null;
  if (!member) return refuse({ code: "not-found" });
  const dispute = openDisputeOf(member);
  const windows = groupBuy.policy.delivery;
  if (!windows || dispute?.speaker !== "member") return moved(member);
  if (accept) {
    const ended = settling(groupBuy, member, { refundMinor: dispute.offeredMinor ?? 0, by: "member", words: null });
    return decided([ended], { memberId: member.id });
  }
  const untilMs = context.recvMs + windows.operatorMs;
  return told(member, {
    type: "dispute_raised",
    open: { qty: member.quantity },
    sealed: { memberId: member.id, untilMs },
  });
}

/** M15: an operator divides what was paid, with a reason. Everything between nothing and all of it is theirs to say. */
export function decideDecideDispute(groupBuy: GroupBuy, command: OfType<"decide_dispute">, context: Context): Decision {
  const operator = operatorIn(groupBuy, context.actor);
  if (!operator.ok) return refuse(operator.error);
  const member = groupBuy.members.get(command.memberId);
  if (!member) return refuse({ code: "not-found" });
  if (openDisputeOf(member)?.speaker !== "operator") return moved(member);
  const { refundMinor, currency, words } = command;
  const wrong = amountRefusal(groupBuy, refundMinor, currency, [0, paidMinor(groupBuy, member)], "/refund");
  if (wrong) return refuse(wrong);
  const { personId: operatorId } = operator.value;
  return decided([settling(groupBuy, member, { refundMinor, by: "operator", words, operatorId })], {
    memberId: member.id,
  });
}

/**
 * Silence ends a dispute as what was last asked of the silent one: a merchant's gives what is wanted, a member's takes
 * what was proposed. Operators who do not decide leave it in the middle between the two (ADR 0019).
 */
export function endBySilence(groupBuy: GroupBuy, member: Member): Concerning {
  const { speaker, wantedMinor, offeredMinor } = member.dispute ?? NOTHING_ASKED;
  switch (speaker) {
    case "merchant":
      return settling(groupBuy, member, { refundMinor: wantedMinor, by: "merchant_silence", words: null });
    case "member":
      return settling(groupBuy, member, { refundMinor: offeredMinor ?? 0, by: "member_silence", words: null });
    default: {
      const refundMinor = Math.ceil((wantedMinor + (offeredMinor ?? 0)) / 2);
      return settling(groupBuy, member, { refundMinor, by: "operator_silence", words: null });
    }
  }
}

const NOTHING_ASKED = { speaker: null, wantedMinor: 0, offeredMinor: 0 } as const;

/** The end: so much goes back, from the balance first, and the rest is the merchant's (M15). */
export function settling(
  groupBuy: GroupBuy,
  member: Member,
  end: {
    readonly refundMinor: number;
    readonly by: DisputeEnd;
    readonly words: string | null;
    readonly operatorId?: string;
  },
): Concerning {
  let leftMinor = end.refundMinor;
  const parts = legsOf(groupBuy, member)
    .reverse()
    .flatMap((leg) => {
      const amountMinor = Math.min(leftMinor, standingMinor(leg));
      leftMinor -= amountMinor;
      return amountMinor > 0 ? [{ legId: leg.id, amountMinor }] : [];
    });
  const event: EventDraft = {
    type: "dispute_ended",
    open: { qty: member.quantity, by: end.by },
    sealed: {
      memberId: member.id,
      refundMinor: end.refundMinor,
      parts,
      words: end.words,
      ...(end.operatorId !== undefined && { operatorId: end.operatorId }),
    },
  };
  return concerning(event, member.pseudonym);
}

/** What a member has paid and the provider has: the most that a dispute can be about. */
export function paidMinor(groupBuy: GroupBuy, member: Member): number {
  return legsOf(groupBuy, member).reduce((sum, leg) => sum + standingMinor(leg), 0);
}

/** A seat of an award, for its merchant and nobody else. */
export function orderOf(groupBuy: GroupBuy, memberId: string, { actor }: Context): Member | null {
  const member = groupBuy.members.get(memberId);
  const deal = member && dealOf(groupBuy, member);
  return deal && actor?.merchantId === deal.award.merchantId ? member : null;
}

function openDisputeOf({ state, dispute }: Member): Dispute | null {
  return state === "disputed" ? dispute : null;
}

function amountRefusal(
  groupBuy: GroupBuy,
  amountMinor: number,
  currency: string,
  [minimum, maximum]: readonly [number, number],
  pointer: string,
): Refusal | null {
  if (currency !== groupBuy.terms.currency) return { code: "currency-mismatch", pointer: `${pointer}/currency` };
  if (amountMinor >= minimum && amountMinor <= maximum) return null;
  return { code: "amount-out-of-range", pointer: `${pointer}/amount`, facts: { minimum, maximum } };
}

function told(member: Member, event: EventDraft): Decision {
  return decided([concerning(event, member.pseudonym)], { memberId: member.id });
}

function moved({ state, dispute }: Member): Decision {
  return refuse({ code: "state-conflict", facts: { state: dispute?.speaker ?? state } });
}
