import type {
  Asked,
  Award as AwardResource,
  Choosing,
  GroupBuyResource,
  Membership,
  Question,
  Waiting,
} from "../../contract/group-buy.ts";
import { merchantDueMs } from "../../core/group-buy/choosing/merchant-word.ts";
import { bondsUntilMs, isBondMissing } from "../../core/group-buy/money/bond.ts";
import { offersUntilMsOf } from "../../core/group-buy/offers/offer-window.ts";
import { landedPriceMinor, misfitOf, rankOffers, startsMs } from "../../core/group-buy/offers/price.ts";
import { dealOf, dealsOf } from "../../core/group-buy/state/deals.ts";
import type { Member } from "../../core/group-buy/state/member.ts";
import { isFirm, type Award } from "../../core/group-buy/state/offer.ts";
import { isVerified, requireOffer, type GroupBuy } from "../../core/group-buy/state/state.ts";
import { formatInstant } from "../../core/time/instant.ts";
import { presentRecord } from "../merchants/records.ts";
import { moneyIn } from "./money.ts";
import { shortfallDueMs } from "../../core/group-buy/trade/collection.ts";

/** What everybody waits for between the bell and the balances; null at all other times. */
export function presentWaiting(groupBuy: GroupBuy, nowMs: number): Waiting | null {
  const { state, terms, chooseUntilMs, question } = groupBuy;
  switch (state) {
    case "selecting":
      if (chooseUntilMs === null) return presentOffersUntil(groupBuy, nowMs);
      return until(terms.chooser === "vote" ? "votes" : "initiator", chooseUntilMs);
    case "reconsent":
      return question && until("consents", question.untilMs);
    case "confirming":
      return until("merchant", merchantDueMs(groupBuy));
    case "collecting":
      return presentShortfall(groupBuy);
    default:
      return null;
  }
}

function presentShortfall(groupBuy: GroupBuy): Waiting | null {
  const untilMs = shortfallDueMs(groupBuy);
  return untilMs === null ? null : until("shortfall", untilMs);
}

function presentOffersUntil(groupBuy: GroupBuy, nowMs: number): Waiting {
  const { offerExtensions } = groupBuy;
  const isOver = nowMs >= offersUntilMsOf(groupBuy);
  if (isOver && isBondMissing(groupBuy)) return until("bonds", bondsUntilMs(groupBuy));
  return { ...until("offers", offersUntilMsOf(groupBuy)), ...(offerExtensions > 0 && { extended: offerExtensions }) };
}

function until(what: Waiting["for"], atMs: number): Waiting {
  return { for: what, until: formatInstant(atMs) };
}

export function presentAward(groupBuy: GroupBuy, award: Award): AwardResource {
  const { chosen } = award;
  return {
    offerId: award.offerId,
    version: award.version,
    merchantId: award.merchantId,
    merchantName: award.merchantName,
    unitPrice: moneyIn(groupBuy)(award.unitPriceMinor),
    quantity: award.quantity,
    leadTimeDays: award.leadTimeDays,
    awardedAt: formatInstant(award.awardedAtMs),
    chosenBy: chosen?.by ?? "rule",
    ...(chosen?.by === "vote" && { votes: { for: chosen.votes, voters: chosen.voters, members: chosen.members } }),
  };
}

/** Where several merchants share it: each of them, with what came of it (ADR 0022). */
export function presentAwards(groupBuy: GroupBuy): Pick<GroupBuyResource, "awards"> {
  const deals = dealsOf(groupBuy);
  if (deals.length < 2) return {};
  return {
    awards: deals.map(({ award, fell }) => ({ ...presentAward(groupBuy, award), ...(fell !== undefined && { fell }) })),
  };
}

/** Whose award this seat belongs to; of no seat that had left before it was bound. */
export function presentOwnAward(groupBuy: GroupBuy, member: Member): Pick<Membership, "award"> {
  const deal = isVerified(member.state) || member.totalMinor !== null ? dealOf(groupBuy, member) : null;
  if (!deal || dealsOf(groupBuy).length < 2) return {};
  const { award, fell } = deal;
  const { offerId, merchantName, leadTimeDays } = award;
  const unitPrice = moneyIn(groupBuy)(award.unitPriceMinor);
  return { award: { offerId, merchantName, unitPrice, leadTimeDays, ...(fell !== undefined && { fell }) } };
}

/** The comparison, for members, once the offers are in (domain 3.6: full detail after the offer window). */
export function presentChoosing(groupBuy: GroupBuy, member: Member, nowMs: number): Choosing | null {
  if (groupBuy.state !== "selecting" || groupBuy.chooseUntilMs === null || !isVerified(member.state)) return null;
  const money = moneyIn(groupBuy);
  const candidates = rankOffers(groupBuy, nowMs).flatMap(({ offer, fit, isAcceptable }) => {
    const tier = fit?.tier ?? offer.body.tiers[0];
    if (!tier) return [];
    const landedMinor = landedPriceMinor(offer, tier, member.country);
    return {
      offerId: offer.id,
      version: offer.version,
      merchantName: offer.merchantName,
      unitPrice: money(tier.unitPriceMinor),
      landed: landedMinor === null ? null : money(landedMinor),
      quantity: fit?.quantity ?? 0,
      leadTimeDays: offer.body.leadTimeDays ?? 0,
      firm: isFirm(offer),
      isChoosable: isAcceptable,
      fits: misfitOf(offer, tier, member, startsMs(groupBuy, offer, nowMs)) ?? ("yes" as const),
      note: offer.body.note,
      ...presentRecord(offer.record),
    };
  });
  return { candidates, ...(member.vote !== null && { vote: member.vote }) };
}

export function presentQuestion(groupBuy: GroupBuy, member: Member): Question | null {
  const { question, state } = groupBuy;
  if (state !== "reconsent" || !question || member.state !== "active") return null;
  const beside = question.beside?.find(({ memberIds }) => memberIds.includes(member.id));
  const { award } = beside ?? question;
  const { delivery } = requireOffer(groupBuy, award.offerId).body;
  const rateMinor = delivery.find(({ country }) => country === member.country)?.perUnitMinor ?? 0;
  const money = moneyIn(groupBuy);
  return {
    unitPrice: money(award.unitPriceMinor),
    landed: money(award.unitPriceMinor + rateMinor),
    merchantName: award.merchantName,
    leadTimeDays: award.leadTimeDays,
    answer: member.consent ?? "not_needed",
  };
}

/** What choosing asks of this member. */
export function askedToChoose(groupBuy: GroupBuy, member: Member): Asked[] {
  const { state, terms, chooseUntilMs, question } = groupBuy;
  const base = `POST /api/v1/group-buys/${groupBuy.id}`;
  if (state === "reconsent" && question && member.state === "active" && member.consent === "asked") {
    return [{ what: "consent", until: formatInstant(question.untilMs), call: `${base}/consents` }];
  }
  if (state !== "selecting" || chooseUntilMs === null) return [];
  const untilText = formatInstant(chooseUntilMs);
  if (terms.chooser === "vote" && member.state === "active" && member.vote === null) {
    return [{ what: "vote", until: untilText, call: `${base}/votes` }];
  }
  const isChooser = terms.chooser === "initiator_pick" && member.isInitiator;
  return isChooser ? [{ what: "choose", until: untilText, call: `${base}/selection` }] : [];
}
