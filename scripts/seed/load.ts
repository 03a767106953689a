/** The demonstration data as bodies of REST calls for a given moment. Pure: the runner has the clock and the network. */
import { z } from "zod";
import { CATEGORIES, isCategory } from "../../worker/contract/categories.ts";
import { GroupBuyTermsInput, PriceTier } from "../../worker/contract/group-buy.ts";
import type { OfferInput } from "../../worker/contract/offers.ts";
import { Money } from "../../worker/contract/shared.ts";
import data from "./demand-data.json" with { type: "json" };

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

const Merchant = z.strictObject({
  key: z.string(),
  name: z.string(),
  country: z.string(),
  currency: z.string(),
  locale: z.string(),
});

const Joiner = z.strictObject({ quantity: z.int(), country: z.string() });

const GroupBuy = GroupBuyTermsInput.omit({ closesAt: true, closesAtLocal: true, deliverBy: true }).extend({
  key: z.string(),
  initiator: z.strictObject({ name: z.string(), country: z.string(), locale: z.string() }),
  category: z.string().refine(isCategory, { error: `a code of ${Object.keys(CATEGORIES).join(", ")}` }),
  closesInS: z.int(),
  deliverWithinDays: z.int(), // after the close
  joiners: z.array(Joiner),
});

const Offer = z.strictObject({
  groupBuy: z.string(),
  merchant: z.string(),
  tiers: z.array(PriceTier),
  delivery: z.array(z.strictObject({ country: z.string(), perUnit: Money })),
  quantityMaximum: z.int(),
  leadTimeDays: z.int(),
  validForHours: z.int(), // after the close
  firm: z.boolean(),
  note: z.string(),
});

const Seed = z.strictObject({
  about: z.string(),
  merchants: z.array(Merchant),
  groupBuys: z.array(GroupBuy),
  offers: z.array(Offer),
});

/** Somebody to be created at `POST /sandbox/actors`. */
export interface SeedActor {
  readonly name: string;
  readonly country: string;
  readonly currency: string;
  readonly locale: string;
}

export interface SeedOffer {
  readonly merchantKey: string;
  /** Body of `POST /demands/{id}/offers`. */
  readonly body: OfferInput;
}

export interface SeedGroupBuy {
  readonly key: string;
  readonly initiator: SeedActor;
  /** Body of `POST /group-buys`. */
  readonly body: GroupBuyTermsInput;
  /** Everybody but the initiator, in the order of joining; the terms hash is known once the group-buy is. */
  readonly joiners: readonly { readonly quantity: number; readonly country: string }[];
  readonly offers: readonly SeedOffer[];
}

export interface SeedPlan {
  readonly merchants: readonly (SeedActor & { readonly key: string })[];
  /** The one that closes first comes last, so that it is still open when everything else stands. */
  readonly groupBuys: readonly SeedGroupBuy[];
}

/**
 * Everything to create at `nowMs` (ms since the epoch). All group-buys are open at first, the shortest for two hours.
 */
export function planSeed(nowMs: number): SeedPlan {
  const { merchants, groupBuys, offers } = Seed.parse(data);
  const wholeSecondMs = Math.ceil(nowMs / 1000) * 1000; // Deadlines are whole seconds.
  const planned = groupBuys.map(({ key, initiator, joiners, closesInS, deliverWithinDays, ...terms }) => {
    const closesAtMs = wholeSecondMs + closesInS * 1000;
    return {
      key,
      initiator: { ...initiator, currency: terms.currency },
      body: {
        ...terms,
        closesAt: new Date(closesAtMs).toISOString(),
        deliverBy: new Date(closesAtMs + deliverWithinDays * DAY_MS).toISOString(),
      },
      joiners,
      offers: offers
        .filter(({ groupBuy }) => groupBuy === key)
        .map(({ groupBuy: _, merchant, validForHours, ...body }) => ({
          merchantKey: merchant,
          body: { canSupply: true, ...body, validUntil: new Date(closesAtMs + validForHours * HOUR_MS).toISOString() },
        })),
    };
  });
  return { merchants, groupBuys: planned.sort((a, b) => (a.body.closesAt < b.body.closesAt ? 1 : -1)) };
}
