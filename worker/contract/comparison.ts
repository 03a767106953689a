import { z } from "zod";
import { CRITERIA } from "../core/group-buy/offers/price.ts";
import { OFFER_STATES } from "../core/group-buy/state/states.ts";
import { GroupBuyResource, PriceTier, Waiting } from "./group-buy.ts";
import { MerchantRecord } from "./merchant-record.ts";
import { Rating } from "./reviews.ts";
import { Money, Timestamp } from "./shared.ts";

/** How many members an offer would not bind as they stand: numbers, never persons. `asked` and `leaving` are all of them. */
export const OutsideOffer = z.object({
  members: z.int(),
  asked: z.int(), // whether they agree to it after all (G15)
  leaving: z.int(), // with everything back (M9)
  ceiling: z.int(),
  delivery: z.int(),
  country: z.int(),
  capacity: z.int(),
});
export type OutsideOffer = z.infer<typeof OutsideOffer>;

/** One offer beside the others. Prices are landed: tax and delivery included. */
export const ComparedOffer = z.object({
  offerId: z.string(),
  version: z.int(),
  state: z.enum(OFFER_STATES),
  merchantId: z.string(),
  merchantName: z.string(),
  isChoosable: z.boolean(),
  unitPrice: Money, // before delivery, at the tier that is reached, else at the first
  tiers: z.array(PriceTier.extend({ isReached: z.boolean() })), // the one that counts is marked
  yours: Money.nullable(), // landed in the reader's own country; null where it is not delivered there
  landed: z.array(z.object({ country: z.string(), price: Money.nullable() })), // wherever there are members
  quantity: z.int(), // how much it binds of what is verified
  quantityMaximum: z.int().nullable(),
  leadTimeDays: z.int(),
  arrivesBy: Timestamp, // if it is taken now; where somebody has to be asked, after that
  validUntil: Timestamp.nullable(),
  firm: z.boolean(), // another is confirmed by its merchant first (G18)
  fits: z.enum(["yes", "ceiling", "delivery", "country"]), // the reader's own word
  outside: OutsideOffer.nullable(), // null once the choice is over
  before: z.enum(CRITERIA).nullable(), // what puts it before the next one (P4); null of the last
  note: z.string().nullable(),
  rating: Rating.optional(), // of its merchant, by all who reviewed them (C6); absent where that cannot be read now
  record: MerchantRecord.optional(), // of its merchant, as it stood when the offer was made
});
export type ComparedOffer = z.infer<typeof ComparedOffer>;

/**
 * The offers as members compare them (G14), in the order of the rule. Until the offers are in there is only their number
 * and the best price; once one is taken, the rest is for the record.
 */
export const OfferComparison = z.object({
  groupBuyId: z.string(),
  chooser: GroupBuyResource.shape.chooser,
  stage: z.enum(["later", "choosing", "decided"]),
  offersUntil: Timestamp,
  waiting: Waiting.optional(),
  quantity: z.object({ verified: z.int(), minimum: z.int() }),
  countries: z.array(z.object({ country: z.string(), members: z.int(), quantity: z.int() })),
  standing: GroupBuyResource.shape.offers,
  offers: z.array(ComparedOffer),
  vote: z.string().optional(), // the reader's own
  taken: z.string().optional(), // the offer that was taken, or that members are asked about
});
export type OfferComparison = z.infer<typeof OfferComparison>;
