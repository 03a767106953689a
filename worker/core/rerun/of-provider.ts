import type { DepositView } from "../deposit/provider.ts";
import type { Concerning, ProviderOutcome } from "../group-buy/commands.ts";
import { capturing } from "../group-buy/money/money-steps.ts";
import { askedOf, openChargeback, type Leg } from "../group-buy/state/leg.ts";
import type { GroupBuy } from "../group-buy/state/state.ts";
import { numberIn, personOf, reading, textIn, type Reading, type Readings, type Scene } from "./reading.ts";

/**
 * What the provider said of a payment: nobody outside can derive that it did. What follows from it, the core says: whether
 * it came too late, how much it is about, and what becomes of the seat.
 */
export function* ofProvider(scene: Scene): Readings {
  const { groupBuy, leaf, standIns } = scene;
  const leg = standIns.leg(groupBuy, leaf.about?.leg, leaf.actor);
  if (!leg) return;
  const answered = (outcome: ProviderOutcome, step = leg.pending ?? "read", state = groupBuy, attempt = leg.attempt) =>
    reading(scene, "input", { type: "provider_answered", legId: leg.id, step, attempt, outcome }, null, state);
  const seen = (view: Partial<DepositView>) =>
    reading(scene, "input", { type: "provider_seen", legId: leg.id, view: viewOf(groupBuy, leg, view) });
  switch (leaf.type) {
    case "deposit_held":
      return yield answered({ kind: "verified", deposit: { ref: "", state: "held", captureBeforeMs: null } });
    case "deposit_captured": {
      const isAsked = leg.pending === "open" || leg.pending === "read";
      if (isAsked) {
        return yield answered({ kind: "verified", deposit: { ref: "", state: "captured", captureBeforeMs: null } });
      }
      const capturedMinor = numberIn(leaf, "amount") ?? 0;
      return yield answered({ kind: "captured", ref: "", capturedMinor, isDirect: leg.heldMinor === 0 });
    }
    case "deposit_action_required":
      return yield answered({ kind: "action_required", ref: "" });
    case "deposit_declined":
      return yield answered(declineOf(scene, leg));
    case "capture_failed":
      return yield* failedCaptures(scene, leg, (state) => answered({ kind: "declined", code: "" }, "capture", state));
    case "deposit_released":
      return yield answered({ kind: "released" });
    case "deposit_lapsed":
    case "deposit_reversed":
      return yield answered({ kind: "lapsed" });
    case "deposit_refunded":
    case "part_refunded":
      return yield answered({ kind: "refunded" }, "refund");
    case "refund_failed":
    case "part_refund_failed":
      return yield answered({ kind: "refund_failed", code: "" }, "refund");
    case "part_refund_returned":
      for (const { attempt } of leg.refunds ?? []) {
        yield answered({ kind: "refund_failed", code: "" }, "refund", groupBuy, attempt);
      }
      return;
    case "share_paid":
      return yield answered({ kind: "paid_out" }, "payout");
    case "share_failed":
      return yield answered({ kind: "payout_failed", code: "" }, "payout");
    case "top_up_planned":
      return yield answered({ kind: "short", missingMinor: numberIn(leaf, "amount") ?? 0 });
    case "topped_up":
      return yield answered({ kind: "topped_up" }, "top-up", groupBuy, askedOf(leg).attempt);
    case "provider_silent": {
      const silent = { type: "provider_silent", legId: leg.id, sinceMs: leaf.at, attempt: leg.attempt } as const;
      return yield reading(scene, "input", { ...silent, step: leg.pending ?? "read" });
    }
    case "deposit_review_opened":
      return yield seen({ underReview: true });
    case "deposit_review_closed":
      return yield seen({ underReview: false });
    case "chargeback_opened":
    case "chargeback_won":
    case "chargeback_lost":
      return yield* chargebacks(scene, leg, seen);
    case "call_planned":
      return yield* plannedCalls(scene, leg);
    default:
      return;
  }
}

