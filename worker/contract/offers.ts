import { z } from "zod";
import type { FacetCounts } from "../core/matching/facets.ts";
import type { WholeReading } from "../core/matching/reading.ts";
import { MEETINGS, REASON_FIELDS, type Reason } from "../core/matching/why.ts";
import { OFFER_STATES } from "../core/group-buy/state/states.ts";
import { Dispute } from "./disputes.ts";
import { GroupBuyResource, PriceTier } from "./group-buy.ts";
import { MerchantRecord } from "./merchant-record.ts";
import { Money, type Page, pageOf, Timestamp } from "./shared.ts";
import { IndexState } from "./search.ts";

const BOND_STATES = [
  "due",
  "under_way",
  "action_required",
  "paid",
  "returning",
  "returned",
  "forfeited",
  "charged_back",
  "missed",
] as const;

/** How an offer is answered for: by the merchant's own money. */
export const BondInput = z.strictObject({ instrument: z.string() });
export type BondInput = z.infer<typeof BondInput>;

/** What a merchant sends: "cannot supply" alone, or the whole offer (rule O1). */
export const OfferInput = z.strictObject({
  canSupply: z.boolean(),
  tiers: z.array(PriceTier).optional(),
  delivery: z.array(z.strictObject({ country: z.string(), perUnit: Money })).optional(),
  quantityMaximum: z.int().optional(),
  leadTimeDays: z.int().optional(),
  validUntil: Timestamp.optional(),
  firm: z.boolean().optional(),
  note: z.string().optional(),
});
export type OfferInput = z.infer<typeof OfferInput>;

/** A merchant's own view of one of its offers. `rank` 1 is the best acceptable one. */
export const Offer = z.object({
  id: z.string(),
  groupBuyId: z.string(),
  groupBuyTitle: z.string(),
  version: z.int(),
  state: z.enum(OFFER_STATES),
  rank: z.int().nullable(),
  canSupply: z.boolean(),
  tiers: z.array(PriceTier),
  delivery: z.array(z.object({ country: z.string(), perUnit: Money })),
  quantityMaximum: z.int().nullable(),
  leadTimeDays: z.int().nullable(),
  validUntil: Timestamp.nullable(),
  firm: z.boolean(),
  note: z.string().nullable(),
  submittedAt: Timestamp,
  record: MerchantRecord.optional(), // as this version states it; absent where it was made before records were kept
  confirmBy: Timestamp.nullable(), // chosen and not firm, or too few have paid: the merchant is asked until then
  shortfall: z.object({ paid: z.int(), of: z.int() }).nullable(), // too few have paid: whether they will do (G20)
  mayPropose: z.boolean(), // a later delivery, or another price, may be proposed to the members (O5)
  proposal: z
    .object({
      daysLater: z.int().optional(),
      unitPrice: Money.optional(),
      until: Timestamp,
      places: z.object({ asked: z.int(), accepted: z.int(), kept: z.int(), left: z.int() }),
    })
    .nullable(),
  // What its merchant answers for it with; absent where this group-buy asks for nothing (ADR 0025).
  bond: z
    .object({
      amount: Money,
      state: z.enum(BOND_STATES), // due: to be paid; missed: it was not paid in time
      until: Timestamp.nullable(), // may be paid until then
      isDeclined: z.boolean(), // the last payment came to nothing
      legId: z.string().nullable(),
    })
    .optional(),
});
export type Offer = z.infer<typeof Offer>;

/** A change of what was agreed: one of the two, and why. */
export const ProposalInput = z.strictObject({
  daysLater: z.int().optional(),
  unitPrice: Money.optional(),
  note: z.string(),
});
export type ProposalInput = z.infer<typeof ProposalInput>;

/** A demand as merchants see it: quantities by country, never persons. */
export const Demand = z.object({
  id: z.string(),
  state: z.string(),
  title: z.string(),
  description: z.string(),
  kind: z.enum(["good", "service"]),
  category: z.string(),
  language: z.string(),
  unit: z.string(),
  currency: z.string(),
  targetUnitPrice: Money,
  quantityMinimum: z.int(),
  quantityMaximum: z.int().nullable(),
  packSize: z.int().nullable(), // tiers and quantities of offers are whole packs of so many pieces
  verifiedQuantity: z.int(),
  packedQuantity: z.int().nullable(), // what of it makes whole packs as things stand
  quantityByCountry: z.array(z.object({ country: z.string(), quantity: z.int() })),
  shipTo: z.array(z.string()),
  deliverBy: Timestamp.nullable(),
  closesAt: Timestamp,
  offersUntil: Timestamp,
  // Who takes one of the offers, and how long they may take over it; the rule takes no time (G14).
  chooser: GroupBuyResource.shape.chooser,
  choosingMs: z.int(),
  confirmingMs: z.int(), // for the merchant of an offer that is not firm (G18)
  offerWindowMs: z.int(), // after the bell
  offerSoftClose: GroupBuyResource.shape.offerSoftClose,
  // What an offer is answered for with: a share of its dearest price times the minimum, as far as it has so much.
  bond: z.object({ basisPoints: z.int(), minimum: Money.nullable(), payWithinMs: z.int() }).optional(),
  extendOnceMs: z.int().optional(), // it may reopen once, so long, where too few are in (G12); absent once it has
  sandboxAheadMs: z.int().optional(), // its clock has been moved: its deadlines come this much earlier in real time
  offers: z.object({ count: z.int(), bestLanded: Money.nullable(), mine: Offer.nullable() }),
});
export type Demand = z.infer<typeof Demand>;

