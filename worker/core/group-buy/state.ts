import { emptyFrontier, type Frontier } from "../log/merkle.ts";
import { assert } from "../result.ts";
import type { HoldingCapabilities } from "../deposit/plan.ts";
import type { HoldingPlan, MoneyMode } from "../deposit/provider.ts";
import {
  hasEnded,
  type GroupBuyStateName,
  type LegStateName,
  type MemberStateName,
  type OfferStateName,
} from "./states.ts";
import type { Policy, Terms } from "./terms.ts";

/** The deposit provider of a group-buy, fixed when it is drafted. */
export interface ProviderFacts extends HoldingCapabilities {
  readonly id: string;
  readonly name: string;
  readonly mode: MoneyMode;
}

export interface Address {
  readonly name: string;
  readonly line1: string;
  readonly line2?: string;
  readonly postcode?: string;
  readonly city: string;
  readonly country: string;
}

/** One buyer's seat (rules M1–M16). Amounts in minor units of the group-buy's currency. */
export interface Member {
  readonly id: string;
  readonly personId: string;
  readonly pseudonym: string;
  readonly isInitiator: boolean;
  /** Sequence number of the join: the place in line, and the tie-breaker of everything. */
  readonly seq: number;
  readonly joinedAtMs: number;
  /** What counts: verified where the seat is, what was added included (M7). */
  quantity: number;
  readonly country: string;
  readonly priceCeilingMinor: number | null;
  readonly deliverByMs: number | null;
  state: MemberStateName;
  /** Until when the seat is held unpaid (M1), or the balance is due (M10). */
  payByMs: number | null;
  depositLegId: string | null;
  balanceLegId: string | null;
  /** What the member owes after the award, and what of it the deposit covers. */
  totalMinor: number | null;
  address: Address | null;
  shippedAtMs: number | null;
  carrier: string | null;
  tracking: string | null;
  /** When the merchant says it arrived: the inspection has counted from that report since (M13). */
  deliveredAtMs: number | null;
  /** By what that can be seen, in the merchant's words. */
  deliveryProof: string | null;
  dispute: Dispute | null;
  /** When receipt counts as confirmed if the member stays silent (M13). */
  confirmAtMs: number | null;
  /** The offer that this member votes for, as things stand (chooser `vote`). */
  vote: string | null;
  /** Asked whether an offer outside of their word may bind them after all, and whether they said yes (G15). */
  consent: "asked" | "accepted" | null;
  /** A no-show whose deposit is kept until it is clear what becomes of the deal (H6). */
  forfeits?: boolean;
  /** What was said to the last change that the merchant proposed (O5); absent where nothing was asked. */
  proposal?: "asked" | "accept" | "keep" | "leave" | undefined;
  /** So many days later than agreed the goods may be sent, by this member's word. */
  daysLater?: number;
  /** What was added to the seat after the join (M7), in order; absent where nothing ever was. */
  parts?: readonly Part[];
}

/** Units that were added to a seat, at a place in line and with a deposit of their own. */
export interface Part {
  readonly legId: string;
  readonly seq: number;
  readonly quantity: number;
  /** Until when it is held unpaid; null once its deposit is verified. */
  readonly payByMs: number | null;
}

export const DISPUTE_REASONS = ["not_received", "damaged", "not_as_described", "incomplete", "other"] as const;
export type DisputeReason = (typeof DISPUTE_REASONS)[number];

/** Who has to speak next while a dispute is open. */
export type DisputeSpeaker = "merchant" | "member" | "operator";

/** Who ended it, by a word or by silence (M15). */
export type DisputeEnd = DisputeSpeaker | `${DisputeSpeaker}_silence`;

