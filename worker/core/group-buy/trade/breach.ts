import type { Concerning, Context, Decision, PersonCommand } from "../commands.ts";
import { decided, everybody, refuse } from "../decision.ts";
import { operatorRefusal } from "../operating/suspension.ts";
import { shipByMsOf } from "../offers/proposals.ts";
import type { GroupBuy } from "../state/state.ts";
import { isAnythingUnshipped } from "../state/timetable.ts";

type OfType<T extends PersonCommand["type"]> = Extract<PersonCommand, { type: T }>;

/**
 * G23: when the shipping limit has passed, somebody who paid has been sent nothing, and the merchant has said nothing
 * about any delivery for so long. Time does not decide here: it asks operators, once.
 */
export function breachDueMs(groupBuy: GroupBuy): number | null {
  const { policy, shipByMs, merchantSpokeAtMs, breachSuspectedAtMs } = groupBuy;
  if (!policy.delivery || shipByMs === null || breachSuspectedAtMs !== null) return null;
  if (!isAnythingUnshipped(groupBuy)) return null;
  const latestMs = groupBuy.proposals === 0 ? shipByMs : earliestShipByMs(groupBuy);
  return Math.max(latestMs, merchantSpokeAtMs ?? latestMs) + policy.delivery.breachSilenceMs;
}

/** Members may have agreed to a later day (O5); the first that passes counts. */
function earliestShipByMs(groupBuy: GroupBuy): number {
  const unsent = [...groupBuy.members.values()].filter(({ state }) => state === "paid");
  return unsent.reduce(
    (first, member) => Math.min(first, shipByMsOf(groupBuy, member) ?? first),
    Number.MAX_SAFE_INTEGER,
  );
}

export function suspectBreach({ shipByMs }: GroupBuy): readonly Concerning[] {
  return everybody({ type: "breach_suspected", open: { shipByMs: shipByMs ?? 0 }, sealed: {} });
}

/** Whether operators are asked: somebody still has been sent nothing. */
export function isBreachSuspected(groupBuy: GroupBuy): boolean {
  return groupBuy.state === "fulfilling" && groupBuy.breachSuspectedAtMs !== null && isAnythingUnshipped(groupBuy);
}

/**
 * An operator ends it: whatever has not become the merchant's goes back in full. What was received before stays what it
 * is, on both sides.
 */
export function decideDeclareBreach(groupBuy: GroupBuy, command: OfType<"declare_breach">, context: Context): Decision {
  const { actor } = context;
  const refusal = operatorRefusal(groupBuy, actor);
  if (refusal || !actor) return refuse(refusal ?? { code: "not-found" });
  const isTime = command.isProven ? groupBuy.state === "fulfilling" : isBreachSuspected(groupBuy);
  if (!groupBuy.policy.delivery || !isTime) {
    return refuse({ code: "state-conflict", facts: { state: groupBuy.state } });
  }
  return decided(
    everybody(
      { type: "breach_declared", open: { words: command.words }, sealed: { operatorId: actor.personId } },
      { type: "failed", open: { reason: "merchant_breach" }, sealed: {} },
    ),
    {},
  );
}
