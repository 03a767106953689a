import { err, ok, type Result } from "../result.ts";
import type { HoldingPlan, ProviderCapabilities } from "./provider.ts";

const HOUR_MS = 3_600_000;

/** A hold is captured this long before it ends at the latest, so that a second attempt still has time. */
export const CAPTURE_MARGIN_MS = 24 * HOUR_MS;

/** A failed conversion is tried once more after this time; then the hold counts as lapsed (scenario 22). */
export const CONVERT_RETRY_MS = 6 * HOUR_MS;

/** What the schedule of a group-buy asks of a provider. Instants in ms UTC of one clock, spans in ms. */
export interface HoldingNeed {
  readonly nowMs: number;
  readonly deadlineMs: number;
  readonly payWindowMs: number;
  /** From the bell to the latest moment at which an award may be captured. */
  readonly acceptanceWindowMs: number;
  readonly capabilities: HoldingCapabilities;
}

/** The part of a provider's capabilities that decides how long and in which form it can keep money. */
export type HoldingCapabilities = Pick<ProviderCapabilities, "canAuthorize" | "guaranteedAuthMs" | "maxHeldMs">;

export interface DurationUnsupported {
  readonly code: "duration-unsupported";
  /** How long after `nowMs` the deadline may be at most, with these windows and this provider. 0 when never. */
  readonly maximumMs: number;
}

/**
 * Chooses how a deposit is held until the award (docs: money 1.4): W = (deadline − now) + payment window + acceptance
 * window + 24 h. A while a hold surely lasts that long, B while the provider keeps money that long, C where it cannot
 * hold at all.
 */
export function planHolding(need: HoldingNeed): Result<HoldingPlan, DurationUnsupported> {
  const { capabilities } = need;
  const neededMs = neededUntilMs(need) - need.nowMs;
  if (neededMs > capabilities.maxHeldMs) {
    return err({ code: "duration-unsupported", maximumMs: Math.max(0, longestDeadlineMs(need) - need.nowMs) });
  }
  if (!capabilities.canAuthorize) return ok("C");
  return ok(capabilities.guaranteedAuthMs !== null && neededMs <= capabilities.guaranteedAuthMs ? "A" : "B");
}

/** Until when the money must be there: the end of W. The audit compares a plan-A hold with it. */
export function neededUntilMs(need: Omit<HoldingNeed, "nowMs" | "capabilities">): number {
  return need.deadlineMs + need.payWindowMs + need.acceptanceWindowMs + CAPTURE_MARGIN_MS;
}

/** The latest deadline that `planHolding` accepts at `nowMs`, ms UTC. The form offers nothing later. */
export function longestDeadlineMs(need: Omit<HoldingNeed, "deadlineMs">): number {
  return need.nowMs + need.capabilities.maxHeldMs - need.payWindowMs - need.acceptanceWindowMs - CAPTURE_MARGIN_MS;
}

/** When a plan-B hold is converted: a day before it ends. A hold promised shorter than that is due at once. */
export function convertDueMs(captureBeforeMs: number): number {
  return captureBeforeMs - CAPTURE_MARGIN_MS;
}

export interface DeliveryNeed {
  /** The earliest capture among the deposits, by the group-buy's clock. */
  readonly capturedAtMs: number;
  readonly promisedDeliveryMs: number;
  readonly autoConfirmMs: number;
  readonly capabilities: HoldingCapabilities;
}

/**
 * The same question at the award, for captured money: delivery and auto-confirm must end while the provider still
 * keeps it. The reserve is cut to what remains and never enters this test.
 */
export function planDelivery(
  need: DeliveryNeed,
): Result<"fits", { code: "delivery-too-late"; latestDeliveryMs: number }> {
  const latestDeliveryMs = need.capturedAtMs + need.capabilities.maxHeldMs - need.autoConfirmMs;
  return need.promisedDeliveryMs < latestDeliveryMs ? ok("fits") : err({ code: "delivery-too-late", latestDeliveryMs });
}
