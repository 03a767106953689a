import { dealsOf, seatsOf } from "../state/deals.ts";
import type { Member } from "../state/member.ts";
import type { MerchantRecord } from "../state/offer.ts";
import type { GroupBuy } from "../state/state.ts";

/** What one group-buy adds to a merchant's record. */
export interface Deeds {
  readonly merchantId: string;
  readonly settled: number;
  /** Units that members have received, and did not get all of their money back for. */
  readonly units: number;
  readonly declined: number;
  readonly breached: number;
  /** Disputes in which an operator gave the member more than the merchant would, or the merchant was silent (M15). */
  readonly disputesLost: number;
}

/**
 * The lower breach rate first: broken deals of all that came to an end, compared exactly. Who has made none yet, or
 * whose offer is older than records are, has broken none (P4).
 */
export function byBreachRate(a: MerchantRecord | null, b: MerchantRecord | null): number {
  return brokenOf(a) * endedOf(b) - brokenOf(b) * endedOf(a);
}

function brokenOf(record: MerchantRecord | null): number {
  return record?.breached ?? 0;
}

function endedOf(record: MerchantRecord | null): number {
  return Math.max(1, (record?.settled ?? 0) + (record?.breached ?? 0));
}

/** The deeds of every merchant who has any here, as things stand: the whole of it each time, never a difference. */
export function deedsOf(groupBuy: GroupBuy): Deeds[] {
  const merchantIds = new Set([...groupBuy.offers.values()].map(({ merchantId }) => merchantId));
  return [...merchantIds].map((merchantId) => deedsOfOne(groupBuy, merchantId)).filter(isAny);
}

function deedsOfOne(groupBuy: GroupBuy, merchantId: string): Deeds {
  const offers = [...groupBuy.offers.values()].filter((offer) => offer.merchantId === merchantId);
  const seats = dealsOf(groupBuy)
    .filter(({ award }) => award.merchantId === merchantId)
    .flatMap((deal) => seatsOf(groupBuy, deal));
  return {
    merchantId,
    settled: offers.filter(({ state }) => state === "fulfilled").length,
    units: seats.filter(isDelivered).reduce((sum, { quantity }) => sum + quantity, 0),
    declined: offers.filter(({ isReneged }) => isReneged === true).length,
    breached: offers.filter(({ state }) => state === "breached").length,
    disputesLost: seats.filter(isLost).length,
  };
}

function isDelivered({ state }: Member): boolean {
  return state === "received" || state === "completed";
}

function isLost({ dispute }: Member): boolean {
  if (!dispute?.outcome) return false;
  const { by, refundMinor } = dispute.outcome;
  return by === "merchant_silence" || (by === "operator" && refundMinor > (dispute.offeredMinor ?? 0));
}

function isAny({ settled, units, declined, breached, disputesLost: lost }: Deeds): boolean {
  return settled + units + declined + breached + lost > 0;
}
