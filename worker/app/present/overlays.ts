import type { GroupBuyResource, Leg as LegResource, Membership } from "../../contract/group-buy.ts";
import { CAPTURE_MARGIN_MS } from "../../core/deposit/plan.ts";
import { depositNeededUntilMs, holdingPlan } from "../../core/group-buy/money/holding.ts";
import type { Leg } from "../../core/group-buy/state/leg.ts";
import type { Member } from "../../core/group-buy/state/member.ts";
import type { GroupBuy } from "../../core/group-buy/state/state.ts";
import type { GroupBuyStateName } from "../../core/group-buy/state/states.ts";
import { formatInstant } from "../../core/time/instant.ts";
import { moneyIn } from "./money.ts";

type Overlays = Pick<LegResource, "holdEnds" | "takenAt" | "unknownSince" | "underReviewSince" | "chargeback">;

/** What lies over a payment beside its state (ADR 0040), and what a hold has ahead of it. */
export function presentOverlays(groupBuy: GroupBuy, leg: Leg): Overlays {
  const { state, captureBeforeMs, convertAtMs, unknownSinceMs, reviewSinceMs } = leg;
  const chargeback = leg.chargebacks?.at(-1);
  const isHeld = state === "held";
  return {
    ...(isHeld && captureBeforeMs !== null && { holdEnds: formatInstant(captureBeforeMs) }),
    ...(isHeld && convertAtMs !== null && { takenAt: formatInstant(convertAtMs) }),
    ...(unknownSinceMs !== undefined && { unknownSince: formatInstant(unknownSinceMs) }),
    ...(reviewSinceMs !== undefined && { underReviewSince: formatInstant(reviewSinceMs) }),
    ...(chargeback && {
      chargeback: {
        state: chargeback.state,
        amount: moneyIn(groupBuy)(chargeback.amountMinor),
        openedAt: formatInstant(chargeback.openedAtMs),
      },
    }),
  };
}

/** Whether the money behind a seat is gone, or may go, and until when its buyer can do something about it (H11). */
export function presentRisk({ legs }: GroupBuy, member: Member): Pick<Membership, "atRisk"> {
  const { state, atRisk, payByMs } = member;
  if (atRisk !== undefined && state === "held") {
    return { atRisk: { why: atRisk, ...(payByMs !== null && { until: formatInstant(payByMs) }) } };
  }
  const deposit = legs.get(member.depositLegId ?? "");
  if (state !== "active" || !deposit) return {};
  if (deposit.reviewSinceMs !== undefined) return { atRisk: { why: "review" } };
  const isRefused = deposit.state === "held" && deposit.declineCode !== null && deposit.convertAtMs !== null;
  return isRefused ? { atRisk: { why: "capture_refused", until: formatInstant(deposit.convertAtMs ?? 0) } } : {};
}

const PAYABLE_IN: ReadonlySet<GroupBuyStateName> = new Set([
  "draft",
  "awaiting_deposit",
  "in_review",
  "open",
  "suspended",
]);

/** H2, before anybody pays: how a deposit of now would be held. */
export function presentHolding(groupBuy: GroupBuy, nowMs: number): Pick<GroupBuyResource, "holding"> {
  if (!PAYABLE_IN.has(groupBuy.state)) return {};
  const planned = holdingPlan(groupBuy, nowMs);
  const plan = planned.ok ? planned.value : "C";
  const { guaranteedAuthMs } = groupBuy.provider;
  return {
    holding: {
      plan,
      neededUntil: formatInstant(depositNeededUntilMs(groupBuy)),
      ...(plan === "B" && { takenAfterMs: Math.max(0, (guaranteedAuthMs ?? 0) - CAPTURE_MARGIN_MS) }),
    },
  };
}