/** What a member says is wrong, and what the two and an operator made of it (M14, M15). Replaced, never edited. */
export interface Dispute {
  readonly reason: DisputeReason;
  readonly text: string;
  /** How much of what was paid the member wants back. */
  readonly wantedMinor: number;
  readonly openedAtMs: number;
  /** Null once it has ended. */
  readonly speaker: DisputeSpeaker | null;
  /** When silence decides. */
  readonly untilMs: number;
  /** How much the merchant would give back: 0 after a rejection, null before any answer. */
  readonly offeredMinor: number | null;
  /** The merchant's words with that. */
  readonly answer: string | null;
  readonly outcome: { readonly refundMinor: number; readonly by: DisputeEnd; readonly words: string | null } | null;
}

/** `share`: what a member gets of an initiator's forfeited deposit; it is only ever paid out. */
export type LegPurpose = "initiator_deposit" | "deposit" | "balance" | "share";

/** What the provider is asked next; planned in the commit that decided it, sent after it. */
export type ProviderStep = "open" | "capture" | "release" | "refund" | "read" | "payout";

/** One line of what a payer sees of their own money: what the provider confirmed, and when. */
export interface Movement {
  readonly atMs: number;
  readonly kind:
    | "held"
    | "captured"
    | "released"
    | "lapsed"
    | "refunded"
    | "refund_failed"
    | "forfeited"
    | "awarded"
    | "share_owed"
    | "share_paid"
    | "share_failed";
  readonly amountMinor: number;
}

/** One movement of money between a buyer and the provider (money.md 1.3). */
export interface Leg {
  readonly id: string;
  readonly personId: string;
  readonly purpose: LegPurpose;
  readonly quantity: number;
  readonly amountMinor: number;
  readonly plan: HoldingPlan;
  memberId: string | null;
  state: LegStateName;
  instrument: string | null;
  /** Counts definitive outcomes of `open`: a declined instrument may be followed by another (key `<leg>:<step>:<attempt>`). */
  attempt: number;
  pending: ProviderStep | null;
  /** How much of the hold the pending or last capture takes. */
  captureMinor: number | null;
  /** What stands as a hold in the memorandum accounts: 0 before and after. */
  heldMinor: number;
  capturedMinor: number;
  refundedMinor: number;
  /** What the seat needs of it since it became smaller (M7); absent: all of it. */
  keepMinor?: number;
  /** How much the pending refund is about, where it is not all that is left. */
  refundMinor?: number | null;
  /** What of `refundedMinor` went back while the seat stood. */
  returnedMinor?: number;
  /** It answers for the demand (G8, H6): it does not go back, and is shared among the members once it is money. */
  isCalled?: boolean;
  providerRef: string | null;
  captureBeforeMs: number | null;
  convertAtMs: number | null;
  declineCode: string | null;
  movements: readonly Movement[];
}

export interface OfferTier {
  readonly fromQuantity: number;
  readonly unitPriceMinor: number;
}

export interface OfferDelivery {
  readonly country: string;
  readonly perUnitMinor: number;
}

/** What a merchant promises (rule O1). A version is never edited in place. */
export interface OfferBody {
  readonly canSupply: boolean;
  readonly tiers: readonly OfferTier[];
  readonly delivery: readonly OfferDelivery[];
  readonly quantityMaximum: number | null;
  readonly leadTimeDays: number | null;
  readonly validUntilMs: number | null;
  readonly firm: boolean;
  readonly note: string | null;
}

export interface Offer {
  readonly id: string;
  readonly merchantId: string;
  readonly merchantName: string;
  readonly personId: string;
  version: number;
  /** Sequence number of this version: the last tie-breaker of the chooser. */
  seq: number;
  submittedAtMs: number;
  state: OfferStateName;
  body: OfferBody;
  /** Refused only because another was accepted: it may be asked again when that one falls (G21). */
  isBeaten?: boolean;
  /** Who acts for another account of the same registered company. */
  kinIds?: readonly string[];
  /** Asked again after it had been refused: its merchant is no longer bound by it, firm or not. */
  isRecalled?: boolean;
}

/** Whether the offer binds its merchant by itself; another is asked when it is chosen (G18). */
export function isFirm({ body, isRecalled }: Offer): boolean {
  return body.firm && isRecalled !== true;
}

