import { z } from "zod";
import { GROUP_BUY_STATES, LEG_STATES, MEMBER_STATES } from "../core/group-buy/state/states.ts";
import { Dispute } from "./disputes.ts";
import { MerchantRecord } from "./merchant-record.ts";
import { Money, Timestamp } from "./shared.ts";

const quantity = z.int();
const country = z.string();

/** The terms an initiator writes; times and money as typed by a client. */
export const GroupBuyTermsInput = z.strictObject({
  title: z.string(),
  description: z.string(),
  kind: z.enum(["good", "service"]),
  category: z.string(),
  language: z.string(),
  unit: z.string(),
  currency: z.string(),
  targetUnitPrice: Money,
  ceilingUnitPrice: Money.optional(),
  quantityMinimum: quantity,
  quantityMaximum: quantity.optional(),
  perBuyerMaximum: quantity,
  packSize: quantity.optional(), // the good comes in packs of so many pieces, and only whole ones are bought (A4)
  initiatorQuantity: quantity,
  depositPerUnit: Money,
  closesAt: Timestamp.optional(),
  closesAtLocal: z.strictObject({ local: z.string(), zone: z.string(), fold: z.int().optional() }).optional(),
  deliverBy: Timestamp.optional(),
  shipTo: z.array(country),
  chooser: z.enum(["auto_best", "initiator_pick", "vote"]).optional(),
  offerWindowMs: z.int().optional(),
  extendOnceMs: z.int().optional(),
  splitAllowed: z.boolean().optional(),
});
export type GroupBuyTermsInput = z.infer<typeof GroupBuyTermsInput>;

/** What changes of a draft; null takes away what was optional (RFC 7396). */
export const GroupBuyPatch = GroupBuyTermsInput.extend({
  ceilingUnitPrice: Money.nullable(),
  quantityMaximum: quantity.nullable(),
  packSize: quantity.nullable(),
  deliverBy: Timestamp.nullable(),
  extendOnceMs: z.int().nullable(),
}).partial();
export type GroupBuyPatch = z.infer<typeof GroupBuyPatch>;

/** How far a member would go so that packs come out whole: up to so many pieces in all, and whether fewer will do (A4). */
export const Flexibility = z.strictObject({ upTo: quantity, orFewer: z.boolean() });
export type Flexibility = z.infer<typeof Flexibility>;

export const PriceTier = z.strictObject({ fromQuantity: z.int(), unitPrice: Money });
export type PriceTier = z.infer<typeof PriceTier>;

export const Leg = z.object({
  id: z.string(),
  // share: of a forfeited deposit or bond; bond: what a merchant answers for an offer with
  purpose: z.enum(["initiator_deposit", "deposit", "balance", "share", "bond"]),
  state: z.enum(LEG_STATES),
  amount: Money,
  returned: Money.optional(),
  surplus: Money.optional(), // of a hold or payment that is larger than its seat by now: it is on its way back, or goes when the rest is taken
  provider: z.string(),
  plan: z.enum(["A", "B", "C"]),
  reference: z.string(), // the short form people read aloud: 7F3K-22
  action: z.object({ kind: z.literal("sandbox_confirm"), call: z.string() }).optional(),
  declineCode: z.string().optional(),
  // What lies over the state, each where there is any (docs/deposits.md).
  holdEnds: Timestamp.optional(), // the provider lets the hold go then at the latest
  takenAt: Timestamp.optional(), // the hold is taken then, a day before it ends (plan B), or is tried again after a refusal
  unknownSince: Timestamp.optional(), // a call has had no answer since: whether it happened is not known
  underReviewSince: Timestamp.optional(), // the provider examines it again
  chargeback: z.object({ state: z.enum(["open", "won", "lost"]), amount: Money, openedAt: Timestamp }).optional(), // the last time that the payer's bank called money back
});
export type Leg = z.infer<typeof Leg>;

/** Why one of several awards came to nothing, while the others go on. */
export const Fell = z.enum(["unpaid", "shortfall", "left", "breach"]);

/** As what somebody buys: what a no-show may cost depends on it (H6). */
export const BuyerType = z.enum(["consumer", "business"]);

export const NoShowRule = z.object({
  countries: z.array(z.string()).optional(), // where the member buys; left out: anywhere
  buyer: BuyerType.optional(), // left out: either
  basisPoints: z.int(), // of the deposit, at most; the rest goes back
});
export type NoShowRule = z.infer<typeof NoShowRule>;

