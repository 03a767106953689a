import type { Actor, Concerning, Context, Decision, PersonCommand } from "../commands.ts";
import { concerning, decided, refuse } from "../decision.ts";
import { limitFacts } from "../../limits.ts";
import type { Refusal } from "../state/refusal.ts";
import { offersUntilMsOf, softClose } from "./offer-window.ts";
import { faultOf, isImproved } from "./offer-terms.ts";
import { isFirm, type Offer, type OfferBody } from "../state/offer.ts";
import { isBuyerIn, isPublished, type GroupBuy } from "../state/state.ts";

type OfType<T extends PersonCommand["type"]> = Extract<PersonCommand, { type: T }>;

/** O1: one living offer per merchant and group-buy; "cannot supply" is a valid answer and stops further matches. */
export function decideOffer(groupBuy: GroupBuy, command: OfType<"offer">, context: Context): Decision {
  const { actor } = context;
  const denied = deny(groupBuy, context) ?? conflictOf(groupBuy, actor);
  if (denied) return refuse(denied);
  if (!actor?.merchantId) return refuse({ code: "forbidden" });
  if (!command.isVerified) return refuse({ code: "merchant-not-verified" });
  const kinIds = command.kinIds ?? [];
  const denying = refuseKin(groupBuy, actor.merchantId, kinIds);
  if (denying) return denying;
  const invalid = command.body.canSupply ? faultOf(groupBuy, command) : null;
  if (invalid) return refuse(invalid);
  const earlier = [...groupBuy.offers.values()].find(
    (offer) => offer.merchantId === actor.merchantId && (offer.state === "submitted" || offer.state === "declined"),
  );
  const limit = limitFacts(actor.reached, context.recvMs);
  if (limit && !earlier) return refuse({ code: "limit-reached", facts: limit });
  if (earlier?.state === "submitted") return refuse({ code: "state-conflict", facts: { offerId: earlier.id } });
  const { body, merchantName } = command;
  const { merchantId, personId } = actor;
  const event = received(earlier?.id ?? context.newId("of"), (earlier?.version ?? 0) + 1, body, {
    merchantId,
    merchantName,
    personId,
    ...(kinIds.length > 0 && { kinIds }),
    ...(command.record && { record: command.record }),
  });
  return decided([event, ...extending(groupBuy, body, context)], { offerId: event.event.sealed.offerId });
}

/** O2: a new version takes the place of the old one; the version named must be the one that stands. */
export function decideChangeOffer(groupBuy: GroupBuy, command: OfType<"change_offer">, context: Context): Decision {
  const found = standing(groupBuy, command, context);
  if ("code" in found) return refuse(found);
  const denied = deny(groupBuy, context);
  if (denied) return refuse(denied);
  const invalid = command.body.canSupply ? faultOf(groupBuy, command) : null;
  if (invalid) return refuse(invalid);
  const kinIds = command.kinIds ?? found.kinIds ?? [];
  const denying = refuseKin(groupBuy, found.merchantId, kinIds);
  if (denying) return denying;
  const isAfterTheBell = groupBuy.state !== "open";
  if (isAfterTheBell && !isImproved(found.body, command.body)) return refuse({ code: "offer-not-improved" });
  const record = command.record ?? found.record;
  const { id, version, merchantId, merchantName, personId } = found;
  const event = received(id, version + 1, command.body, {
    merchantId,
    merchantName,
    personId,
    ...(kinIds.length > 0 && { kinIds }),
    ...(record && { record }),
  });
  return decided([event, ...extending(groupBuy, command.body, context)], { offerId: found.id });
}

/** O3: free before the bell; afterwards a firm offer stands, and one that is not may go until it is chosen. */
export function decideWithdrawOffer(groupBuy: GroupBuy, command: OfType<"withdraw_offer">, context: Context): Decision {
  const found = standing(groupBuy, command, context);
  if ("code" in found) return refuse(found);
  const isLoose = !isFirm(found) && (groupBuy.state === "closing" || isChoosing(groupBuy));
  const denied = isLoose ? null : denyWithdrawal(groupBuy, context);
  if (denied) return refuse(denied);
  const event = { type: "offer_withdrawn", open: { version: found.version }, sealed: { offerId: found.id } } as const;
  return decided([concerning(event, null)], { offerId: found.id });
}