/** Who took the offer: nobody is named where the rule alone did, at the bell. */
export type AwardedBy =
  | { readonly by: "initiator" }
  /** The vote, with how many voted for it, how many voted and how many could have. */
  | { readonly by: "vote"; readonly votes: number; readonly voters: number; readonly members: number }
  /** The rule, because the chooser did not (domain 3.6). */
  | { readonly by: "fallback" }
  /** The rule, because the offer before it fell. */
  | { readonly by: "next" };

export interface Award {
  readonly offerId: string;
  readonly version: number;
  readonly merchantId: string;
  readonly merchantName: string;
  readonly unitPriceMinor: number;
  readonly quantity: number;
  readonly leadTimeDays: number;
  readonly awardedAtMs: number;
  readonly chosen?: AwardedBy;
}

/** An offer that fits some and not all: those outside of their word are asked until a moment (G15). */
export interface Question {
  readonly award: Award;
  readonly untilMs: number;
}

/** Too few have paid: the merchant is asked whether that many will do (G20). */
export interface Shortfall {
  readonly paidQuantity: number;
  readonly untilMs: number;
}

/** The initiator's deposit answers for the demand: why, how much, and to whom it goes in equal parts (G8, H6). */
export interface Guarantee {
  readonly why: "cancelled" | "no_show";
  readonly amountMinor: number;
  /** The members that were verified then, in order of arrival. */
  readonly memberIds: readonly string[];
  /** What has been shared so far: nothing before the deposit is money. */
  readonly sharedMinor: number;
}

export interface ExtensionProposal {
  readonly operatorId: string;
  readonly closesAtMs: number;
  readonly words: string;
  readonly atMs: number;
}

/** A change that the merchant would like: a later delivery or another price (O5). */
export interface Proposal {
  readonly daysLater: number | null;
  readonly unitPriceMinor: number | null;
  readonly words: string;
  readonly untilMs: number;
}

export interface Suspension {
  readonly sinceMs: number;
  readonly words: string;
}

/** One operator would cancel, and another one has to say the same (G9). */
export interface CancelProposal {
  readonly operatorId: string;
  readonly words: string;
  readonly atMs: number;
}

/** The public log at one moment: everything before it is fixed by its root. */
export interface TreeHead {
  readonly treeSize: number;
  readonly treeRoot: string;
}

export interface Certificate extends TreeHead {
  readonly closesAtMs: number;
  readonly frozenAtMs: number;
  readonly outcome: "reached" | "below_minimum";
  readonly verifiedQuantity: number;
  readonly members: number;
  readonly lastInTimeSeq: number | null;
  readonly lastInTimeAtMs: number | null;
  readonly firstLateSeq: number | null;
  readonly firstLateAtMs: number | null;
  readonly depositsTotalMinor: number;
}

/**
 * One group-buy as its authority sees it. `apply` is the only writer; everything else reads. The object keeps one of
 * these in memory, saves what `touched` names in the same transaction as the events, and drops it when a transaction fails.
 */