export const Membership = z.object({
  id: z.string(),
  state: z.enum(MEMBER_STATES),
  seq: z.int(),
  pseudonym: z.string(),
  isInitiator: z.boolean(),
  quantity,
  quantityFlexible: Flexibility.optional(),
  // What was filled in for whole packs, or cut for them: part of `quantity` already, from the balance on (A4).
  packed: z.object({ filled: z.int(), cut: z.int() }).optional(),
  country,
  buyer: BuyerType.optional(), // left out: a consumer
  // What becomes of the deposits if the rest is not paid; left out once it is paid, and where the seat has ended.
  noShow: z.object({ forfeited: Money, returned: Money }).optional(),
  priceCeiling: Money.optional(),
  deliverBy: Timestamp.optional(),
  joinedAt: Timestamp,
  // The money of a seat is gone or may go, and until when that can be put right: a seat that is held anew does not count (H11).
  atRisk: z
    .object({ why: z.enum(["reversed", "chargeback", "review", "capture_refused"]), until: Timestamp.optional() })
    .optional(),
  payBy: Timestamp.optional(), // seat held unpaid until then (M1), or balance due (M10)
  place: z.int().optional(), // place in the waiting list, 1 is next
  receiptId: z.string(),
  // Whose award the seat belongs to, where several merchants share the group-buy; `fell`: it came to nothing (G20, G23).
  award: z
    .object({
      offerId: z.string(),
      merchantName: z.string(),
      unitPrice: Money,
      leadTimeDays: z.int(),
      fell: Fell.optional(),
    })
    .optional(),
  // What was added to the seat later, each at a place of its own; it counts once its deposit is verified (M7).
  parts: z
    .array(
      z.object({
        quantity,
        seq: z.int(),
        payBy: Timestamp.optional(), // held unpaid until then
        legId: z.string(),
        receiptId: z.string(),
      }),
    )
    .optional(),
  delivery: z
    .object({
      shippedAt: Timestamp, // of a service the agreed date
      carrier: z.string().nullable(),
      tracking: z.string().nullable(),
      deliveredAt: Timestamp.nullable(), // as the merchant reports it
      confirmBy: Timestamp.nullable(), // silence counts as a receipt then (M13)
      paid: Money, // the most that a dispute can be about
    })
    .optional(),
  dispute: Dispute.optional(),
});
export type Membership = z.infer<typeof Membership>;

/** One line of a person's own ledger: what moved, when, and what the provider calls it. */
export const LedgerLine = z.object({
  at: Timestamp,
  kind: z.string(),
  amount: Money,
  legId: z.string(),
});
export type LedgerLine = z.infer<typeof LedgerLine>;

/** An obligation or right of the caller with its time limit and the call that answers it. */
export const Asked = z.object({
  what: z.enum([
    "confirm_deposit",
    "complete_action",
    "pay_deposit",
    "pay_part",
    "choose",
    "vote",
    "consent",
    "answer_proposal",
    "pay_balance",
    "ship",
    "confirm_received",
    "answer_dispute",
  ]),
  until: Timestamp.optional(),
  call: z.string(),
  amount: Money.optional(),
});
export type Asked = z.infer<typeof Asked>;

/** Published when the count is frozen (G11, G13): what was in time, what was not, and the log it can be checked against. */
export const CloseCertificate = z.object({
  closesAt: Timestamp,
  frozenAt: Timestamp,
  outcome: z.enum(["reached", "below_minimum"]),
  verifiedQuantity: z.int(),
  packedQuantity: z.int().optional(), // in whole packs, where there are any: what counts towards the minimum
  members: z.int(),
  lastInTimeSeq: z.int().nullable(),
  lastInTimeAt: Timestamp.nullable(),
  firstLateSeq: z.int().nullable(),
  firstLateAt: Timestamp.nullable(),
  depositsTotal: Money,
  treeSize: z.int(),
  treeRoot: z.string(),
});
export type CloseCertificate = z.infer<typeof CloseCertificate>;

/** The award: which offer, at which tier, for how many. */
export const Award = z.object({
  // Who took it: the rule at the bell, the initiator, the vote; the rule in their stead, after an offer that fell, or for
  // whom the offer that was chosen did not bind.
  chosenBy: z.enum(["rule", "initiator", "vote", "fallback", "next", "rest"]),
  votes: z.object({ for: z.int(), voters: z.int(), members: z.int() }).optional(),
  offerId: z.string(),
  version: z.int(),
  merchantId: z.string(),
  merchantName: z.string(),
  unitPrice: Money,
  quantity: z.int(),
  leadTimeDays: z.int(),
  awardedAt: Timestamp,
  fell: Fell.optional(),
});
export type Award = z.infer<typeof Award>;

