import type {
  Asked,
  CloseCertificate,
  Forfeit,
  GroupBuyCard,
  GroupBuyResource,
  LeftBehind,
  LedgerLine,
  Leg as LegResource,
  Membership,
} from "../../contract/group-buy.ts";
import { reviewableBy, type Reviewable } from "../../core/community/reviews.ts";
import { stakeOf } from "../../core/group-buy/money/forfeiture.ts";
import { atStake, isRelyingOn } from "../../core/group-buy/money/guarantee.ts";
import { balanceMinor, isGone } from "../../core/group-buy/money/money-steps.ts";
import { dealsOf } from "../../core/group-buy/state/deals.ts";
import { depositsOf, heldPart, neededMinor } from "../../core/group-buy/state/parts.ts";
import { countedQuantity } from "../../core/group-buy/offers/whole-packs.ts";
import { shownPrice } from "../../core/group-buy/offers/price.ts";
import { receiptId } from "../../core/group-buy/state/receipt-id.ts";
import type { Leg } from "../../core/group-buy/state/leg.ts";
import type { Member } from "../../core/group-buy/state/member.ts";
import type { OfferTier } from "../../core/group-buy/state/offer.ts";
import {
  isVerified,
  memberOf,
  membersInOrder,
  requireLeg,
  type Certificate,
  type GroupBuy,
  type Guarantee,
  type LeftBehind as LeftBehindOfDeal,
} from "../../core/group-buy/state/state.ts";
import { formatInstant } from "../../core/time/instant.ts";
import {
  askedToChoose,
  presentAward,
  presentAwards,
  presentChoosing,
  presentOwnAward,
  presentQuestion,
  presentWaiting,
} from "./choosing.ts";
import { askedAboutDispute, presentDelivery } from "./delivery.ts";
import { presentHolding, presentOverlays, presentRisk } from "./overlays.ts";
import { askedAboutProposal, presentProposedChange } from "./proposal.ts";
import { moneyIn } from "./money.ts";

/** The authority's clock at the moment of looking: printed with every resource. */
export interface ClockFacts {
  readonly nowMs: number;
  readonly epoch: string;
}

/**
 * A group-buy as one person may see it. Everything public is the same for everybody; `me` and `asked` are the caller's.
 * @param personId null for a visitor
 */