/** `nearly`: those with a further price to reach, fewest missing first. */
export const DEMAND_SORTS = ["relevance", "closing", "nearly", "newest"] as const;
export type DemandSort = (typeof DEMAND_SORTS)[number];

/** What a search can be narrowed by, as its parameters are called. */
export const DEMAND_FILTERS = [
  "lang",
  "category",
  "kind",
  "country",
  "currency",
  "quantityMinimum",
  "quantityMaximum",
  "priceMinimum",
  "priceMaximum",
  "closesAfter",
  "closesBefore",
] as const;
export type DemandFilter = (typeof DEMAND_FILTERS)[number];

/** One demand that was found; `why` lists the words that matched. */
export const DemandHit = z.object({
  id: z.string(),
  title: z.string(),
  category: z.string(),
  language: z.string(),
  kind: z.enum(["good", "service"]),
  currency: z.string(),
  unit: z.string(),
  targetUnitPrice: Money,
  quantityMinimum: z.int(),
  packSize: z.int().optional(), // only whole packs of so many pieces are bought (A4)
  verifiedQuantity: z.int(),
  members: z.int(),
  shipTo: z.array(z.string()),
  closesAt: Timestamp,
  offersCount: z.int(),
  missingToNextPrice: z.int().optional(), // pieces; absent where there is no further price to reach
  why: z.array(z.string()),
});
export type DemandHit = z.infer<typeof DemandHit>;

/**
 * Why a demand was found, for one thing that was asked for: what was typed, what stands in the demand, and how the two
 * met. Of a description only terms are kept, so that what stands there is not known.
 */
export const DemandReason = z.object({
  typed: z.string(),
  met: z.enum(MEETINGS),
  field: z.enum(REASON_FIELDS),
  stands: z.string().nullable(),
  at: z.array(z.object({ start: z.int(), end: z.int() })), // where in the title, in UTF-16 units
});

export const DemandMatch = DemandHit.extend({ reasons: z.array(DemandReason) });
export interface DemandMatch extends DemandHit {
  readonly reasons: readonly Reason[];
}

/** What a search that found nothing has to give up to find something. */
export const DemandWayOut = z.object({
  unfiltered: z.int(), // found without any filter
  without: z.array(z.object({ filter: z.enum(DEMAND_FILTERS), count: z.int() })), // without this one alone, most first
});
export interface DemandWayOut {
  readonly unfiltered: number;
  readonly without: readonly { readonly filter: DemandFilter; readonly count: number }[];
}

const Counts = z.array(z.object({ value: z.string(), count: z.int() }));

/** How many demands each other choice would leave, the others kept; of words, among the best matches alone. */
export const DemandFacets = z.object({
  category: Counts,
  kind: Counts,
  country: Counts,
  currency: Counts,
  isWhole: z.boolean(), // false: there were more matches than are counted
});
export interface DemandFacets extends FacetCounts {
  readonly isWhole: boolean;
}

export const DemandPage = pageOf(DemandMatch).extend({
  readAs: z.string().nullable(), // what was looked for in place of what was typed
  repaired: z.array(z.object({ typed: z.string(), read: z.array(z.string()) })), // no open demand says what was typed
  unmet: z.array(z.string()), // nothing was found for these words
  wayOut: DemandWayOut.optional(), // where filters hide all that there is
  facets: DemandFacets.optional(),
  search: z.string().optional(), // names this search where an offer follows from it
  index: IndexState.optional(), // left out where no word could be looked for
});
export interface DemandPage extends Page<DemandMatch>, WholeReading {
  readonly wayOut?: DemandWayOut;
  readonly facets?: DemandFacets;
  readonly search?: string;
  readonly index?: IndexState;
}

/** A paid order of the merchant's award. The address appears only once the balance is paid. */
export const Order = z.object({
  id: z.string(), // the membership's id
  groupBuyId: z.string(),
  pseudonym: z.string(),
  quantity: z.int(),
  country: z.string(),
  state: z.string(),
  address: z.record(z.string(), z.string()).nullable(),
  shipBy: Timestamp.nullable(),
  kind: z.enum(["good", "service"]),
  shippedAt: Timestamp.nullable(), // of a service the agreed date
  carrier: z.string().nullable(),
  tracking: z.string().nullable(),
  deliveredAt: Timestamp.nullable(),
  confirmBy: Timestamp.nullable(), // the member's silence counts as a receipt then
  paid: Money,
  dispute: Dispute.nullable(),
});
export type Order = z.infer<typeof Order>;

/** Without `shippedAt` it is now, by the clock of the group-buy. A service needs the date that was agreed. */
export const ShipmentInput = z.strictObject({
  carrier: z.string().optional(),
  tracking: z.string().optional(),
  shippedAt: Timestamp.optional(),
});
export type ShipmentInput = z.infer<typeof ShipmentInput>;

/** What the merchant says of an arrival: when, which is now where it is left out, and by what that can be seen. */
export const DeliveryInput = z.strictObject({ deliveredAt: Timestamp.optional(), proof: z.string().optional() });
export type DeliveryInput = z.infer<typeof DeliveryInput>;

/** Money on its way to a merchant for one group-buy. */
export const Payout = z.object({
  id: z.string(),
  groupBuyId: z.string(),
  amount: Money,
  state: z.string(),
  at: Timestamp,
});
export type Payout = z.infer<typeof Payout>;
