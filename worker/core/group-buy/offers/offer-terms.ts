import { outlastsDelivery } from "../money/holding.ts";
import type { Refusal } from "../state/refusal.ts";
import type { OfferBody } from "../state/offer.ts";
import type { GroupBuy } from "../state/state.ts";
import { choosingMs } from "../state/terms.ts";

/** Tiers rise in quantity and fall in price; the first must serve the minimum, and the last must not fall below the deposit. */
export function faultOf(
  groupBuy: GroupBuy,
  { body, currency }: { readonly body: OfferBody; readonly currency: string | null },
): Refusal | null {
  const { terms, policy } = groupBuy;
  if (currency !== terms.currency) {
    return { code: "currency-mismatch", pointer: "/tiers/0/unitPrice/currency", facts: { currency: terms.currency } };
  }
  const invalid = (pointer: string, rule: string): Refusal => ({ code: "offer-invalid", pointer, facts: { rule } });
  const first = body.tiers[0];
  if (!first) return { code: "required", pointer: "/tiers" };
  if (body.tiers.length > 20) return invalid("/tiers", "tiers-maximum");
  if (first.fromQuantity > terms.quantityMinimum) {
    return {
      code: "offer-quantity-insufficient",
      pointer: "/tiers/0/fromQuantity",
      facts: { minimum: terms.quantityMinimum },
    };
  }
  // Where several may share it, they reach the minimum together (ADR 0022).
  const isAlone = terms.splitAllowed !== true;
  if (isAlone && body.quantityMaximum !== null && body.quantityMaximum < terms.quantityMinimum) {
    return {
      code: "offer-quantity-insufficient",
      pointer: "/quantityMaximum",
      facts: { minimum: terms.quantityMinimum },
    };
  }
  const isWhole = (quantity: number) => quantity % (terms.packSize ?? 1) === 0;
  if (body.quantityMaximum !== null && !isWhole(body.quantityMaximum)) {
    return notInPacks("/quantityMaximum", terms.packSize);
  }
  for (const [index, tier] of body.tiers.entries()) {
    if (!isWhole(tier.fromQuantity)) return notInPacks(`/tiers/${index}/fromQuantity`, terms.packSize);
    const before = body.tiers[index - 1];
    if (tier.fromQuantity < 1) return { code: "quantity-out-of-range", pointer: `/tiers/${index}/fromQuantity` };
    if (tier.unitPriceMinor < terms.depositPerUnitMinor) {
      return { code: "amount-out-of-range", pointer: `/tiers/${index}/unitPrice/amount` };
    }
    if (before && tier.fromQuantity <= before.fromQuantity)
      return invalid(`/tiers/${index}/fromQuantity`, "tiers-rise");
    if (before && tier.unitPriceMinor >= before.unitPriceMinor)
      return invalid(`/tiers/${index}/unitPrice`, "prices-fall");
  }
  const reference = terms.shipTo[0];
  if (!body.delivery.some(({ country }) => country === reference)) return invalid("/delivery", "reference-country");
  if (new Set(body.delivery.map(({ country }) => country)).size !== body.delivery.length)
    return invalid("/delivery", "country-twice");
  if (body.delivery.some(({ perUnitMinor }) => perUnitMinor < 0))
    return { code: "amount-out-of-range", pointer: "/delivery" };
  if (body.leadTimeDays === null) return { code: "required", pointer: "/leadTimeDays" };
  if (body.leadTimeDays < 0 || body.leadTimeDays > 120) return invalid("/leadTimeDays", "lead-time");
  if (!outlastsDelivery(groupBuy, body.leadTimeDays, terms.closesAtMs + choosingMs(terms, policy))) {
    return { code: "delivery-too-late", pointer: "/leadTimeDays" };
  }
  // Payments in flight settle first, and a chooser may take their time (O1: validity reaches the end of the selection).
  const neededUntilMs = terms.closesAtMs + choosingMs(terms, policy) + policy.payGraceMs;
  if (body.validUntilMs !== null && body.validUntilMs < neededUntilMs) return invalid("/validUntil", "valid-until");
  return null;
}

/** A4: the demand is for whole packs, and so are the steps of an offer to it. */
function notInPacks(pointer: string, packSize = 1): Refusal {
  return { code: "offer-invalid", pointer, facts: { rule: "packs", packSize } };
}

/** O2 after the bell: nothing may get worse for anybody, so every tier, rate and day that was promised stays or improves. */
export function isImproved(before: OfferBody, after: OfferBody): boolean {
  const priceAt = (body: OfferBody, quantity: number) =>
    body.tiers.findLast(({ fromQuantity }) => fromQuantity <= quantity)?.unitPriceMinor ?? Number.POSITIVE_INFINITY;
  const rateTo = (body: OfferBody, country: string) =>
    body.delivery.find((rate) => rate.country === country)?.perUnitMinor ?? Number.POSITIVE_INFINITY;
  const orForever = (limit: number | null) => limit ?? Number.POSITIVE_INFINITY;
  return (
    (after.canSupply || !before.canSupply) &&
    before.tiers.every((tier) => priceAt(after, tier.fromQuantity) <= tier.unitPriceMinor) &&
    before.delivery.every((rate) => rateTo(after, rate.country) <= rate.perUnitMinor) &&
    (after.leadTimeDays ?? 0) <= (before.leadTimeDays ?? Number.POSITIVE_INFINITY) &&
    orForever(after.quantityMaximum) >= orForever(before.quantityMaximum) &&
    orForever(after.validUntilMs) >= orForever(before.validUntilMs) &&
    (after.firm || !before.firm)
  );
}
