import type { Concerning, Context, Decision, PersonCommand } from "../commands.ts";
import { decided, everybody, refuse } from "../decision.ts";
import { awardFell } from "./collection.ts";
import { forfeitBond } from "../money/bond-forfeit.ts";
import { operatorIn } from "../operating/suspension.ts";
import { shipByMsOf } from "../offers/proposals.ts";
import type { GroupBuy } from "../state/state.ts";
import { isAnythingUnshipped } from "../state/timetable.ts";
import { isSeatOf, named, seatsOf, standingDeals, type Deal } from "../state/deals.ts";

type OfType<T extends PersonCommand["type"]> = Extract<PersonCommand, { type: T }>;

/**
 * G23: when the shipping limit has passed, somebody who paid has been sent nothing, and the merchant has said nothing
 * about any delivery for so long. Time does not decide here: it asks operators, once.
 */
export function breachDueMs(groupBuy: GroupBuy): number | null {
  const dues = standingDeals(groupBuy).flatMap((deal) => dueMsOf(groupBuy, deal) ?? []);
  return dues.length === 0 ? null : Math.min(...dues);
}

function dueMsOf(groupBuy: GroupBuy, deal: Deal): number | null {
  const { shipByMs, merchantSpokeAtMs, breachSuspectedAtMs, proposals } = deal;
  const { delivery } = groupBuy.policy;
  if (!delivery || shipByMs === null || breachSuspectedAtMs !== null) return null;
  if (!isUnshipped(groupBuy, deal)) return null;
  const latestMs = proposals === 0 ? shipByMs : earliestShipByMs(groupBuy, deal);
  return Math.max(latestMs, merchantSpokeAtMs ?? latestMs) + delivery.breachSilenceMs;
}

/** Members may have agreed to a later day (O5); the first that passes counts. */
function earliestShipByMs(groupBuy: GroupBuy, deal: Deal): number {
  const unsent = seatsOf(groupBuy, deal).filter(({ state }) => state === "paid");
  return unsent.reduce(
    (first, member) => Math.min(first, shipByMsOf(groupBuy, member) ?? first),
    Number.MAX_SAFE_INTEGER,
  );
}

/** @param dueAtMs when it fell due: each merchant is silent for themselves */
export function suspectBreach(groupBuy: GroupBuy, dueAtMs: number): readonly Concerning[] {
  return standingDeals(groupBuy)
    .filter((deal) => dueMsOf(groupBuy, deal) === dueAtMs)
    .flatMap((deal) => {
      const open = { shipByMs: deal.shipByMs ?? 0 };
      return everybody({ type: "breach_suspected", open, sealed: named(groupBuy, deal) });
    });
}

/** The deals about which operators are asked: somebody of them still has been sent nothing. */
export function suspectedDeals(groupBuy: GroupBuy): readonly Deal[] {
  if (groupBuy.state !== "fulfilling") return [];
  return standingDeals(groupBuy).filter((deal) => deal.breachSuspectedAtMs !== null && isUnshipped(groupBuy, deal));
}

export function isUnshipped(groupBuy: GroupBuy, deal: Deal): boolean {
  return isAnythingUnshipped(groupBuy, (member) => isSeatOf(groupBuy, deal, member));
}

/**
 * An operator ends it: whatever has not become the merchant's goes back in full. What was received before stays what it
 * is, on both sides. Where several share the group-buy the others have broken nothing, and go on (ADR 0022).
 */
export function decideDeclareBreach(groupBuy: GroupBuy, command: OfType<"declare_breach">, context: Context): Decision {
  const operator = operatorIn(groupBuy, context.actor);
  if (!operator.ok) return refuse(operator.error);
  const { merchantId } = command;
  const candidates = (command.isProven ? standingIn(groupBuy) : suspectedDeals(groupBuy)).filter(
    ({ award }) => merchantId === undefined || award.merchantId === merchantId,
  );
  const [deal] = candidates;
  if (!groupBuy.policy.delivery || !deal) {
    return refuse({ code: "state-conflict", facts: { state: groupBuy.state } });
  }
  if (candidates.length > 1) return refuse({ code: "required", pointer: "/merchantId" });
  const sealed = { operatorId: operator.value.personId, ...named(groupBuy, deal) };
  const declared = everybody({ type: "breach_declared", open: { words: command.words }, sealed });
  const isAlone = standingDeals(groupBuy).length === 1;
  const end = isAlone
    ? everybody({ type: "failed", open: { reason: "merchant_breach" }, sealed: {} })
    : awardFell(groupBuy, deal, "breach");
  return decided([...declared, ...forfeitBond(groupBuy, deal, context.newId), ...end], {});
}

function standingIn(groupBuy: GroupBuy): readonly Deal[] {
  return groupBuy.state === "fulfilling" ? standingDeals(groupBuy) : [];
}