export function presentGroupBuy(groupBuy: GroupBuy, clock: ClockFacts, personId: string | null): GroupBuyResource {
  const { terms, policy, award, certificate } = groupBuy;
  const money = moneyIn(groupBuy);
  const mine = personId === null ? null : presentMine(groupBuy, personId, clock.nowMs);
  const waiting = presentWaiting(groupBuy, clock.nowMs);
  return {
    id: groupBuy.id,
    state: groupBuy.state,
    ...(groupBuy.reason !== null && { reason: groupBuy.reason }),
    ...(groupBuy.reasonWords !== undefined && { reasonWords: groupBuy.reasonWords }),
    effectiveAt: formatInstant(groupBuy.effectiveAtMs),
    version: groupBuy.seq,
    title: terms.title,
    description: terms.description,
    kind: terms.kind,
    category: terms.category,
    language: terms.language,
    unit: terms.unit,
    currency: terms.currency,
    targetUnitPrice: money(terms.targetUnitPriceMinor),
    ...(terms.ceilingUnitPriceMinor !== null && { ceilingUnitPrice: money(terms.ceilingUnitPriceMinor) }),
    quantityMinimum: terms.quantityMinimum,
    ...(terms.quantityMaximum !== null && { quantityMaximum: terms.quantityMaximum }),
    perBuyerMaximum: terms.perBuyerMaximum,
    ...(terms.packSize !== undefined && { packSize: terms.packSize }),
    initiatorQuantity: terms.initiatorQuantity,
    depositPerUnit: money(terms.depositPerUnitMinor),
    initiator: {
      pseudonym: groupBuy.initiatorPseudonym,
      name: groupBuy.initiatorName,
      ...(groupBuy.initiatorCountry !== null && { country: groupBuy.initiatorCountry }),
    },
    closesAt: formatInstant(terms.closesAtMs),
    ...(terms.deliverByMs !== null && { deliverBy: formatInstant(terms.deliverByMs) }),
    shipTo: [...terms.shipTo],
    chooser: terms.chooser,
    offerWindowMs: terms.offerWindowMs,
    ...(terms.offerWindowMs > 0 && policy.offerSoftClose && { offerSoftClose: policy.offerSoftClose }),
    ...(terms.splitAllowed === true && { splitAllowed: true }),
    ...(terms.extendOnceMs !== null && { extendOnceMs: terms.extendOnceMs }),
    ...presentMoved(groupBuy),
    withdrawLockMs: policy.withdrawLockMs,
    noShow: policy.noShow === "merchant" && policy.noShowAtFailure ? "merchant_or_payers" : policy.noShow,
    ...(policy.noShow !== "none" &&
      policy.noShowRules && {
        noShowRules: policy.noShowRules.map(({ countries, ...rule }) => ({
          ...rule,
          ...(countries && { countries: [...countries] }),
        })),
      }),
    ...(policy.bond && { merchantBond: { basisPoints: policy.bond.basisPoints } }),
    ...(policy.initiatorForfeit !== undefined && { initiatorForfeit: policy.initiatorForfeit }),
    payGraceMs: policy.payGraceMs,
    ...presentHolding(groupBuy, clock.nowMs),
    termsHash: groupBuy.termsHash,
    provider: { id: groupBuy.provider.id, name: groupBuy.provider.name },
    clock: { nowMs: clock.nowMs, epoch: clock.epoch },
    quantity: {
      held: groupBuy.heldQuantity,
      verified: groupBuy.verifiedQuantity,
      waitlisted: groupBuy.waitlistedQuantity,
      minimum: terms.quantityMinimum,
      maximum: terms.quantityMaximum,
      ...(terms.packSize !== undefined && { packed: groupBuy.award?.quantity ?? countedQuantity(groupBuy) }),
    },
    members: countMembers(groupBuy),
    ...presentPrice(groupBuy),
    ...(waiting && { waiting }),
    ...(award && { award: presentAward(groupBuy, award) }),
    ...presentAwards(groupBuy),
    ...(groupBuy.guarantee && { forfeit: presentForfeit(groupBuy, groupBuy.guarantee) }),
    ...(groupBuy.leftBehind && { leftBehind: presentLeftBehind(groupBuy, groupBuy.leftBehind) }),
    asked: mine?.asked ?? [],
    ...(mine && { me: mine.me }),
    ...(certificate && { certificate: presentCertificate(groupBuy, certificate) }),
  };
}

/** What has happened to the deadline, and what it gives to members. */
function presentMoved(
  groupBuy: GroupBuy,
): Pick<GroupBuyResource, "deadlineMoves" | "extendedFrom" | "freeExitUntil" | "incident" | "suspension"> {
  const { state, deadlineMoves, extendedFromMs, freeExitUntilMs, incident, suspension } = groupBuy;
  return {
    ...(deadlineMoves > 0 && { deadlineMoves }),
    ...(incident && { incident: { from: formatInstant(incident.fromMs), words: incident.words } }),
    ...(extendedFromMs !== null && { extendedFrom: formatInstant(extendedFromMs) }),
    ...(state === "open" && freeExitUntilMs !== null && { freeExitUntil: formatInstant(freeExitUntilMs) }),
    ...(state === "suspended" &&
      suspension && { suspension: { since: formatInstant(suspension.sinceMs), words: suspension.words } }),
  };
}

/** The public card for lists: the same facts, fewer. */
export function presentCard(groupBuy: GroupBuy): GroupBuyCard {
  const { terms } = groupBuy;
  const money = moneyIn(groupBuy);
  return {
    id: groupBuy.id,
    state: groupBuy.state,
    title: terms.title,
    kind: terms.kind,
    category: terms.category,
    language: terms.language,
    unit: terms.unit,
    currency: terms.currency,
    closesAt: formatInstant(terms.closesAtMs),
    shipTo: [...terms.shipTo],
    members: countMembers(groupBuy),
    verifiedQuantity: groupBuy.verifiedQuantity,
    quantityMinimum: terms.quantityMinimum,
    quantityMaximum: terms.quantityMaximum,
    ...(terms.packSize !== undefined && { packSize: terms.packSize }),
    price: presentPrice(groupBuy).price,
    depositPerUnit: money(terms.depositPerUnitMinor),
    publishedAt: formatInstant(groupBuy.publishedAtMs ?? groupBuy.createdAtMs),
    ...presentDeal(groupBuy),
    ...(groupBuy.clockAheadMs > 0 && { sandboxAheadMs: groupBuy.clockAheadMs }),
  };
}