/** What everybody waits for between the bell and the balances. */
export const Waiting = z.object({
  for: z.enum(["offers", "bonds", "initiator", "votes", "consents", "merchant", "shortfall"]),
  until: Timestamp,
  extended: z.int().optional(), // how often an offer in the last moments has moved the end of the window for offers
});
export type Waiting = z.infer<typeof Waiting>;

/** One offer as the members compare it, at the tier that it reaches with them. */
export const Candidate = z.object({
  offerId: z.string(),
  version: z.int(),
  merchantName: z.string(),
  unitPrice: Money,
  landed: Money.nullable(), // in the reader's own country; null where it is not delivered there
  quantity: z.int(), // how much it binds of those whom it fits
  leadTimeDays: z.int(),
  firm: z.boolean(),
  isChoosable: z.boolean(),
  fits: z.enum(["yes", "ceiling", "delivery", "country"]), // the reader's own word
  note: z.string().nullable(),
  record: MerchantRecord.optional(), // of its merchant, as it stood when the offer was made
});
export type Candidate = z.infer<typeof Candidate>;

/** What a member sees once the offers are in: all of them in the order of the rule, and their own vote. */
export const Choosing = z.object({ candidates: z.array(Candidate), vote: z.string().optional() });
export type Choosing = z.infer<typeof Choosing>;

/** The offer that was chosen, as it would bind this member, who is asked where it is outside of their word. */
export const Question = z.object({
  unitPrice: Money,
  landed: Money,
  merchantName: z.string(),
  leadTimeDays: z.int(),
  answer: z.enum(["asked", "accepted", "not_needed"]),
});
export type Question = z.infer<typeof Question>;

/** The initiator's deposit answers for the demand: it goes to so many members in equal parts (G8, H6). */
export const Forfeit = z.object({
  why: z.enum(["cancelled", "no_show"]),
  amount: Money,
  members: z.int(),
  isLost: z.boolean(), // the bank could not take it: there is nothing to share
  shared: Money, // what of it is money already and on its way to them, or there
});
export type Forfeit = z.infer<typeof Forfeit>;

/** The deposits of members who did not pay go to those who had, in proportion to their places (H6). */
export const LeftBehind = z.object({
  amount: Money,
  noShows: z.int(),
  members: z.int(),
  isLost: z.boolean(), // the bank could take none of it
  shared: Money,
});
export type LeftBehind = z.infer<typeof LeftBehind>;

/** A change that the merchant proposes to a member, beside what was agreed (O5). Silence keeps what was agreed. */
export const ProposedChange = z.object({
  merchantName: z.string(),
  daysLater: z.int().optional(),
  total: z.object({ agreed: Money, proposed: Money }).optional(),
  note: z.string(),
  until: Timestamp,
  answer: z.enum(["asked", "accept", "keep"]),
});
export type ProposedChange = z.infer<typeof ProposedChange>;

/** How a deposit that is paid now is held (H2), said before anybody pays. */
export const Holding = z.object({
  plan: z.enum(["A", "B", "C"]), // authorised only; authorised, and taken a day before the hold ends; taken at once
  neededUntil: Timestamp, // until when it has to stand if everything takes as long as it may
  takenAfterMs: z.int().optional(), // plan B: how long after the payment it is taken, if nothing is decided by then
});
export type Holding = z.infer<typeof Holding>;