function received(
  offerId: string,
  version: number,
  body: OfferBody,
  from: Pick<Offer, "merchantId" | "merchantName" | "personId" | "kinIds" | "record">,
) {
  const { merchantId, merchantName, personId, kinIds, record } = from;
  const event = {
    type: "offer_received",
    open: { version, canSupply: body.canSupply },
    sealed: { offerId, merchantId, merchantName, personId, body, ...(kinIds && { kinIds }), ...(record && { record }) },
  } as const;
  return { event, actor: null };
}

function extending(groupBuy: GroupBuy, { canSupply }: OfferBody, { recvMs }: Context): readonly Concerning[] {
  return canSupply ? softClose(groupBuy, recvMs) : [];
}

function isChoosing({ state }: GroupBuy): boolean {
  return state === "selecting" || state === "reconsent" || state === "confirming";
}

function denyWithdrawal(groupBuy: GroupBuy, context: Context): Refusal | null {
  const isOver = context.recvMs >= groupBuy.terms.closesAtMs && groupBuy.state !== "suspended";
  return isOver ? { code: "offer-window-closed" } : deny(groupBuy, context);
}

/** Offers end with the bell, or with the window after it, to the millisecond, like joins. */
function deny(groupBuy: GroupBuy, { recvMs }: Context): Refusal | null {
  if (!isPublished(groupBuy)) return { code: "not-found" };
  if (groupBuy.state === "suspended") return { code: "suspended" };
  if (recvMs >= offersUntilMsOf(groupBuy)) return { code: "offer-window-closed" };
  const isInWindow = groupBuy.state === "open" || groupBuy.state === "closing" || groupBuy.state === "selecting";
  return isInWindow ? null : { code: "not-open", facts: { state: groupBuy.state } };
}

/** Roles exclude each other in one group-buy (domain 3.1): whoever buys here does not sell here. */
function conflictOf(groupBuy: GroupBuy, actor: Actor | null): Refusal | null {
  if (!actor) return { code: "forbidden" };
  return isBuyerIn(groupBuy, actor.personId) ? { code: "conflict-of-interest" } : null;
}

/**
 * Domain 3.1, scenario 19: two accounts of one company, or with one payout account, are one side. It is in the log,
 * operators are told, and what stands of that merchant does not stand any more.
 */
function refuseKin(groupBuy: GroupBuy, merchantId: string, kinIds: readonly string[]): Decision | null {
  const events = kinFound(groupBuy, merchantId, kinIds);
  return events.length > 0 ? refuse({ code: "conflict-of-interest" }, events) : null;
}

/** Somebody on the merchant's side buys here by now: what they offer, and nobody has chosen, is withdrawn. */
export function decideRestateKin(groupBuy: GroupBuy, { merchantId, kinIds }: OfType<"restate_kin">): Decision {
  const isStanding = standingOf(groupBuy, merchantId).length > 0;
  return decided(isStanding ? kinFound(groupBuy, merchantId, kinIds) : [], {});
}

function kinFound(groupBuy: GroupBuy, merchantId: string, kinIds: readonly string[]): readonly Concerning[] {
  const personIds = kinIds.filter((personId) => isBuyerIn(groupBuy, personId));
  if (personIds.length === 0) return [];
  const open = { code: "conflict-of-interest" } as const;
  return [
    concerning({ type: "offer_refused", open, sealed: { merchantId, personIds } }, null),
    ...standingOf(groupBuy, merchantId).map(({ id, version }) =>
      concerning({ type: "offer_withdrawn", open: { version }, sealed: { offerId: id } }, null),
    ),
  ];
}

function standingOf({ offers }: GroupBuy, merchantId: string): Offer[] {
  return [...offers.values()].filter((offer) => offer.merchantId === merchantId && offer.state === "submitted");
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
