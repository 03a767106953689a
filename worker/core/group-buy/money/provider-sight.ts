import type { DepositView, DisputeView } from "../../deposit/provider.ts";
import type { Concerning, Context, Decision, SystemCommand } from "../commands.ts";
import { concerning, decided } from "../decision.ts";
import { dealOf } from "../state/deals.ts";
import { openChargeback, type Bearer, type Chargeback, type Leg } from "../state/leg.ts";
import { refundableMinor } from "../state/parts.ts";
import { requireMember, type GroupBuy } from "../state/state.ts";
import type { LegStateName, MemberStateName } from "../state/states.ts";
import { pseudonymOf } from "./money-steps.ts";
import { decideProviderAnswered } from "./provider-answers.ts";
import { surplusMinor } from "./refund-changes.ts";
import { secondChance } from "./second-chance.ts";

type OfType<T extends SystemCommand["type"]> = Extract<SystemCommand, { type: T }>;

/**
 * A deposit as it stands at the provider, read although nothing was asked of it: somebody said that it may have changed.
 * Judged by what it is now, never by what was said, so that the order of what was said makes no difference (ADR 0038).
 * A call under way brings its own answer about the state; what lies over it (ADR 0040) has no other messenger.
 */
export function decideProviderSeen(
  groupBuy: GroupBuy,
  { legId, view }: OfType<"provider_seen">,
  context: Context,
): Decision {
  const leg = groupBuy.legs.get(legId);
  if (!leg || view.depositId !== legId || view.groupBuyId !== groupBuy.id) return decided([], {});
  const over = [...ofReview(groupBuy, leg, view), ...ofChargebacks(groupBuy, leg, view, context)];
  if (leg.pending !== null || leg.state !== "held" || !isGone(view)) return decided(over, {});
  // Not by us: nothing was asked of it.
  const outcome = { kind: "lapsed" } as const;
  const answer = { type: "provider_answered", legId, step: "read", attempt: leg.attempt, outcome } as const;
  return decideProviderAnswered(groupBuy, answer, context);
}

/** A call has been asked and asked again without an answer: its payer is told since when (overlay `unknown`). */
export function decideProviderSilent(
  groupBuy: GroupBuy,
  { legId, step, attempt, sinceMs }: OfType<"provider_silent">,
): Decision {
  const leg = groupBuy.legs.get(legId);
  const isKnown = leg?.pending !== step || leg.attempt !== attempt || leg.unknownSinceMs !== undefined;
  if (!leg || isKnown) return decided([], {});
  const event = { type: "provider_silent", open: {}, sealed: { legId, step, sinceMs } } as const;
  return decided([concerning(event, pseudonymOf(groupBuy, leg))], {});
}

function isGone({ state }: DepositView): boolean {
  return state === "lapsed" || state === "released";
}

const EXAMINED: ReadonlySet<LegStateName> = new Set(["held", "captured", "in_delivery"]);

/** Before the audit a review only delays it (H3); afterwards it puts a seat at risk that counts. */
function ofReview(groupBuy: GroupBuy, leg: Leg, view: DepositView): readonly Concerning[] {
  const isShown = view.underReview && !isGone(view) && EXAMINED.has(leg.state);
  if (isShown === (leg.reviewSinceMs !== undefined)) return [];
  if (isGone(view) && leg.state === "held") return []; // It ends with the hold.
  const type = isShown ? "deposit_review_opened" : "deposit_review_closed";
  return [concerning({ type, open: {}, sealed: { legId: leg.id } }, pseudonymOf(groupBuy, leg))];
}

/**
 * What a bank has called back, and how that ended, in the order of its doing: one may have ended and the next begun since
 * somebody looked. One that was won may be called back again; one that was lost is over.
 */
function ofChargebacks(groupBuy: GroupBuy, leg: Leg, view: DepositView, context: Context): readonly Concerning[] {
  const { disputes = [] } = view;
  if (hasComeBack(leg, view)) return [];
  const known = [...(leg.chargebacks ?? [])];
  const all = disputes.flatMap((dispute) => {
    const nth = known.findLastIndex(({ disputeId }) => disputeId === dispute.disputeId);
    const before = known[nth];
    if (before?.state === "open") {
      if (dispute.state === "open") return [];
      known[nth] = { ...before, state: dispute.state };
      return ended(groupBuy, leg, before, dispute.state);
    }
    const isNews = before === undefined || (before.state === "won" && dispute.state !== "won");
    if (!isNews || openChargeback({ chargebacks: known }) || !isAmountOf(leg, dispute)) return [];
    const id = idOf(groupBuy, leg, dispute, known.length + 1);
    const { disputeId, amountMinor } = dispute;
    const opened: Chargeback = { id, disputeId, amountMinor, openedAtMs: context.recvMs, state: "open" };
    known.push({ ...opened, state: dispute.state });
    return began(groupBuy, leg, opened, dispute.state, context);
  });
  const [first] = all.filter(isOfSeat); // A seat that gets a second chance does not end, and the other way round.
  return all.filter((one) => !isOfSeat(one) || one === first);
}

