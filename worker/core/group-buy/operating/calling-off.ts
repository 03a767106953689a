import type { Context, Decision, PersonCommand } from "../commands.ts";
import { countedQuantity } from "../offers/whole-packs.ts";
import { byInitiator, concerning, decided, refuse } from "../decision.ts";
import { callGuarantee, others } from "../money/guarantee.ts";
import { isSecured } from "../money/money-steps.ts";
import { operatorIn } from "./suspension.ts";
import { isPublished, isVerified, type GroupBuy } from "../state/state.ts";

type OfType<T extends PersonCommand["type"]> = Extract<PersonCommand, { type: T }>;

/**
 * G8: free before anybody else is verified; afterwards with words, and not in the lock. Once the minimum is reached others
 * rely on it, and the initiator's own deposit is theirs. (In group-buys of earlier policies it cannot be called off then.)
 */
export function decideCancel(groupBuy: GroupBuy, command: OfType<"cancel">, context: Context): Decision {
  // Before the publication the group-buy exists for nobody else, and calling off means back to the draft (G3).
  const isInitiator = context.actor?.personId === groupBuy.initiatorId;
  if (!isInitiator) return refuse({ code: isPublished(groupBuy) ? "forbidden" : "not-found" });
  if (groupBuy.state === "awaiting_deposit") {
    return byInitiator(groupBuy, { type: "submission_returned", open: { reason: "by_initiator" }, sealed: {} });
  }
  if (groupBuy.state !== "open") return refuse({ code: "state-conflict", facts: { state: groupBuy.state } });
  const isAlone = [...groupBuy.members.values()].every(({ isInitiator, state }) => isInitiator || !isVerified(state));
  if (!isAlone) {
    if (command.words === "") return refuse({ code: "required", pointer: "/reason" });
    const lockedAtMs = groupBuy.terms.closesAtMs - groupBuy.policy.withdrawLockMs;
    if (context.recvMs >= lockedAtMs) return refuse({ code: "withdrawal-locked", facts: { lockedAtMs } });
  }
  const isReached = !isAlone && countedQuantity(groupBuy) >= groupBuy.terms.quantityMinimum;
  if (isReached && groupBuy.policy.initiatorForfeit === undefined) {
    return refuse({ code: "state-conflict", facts: { state: "reached" } });
  }
  const called = isReached ? callGuarantee(groupBuy, "cancelled", others(groupBuy), context.newId) : [];
  const open = { reason: "by_initiator", words: command.words } as const;
  const cancelled = concerning({ type: "cancelled", open, sealed: {} }, groupBuy.initiatorPseudonym);
  return decided([...called, cancelled], {});
}

/** G9: by operators, with everything back. Where money is held it takes two of them, and the second decides. */
export function decideCallOff(groupBuy: GroupBuy, { words }: OfType<"call_off">, { actor }: Context): Decision {
  const operator = operatorIn(groupBuy, actor);
  if (!operator.ok) return refuse(operator.error);
  const { personId: operatorId } = operator.value;
  if (groupBuy.state !== "open" && groupBuy.state !== "suspended") {
    return refuse({ code: "state-conflict", facts: { state: groupBuy.state } });
  }
  const isMoneyHeld = [...groupBuy.legs.values()].some((leg) => isSecured(leg) || leg.pending !== null);
  const { cancelProposedBy } = groupBuy;
  if (isMoneyHeld && cancelProposedBy === operatorId) {
    return refuse({ code: "state-conflict", facts: { state: "second-operator-needed" } });
  }
  if (isMoneyHeld && cancelProposedBy === null) {
    const sealed = { operatorId, words };
    return decided([concerning({ type: "cancel_proposed", open: {}, sealed }, null)], {});
  }
  const open = { reason: "by_operator", words } as const;
  return decided([concerning({ type: "cancelled", open, sealed: { operatorId } }, null)], {});
}