/** The resource that REST, the hub and the pages share. It comes from the object, never from D1. */
export const GroupBuyResource = z.object({
  id: z.string(),
  state: z.enum(GROUP_BUY_STATES),
  reason: z.string().optional(),
  reasonWords: z.string().optional(), // what they said who called it off
  // why it failed or was cancelled
  effectiveAt: Timestamp,
  version: z.int(),
  title: z.string(),
  description: z.string(),
  kind: z.enum(["good", "service"]),
  category: z.string(),
  language: z.string(),
  unit: z.string(),
  currency: z.string(),
  targetUnitPrice: Money,
  ceilingUnitPrice: Money.optional(),
  quantityMinimum: z.int(),
  quantityMaximum: z.int().optional(),
  perBuyerMaximum: z.int(),
  packSize: z.int().optional(),
  initiatorQuantity: z.int(),
  depositPerUnit: Money,
  initiator: z.object({ pseudonym: z.string(), name: z.string(), country: z.string().optional() }),
  closesAt: Timestamp,
  deliverBy: Timestamp.optional(),
  shipTo: z.array(z.string()),
  chooser: z.enum(["auto_best", "initiator_pick", "vote"]),
  offerWindowMs: z.int(), // how long after the bell offers may still come
  // An offer in the last moments of that window extends it, so often at most.
  offerSoftClose: z.object({ lastMs: z.int(), byMs: z.int(), times: z.int() }).optional(),
  splitAllowed: z.boolean().optional(), // several merchants may share it, where one offer does not bind everybody
  extendOnceMs: z.int().optional(), // the extension that was announced at publication (G12)
  deadlineMoves: z.int().optional(), // how often the deadline has moved, for calendars; left out while it has not
  extendedFrom: Timestamp.optional(), // the deadline that it has moved
  freeExitUntil: Timestamp.optional(), // leaving is free until then, lock or no lock (M6)
  suspension: z.object({ since: Timestamp, words: z.string() }).optional(),
  // A fault of the platform has moved the deadline (T7): from when, and the operators' words.
  incident: z.object({ from: Timestamp, words: z.string() }).optional(),
  withdrawLockMs: z.int(),
  noShow: z.enum(["none", "merchant", "merchant_or_payers"]), // who gets the deposit of a member who does not pay the rest
  noShowRules: z.array(NoShowRule).optional(), // how much of it: the first that fits a member; left out: all of it
  merchantBond: z.object({ basisPoints: z.int() }).optional(), // merchants answer for their offers with money (G23)
  initiatorForfeit: z.literal("members").optional(), // who gets the initiator's deposit if they break what others rely on
  payGraceMs: z.int(),
  holding: Holding.optional(), // of deposits that are paid now; absent once nobody can join any more
  termsHash: z.string(),
  provider: z.object({ id: z.string(), name: z.string() }),
  clock: z.object({ nowMs: z.int(), epoch: z.string() }),
  quantity: z.object({
    held: z.int(),
    verified: z.int(),
    waitlisted: z.int(),
    minimum: z.int(),
    maximum: z.int().nullable(),
    packed: z.int().optional(), // in whole packs as things stand, filled and cut; counts towards the minimum
  }),
  members: z.int(),
  price: z.object({
    current: Money,
    source: z.enum(["target", "offer"]),
    tiers: z.array(PriceTier),
    nextTier: z.object({ missing: z.int(), unitPrice: Money }).optional(),
  }),
  offers: z.object({ count: z.int(), bestLanded: Money.optional() }),
  waiting: Waiting.optional(),
  award: Award.optional(),
  awards: z.array(Award).optional(), // all of them, that one first, where several merchants share it
  forfeit: Forfeit.optional(),
  leftBehind: LeftBehind.optional(),
  asked: z.array(Asked),
  me: z
    .object({
      membership: Membership.optional(),
      legs: z.array(Leg),
      ledger: z.array(LedgerLine),
      choosing: Choosing.optional(),
      question: Question.optional(),
      // What calling it off would cost the initiator now: nothing where it is absent.
      stake: z.object({ amount: Money, members: z.int() }).optional(),
      proposal: ProposedChange.optional(),
      // Whom this member may review, and until when (C6).
      reviewable: z.object({ merchantId: z.string(), merchantName: z.string(), until: Timestamp }).optional(),
    })
    .optional(),
  certificate: CloseCertificate.optional(),
});
export type GroupBuyResource = z.infer<typeof GroupBuyResource>;

/** A public card of the directory: what lists show. From D1, so it may lag the object by moments. */
export const GroupBuyCard = z.object({
  id: z.string(),
  state: z.enum(GROUP_BUY_STATES),
  title: z.string(),
  kind: z.enum(["good", "service"]),
  category: z.string(),
  language: z.string(),
  unit: z.string(),
  currency: z.string(),
  closesAt: Timestamp,
  shipTo: z.array(z.string()),
  members: z.int(),
  verifiedQuantity: z.int(),
  quantityMinimum: z.int(),
  quantityMaximum: z.int().nullable(),
  packSize: z.int().optional(), // only whole packs of so many pieces are bought (A4)
  price: GroupBuyResource.shape.price,
  depositPerUnit: Money,
  publishedAt: Timestamp,
  // What came of it: one price for so many, beside what was wished for.
  deal: z.object({ quantity: z.int(), members: z.int(), unitPrice: Money, targetUnitPrice: Money }).optional(),
  sandboxAheadMs: z.int().optional(), // its clock has been moved: it closes this much earlier than `closesAt` says in real time
});
export type GroupBuyCard = z.infer<typeof GroupBuyCard>;

