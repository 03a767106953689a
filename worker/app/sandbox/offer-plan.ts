import type { PriceTier as Tier } from "../../contract/group-buy.ts";
import type { z } from "zod";
import type { Demand, OfferInput } from "../../contract/offers.ts";

type PriceTier = z.infer<typeof Tier>;

const DAY_MS = 86_400_000;
const LEAD_TIME_DAYS = 5;

/**
 * A sensible offer to a demand: a little below what is wished for, cheaper by steps, delivered to every country it is
 * wanted in, and firm.
 *
 * @param keenness 0 to 1: how far below the wish it goes, so that several merchants differ
 */
export function planOffer(demand: Demand, keenness: number): OfferInput {
  const { currency, shipTo, packSize, quantityMinimum, quantityMaximum, targetUnitPrice } = demand;
  const inPacks = (quantity: number) => Math.ceil(quantity / (packSize ?? 1)) * (packSize ?? 1);
  const money = (amount: number) => ({ amount: Math.max(1, Math.round(amount)), currency });
  const delivery = Math.floor(targetUnitPrice.amount * 0.02);
  // With its delivery the first step is what was wished for at most: nobody is asked for more than they said.
  const first = (targetUnitPrice.amount - delivery) * (1 - 0.08 * keenness);
  const steps = [
    { from: packSize ?? 1, price: first },
    { from: inPacks(quantityMinimum), price: first * 0.95 },
    { from: inPacks(Math.max(quantityMinimum * 1.5, quantityMinimum + 1)), price: first * 0.9 },
  ].filter(({ from }, index) => index === 0 || quantityMaximum === null || from <= quantityMaximum);
  return {
    canSupply: true,
    tiers: steps.map(({ from, price }) => ({ fromQuantity: from, unitPrice: money(price) })).reduce(rising, []),
    delivery: shipTo.map((country) => ({ country, perUnit: { amount: delivery, currency } })),
    leadTimeDays: leadTimeOf(demand),
    firm: true,
  };
}

/** A step that asks for no more pieces, or is no cheaper, than the one before it is none. */
function rising(kept: readonly PriceTier[], tier: PriceTier): PriceTier[] {
  const before = kept.at(-1);
  const isStep =
    !before || (tier.fromQuantity > before.fromQuantity && tier.unitPrice.amount < before.unitPrice.amount);
  return isStep ? [...kept, tier] : [...kept];
}

/** What the wished date leaves, where there is one. */
function leadTimeOf({ deliverBy, closesAt }: Demand): number {
  if (deliverBy === null) return LEAD_TIME_DAYS;
  const daysLeft = Math.floor((Date.parse(deliverBy) - Date.parse(closesAt)) / DAY_MS) - 1;
  return Math.max(0, Math.min(LEAD_TIME_DAYS, daysLeft));
}

/** What an offer says for so many pieces. */
export function priceAt(tiers: NonNullable<OfferInput["tiers"]>, quantity: number) {
  return tiers.findLast(({ fromQuantity }) => fromQuantity <= quantity)?.unitPrice ?? tiers[0]?.unitPrice;
}
