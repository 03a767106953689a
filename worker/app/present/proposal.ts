import type { Asked, ProposedChange } from "../../contract/group-buy.ts";
import type { Offer as OfferResource } from "../../contract/offers.ts";
import { mayPropose, stillAsked, totalAt } from "../../core/group-buy/offers/proposals.ts";
import type { Member } from "../../core/group-buy/state/member.ts";
import type { Offer } from "../../core/group-buy/state/offer.ts";
import { membersInOrder, type GroupBuy } from "../../core/group-buy/state/state.ts";
import { formatInstant } from "../../core/time/instant.ts";
import { moneyIn } from "./money.ts";

/** What the merchant proposes to this member, beside what was agreed; null where nothing was asked of them. */
export function presentProposedChange(groupBuy: GroupBuy, member: Member): ProposedChange | null {
  const { proposal, award } = groupBuy;
  const answer = member.proposal;
  if (!proposal || !award || answer === undefined || answer === "leave") return null;
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
  const { proposal, id } = groupBuy;
  if (!proposal || !stillAsked(groupBuy).includes(member)) return [];
  const call = `POST /api/v1/group-buys/${id}/joins/me/proposal`;
  return [{ what: "answer_proposal", until: formatInstant(proposal.untilMs), call }];
}

/** What the merchant of the award has proposed, and what was said to it so far. */
export function presentProposal(groupBuy: GroupBuy, offer: Offer): Pick<OfferResource, "mayPropose" | "proposal"> {
  const { proposal, award } = groupBuy;
  const isMine = award?.offerId === offer.id;
  if (!isMine || !proposal) return { mayPropose: mayPropose(groupBuy, offer), proposal: null };
  const places = (word: Member["proposal"]) =>
    membersInOrder(groupBuy).reduce((sum, one) => sum + (one.proposal === word ? one.quantity : 0), 0);
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
