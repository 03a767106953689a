import type { Concerning, Context } from "../commands.ts";
import { concerning, everybody } from "../decision.ts";
import { depositsOf, neededMinor, standingMinor } from "../state/parts.ts";
import type { Leg } from "../state/leg.ts";
import type { Member } from "../state/member.ts";
import { requireMember, type GroupBuy, type Payer } from "../state/state.ts";
import { atStakeMinor } from "./forfeiture.ts";
import { shareOut, sharesOf } from "./guarantee.ts";
import { isSecured, pseudonymOf } from "./money-steps.ts";

/**
 * A deal that falls because members did not pay leaves their deposits to those who did, in proportion to their places
 * (H6, domain 3.7), where the terms say that a no-show forfeits at all. A hold has to be taken before it can be given,
 * so the sharing follows the capture, as with the initiator's deposit (G8, ADR 0020).
 *
 * @param noShows whose deposits are called; @param payers in order of arrival
 */
export function callLeftBehind(
  groupBuy: GroupBuy,
  noShows: readonly Member[],
  payers: readonly Member[],
  newId: Context["newId"],
): readonly Concerning[] {
  const { policy, terms } = groupBuy;
  const missing = noShows.filter(({ isInitiator }) => !isInitiator); // Theirs has a rule of its own (G8).
  const stakes = missing.flatMap((member) =>
    depositsOf(groupBuy, member)
      .filter(isSecured)
      .map((leg) => ({ leg, keptMinor: atStakeMinor(groupBuy, member, leg) }))
      .filter(({ keptMinor }) => keptMinor > 0),
  );
  if (policy.noShow !== "merchant" || policy.noShowAtFailure !== "payers") return [];
  if (stakes.length === 0 || payers.length === 0) return [];
  const amount = stakes.reduce((sum, { keptMinor }) => sum + keptMinor, 0);
  const keeps = stakes.flatMap(({ leg, keptMinor }) =>
    keptMinor < neededMinor(leg) ? [{ legId: leg.id, amountMinor: keptMinor }] : [],
  );
  const entitled = payers.map(({ id, quantity }): Payer => ({ memberId: id, quantity }));
  const called = everybody({
    type: "forfeits_called",
    open: { amount, currency: terms.currency, noShows: missing.length, members: payers.length },
    sealed: { legIds: stakes.map(({ leg }) => leg.id), payers: entitled, ...(keeps.length > 0 && { keeps }) },
  });
  const taken = stakes.filter(({ leg }) => leg.state === "captured");
  return [
    ...called,
    ...taken.map(({ leg, keptMinor }) =>
      sharing(groupBuy, leg, Math.min(standingMinor(leg), keptMinor), entitled, newId),
    ),
  ];
}

/** A called deposit has become money: the initiator's goes in equal parts, any other in proportion to what was paid for. */
export function shareCalled(
  groupBuy: GroupBuy,
  leg: Leg,
  amountMinor: number,
  newId: Context["newId"],
): readonly Concerning[] {
  const isInitiators = leg.memberId !== null && requireMember(groupBuy, leg.memberId).isInitiator;
  if (isInitiators) return shareOut(groupBuy, leg, amountMinor, newId);
  const left = groupBuy.leftBehind?.find(({ legIds }) => legIds.includes(leg.id));
  return left ? [sharing(groupBuy, leg, amountMinor, left.payers, newId)] : [];
}

function sharing(
  groupBuy: GroupBuy,
  leg: Leg,
  amountMinor: number,
  payers: readonly Payer[],
  newId: Context["newId"],
): Concerning {
  const members = payers.map(({ memberId }) => requireMember(groupBuy, memberId));
  const weights = payers.map(({ quantity }) => quantity);
  const shares = sharesOf(amountMinor, members, weights, newId);
  const open = { amount: amountMinor, currency: groupBuy.terms.currency, shares: shares.length };
  return concerning({ type: "forfeits_shared", open, sealed: { legId: leg.id, shares } }, pseudonymOf(groupBuy, leg));
}