export const SubmitInput = z.strictObject({ instrument: z.string() });
export type SubmitInput = z.infer<typeof SubmitInput>;

export const JoinInput = z.strictObject({
  quantity,
  quantityFlexible: Flexibility.optional(),
  termsHash: z.string(),
  priceCeiling: Money.optional(),
  deliverBy: Timestamp.optional(),
  country,
  buyer: BuyerType.optional(), // as what; left out: as a consumer
  waitlist: z.boolean(),
  instrument: z.string().optional(),
  armedLegId: z.string().optional(),
});
export type JoinInput = z.infer<typeof JoinInput>;

/** Another quantity in all; the instrument pays for what is added, now or by `POST /legs/{id}/confirm`. */
export const ChangeInput = z.strictObject({
  quantity,
  quantityFlexible: Flexibility.nullable().optional(), // null: exactly so many; left out, it stays as it was
  instrument: z.string().optional(),
});
export type ChangeInput = z.infer<typeof ChangeInput>;

export const PickInput = z.strictObject({ offerId: z.string(), version: z.int() });
export type PickInput = z.infer<typeof PickInput>;

export const VoteInput = z.strictObject({ offerId: z.string() });
export type VoteInput = z.infer<typeof VoteInput>;

export const ConsentInput = z.strictObject({ accept: z.boolean() });
export type ConsentInput = z.infer<typeof ConsentInput>;

export const ProposalAnswerInput = z.strictObject({ answer: z.enum(["accept", "keep", "leave"]) });
export type ProposalAnswerInput = z.infer<typeof ProposalAnswerInput>;

export const BalanceInput = z.strictObject({
  instrument: z.string(),
  address: z
    .strictObject({
      name: z.string(),
      line1: z.string(),
      line2: z.string().optional(),
      postcode: z.string().optional(),
      city: z.string(),
      country,
    })
    .optional(),
});
export type BalanceInput = z.infer<typeof BalanceInput>;

/** When the client says that it sent: its estimate of the authority's time, and how far that may be off. */
const ClientInterval = z.object({ atMs: z.int(), boundMs: z.int() });

/** A signed receipt: the leaf as logged, and the JWS over it. The same bytes for ever. */
export const Receipt = z.object({
  id: z.string(),
  accepted: z.boolean(),
  code: z.string().nullable(), // the slug of a refusal
  groupBuyId: z.string(),
  seq: z.int(),
  recv: Timestamp,
  recvMs: z.int(),
  deadlineMs: z.int(),
  marginMs: z.int(), // deadline − arrival: positive is in time
  termsHash: z.string().nullable().optional(), // of the terms in force; null before anybody could see them; older receipts lack it
  prev: z.object({ size: z.int(), root: z.string() }).optional(), // the public log as it stood before: how many entries, and its root
  // What else is known of when the command was sent. No decision reads it (T6, T8).
  edgeMs: z.int().optional(), // the clock of the Worker that took the request in; a line has none in between
  client: ClientInterval.optional(),
  leaf: z.string(),
  leafHash: z.string(),
  jws: z.string(),
});
export type Receipt = z.infer<typeof Receipt>;

/** A command that got no judgement, signed (T6): when it came and what was asked, and nothing of what would have been decided. */
export const AttemptReceipt = z.object({
  groupBuyId: z.string(),
  command: z.string(), // join, leave, …
  commandHash: z.string(), // as the log would have it: by it the two are matched if it was judged in the end
  code: z.string(), // the slug that was answered with it
  // not-judged: nobody looked at it; no-answer: it was handed on, and what became of it is not known here
  outcome: z.enum(["not-judged", "no-answer"]),
  recvMs: z.int().nullable(), // the authority's stamp, where it was the authority that turned it away
  edgeMs: z.int().nullable(),
  client: ClientInterval.nullable(),
  statement: z.string(), // what is signed: canonical JSON, worker/core/log/attempt.ts
  jws: z.string(),
});
export type AttemptReceipt = z.infer<typeof AttemptReceipt>;

export const JoinAnswer = z.object({ membership: Membership, leg: Leg.optional(), receipt: Receipt });
export type JoinAnswer = z.infer<typeof JoinAnswer>;