/** A refund that we believe to have arrived is with the provider again: first that is told, then who bears what. */
function hasComeBack({ refundedMinor, movements }: Leg, view: DepositView): boolean {
  const kept = movements.filter(({ kind }) => kind === "charged_back");
  return view.refundedMinor < refundedMinor - kept.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
}

function isOfSeat({ event: { type } }: Concerning): boolean {
  return type === "seat_at_risk" || type === "seat_expired";
}

/** Its payer's bank has taken it back, and may have said by now who was right. */
function began(
  groupBuy: GroupBuy,
  leg: Leg,
  opened: Chargeback,
  state: DisputeView["state"],
  context: Context,
): readonly Concerning[] {
  const open = { amount: opened.amountMinor, currency: groupBuy.terms.currency };
  const sealed = { legId: leg.id, chargebackId: opened.id, disputeId: opened.disputeId };
  const event = concerning({ type: "chargeback_opened", open, sealed }, pseudonymOf(groupBuy, leg));
  if (state === "won") return [event, ...ended(groupBuy, leg, opened, "won")];
  const again = secondChance(groupBuy, leg, "chargeback", context);
  return [event, ...(again ? [again] : []), ...(state === "lost" ? ended(groupBuy, leg, opened, "lost") : [])];
}

function isAmountOf({ capturedMinor }: Leg, { amountMinor }: DisputeView): boolean {
  return Number.isSafeInteger(amountMinor) && amountMinor > 0 && amountMinor <= capturedMinor;
}

/** The provider's own id, so that its statement and our books name the same thing; ours where it cannot be an account's. */
function idOf({ legs }: GroupBuy, leg: Leg, { disputeId }: DisputeView, nth: number): string {
  const isTaken = legs.values().some(({ chargebacks = [] }) => chargebacks.some(({ id }) => id === disputeId));
  return /^[A-Za-z0-9_-]+$/.test(disputeId) && !isTaken ? disputeId : `${leg.id}_c${nth}`;
}

function ended(
  groupBuy: GroupBuy,
  leg: Leg,
  { id, amountMinor }: Chargeback,
  outcome: "won" | "lost",
): readonly Concerning[] {
  const actor = pseudonymOf(groupBuy, leg);
  const open = { amount: amountMinor, currency: groupBuy.terms.currency };
  if (outcome === "won") {
    return [concerning({ type: "chargeback_won", open, sealed: { legId: leg.id, chargebackId: id } }, actor)];
  }
  const bearer = bearerOf(groupBuy, leg, amountMinor);
  const ofSurplusMinor = bearer === "deposit" ? 0 : Math.min(surplusMinor(leg), amountMinor);
  const sealed = {
    legId: leg.id,
    chargebackId: id,
    bearer,
    merchantId: merchantOf(groupBuy, leg),
    ...(ofSurplusMinor > 0 && { surplusMinor: ofSurplusMinor }),
  };
  const lost = concerning({ type: "chargeback_lost", open, sealed }, actor);
  return [lost, ...seatEnded(groupBuy, leg)];
}

const BEFORE_THE_AWARD: ReadonlySet<LegStateName> = new Set([
  "captured",
  "in_delivery",
  "refunding",
  "refund_failed",
  "charged_back",
]);

/**
 * A deposit bears it while it is there and promised to nobody; a merchant who has it, after that; and else the platform.
 * A refund that is on its way does not change it: the bank had the money first, so that it cannot have sent it as well.
 */
function bearerOf(groupBuy: GroupBuy, leg: Leg, amountMinor: number): Bearer {
  if (BEFORE_THE_AWARD.has(leg.state) && refundableMinor(leg) >= amountMinor) return "deposit";
  return merchantOf(groupBuy, leg) === null ? "platform" : "merchant";
}

/** Whose money it has become by an award or a forfeit. */
function merchantOf(groupBuy: GroupBuy, leg: Leg): string | null {
  const isTheirs = leg.state === "settled" || (leg.state === "forfeited" && leg.isCalled !== true);
  const member = leg.memberId === null ? null : requireMember(groupBuy, leg.memberId);
  return isTheirs && member ? (dealOf(groupBuy, member)?.award.merchantId ?? null) : null;
}

/** Verified, and nobody has sent anything yet: without its money the seat ends. One that has yet to pay owes more. */
const ENDS_WITHOUT: ReadonlySet<MemberStateName> = new Set(["active", "paid"]);

function seatEnded(groupBuy: GroupBuy, leg: Leg): readonly Concerning[] {
  const member = leg.memberId === null ? null : requireMember(groupBuy, leg.memberId);
  const isOfSeat =
    member?.depositLegId === leg.id ||
    member?.balanceLegId === leg.id ||
    member?.parts?.some(({ legId }) => legId === leg.id) === true;
  if (!member || !isOfSeat || !ENDS_WITHOUT.has(member.state)) return [];
  const sealed = { memberId: member.id };
  return [concerning({ type: "seat_expired", open: { qty: member.quantity }, sealed }, member.pseudonym)];
}
