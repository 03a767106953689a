import type { ComparedOffer as ComparedResource, OfferComparison } from "../../contract/comparison.ts";
import { compareOffers, offersAtChoice, type ComparedOffer } from "../../core/group-buy/choosing/comparison.ts";
import type { Member } from "../../core/group-buy/state/member.ts";
import { isFirm } from "../../core/group-buy/state/offer.ts";
import { offersUntilMsOf } from "../../core/group-buy/offers/offer-window.ts";
import { landedPriceMinor, misfitOf } from "../../core/group-buy/offers/price.ts";
import { isVerified, memberOf, verifiedMembers, type GroupBuy } from "../../core/group-buy/state/state.ts";
import { formatInstant } from "../../core/time/instant.ts";
import { presentWaiting } from "./choosing.ts";
import { presentRecord } from "../merchants/records.ts";
import { moneyIn } from "./money.ts";
import { presentPrice } from "./resource.ts";

const DAY_MS = 86_400_000;

/** The comparison, for members with a verified seat; null for everybody else (domain 3.6 *visibility*). */
export function presentComparison(groupBuy: GroupBuy, personId: string | null, nowMs: number): OfferComparison | null {
  const member = personId === null ? null : memberOf(groupBuy, personId);
  if (!member || !isVerified(member.state)) return null;
  const stage = stageOf(groupBuy);
  const waiting = presentWaiting(groupBuy, nowMs);
  const taken = groupBuy.award ?? groupBuy.question?.award;
  const countries = countriesOf(groupBuy);
  const offers =
    stage === "later" ? [] : stage === "choosing" ? compareOffers(groupBuy, nowMs) : offersAtChoice(groupBuy);
  return {
    groupBuyId: groupBuy.id,
    chooser: groupBuy.terms.chooser,
    stage,
    offersUntil: formatInstant(offersUntilMsOf(groupBuy)),
    ...(waiting && { waiting }),
    quantity: { verified: groupBuy.verifiedQuantity, minimum: groupBuy.terms.quantityMinimum },
    countries,
    standing: presentPrice(groupBuy).offers,
    offers: offers.map((one) => presentCompared(groupBuy, member, one, countries)),
    ...(stage === "choosing" && member.vote !== null && { vote: member.vote }),
    ...(stage === "decided" && taken && { taken: taken.offerId }),
  };
}

/** Nobody sees prices of single offers while others may still undercut them. */
function stageOf({ state, award, question, chooseUntilMs }: GroupBuy): OfferComparison["stage"] {
  if (award ?? question) return "decided";
  return state === "selecting" && chooseUntilMs !== null ? "choosing" : "later";
}

function presentCompared(
  groupBuy: GroupBuy,
  member: Member,
  one: ComparedOffer,
  countries: OfferComparison["countries"],
): ComparedResource {
  const { offer, tier } = one;
  const { body } = offer;
  const money = moneyIn(groupBuy);
  const landedIn = (country: string) => {
    const landedMinor = landedPriceMinor(offer, tier, country);
    return landedMinor === null ? null : money(landedMinor);
  };
  const leadTimeDays = body.leadTimeDays ?? 0;
  return {
    offerId: offer.id,
    version: offer.version,
    state: offer.state,
    merchantId: offer.merchantId,
    merchantName: offer.merchantName,
    isChoosable: one.isAcceptable,
    unitPrice: money(tier.unitPriceMinor),
    tiers: body.tiers.map(({ fromQuantity, unitPriceMinor }) => ({
      fromQuantity,
      unitPrice: money(unitPriceMinor),
      isReached: one.isReached && unitPriceMinor === tier.unitPriceMinor,
    })),
    yours: landedIn(member.country),
    landed: countries.map(({ country }) => ({ country, price: landedIn(country) })),
    quantity: one.quantity,
    quantityMaximum: body.quantityMaximum,
    leadTimeDays,
    arrivesBy: formatInstant(one.arrivesByMs),
    validUntil: body.validUntilMs === null ? null : formatInstant(body.validUntilMs),
    firm: isFirm(offer),
    fits: misfitOf(offer, tier, member, one.arrivesByMs - leadTimeDays * DAY_MS) ?? "yes",
    outside: one.outside,
    before: one.before,
    note: body.note,
    ...presentRecord(offer.record),
  };
}

/** Where the members are: most of what is wanted first. */
function countriesOf(groupBuy: GroupBuy): OfferComparison["countries"] {
  const byCountry = Map.groupBy(verifiedMembers(groupBuy), ({ country }) => country);
  return [...byCountry]
    .map(([country, members]) => ({
      country,
      members: members.length,
      quantity: members.reduce((sum, { quantity }) => sum + quantity, 0),
    }))
    .sort((a, b) => b.quantity - a.quantity || (a.country < b.country ? -1 : 1));
}
