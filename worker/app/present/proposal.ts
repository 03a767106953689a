import type { Asked, ProposedChange } from "../../contract/group-buy.ts";
import type { Offer as OfferResource } from "../../contract/offers.ts";
import { mayPropose, stillAsked, totalAt } from "../../core/group-buy/offers/proposals.ts";
import type { Member } from "../../core/group-buy/state/member.ts";
import type { Offer } from "../../core/group-buy/state/offer.ts";
import type { GroupBuy } from "../../core/group-buy/state/state.ts";
import { formatInstant } from "../../core/time/instant.ts";
import { moneyIn } from "./money.ts";
import { dealBy, dealOf, seatsOf } from "../../core/group-buy/state/deals.ts";

/** What the merchant proposes to this member, beside what was agreed; null where nothing was asked of them. */
export function presentProposedChange(groupBuy: GroupBuy, member: Member): ProposedChange | null {
  const deal = dealOf(groupBuy, member);
  const answer = member.proposal;
  if (!deal?.proposal || answer === undefined || answer === "leave") return null;
  const { award, proposal } = deal;
  const { daysLater, unitPriceMinor, words, untilMs } = proposal;
  const money = moneyIn(groupBuy);
  return {
    merchantName: award.merchantName,
    ...(daysLater !== null && { daysLater }),
    ...(unitPriceMinor !== null && {
      total: {
        agreed: money(totalAt(groupBuy, member, award.unitPriceMinor)),
        proposed: money(totalAt(groupBuy, member, unitPriceMinor)),
      },
    }),
    note: words,
    until: formatInstant(untilMs),
    answer,
  };
}

export function askedAboutProposal(groupBuy: GroupBuy, member: Member): Asked[] {
  const deal = dealOf(groupBuy, member);
  if (!deal?.proposal || !stillAsked(groupBuy, deal).includes(member)) return [];
  const call = `POST /api/v1/group-buys/${groupBuy.id}/joins/me/proposal`;
  return [{ what: "answer_proposal", until: formatInstant(deal.proposal.untilMs), call }];
}

/** What the merchant of the award has proposed, and what was said to it so far. */
export function presentProposal(groupBuy: GroupBuy, offer: Offer): Pick<OfferResource, "mayPropose" | "proposal"> {
  const deal = dealBy(groupBuy, offer.id);
  if (!deal?.proposal) return { mayPropose: mayPropose(groupBuy, offer), proposal: null };
  const { proposal } = deal;
  const places = (word: Member["proposal"]) =>
    seatsOf(groupBuy, deal).reduce((sum, one) => sum + (one.proposal === word ? one.quantity : 0), 0);
  return {
    mayPropose: false,
    proposal: {
      ...(proposal.daysLater !== null && { daysLater: proposal.daysLater }),
      ...(proposal.unitPriceMinor !== null && { unitPrice: moneyIn(groupBuy)(proposal.unitPriceMinor) }),
      until: formatInstant(proposal.untilMs),
      places: { asked: places("asked"), accepted: places("accept"), kept: places("keep"), left: places("leave") },
    },
  };
}