function presentDeal(groupBuy: GroupBuy): Pick<GroupBuyCard, "deal"> {
  const { award, certificate, terms } = groupBuy;
  if (!award || !certificate) return {};
  const money = moneyIn(groupBuy);
  const quantity = dealsOf(groupBuy).reduce((sum, deal) => sum + deal.award.quantity, 0);
  const prices = { unitPrice: money(award.unitPriceMinor), targetUnitPrice: money(terms.targetUnitPriceMinor) };
  return { deal: { quantity, members: certificate.members, ...prices } };
}

export function presentMembership(groupBuy: GroupBuy, member: Member): Membership {
  const money = moneyIn(groupBuy);
  const stake = stakeOf(groupBuy, member);
  return {
    id: member.id,
    state: member.state,
    seq: member.seq,
    pseudonym: member.pseudonym,
    isInitiator: member.isInitiator,
    quantity: member.quantity,
    ...(member.flexible && {
      quantityFlexible: { upTo: Math.max(member.quantity, member.flexible.upTo), orFewer: member.flexible.orFewer },
    }),
    ...(member.packed !== undefined && {
      packed: { filled: Math.max(0, member.packed), cut: Math.max(0, -member.packed) },
    }),
    country: member.country,
    ...(member.buyer && { buyer: member.buyer }),
    ...(stake && { noShow: { forfeited: money(stake.forfeitedMinor), returned: money(stake.returnedMinor) } }),
    ...(member.priceCeilingMinor !== null && { priceCeiling: money(member.priceCeilingMinor) }),
    ...(member.deliverByMs !== null && { deliverBy: formatInstant(member.deliverByMs) }),
    joinedAt: formatInstant(member.joinedAtMs),
    ...presentRisk(groupBuy, member),
    ...(member.payByMs !== null && { payBy: formatInstant(member.payByMs) }),
    ...(member.state === "waitlisted" && { place: placeInLine(groupBuy, member) }),
    receiptId: receiptId(groupBuy.id, member.seq),
    ...presentDelivery(groupBuy, member),
    ...presentOwnAward(groupBuy, member),
    ...(member.parts !== undefined && {
      parts: member.parts.map(({ quantity, seq, payByMs, legId }) => ({
        quantity,
        seq,
        ...(payByMs !== null && { payBy: formatInstant(payByMs) }),
        legId,
        receiptId: receiptId(groupBuy.id, seq),
      })),
    }),
  };
}

export function presentLeg(groupBuy: GroupBuy, leg: Leg): LegResource {
  const money = moneyIn(groupBuy);
  const surplusMinor = leg.state === "held" ? leg.amountMinor - neededMinor(leg) : (leg.refundMinor ?? 0);
  return {
    id: leg.id,
    purpose: leg.purpose,
    state: leg.state,
    amount: money(leg.amountMinor),
    ...(leg.refundedMinor > 0 && { returned: money(leg.refundedMinor) }),
    ...(surplusMinor > 0 && { surplus: money(surplusMinor) }),
    provider: groupBuy.provider.id,
    plan: leg.plan,
    reference: shortReference(leg.id),
    ...(leg.state === "action_required" && {
      action: { kind: "sandbox_confirm" as const, call: `POST /api/v1/legs/${leg.id}/action` },
    }),
    ...(leg.declineCode !== null && { declineCode: leg.declineCode }),
    ...presentOverlays(groupBuy, leg),
  };
}

/** What people read aloud: six characters of the id's random part, in two groups. */
export function shortReference(id: string): string {
  const random = id.slice(-12, -6).toUpperCase();
  return `${random.slice(0, 4)}-${random.slice(4)}`;
}

export function presentTiers(groupBuy: GroupBuy, tiers: readonly OfferTier[]) {
  const money = moneyIn(groupBuy);
  return tiers.map((tier) => ({ fromQuantity: tier.fromQuantity, unitPrice: money(tier.unitPriceMinor) }));
}

