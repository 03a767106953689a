import type { Demand, Offer as OfferResource, Order } from "../../contract/offers.ts";
import { merchantDueMs } from "../../core/group-buy/choosing/merchant-word.ts";
import { offersUntilMsOf } from "../../core/group-buy/offers/offer-window.ts";
import { shipByMsOf } from "../../core/group-buy/offers/proposals.ts";
import { countedQuantity } from "../../core/group-buy/offers/whole-packs.ts";
import { rankOffers } from "../../core/group-buy/offers/price.ts";
import type { Member } from "../../core/group-buy/state/member.ts";
import { isFirm, type Offer } from "../../core/group-buy/state/offer.ts";
import { verifiedMembers, type GroupBuy } from "../../core/group-buy/state/state.ts";
import type { MemberStateName } from "../../core/group-buy/state/states.ts";
import { choosingWindows } from "../../core/group-buy/state/terms.ts";
import { formatInstant } from "../../core/time/instant.ts";
import { presentRecord } from "../merchants/records.ts";
import { presentBond, presentBondRule } from "./bond.ts";
import { presentDispute } from "./delivery.ts";
import { presentProposal } from "./proposal.ts";
import { moneyIn } from "./money.ts";
import { presentTiers } from "./resource.ts";
import { dealBy } from "../../core/group-buy/state/deals.ts";

/** A demand as merchants see it (domain 4.3): quantities by country, never persons; ranks and best price, never names. */
export function presentDemand(groupBuy: GroupBuy, merchantId: string | null): Demand {
  const { terms } = groupBuy;
  const money = moneyIn(groupBuy);
  const best = rankOffers(groupBuy, terms.closesAtMs)[0];
  const mine = [...groupBuy.offers.values()].find((offer) => offer.merchantId === merchantId);
  return {
    id: groupBuy.id,
    state: groupBuy.state,
    title: terms.title,
    description: terms.description,
    kind: terms.kind,
    category: terms.category,
    language: terms.language,
    unit: terms.unit,
    currency: terms.currency,
    targetUnitPrice: money(terms.targetUnitPriceMinor),
    quantityMinimum: terms.quantityMinimum,
    quantityMaximum: terms.quantityMaximum,
    packSize: terms.packSize ?? null,
    verifiedQuantity: groupBuy.verifiedQuantity,
    packedQuantity: terms.packSize === undefined ? null : countedQuantity(groupBuy),
    quantityByCountry: quantityByCountry(groupBuy),
    shipTo: [...terms.shipTo],
    deliverBy: terms.deliverByMs === null ? null : formatInstant(terms.deliverByMs),
    closesAt: formatInstant(terms.closesAtMs),
    offersUntil: formatInstant(offersUntilMsOf(groupBuy)),
    ...presentChooser(groupBuy),
    ...presentBondRule(groupBuy),
    ...(groupBuy.clockAheadMs > 0 && { sandboxAheadMs: groupBuy.clockAheadMs }),
    offers: {
      count: [...groupBuy.offers.values()].filter(({ state }) => state === "submitted").length,
      bestLanded: best ? money(best.landedMinor) : null,
      mine: mine ? presentOffer(groupBuy, mine) : null,
    },
  };
}

/** What a merchant has to know before the bell: who chooses, how long it takes, and whether the bell may move. */
function presentChooser({ terms, policy, extendedFromMs }: GroupBuy) {
  const { chooser, offerWindowMs, extendOnceMs } = terms;
  const { merchantMs, selectionMs } = choosingWindows(policy);
  return {
    chooser,
    choosingMs: chooser === "auto_best" ? 0 : selectionMs,
    confirmingMs: merchantMs,
    offerWindowMs,
    ...(offerWindowMs > 0 && policy.offerSoftClose && { offerSoftClose: policy.offerSoftClose }),
    ...(extendOnceMs !== null && extendedFromMs === null && { extendOnceMs }),
  };
}

