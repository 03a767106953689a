import { assert } from "../../result.ts";
import type { Concerning, Context } from "../commands.ts";
import { concerning } from "../decision.ts";
import { depositsOf, neededMinor } from "../state/parts.ts";
import type { Leg } from "../state/leg.ts";
import type { Member } from "../state/member.ts";
import { requireMember, type GroupBuy } from "../state/state.ts";
import type { LegStateName } from "../state/states.ts";
import { dealOf } from "../state/deals.ts";

export function opening(groupBuy: GroupBuy, leg: Leg, context: Context): Concerning {
  const { terms, policy, termsHash, provider } = groupBuy;
  const home = groupBuy.initiatorCountry;
  const initiatorCountry = home !== null && terms.shipTo.includes(home) ? home : (terms.shipTo[0] ?? "");
  return concerning(
    {
      type: "opened",
      open: {
        terms,
        policy,
        termsHash,
        provider: provider.id,
        qty: terms.initiatorQuantity,
        amount: leg.amountMinor,
        currency: terms.currency,
      },
      sealed: { memberId: context.newId("mb"), legId: leg.id, country: initiatorCountry },
    },
    groupBuy.initiatorPseudonym,
  );
}

export function capturing(groupBuy: GroupBuy, leg: Leg, captureMinor = neededMinor(leg)): Concerning {
  return concerning(
    { type: "call_planned", open: {}, sealed: { legId: leg.id, step: "capture", captureMinor } },
    pseudonymOf(groupBuy, leg),
  );
}

export function paid(member: Member): Concerning {
  return concerning(
    { type: "paid", open: { qty: member.quantity }, sealed: { memberId: member.id } },
    member.pseudonym,
  );
}

/** M11 with the policy `merchant`: what the no-show leaves behind. */
export function forfeiting(groupBuy: GroupBuy, member: Member, leg: Leg, amountMinor: number): Concerning {
  const deal = dealOf(groupBuy, member);
  assert(deal, "whoever forfeits to a merchant had a deal with them");
  return concerning(
    {
      type: "forfeited",
      open: { amount: amountMinor, currency: groupBuy.terms.currency },
      sealed: { legId: leg.id, merchantId: deal.award.merchantId },
    },
    member.pseudonym,
  );
}

/** What a member still owes after the award: the landed price less a deposit that stands. Never negative (O1 sees to it). */
export function balanceMinor(groupBuy: GroupBuy, member: Member): number {
  return (member.totalMinor ?? 0) - securedMinor(groupBuy, member);
}

/** What of a seat's price its deposits stand for: as much as is needed of those that the provider holds or has. */
export function securedMinor(groupBuy: GroupBuy, member: Member): number {
  return depositsOf(groupBuy, member).reduce((sum, leg) => sum + (isSecured(leg) ? neededMinor(leg) : 0), 0);
}

/** Takes every deposit of a seat that is only held, and has not been refused once already. */
export function takingDeposits(groupBuy: GroupBuy, member: Member): readonly Concerning[] {
  return depositsOf(groupBuy, member)
    .filter(({ state, pending, declineCode }) => state === "held" && pending === null && declineCode === null)
    .map((leg) => capturing(groupBuy, leg));
}

export function pseudonymOf(groupBuy: GroupBuy, leg: Leg): string | null {
  if (leg.memberId !== null) return requireMember(groupBuy, leg.memberId).pseudonym;
  return leg.personId === groupBuy.initiatorId ? groupBuy.initiatorPseudonym : null;
}

/** The provider holds the money or has it; a conversion turns the one into the other (plan B). */
export function isSecured(leg: Leg): boolean {
  return leg.state === "held" || leg.state === "captured";
}

const GONE: ReadonlySet<LegStateName> = new Set(["declined", "lapsed", "abandoned", "releasing", "released"]);

/** A balance that came to nothing: its member may pay another. */
export function isGone(balance: Leg): boolean {
  return GONE.has(balance.state);
}
