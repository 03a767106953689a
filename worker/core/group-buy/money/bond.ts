import { basisPoints } from "../../money.ts";
import { assert } from "../../result.ts";
import type { Context, Decision, PersonCommand } from "../commands.ts";
import { concerning, decided, refuse } from "../decision.ts";
import type { Leg } from "../state/leg.ts";
import type { Offer, OfferBody } from "../state/offer.ts";
import { requireLeg, requireOffer, type GroupBuy } from "../state/state.ts";
import type { LegStateName } from "../state/states.ts";
import { offersUntilMsOf } from "../offers/offer-window.ts";

type OfType<T extends PersonCommand["type"]> = Extract<PersonCommand, { type: T }>;

/**
 * Where an operator asks for it, a merchant answers for an offer with money (domain 3.7, ADR 0025): nothing is chosen
 * whose bond is not there, and a merchant who breaks the deal leaves it to the members whose goods did not come. It is
 * taken and not only held, because no hold lasts from an offer to the settlement.
 */

/** What an offer must be answered for with, in minor units; null where this group-buy asks for nothing. */
export function bondMinor({ policy, terms }: GroupBuy, body: OfferBody): number | null {
  const [dearest] = body.tiers;
  if (!policy.bond || !body.canSupply || !dearest) return null;
  const pieces = Math.min(terms.quantityMinimum, body.quantityMaximum ?? terms.quantityMinimum);
  const share = basisPoints(dearest.unitPriceMinor * pieces, policy.bond.basisPoints);
  return Math.max(share, policy.bond.minimumMinor ?? 1);
}

/** The last payment for an offer's bond, whatever became of it. */
export function bondOf(groupBuy: GroupBuy, { bondLegId }: Offer): Leg | null {
  return bondLegId === undefined ? null : requireLeg(groupBuy, bondLegId);
}

/** Proven by the audit and still here, or not asked for (G18). */
export function isBonded(groupBuy: GroupBuy, offer: Offer): boolean {
  const neededMinor = bondMinor(groupBuy, offer.body);
  const bond = bondOf(groupBuy, offer);
  return neededMinor === null || (bond?.state === "captured" && bond.amountMinor >= neededMinor);
}

/**
 * Whether it may be chosen, or might have been: of an offer that is over the bond has gone back since. Who had been let
 * go got it back too, and pays it again with their word (G21).
 */
export function mayBeChosen(groupBuy: GroupBuy, offer: Offer, atMs: number): boolean {
  if (offer.isRecalled === true || isBonded(groupBuy, offer)) return true;
  const isOver = offer.state !== "submitted" && offer.state !== "selected";
  const movements = bondOf(groupBuy, offer)?.movements ?? [];
  return isOver && movements.some((movement) => movement.kind === "captured" && movement.atMs <= atMs);
}

/** Whether the bond of an offer may be paid as things stand, and whether money that arrives for it is in time. */
export function isBondTime({ state, chooseUntilMs, fallenOffers }: GroupBuy, offer: Offer): boolean {
  if (offer.state === "selected") return state === "confirming" && offer.isRecalled === true;
  if (offer.state !== "submitted") return false;
  if (state === "open" || state === "suspended" || state === "closing") return true;
  return state === "selecting" && chooseUntilMs === null && fallenOffers === 0;
}

/** Until when bonds may be paid: as long after the last offer as the policy says, and always until the count is over. */
export function bondsUntilMs(groupBuy: GroupBuy): number {
  return offersUntilMsOf(groupBuy) + (groupBuy.policy.bond?.payWithinMs ?? 0);
}

/** From when it may be chosen: the choice waits for bonds that are missing, and not once the last of them is there. */
export function choosableFromMs(groupBuy: GroupBuy): number {
  return isBondMissing(groupBuy) ? bondsUntilMs(groupBuy) : offersUntilMsOf(groupBuy);
}

export function isBondMissing(groupBuy: GroupBuy): boolean {
  return groupBuy.offers.values().some((offer) => offer.state === "submitted" && !isBonded(groupBuy, offer));
}

/** What its merchant sees of it. `missed`: it was not paid in time. `charged_back`: their own bank has taken it back. */
export type BondState =
  "due" | "under_way" | "action_required" | "paid" | "returning" | "returned" | "forfeited" | "charged_back" | "missed";

export function bondStateOf(groupBuy: GroupBuy, offer: Offer): BondState {
  const bond = bondOf(groupBuy, offer);
  if (isBondDue(groupBuy, offer)) return "due";
  switch (bond?.state) {
    case "opening":
    case "held":
      return "under_way";
    case "action_required":
      return "action_required";
    case "captured":
      return "paid";
    case "forfeited":
    case "charged_back":
      return bond.state;
    case "refunded":
    case "released":
      return "returned";
    case "refunding":
    case "refund_failed":
    case "releasing":
      return "returning";
    default:
      return "missed";
  }
}

/** Whether this money is still for something: of the offer as it stands, as much as it asks for, and in time. */
export function isBondWanted(groupBuy: GroupBuy, leg: Leg): boolean {
  assert(leg.offerId, "a bond answers for an offer");
  const offer = requireOffer(groupBuy, leg.offerId);
  if (offer.bondLegId !== leg.id || leg.amountMinor < (bondMinor(groupBuy, offer.body) ?? Infinity)) return false;
  return isBondTime(groupBuy, offer);
}

const UNDER_WAY: ReadonlySet<LegStateName> = new Set(["opening", "action_required", "held", "captured"]);

/** Whether nothing stands in the way of another payment, where one is asked for: none was made, or it came to nothing. */
function isBondDue(groupBuy: GroupBuy, offer: Offer): boolean {
  const bond = bondOf(groupBuy, offer);
  return (bond === null || !UNDER_WAY.has(bond.state)) && isBondTime(groupBuy, offer);
}

/** The merchant pays it. A payment that came to nothing may be followed by another. */
export function decidePayBond(groupBuy: GroupBuy, command: OfType<"pay_bond">, context: Context): Decision {
  const { actor } = context;
  const offer = groupBuy.offers.get(command.offerId);
  if (!actor || offer?.merchantId !== actor.merchantId) return refuse({ code: "not-found" });
  const amountMinor = bondMinor(groupBuy, offer.body);
  if (amountMinor === null) return refuse({ code: "state-conflict", facts: { state: offer.state } });
  if (groupBuy.state === "suspended") return refuse({ code: "suspended" });
  if (!isBondTime(groupBuy, offer)) {
    const isOver = offer.state === "submitted";
    return refuse(isOver ? { code: "offer-window-closed" } : { code: "state-conflict", facts: { state: offer.state } });
  }
  const bond = bondOf(groupBuy, offer);
  if (bond && UNDER_WAY.has(bond.state)) return refuse({ code: "state-conflict", facts: { legId: bond.id } });
  const leg = {
    legId: context.newId("dep"),
    personId: actor.personId,
    purpose: "bond",
    quantity: 0,
    amountMinor,
    plan: "C",
    instrument: command.instrument,
  } as const;
  const open = { version: offer.version, amount: amountMinor, currency: groupBuy.terms.currency };
  const opened = concerning({ type: "bond_opened", open, sealed: { offerId: offer.id, leg } }, null);
  return decided([opened], { offerId: offer.id, legId: leg.legId });
}