export interface GroupBuy {
  readonly id: string;
  readonly initiatorId: string;
  readonly initiatorPseudonym: string;
  readonly initiatorName: string;
  readonly initiatorCountry: string | null;
  readonly provider: ProviderFacts;
  terms: Terms;
  policy: Policy;
  termsHash: string;
  state: GroupBuyStateName;
  reason: string | null;
  /** What they said who called it off; absent where nobody did, and in group-buys of earlier releases. */
  reasonWords?: string;
  effectiveAtMs: number;
  /** Sequence number of the last event; also the version that `If-Match` names. */
  seq: number;
  /** The last arrival stamp: later ones are never smaller (T3). */
  lastAtMs: number;
  /** When the last event counted from: what an immediate consequence is dated by. */
  lastEffectiveAtMs: number;
  frontier: Frontier;
  /** How far a sandbox group-buy's clock has been moved ahead of real time; 0 for ever everywhere else. */
  clockAheadMs: number;
  createdAtMs: number;
  submittedAtMs: number | null;
  publishedAtMs: number | null;
  lastInTime: { readonly seq: number; readonly atMs: number } | null;
  firstLate: { readonly seq: number; readonly atMs: number } | null;
  /** The log as it stood when the bell rang: every join in time is in it, and nothing that came later. */
  bellTree: TreeHead | null;
  certificate: Certificate | null;
  /** While operators have stopped it: since when, and why (G6). */
  suspension: Suspension | null;
  /** Absent until the initiator breaks what others relied on. */
  guarantee?: Guarantee;
  /** The deadline that one operator would give after an incident; another must say the same (T7). */
  extensionProposal?: ExtensionProposal | null;
  /** Why an incident has moved the deadline, in the operators' words (T7). */
  incident?: { readonly fromMs: number; readonly words: string } | null;
  /** Until when leaving is free, lock or no lock (M6): after a deadline has moved or a suspension has ended. */
  freeExitUntilMs: number | null;
  /** The deadline that the announced extension has moved (G12): it happens once. */
  extendedFromMs: number | null;
  /** How often a published deadline has moved (T7). */
  deadlineMoves: number;
  /** The operator who would cancel it; where money is held, another must say the same (G9). */
  cancelProposedBy: string | null;
  /** The same with their words and when, for the others to judge; group-buys of earlier releases lack it. */
  cancelProposal?: CancelProposal | null;
  /** Until when the chooser may choose; null before that and where nobody is asked. */
  chooseUntilMs: number | null;
  /** Where offers in the last moments have moved the end of their window, and how often (O2). */
  offersUntilMs: number | null;
  offerExtensions: number;
  /** The last offer from the company of somebody who buys here (domain 3.1): operators are told. */
  conflict: { readonly merchantId: string; readonly atMs: number } | null;
  /** How many chosen offers have come to nothing (G16, G19): after the first the rule alone goes on. */
  fallenOffers: number;
  question: Question | null;
  award: Award | null;
  balanceDueAtMs: number | null;
  shortfall: Shortfall | null;
  proposal: Proposal | null;
  /** How many changes the merchant of the award has proposed, and how much of it has left for them (O5). */
  proposals: number;
  leftQuantity: number;
  shipByMs: number | null;
  /** The last step of the reminders that has been taken: so long before the balances are due (M11). */
  remindedBeforeMs: number | null;
  /** When the merchant of the award last said anything about a delivery (G23). */
  merchantSpokeAtMs: number | null;
  /** Since when operators are asked whether the merchant has broken the deal (G23). */
  breachSuspectedAtMs: number | null;
  heldQuantity: number;
  verifiedQuantity: number;
  waitlistedQuantity: number;
  readonly members: Map<string, Member>;
  readonly legs: Map<string, Leg>;
  readonly offers: Map<string, Offer>;
  /** The live membership of a person: one per person and group-buy. */
  readonly memberOfPerson: Map<string, string>;
  readonly touched: { readonly members: Set<string>; readonly legs: Set<string>; readonly offers: Set<string> };
}

export interface Founding {
  readonly id: string;
  readonly initiatorId: string;
  readonly initiatorPseudonym: string;
  readonly initiatorName: string;
  readonly initiatorCountry: string | null;
  readonly provider: ProviderFacts;
  readonly terms: Terms;
  readonly policy: Policy;
  readonly termsHash: string;
}

export function found(founding: Founding, atMs: number): GroupBuy {
  return {
    ...founding,
    state: "draft",
    reason: null,
    effectiveAtMs: atMs,
    seq: 0,
    lastAtMs: atMs,
    lastEffectiveAtMs: atMs,
    frontier: emptyFrontier(),
    clockAheadMs: 0,
    createdAtMs: atMs,
    submittedAtMs: null,
    publishedAtMs: null,
    lastInTime: null,
    firstLate: null,
    bellTree: null,
    certificate: null,
    ...UNMOVED,
    ...UNCHOSEN,
    balanceDueAtMs: null,
    ...UNASKED_AFTER,
    shipByMs: null,
    ...UNDELIVERED,
    heldQuantity: 0,
    verifiedQuantity: 0,
    waitlistedQuantity: 0,
    members: new Map(),
    legs: new Map(),
    offers: new Map(),
    memberOfPerson: new Map(),
    touched: { members: new Set(), legs: new Set(), offers: new Set() },
  };
}

