import type { GroupBuyEvent } from "../events.ts";
import type { Leg } from "../state/leg.ts";
import type { Member } from "../state/member.ts";
import type { Offer } from "../state/offer.ts";
import type { GroupBuy } from "../state/state.ts";

/** By what one person is known in one group-buy: the ids and pseudonyms that are theirs and nobody else's. */
export interface Trace {
  readonly personId: string;
  readonly isInitiator: boolean;
  readonly pseudonyms: ReadonlySet<string>;
  readonly members: readonly Member[];
  readonly legs: readonly Leg[];
  readonly offers: readonly Offer[];
  /** Of seats, payments and offers. */
  readonly ids: ReadonlySet<string>;
}

export function traceOf(groupBuy: GroupBuy, personId: string): Trace {
  const isTheirs = (one: { readonly personId: string }) => one.personId === personId;
  const members = [...groupBuy.members.values()].filter(isTheirs);
  const legs = [...groupBuy.legs.values()].filter(isTheirs);
  const offers = [...groupBuy.offers.values()].filter(isTheirs);
  const isInitiator = groupBuy.initiatorId === personId;
  return {
    personId,
    isInitiator,
    pseudonyms: new Set([
      ...members.map(({ pseudonym }) => pseudonym),
      ...(isInitiator ? [groupBuy.initiatorPseudonym] : []),
    ]),
    members,
    legs,
    offers,
    ids: new Set([...members, ...legs, ...offers].map(({ id }) => id)),
  };
}

/** Fields that say whose an event is. The most particular one decides: a vote for an offer is its voter's. */
interface Owned extends Readonly<Record<string, unknown>> {
  readonly memberId?: string;
  readonly legId?: string | null;
  readonly leg?: { readonly personId: string } | null;
  readonly personId?: string;
  readonly offerId?: string;
  readonly founding?: { readonly initiatorId: string };
}

/** Whether what is sealed in an event is this person's, all of it; what merely counts them among others is not. */
export function isOf(trace: Trace, { type, actor, sealed }: GroupBuyEvent): boolean {
  const { memberId, legId, leg, personId, offerId, founding }: Owned = { ...sealed };
  if (founding) return founding.initiatorId === trace.personId;
  if (leg) return leg.personId === trace.personId;
  if (personId !== undefined) return personId === trace.personId;
  if (memberId !== undefined) return trace.ids.has(memberId);
  if (typeof legId === "string") return trace.ids.has(legId);
  if (offerId !== undefined) return trace.ids.has(offerId);
  if (type === "draft_changed") return trace.isInitiator;
  return actor !== null && trace.pseudonyms.has(actor);
}