/** Verified quantity by country, largest first. */
export function quantityByCountry(groupBuy: GroupBuy): { country: string; quantity: number }[] {
  const totals = new Map<string, number>();
  for (const { country, quantity } of verifiedMembers(groupBuy)) {
    totals.set(country, (totals.get(country) ?? 0) + quantity);
  }
  return [...totals]
    .map(([country, quantity]) => ({ country, quantity }))
    .sort((a, b) => b.quantity - a.quantity || a.country.localeCompare(b.country, "en"));
}

export function presentOffer(groupBuy: GroupBuy, offer: Offer): OfferResource {
  const money = moneyIn(groupBuy);
  const place = rankOffers(groupBuy, groupBuy.terms.closesAtMs).findIndex((ranked) => ranked.offer.id === offer.id);
  const { body } = offer;
  return {
    id: offer.id,
    groupBuyId: groupBuy.id,
    groupBuyTitle: groupBuy.terms.title,
    version: offer.version,
    state: offer.state,
    rank: place < 0 ? null : place + 1,
    canSupply: body.canSupply,
    tiers: presentTiers(groupBuy, body.tiers),
    delivery: body.delivery.map(({ country, perUnitMinor }) => ({ country, perUnit: money(perUnitMinor) })),
    quantityMaximum: body.quantityMaximum,
    leadTimeDays: body.leadTimeDays,
    validUntil: body.validUntilMs === null ? null : formatInstant(body.validUntilMs),
    firm: body.firm,
    note: body.note,
    submittedAt: formatInstant(offer.submittedAtMs),
    ...presentRecord(offer.record),
    ...presentQuestion(groupBuy, offer),
    ...presentProposal(groupBuy, offer),
    ...presentBond(groupBuy, offer),
  };
}

/** What the merchant of the award is asked: whether they stand by it (G18), or whether fewer will do (G20). */
function presentQuestion(groupBuy: GroupBuy, offer: Offer): Pick<OfferResource, "confirmBy" | "shortfall"> {
  const deal = dealBy(groupBuy, offer.id);
  if (deal?.shortfall) {
    const { paidQuantity, untilMs } = deal.shortfall;
    return { confirmBy: formatInstant(untilMs), shortfall: { paid: paidQuantity, of: deal.award.quantity } };
  }
  const isAsked = isAskedToConfirm(groupBuy, offer);
  return { confirmBy: isAsked ? formatInstant(merchantDueMs(groupBuy)) : null, shortfall: null };
}

function isAskedToConfirm(groupBuy: GroupBuy, offer: Offer): boolean {
  return groupBuy.state === "confirming" && groupBuy.award?.offerId === offer.id && !isFirm(offer);
}

const PAID: ReadonlySet<MemberStateName> = new Set(["paid", "shipped", "disputed", "received", "completed"]);

/** The address appears only once the balance is paid (domain 4.3). */
export function presentOrder(groupBuy: GroupBuy, member: Member): Order {
  const isPaid = PAID.has(member.state);
  const instant = (atMs: number | null) => (atMs === null ? null : formatInstant(atMs));
  const shipByMs = shipByMsOf(groupBuy, member);
  return {
    id: member.id,
    groupBuyId: groupBuy.id,
    pseudonym: member.pseudonym,
    quantity: member.quantity,
    country: member.country,
    state: member.state,
    address: isPaid && member.address ? { ...member.address } : null,
    kind: groupBuy.terms.kind,
    shipBy: instant(shipByMs),
    shippedAt: instant(member.shippedAtMs),
    carrier: member.carrier,
    tracking: member.tracking,
    deliveredAt: instant(member.deliveredAtMs),
    confirmBy: instant(member.confirmAtMs),
    paid: moneyIn(groupBuy)(member.totalMinor ?? 0),
    dispute: member.dispute && presentDispute(groupBuy, member.dispute),
  };
}