/** What a group-buy has whose deadline nobody has touched; those stored by the first release lack it. */
export const UNMOVED = {
  suspension: null,
  freeExitUntilMs: null,
  extendedFromMs: null,
  deadlineMoves: 0,
  cancelProposedBy: null,
} as const;

/** What a group-buy has before anything was chosen; those stored by the first release lack it. */
export const UNCHOSEN = {
  conflict: null,
  chooseUntilMs: null,
  offersUntilMs: null,
  offerExtensions: 0,
  fallenOffers: 0,
  question: null,
  award: null,
} as const;

/** What a group-buy has before anything was delivered; those stored by earlier releases lack it. */
export const UNDELIVERED = { remindedBeforeMs: null, merchantSpokeAtMs: null, breachSuspectedAtMs: null } as const;

/** What a seat has that nobody has quarrelled about; those stored by earlier releases lack it. */
export const UNDISPUTED = { deliveredAtMs: null, deliveryProof: null, dispute: null } as const;

/** What a group-buy has of which nothing was asked after its award; those stored by earlier releases lack it. */
export const UNASKED_AFTER = { shortfall: null, proposal: null, proposals: 0, leftQuantity: 0 } as const;

/** States in which a seat counts as verified: its deposit is proven and it has not ended. */
const VERIFIED: ReadonlySet<MemberStateName> = new Set([
  "active",
  "bound",
  "balance_due",
  "paid",
  "shipped",
  "received",
  "disputed",
  "completed",
]);

export function isVerified(state: MemberStateName): boolean {
  return VERIFIED.has(state);
}

export function isFinal(state: GroupBuyStateName): boolean {
  return state === "settled" || state === "failed" || state === "cancelled" || state === "discarded";
}

/** Whether anybody but the initiator may know that this group-buy exists. */
export function isPublished(groupBuy: GroupBuy): boolean {
  return groupBuy.publishedAtMs !== null;
}

export function requireMember(groupBuy: GroupBuy, id: string): Member {
  const member = groupBuy.members.get(id);
  assert(member, `member ${id} exists`);
  return member;
}

export function requireLeg(groupBuy: GroupBuy, id: string): Leg {
  const leg = groupBuy.legs.get(id);
  assert(leg, `leg ${id} exists`);
  return leg;
}

export function requireOffer(groupBuy: GroupBuy, id: string): Offer {
  const offer = groupBuy.offers.get(id);
  assert(offer, `offer ${id} exists`);
  return offer;
}

/** The person's live or last membership. */
export function memberOf(groupBuy: GroupBuy, personId: string): Member | null {
  const id = groupBuy.memberOfPerson.get(personId);
  return id === undefined ? null : requireMember(groupBuy, id);
}

/** Buys here: started it, has a seat or waits for one. Roles exclude each other in one group-buy (domain 3.1). */
export function isBuyerIn(groupBuy: GroupBuy, personId: string): boolean {
  const member = memberOf(groupBuy, personId);
  return personId === groupBuy.initiatorId || (member !== null && !hasEnded(member.state));
}

/** Has offered here, whatever became of the offer. */
export function isSellerIn(groupBuy: GroupBuy, personId: string): boolean {
  return groupBuy.offers.values().some((offer) => offer.personId === personId || offer.kinIds?.includes(personId));
}

/** Members in order of arrival: seats are only ever added, so the map keeps it. */
export function membersInOrder(groupBuy: GroupBuy): Member[] {
  return [...groupBuy.members.values()];
}

export function verifiedMembers(groupBuy: GroupBuy): Member[] {
  return membersInOrder(groupBuy).filter((member) => isVerified(member.state));
}
