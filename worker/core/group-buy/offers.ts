import type { Actor, Context, Decision, PersonCommand } from "./commands.ts";
import { concerning, decided, refuse } from "./decision.ts";
import { outlastsDelivery } from "./holding.ts";
import type { Refusal } from "./refusal.ts";
import { isPublished, memberOf, type GroupBuy, type Offer, type OfferBody } from "./state.ts";
import { hasEnded } from "./states.ts";

type OfType<T extends PersonCommand["type"]> = Extract<PersonCommand, { type: T }>;

/** O1: one living offer per merchant and group-buy; "cannot supply" is a valid answer and stops further matches. */
export function decideOffer(groupBuy: GroupBuy, command: OfType<"offer">, context: Context): Decision {
  const { actor } = context;
  const denied = deny(groupBuy, context) ?? conflictOf(groupBuy, actor);
  if (denied) return refuse(denied);
  if (!actor?.merchantId) return refuse({ code: "forbidden" });
  if (!command.isVerified) return refuse({ code: "merchant-not-verified" });
  const invalid = command.body.canSupply ? faultOf(groupBuy, command) : null;
  if (invalid) return refuse(invalid);
  const earlier = [...groupBuy.offers.values()].find(
    (offer) => offer.merchantId === actor.merchantId && (offer.state === "submitted" || offer.state === "declined"),
  );
  if (earlier?.state === "submitted") return refuse({ code: "state-conflict", facts: { offerId: earlier.id } });
  return received(earlier?.id ?? context.newId("of"), (earlier?.version ?? 0) + 1, command.body, {
    merchantId: actor.merchantId,
    merchantName: command.merchantName,
    personId: actor.personId,
  });
}

/** O2: a new version takes the place of the old one; the version named must be the one that stands. */
export function decideChangeOffer(groupBuy: GroupBuy, command: OfType<"change_offer">, context: Context): Decision {
  const found = standing(groupBuy, command, context);
  if ("code" in found) return refuse(found);
  const denied = deny(groupBuy, context);
  if (denied) return refuse(denied);
  const invalid = command.body.canSupply ? faultOf(groupBuy, command) : null;
  if (invalid) return refuse(invalid);
  return received(found.id, found.version + 1, command.body, found);
}

/** O3: free before the bell; a firm offer stands after it. */
export function decideWithdrawOffer(groupBuy: GroupBuy, command: OfType<"withdraw_offer">, context: Context): Decision {
  const found = standing(groupBuy, command, context);
  if ("code" in found) return refuse(found);
  const denied = deny(groupBuy, context);
  if (denied) return refuse(denied);
  const event = { type: "offer_withdrawn", open: { version: found.version }, sealed: { offerId: found.id } } as const;
  return decided([concerning(event, null)], { offerId: found.id });
}

function received(
  offerId: string,
  version: number,
  body: OfferBody,
  by: Pick<Offer, "merchantId" | "merchantName" | "personId">,
): Decision {
  const { merchantId, merchantName, personId } = by;
  return decided(
    [
      concerning(
        {
          type: "offer_received",
          open: { version, canSupply: body.canSupply },
          sealed: { offerId, merchantId, merchantName, personId, body },
        },
        null,
      ),
    ],
    { offerId },
  );
}

/** Offers end with the bell, to the millisecond, like joins. */
function deny(groupBuy: GroupBuy, { recvMs }: Context): Refusal | null {
  if (!isPublished(groupBuy)) return { code: "not-found" };
  if (groupBuy.state === "suspended") return { code: "suspended" };
  if (recvMs >= groupBuy.terms.closesAtMs + groupBuy.terms.offerWindowMs) return { code: "offer-window-closed" };
  if (groupBuy.state !== "open") return { code: "not-open", facts: { state: groupBuy.state } };
  return null;
}

/** Roles exclude each other in one group-buy (domain 3.1): whoever buys here does not sell here. */
function conflictOf(groupBuy: GroupBuy, actor: Actor | null): Refusal | null {
  if (!actor) return { code: "forbidden" };
  const member = memberOf(groupBuy, actor.personId);
  const isBuyer = actor.personId === groupBuy.initiatorId || (member !== null && !hasEnded(member.state));
  return isBuyer ? { code: "conflict-of-interest" } : null;
}

function standing(
  groupBuy: GroupBuy,
  command: { readonly offerId: string; readonly version: number },
  { actor }: Context,
): Offer | Refusal {
  const offer = groupBuy.offers.get(command.offerId);
  if (!offer || offer.merchantId !== actor?.merchantId) return { code: "not-found" };
  if (offer.state === "selected" || offer.state === "accepted") return { code: "offer-frozen" };
  if (offer.state !== "submitted" && offer.state !== "declined") {
    return { code: "state-conflict", facts: { state: offer.state } };
  }
  if (offer.version !== command.version) return { code: "precondition-failed", facts: { version: offer.version } };
  return offer;
}

/** Tiers rise in quantity and fall in price; the first must serve the minimum, and the last must not fall below the deposit. */
function faultOf(groupBuy: GroupBuy, { body, currency }: { body: OfferBody; currency: string | null }): Refusal | null {
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
  if (body.quantityMaximum !== null && body.quantityMaximum < terms.quantityMinimum) {
    return {
      code: "offer-quantity-insufficient",
      pointer: "/quantityMaximum",
      facts: { minimum: terms.quantityMinimum },
    };
  }
  for (const [index, tier] of body.tiers.entries()) {
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
  if (!outlastsDelivery(groupBuy, body.leadTimeDays, terms.closesAtMs)) {
    return { code: "delivery-too-late", pointer: "/leadTimeDays" };
  }
  // Payments in flight settle first, so a firm offer must stand until they have (O1: validity reaches the selection).
  const neededUntilMs = terms.closesAtMs + terms.offerWindowMs + policy.payGraceMs;
  if (body.validUntilMs !== null && body.validUntilMs < neededUntilMs) return invalid("/validUntil", "valid-until");
  return null;
}