export function presentPrice(groupBuy: GroupBuy): Pick<GroupBuyResource, "price" | "offers"> {
  const money = moneyIn(groupBuy);
  const shown = shownPrice(groupBuy);
  const standing = [...groupBuy.offers.values()].filter(
    ({ state }) => state === "submitted" || state === "selected" || state === "accepted" || state === "fulfilled",
  );
  return {
    price: {
      current: money(shown.currentMinor),
      source: shown.source,
      tiers: presentTiers(groupBuy, shown.tiers),
      ...(shown.nextTier && {
        nextTier: { missing: shown.nextTier.missing, unitPrice: money(shown.nextTier.unitPriceMinor) },
      }),
    },
    offers: {
      count: standing.length,
      ...(shown.bestLandedMinor !== null && { bestLanded: money(shown.bestLandedMinor) }),
    },
  };
}

interface Mine {
  readonly me: NonNullable<GroupBuyResource["me"]>;
  readonly asked: Asked[];
}

function presentMine(groupBuy: GroupBuy, personId: string, nowMs: number): Mine | null {
  const member = memberOf(groupBuy, personId);
  const legs = [...groupBuy.legs.values()].filter((leg) => leg.personId === personId);
  if (!member && legs.length === 0 && personId !== groupBuy.initiatorId) return null;
  const choosing = member && presentChoosing(groupBuy, member, nowMs);
  const question = member && presentQuestion(groupBuy, member);
  const stake = member?.isInitiator === true && isRelyingOn(groupBuy) ? atStake(groupBuy) : null;
  const proposal = member && presentProposedChange(groupBuy, member);
  const reviewable = member && reviewableBy(groupBuy, member, nowMs);
  return {
    me: {
      ...(member && { membership: presentMembership(groupBuy, member) }),
      legs: legs.map((leg) => presentLeg(groupBuy, leg)),
      ledger: presentLedger(groupBuy, legs),
      ...(choosing && { choosing }),
      ...(question && { question }),
      ...(stake && { stake: { amount: moneyIn(groupBuy)(stake.amountMinor), members: stake.members } }),
      ...(proposal && { proposal }),
      ...(reviewable && { reviewable: presentReviewable(reviewable) }),
    },
    asked: askedOf(groupBuy, member, legs),
  };
}

function presentReviewable({ merchantId, merchantName, untilMs }: Reviewable) {
  return { merchantId, merchantName, until: formatInstant(untilMs) };
}

function presentForfeit(groupBuy: GroupBuy, { why, amountMinor, memberIds, sharedMinor }: Guarantee): Forfeit {
  const money = moneyIn(groupBuy);
  const legs = membersInOrder(groupBuy).flatMap((member) => (member.isInitiator ? depositsOf(groupBuy, member) : []));
  const isLost = sharedMinor === 0 && !legs.some(({ isCalled }) => isCalled === true);
  return { why, amount: money(amountMinor), members: memberIds.length, isLost, shared: money(sharedMinor) };
}

function presentLeftBehind(groupBuy: GroupBuy, parts: readonly LeftBehindOfDeal[]): LeftBehind {
  const money = moneyIn(groupBuy);
  const sum = (of: (part: LeftBehindOfDeal) => number) => parts.reduce((total, part) => total + of(part), 0);
  const sharedMinor = sum((part) => part.sharedMinor);
  const legs = parts.flatMap(({ legIds }) => legIds.map((id) => requireLeg(groupBuy, id)));
  return {
    amount: money(sum(({ amountMinor }) => amountMinor)),
    noShows: sum(({ noShows }) => noShows),
    members: sum(({ payers }) => payers.length),
    isLost: sharedMinor === 0 && !legs.some(({ isCalled }) => isCalled === true),
    shared: money(sharedMinor),
  };
}

function presentLedger(groupBuy: GroupBuy, legs: readonly Leg[]): LedgerLine[] {
  const money = moneyIn(groupBuy);
  return legs
    .flatMap((leg) => leg.movements.map((movement) => ({ leg, movement })))
    .sort((a, b) => a.movement.atMs - b.movement.atMs)
    .map(({ leg, movement }) => ({
      at: formatInstant(movement.atMs),
      kind: movement.kind,
      amount: money(movement.amountMinor),
      legId: leg.id,
    }));
}

