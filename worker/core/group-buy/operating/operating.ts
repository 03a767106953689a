import { isRefundFailing } from "./attention.ts";
import type { Concerning, Context, Decision, PersonCommand } from "../commands.ts";
import { concerning, decided, refuse } from "../decision.ts";
import { pseudonymOf } from "../money/money-steps.ts";
import { operatorIn } from "./suspension.ts";
import type { GroupBuy } from "../state/state.ts";

type OfType<T extends PersonCommand["type"]> = Extract<PersonCommand, { type: T }>;

/** H9: a refund that failed is asked for again now and not at its next step; under a new key, so never twice. */
export function decideRetryRefund(groupBuy: GroupBuy, command: OfType<"retry_refund">, { actor }: Context): Decision {
  const operator = operatorIn(groupBuy, actor);
  if (!operator.ok) return refuse(operator.error);
  const leg = groupBuy.legs.get(command.legId);
  if (!leg) return refuse({ code: "not-found" });
  if (!isRefundFailing(leg)) return refuse({ code: "state-conflict", facts: { state: leg.state } });
  const sealed = { legId: leg.id, operatorId: operator.value.personId, words: command.words };
  return decided([concerning({ type: "refund_retried", open: {}, sealed }, pseudonymOf(groupBuy, leg))], {
    legId: leg.id,
  });
}

/**
 * A merchant whom operators have suspended: what they offer here and nobody has chosen is withdrawn, firm or not. What
 * has been chosen stands: members rely on it, and its own rules say what happens if it is not kept (G19, G23).
 */
export function decideStopMerchant(groupBuy: GroupBuy, command: OfType<"stop_merchant">, context: Context): Decision {
  const { actor } = context;
  if (!actor?.isOperator) return refuse({ code: "not-found" });
  const events = [...groupBuy.offers.values()]
    .filter(({ merchantId, state }) => merchantId === command.merchantId && state === "submitted")
    .map(({ id, version }): Concerning => {
      const sealed = { offerId: id, operatorId: actor.personId, words: command.words };
      return concerning({ type: "offer_withdrawn", open: { version }, sealed }, null);
    });
  return decided(events, {});
}
