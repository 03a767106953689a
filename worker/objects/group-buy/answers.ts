import type { AuthorityAnswer } from "../../app/authority.ts";
import { presentOffer, presentOrder } from "../../app/present/trade.ts";
import { presentGroupBuy, presentLeg, presentMembership, type ClockFacts } from "../../app/present/resource.ts";
import type { Actor, Answered, Command } from "../../core/group-buy/commands.ts";
import { requireLeg, requireMember, requireOffer, type GroupBuy } from "../../core/group-buy/state/state.ts";

/** An answer as it stood at its commit; stored, so that a repeat of the command is told exactly this. */
export interface FrozenAnswer {
  readonly answer: Omit<AuthorityAnswer, "receipt" | "isReplay">;
  /** Whether the person gets a signed receipt: for every join, change and leave (receipts.md 3.2). */
  readonly isReceipted: boolean;
}

export function presentAnswer(
  groupBuy: GroupBuy,
  command: Command,
  answered: Answered,
  clock: ClockFacts,
  actor: Actor | null,
): FrozenAnswer {
  const { memberId, legId, offerId } = answered;
  const member = memberId === undefined ? null : requireMember(groupBuy, memberId);
  return {
    isReceipted: command.type === "join" || command.type === "leave" || command.type === "change_quantity",
    answer: {
      ...(showsWhole(command) && { groupBuy: presentGroupBuy(groupBuy, clock, actor?.personId ?? null) }),
      ...(member && { membership: presentMembership(groupBuy, member) }),
      ...(member && ABOUT_ORDERS.has(command.type) && { order: presentOrder(groupBuy, member) }),
      ...(legId !== undefined && { leg: presentLeg(groupBuy, requireLeg(groupBuy, legId)) }),
      ...(offerId !== undefined && { offer: presentOffer(groupBuy, requireOffer(groupBuy, offerId)) }),
    },
  };
}

/** What the merchant of the award says about one order. */
const ABOUT_ORDERS: ReadonlySet<Command["type"]> = new Set(["ship", "deliver", "answer_dispute"]);

/** Commands of the initiator and the operator answer with the group-buy itself. */
function showsWhole({ type }: Command): boolean {
  switch (type) {
    case "draft":
    case "change_draft":
    case "submit":
    case "approve":
    case "reject":
    case "pick":
    case "suspend":
    case "resume":
    case "call_off":
    case "extend":
    case "remove_member":
    case "cancel":
    case "decide_dispute":
    case "declare_breach":
      return true;
    default:
      return false;
  }
}
