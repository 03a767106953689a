import { neededUntilMs, planDelivery, planHolding, type HoldingNeed } from "../../deposit/plan.ts";
import type { HoldingPlan } from "../../deposit/provider.ts";
import { err, type Result } from "../../result.ts";
import type { Context } from "../commands.ts";
import type { LegOpening } from "./money-events.ts";
import type { Refusal } from "../state/refusal.ts";
import type { Member } from "../state/member.ts";
import type { GroupBuy } from "../state/state.ts";
import { choosingMs } from "../state/terms.ts";

/** How deposits of this group-buy are held when they are opened at `nowMs`; refused when no provider plan lasts long enough. */
export function holdingPlan(groupBuy: GroupBuy, nowMs: number): Result<HoldingPlan, Refusal> {
  const planned = planHolding({ ...holdingNeed(groupBuy), nowMs });
  if (planned.ok) return planned;
  return err({ code: "duration-unsupported", pointer: "/closesAt", facts: { maximumMs: planned.error.maximumMs } });
}

/** Until when a deposit must stand: what the audit asks of a hold that is never converted. */
export function depositNeededUntilMs(groupBuy: GroupBuy): number {
  return neededUntilMs(holdingNeed(groupBuy));
}

function holdingNeed({ terms, policy, provider, extendedFromMs }: GroupBuy): Omit<HoldingNeed, "nowMs"> {
  return {
    // An announced extension is part of the plan until it has been used.
    deadlineMs: terms.closesAtMs + (extendedFromMs === null ? (terms.extendOnceMs ?? 0) : 0),
    payWindowMs: policy.payWindowMs,
    // The deposit is taken with the balance, so the hold must outlast that window too.
    acceptanceWindowMs: policy.payGraceMs + choosingMs(terms, policy) + policy.balanceWindowMs,
    capabilities: provider,
  };
}

/** Money 1.4: captured money must outlast delivery and inspection, or the offer cannot be awarded at all. */
export function outlastsDelivery(groupBuy: GroupBuy, leadTimeDays: number, atMs: number): boolean {
  const promisedDeliveryMs =
    atMs + groupBuy.policy.balanceWindowMs + leadTimeDays * 86_400_000 + groupBuy.policy.shipMarginMs;
  const fits = planDelivery({
    capturedAtMs: groupBuy.publishedAtMs ?? atMs,
    promisedDeliveryMs,
    autoConfirmMs: groupBuy.policy.inspectionMs,
    capabilities: groupBuy.provider,
  });
  return fits.ok;
}

/** The guarantee deposit of a seat. Where no plan fits any more, money is taken at once (plan C). */
export function depositLeg(
  groupBuy: GroupBuy,
  seat: Pick<Member, "personId" | "quantity">,
  nowMs: number,
  instrument: string | null,
  newId: Context["newId"],
): LegOpening {
  const plan = holdingPlan(groupBuy, nowMs);
  return {
    legId: newId("dep"),
    personId: seat.personId,
    purpose: "deposit",
    quantity: seat.quantity,
    amountMinor: seat.quantity * groupBuy.terms.depositPerUnitMinor,
    plan: plan.ok ? plan.value : "C",
    instrument,
  };
}
