import { emptyFrontier, type Frontier } from "../../log/merkle.ts";
import { assert } from "../../result.ts";
import type { HoldingCapabilities } from "../../deposit/plan.ts";
import type { MoneyMode } from "../../deposit/provider.ts";
import type { Leg } from "./leg.ts";
import type { Member } from "./member.ts";
import type { Award, BesideAward, Offer } from "./offer.ts";
import { hasEnded, type GroupBuyStateName, type MemberStateName } from "./states.ts";
import type { Policy, Terms } from "./terms.ts";

/** The deposit provider of a group-buy, fixed when it is drafted. */
export interface ProviderFacts extends HoldingCapabilities {
  readonly id: string;
  readonly name: string;
  readonly mode: MoneyMode;
}

/** An offer that fits some and not all: those outside of their word are asked until a moment (G15). */
export interface Question {
  readonly award: Award;
  readonly untilMs: number;
  /** What others get beside it, of those whom it did not fit (ADR 0022). */
  readonly beside?: readonly BesideAward[];
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

/** Who had paid for how many places when the deal fell. */
export interface Payer {
  readonly memberId: string;
  readonly quantity: number;
}

/** What no-shows leave to those who had paid, when the deal falls for want of them (H6). */
export interface LeftBehind {
  readonly amountMinor: number;
  readonly noShows: number;
  readonly legIds: readonly string[];
  /** In order of arrival: theirs in proportion to their places. */
  readonly payers: readonly Payer[];
  /** What has been shared so far: nothing before a deposit is money. */
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
  /** What of it makes whole packs, with what members would take more for it (A4). Where there are packs. */
  readonly packedQuantity?: number;
  readonly members: number;
  readonly lastInTimeSeq: number | null;
  readonly lastInTimeAtMs: number | null;
  readonly firstLateSeq: number | null;
  readonly firstLateAtMs: number | null;
  readonly depositsTotalMinor: number;
}

/** What becomes of an award, from its acceptance to its end. */
export interface DealFacts {
  shortfall: Shortfall | null;
  proposal: Proposal | null;
  /** How many changes its merchant has proposed, and how much of it has left for them (O5). */
  proposals: number;
  leftQuantity: number;
  shipByMs: number | null;
  /** When its merchant last said anything about a delivery (G23). */
  merchantSpokeAtMs: number | null;
  /** Since when operators are asked whether its merchant has broken the deal (G23). */
  breachSuspectedAtMs: number | null;
  /** Why it came to nothing, while others go on (ADR 0022); absent while it stands. */
  fell?: "unpaid" | "shortfall" | "left" | "breach";
}

/**
 * One group-buy as its authority sees it. `apply` is the only writer; everything else reads. The object keeps one of
 * these in memory, saves what `touched` names in the same transaction as the events, and drops it when a transaction fails.
 */
export interface GroupBuy extends DealFacts {
  readonly id: string;
  readonly initiatorId: string;
  readonly initiatorPseudonym: string;
  /** Empty once they have been forgotten (PD2), as the country is null. */
  initiatorName: string;
  initiatorCountry: string | null;
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
  /** Absent until a deal falls because members did not pay. */
  leftBehind?: readonly LeftBehind[];
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
  /** The first award. What becomes of it stands beside it here; `dealsOf` reads it with all others (ADR 0022). */
  award: Award | null;
  /** The others, where several merchants share it; absent where one has it all. */
  besides?: readonly (DealFacts & { readonly award: Award })[];
  balanceDueAtMs: number | null;
  /** The last step of the reminders that has been taken: so long before the balances are due (M11). */
  remindedBeforeMs: number | null;
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

/** Takes part on either side: such an operator leaves its decisions to others (domain 3.1). */
export function isPartyIn(groupBuy: GroupBuy, personId: string): boolean {
  return isBuyerIn(groupBuy, personId) || isSellerIn(groupBuy, personId);
}

/** Members in order of arrival: seats are only ever added, so the map keeps it. */
export function membersInOrder(groupBuy: GroupBuy): Member[] {
  return [...groupBuy.members.values()];
}

export function verifiedMembers(groupBuy: GroupBuy): Member[] {
  return membersInOrder(groupBuy).filter((member) => isVerified(member.state));
}