/** What waits for this person, with its time limit and the call that answers it. */
function askedOf(groupBuy: GroupBuy, member: Member | null, legs: readonly Leg[]): Asked[] {
  const money = moneyIn(groupBuy);
  const asked: Asked[] = legs
    .filter((leg) => leg.state === "action_required" && leg.pending === null)
    .map((leg) => ({
      what: "complete_action",
      call: `POST /api/v1/legs/${leg.id}/action`,
      amount: money(leg.amountMinor),
      ...untilOf(member, leg),
    }));
  if (!member) return asked;
  asked.push(...askedToChoose(groupBuy, member), ...askedAboutProposal(groupBuy, member));
  const until = member.payByMs === null ? {} : { until: formatInstant(member.payByMs) };
  const deposit = groupBuy.legs.get(member.depositLegId ?? "");
  if (member.state === "held" && deposit && (deposit.state === "intended" || deposit.state === "declined")) {
    const call = `POST /api/v1/legs/${deposit.id}/confirm`;
    asked.push({ what: "pay_deposit", call, amount: money(deposit.amountMinor), ...until });
  }
  const part = heldPart(member);
  const added = part && groupBuy.legs.get(part.legId);
  if (typeof part?.payByMs === "number" && added && (added.state === "intended" || added.state === "declined")) {
    const call = `POST /api/v1/legs/${added.id}/confirm`;
    const partUntil = formatInstant(part.payByMs);
    asked.push({ what: "pay_part", call, amount: money(added.amountMinor), until: partUntil });
  }
  const balance = groupBuy.legs.get(member.balanceLegId ?? "");
  const isUnpaid = !balance || isGone(balance);
  if (member.state === "balance_due" && isUnpaid && balanceMinor(groupBuy, member) > 0) {
    const call = `POST /api/v1/group-buys/${groupBuy.id}/joins/me/balance`;
    asked.push({ what: "pay_balance", call, amount: money(balanceMinor(groupBuy, member)), ...until });
  }
  if (member.state === "shipped") {
    asked.push({
      what: "confirm_received",
      call: `POST /api/v1/group-buys/${groupBuy.id}/joins/me/received`,
      ...(member.confirmAtMs !== null && { until: formatInstant(member.confirmAtMs) }),
    });
  }
  return [...asked, ...askedAboutDispute(groupBuy, member)];
}

/** Until when a deposit is waited for: the seat's, or that of what was added to it. */
function untilOf(member: Member | null, leg: Leg): Pick<Asked, "until"> {
  const untilMs = member?.parts?.find(({ legId }) => legId === leg.id)?.payByMs ?? member?.payByMs ?? null;
  return untilMs === null ? {} : { until: formatInstant(untilMs) };
}

function presentCertificate(groupBuy: GroupBuy, certificate: Certificate): CloseCertificate {
  const instant = (ms: number | null) => (ms === null ? null : formatInstant(ms));
  return {
    closesAt: formatInstant(certificate.closesAtMs),
    frozenAt: formatInstant(certificate.frozenAtMs),
    outcome: certificate.outcome,
    verifiedQuantity: certificate.verifiedQuantity,
    ...(certificate.packedQuantity !== undefined && { packedQuantity: certificate.packedQuantity }),
    members: certificate.members,
    lastInTimeSeq: certificate.lastInTimeSeq,
    lastInTimeAt: instant(certificate.lastInTimeAtMs),
    firstLateSeq: certificate.firstLateSeq ?? groupBuy.firstLate?.seq ?? null,
    firstLateAt: instant(certificate.firstLateAtMs ?? groupBuy.firstLate?.atMs ?? null),
    depositsTotal: moneyIn(groupBuy)(certificate.depositsTotalMinor),
    treeSize: certificate.treeSize,
    treeRoot: certificate.treeRoot,
  };
}

/** Everybody whose seat is verified and has not ended without goods. Nobody is counted who has not paid. */
function countMembers(groupBuy: GroupBuy): number {
  let count = 0;
  for (const { state } of groupBuy.members.values()) if (isVerified(state)) count += 1;
  return count;
}

function placeInLine(groupBuy: GroupBuy, member: Member): number {
  return membersInOrder(groupBuy).filter(({ state, seq }) => state === "waitlisted" && seq <= member.seq).length;
}
