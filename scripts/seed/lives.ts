/** The lives of group-buys, driven over REST: from a draft to any later state. */
import { z } from "zod";
import { GroupBuyResource, JoinAnswer, Leg, Membership } from "../../worker/contract/group-buy.ts";
import { Offer, Order } from "../../worker/contract/offers.ts";
import { pageOf } from "../../worker/contract/shared.ts";
import type { Actor, RestClient } from "../rest.ts";
import type { SeedGroupBuy } from "./load.ts";

const DAY_MS = 86_400_000;
/** Longer than anybody has to look at what came. */
const INSPECTION_MS = 11 * DAY_MS;

export type Ending =
  | { readonly state: "collecting" | "fulfilling" | "settled" | "failed" }
  | { readonly state: "cancelled"; readonly reason: string };

const OfferAnswer = z.object({ offer: Offer });

export interface Cast {
  initiator(groupBuy: SeedGroupBuy): Promise<Actor>;
  buyer(groupBuy: SeedGroupBuy, index: number): Promise<Actor>;
  merchant(key: string): Promise<Actor>;
}

export interface Living {
  readonly id: string;
  readonly plan: SeedGroupBuy;
  readonly initiator: Actor;
  /** Everybody with a seat, the initiator first. */
  readonly members: readonly { readonly actor: Actor; readonly country: string }[];
}

/** Drafts, pays the guarantee deposit and waits until it has been verified: only then is anything public. */
export async function publish(rest: RestClient, plan: Pick<SeedGroupBuy, "body">, initiator: Actor): Promise<string> {
  const draft = await rest.call(GroupBuyResource, "POST", "/group-buys", { as: initiator, body: plan.body });
  await rest.call(z.unknown(), "POST", `/group-buys/${draft.id}/submit`, {
    as: initiator,
    body: { instrument: "sandbox:ok" },
  });
  await rest.until(draft.id, initiator, ({ state }) => state === "open");
  return draft.id;
}

/** Joins and offers, one after the other, as they would have come in. */
export async function fill(rest: RestClient, plan: SeedGroupBuy, id: string, cast: Cast): Promise<Living> {
  const initiator = await cast.initiator(plan);
  const { termsHash } = await rest.groupBuy(id);
  const members = [{ actor: initiator, country: plan.initiator.country }];
  for (const [index, { quantity, country }] of plan.joiners.entries()) {
    const actor = await cast.buyer(plan, index);
    await rest.call(JoinAnswer, "POST", `/group-buys/${id}/joins`, {
      as: actor,
      body: { quantity, termsHash, country, waitlist: false, instrument: "sandbox:ok" },
    });
    members.push({ actor, country });
  }
  for (const { merchantKey, body } of plan.offers) {
    await rest.call(OfferAnswer, "POST", `/demands/${id}/offers`, { as: await cast.merchant(merchantKey), body });
  }
  await rest.until(id, null, ({ quantity }) => quantity.held === 0);
  return { id, plan, initiator, members };
}

/** Takes an open group-buy to a later state by its own sandbox clock; nobody else's time moves. */
export async function bring(rest: RestClient, life: Living, ending: Ending, cast: Cast): Promise<void> {
  const { id, initiator, members, plan } = life;
  if (ending.state === "cancelled") {
    const { reason } = ending;
    await rest.call(GroupBuyResource, "POST", `/group-buys/${id}/cancel`, { as: initiator, body: { reason } });
    return;
  }
  const { closesAt, clock } = await rest.groupBuy(id);
  await rest.moveClock(id, Date.parse(closesAt) - clock.nowMs + 1_000);
  if (ending.state === "failed") return;

  const payers = ending.state === "collecting" ? members.slice(0, Math.ceil(members.length / 2)) : members;
  for (const payer of payers) await payBalance(rest, id, payer);
  if (ending.state === "collecting") return;
  await rest.until(id, null, ({ state }) => state === "fulfilling");

  const merchant = await cast.merchant(plan.offers[0]?.merchantKey ?? "");
  const { items: orders } = await rest.call(pageOf(Order), "GET", `/orders?groupBuyId=${id}`, { as: merchant });
  const shippedAt = new Date((await rest.groupBuy(id)).clock.nowMs).toISOString();
  for (const order of orders) {
    await rest.call(Order, "POST", `/orders/${order.id}/shipments`, { as: merchant, body: { shippedAt } });
  }
  if (ending.state === "fulfilling") return;
  for (const { actor } of members.slice(1)) {
    await rest.call(Membership, "POST", `/group-buys/${id}/joins/me/received`, { as: actor });
  }
  await rest.moveClock(id, INSPECTION_MS); // The initiator says nothing, which means that all is well.
}

/** What is left of the price after the deposit; with an address, for goods. */
export async function payBalance(
  rest: RestClient,
  id: string,
  { actor, country }: { readonly actor: Actor; readonly country: string },
): Promise<Leg> {
  const address = { name: "Sandbox Buyer", line1: "1 Bell Street", city: "Sandbox", country };
  const paid = await rest.call(
    z.object({ membership: Membership, leg: Leg }),
    "POST",
    `/group-buys/${id}/joins/me/balance`,
    { as: actor, body: { instrument: "sandbox:ok", address } },
  );
  return paid.leg;
}