function declineOf({ leaf, foresight }: Scene, { pending }: Leg): ProviderOutcome {
  const reason = textIn(leaf, "reason");
  if (reason === "declined") return { kind: "declined", code: "" };
  // Whether money lies there shows when it is let go.
  const next = foresight.nextOfMoney(leaf.about?.leg ?? 0, leaf.seq)?.type;
  const isMoneyHeld = pending !== null && next !== undefined && next !== "leg_confirmed";
  const refusal = { code: "deposit-mismatch", reason } as Extract<
    ProviderOutcome,
    { kind: "audit_refused" }
  >["refusal"]; // Any reason: it is only said again.
  return { kind: "audit_refused", refusal, isMoneyHeld };
}

/** How long a hold lasts is private: it is tried again while it does, and goes back where it does not. */
function* failedCaptures(scene: Scene, leg: Leg, read: (state: GroupBuy) => Reading): Readings {
  const { groupBuy, leaf, foresight } = scene;
  const lasting = read(groupBuy);
  const ending = read({ ...groupBuy, legs: new Map(groupBuy.legs).set(leg.id, { ...leg, captureBeforeMs: 0 }) });
  const next = foresight.nextOfLeg(leaf.about?.leg ?? 0, leaf.seq)?.type;
  const isEnding = ending.events.length > 1 || next === "deposit_released" || next === "deposit_lapsed";
  yield* isEnding ? [ending, lasting] : [lasting, ending];
}

function* chargebacks({ leaf }: Scene, leg: Leg, seen: (view: Partial<DepositView>) => Reading): Readings {
  const open = openChargeback(leg);
  const disputeId = leaf.type === "chargeback_opened" ? `d${leaf.seq}` : (open?.disputeId ?? "");
  const dispute = { disputeId, amountMinor: numberIn(leaf, "amount") ?? 0, reason: "", openedAtMs: leaf.at };
  // What happened while nobody looked is seen at once.
  const states = leaf.type === "chargeback_opened" ? (["lost", "won", "open"] as const) : (["won", "lost"] as const);
  const underReview = leg.reviewSinceMs !== undefined;
  for (const state of states) yield seen({ underReview, disputes: [{ ...dispute, state }] });
}

/** Holds that end are turned into money in time; when that is, is private. And a payer may have it looked at again. */
function* plannedCalls(scene: Scene, leg: Leg): Readings {
  if (leg.state === "held" && leg.pending === null) {
    yield { kind: "input", isCommand: false, isDatedPrivately: true, events: [capturing(scene.groupBuy, leg)] };
  }
  const recheck = { type: "recheck_leg", legId: leg.id } as const;
  yield reading(scene, "input", recheck);
  yield reading(scene, "input", recheck, personOf(scene.leaf));
}

function viewOf(groupBuy: GroupBuy, leg: Leg, view: Partial<DepositView>): DepositView {
  return {
    ref: "",
    depositId: leg.id,
    groupBuyId: groupBuy.id,
    state: "captured",
    amountMinor: leg.amountMinor,
    capturedMinor: leg.capturedMinor,
    refundedMinor: leg.refundedMinor,
    currency: groupBuy.terms.currency,
    mode: groupBuy.provider.mode,
    captureBeforeMs: null,
    underReview: false,
    ...view,
  };
}

/** When anything of a hold is due is private, so that nothing of it ever is here: the log says when it was. */
export function withoutPrivateTimes({ event, actor }: Concerning): Concerning {
  if (event.type === "deposit_held") {
    return { actor, event: { ...event, sealed: { ...event.sealed, captureBeforeMs: null, convertAtMs: null } } };
  }
  if (event.type === "capture_failed" && event.sealed.retryAtMs !== null) {
    return { actor, event: { ...event, sealed: { ...event.sealed, retryAtMs: Number.MAX_SAFE_INTEGER } } };
  }
  return { event, actor };
}
