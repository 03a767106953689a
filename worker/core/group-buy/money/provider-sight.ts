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
  const over = [...ofReview(groupBuy, leg, view), ...ofChargeback(groupBuy, leg, view, context)];
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

/** What a bank has called back, and how that ended. One that was won may be called back again; one that was lost is over. */
function ofChargeback(groupBuy: GroupBuy, leg: Leg, { dispute }: DepositView, context: Context): readonly Concerning[] {
  if (!dispute || leg.capturedMinor === 0 || !isAmountOf(leg, dispute)) return [];
  const known = leg.chargebacks?.findLast(({ disputeId }) => disputeId === dispute.disputeId);
  if (known?.state === dispute.state || known?.state === "lost") return [];
  if (known?.state === "open") return dispute.state === "open" ? [] : ended(groupBuy, leg, known, dispute.state);
  if (openChargeback(leg)) return [];
  const opened: Chargeback = {
    id: idOf(groupBuy, leg, dispute),
    disputeId: dispute.disputeId,
    amountMinor: dispute.amountMinor,
    openedAtMs: context.recvMs,
    state: "open",
  };
  const open = { amount: opened.amountMinor, currency: groupBuy.terms.currency };
  const sealed = { legId: leg.id, chargebackId: opened.id, disputeId: opened.disputeId };
  const event = concerning({ type: "chargeback_opened", open, sealed }, pseudonymOf(groupBuy, leg));
  if (dispute.state === "won") return [event, ...ended(groupBuy, leg, opened, "won")];
  const again = secondChance(groupBuy, leg, "chargeback", context);
  const risk = again ? [again] : [];
  return [event, ...risk, ...(dispute.state === "lost" ? ended(groupBuy, leg, opened, "lost", again !== null) : [])];
}

function isAmountOf({ capturedMinor }: Leg, { amountMinor }: DisputeView): boolean {
  return Number.isSafeInteger(amountMinor) && amountMinor > 0 && amountMinor <= capturedMinor;
}

/** The provider's own id, so that its statement and our books name the same thing; ours where it cannot be an account's. */
function idOf({ legs }: GroupBuy, leg: Leg, { disputeId }: DisputeView): string {
  const isTaken = legs.values().some(({ chargebacks = [] }) => chargebacks.some(({ id }) => id === disputeId));
  return /^[A-Za-z0-9_-]+$/.test(disputeId) && !isTaken
    ? disputeId
    : `${leg.id}_c${(leg.chargebacks?.length ?? 0) + 1}`;
}

function ended(
  groupBuy: GroupBuy,
  leg: Leg,
  { id, amountMinor }: Chargeback,
  outcome: "won" | "lost",
  isReplaced = false,
): readonly Concerning[] {
  const actor = pseudonymOf(groupBuy, leg);
  const open = { amount: amountMinor, currency: groupBuy.terms.currency };
  if (outcome === "won") {
    return [concerning({ type: "chargeback_won", open, sealed: { legId: leg.id, chargebackId: id } }, actor)];
  }
  const bearer = bearerOf(groupBuy, leg, amountMinor);
  const sealed = { legId: leg.id, chargebackId: id, bearer, merchantId: merchantOf(groupBuy, leg) };
  const lost = concerning({ type: "chargeback_lost", open, sealed }, actor);
  return [lost, ...(isReplaced ? [] : seatEnded(groupBuy, leg))];
}

const BEFORE_THE_AWARD: ReadonlySet<LegStateName> = new Set(["captured", "in_delivery", "refunding", "refund_failed"]);

/** A deposit bears it while it is there and promised to nobody; a merchant who has it, after that; and else the platform. */
function bearerOf(groupBuy: GroupBuy, leg: Leg, amountMinor: number): Bearer {
  const isThere = BEFORE_THE_AWARD.has(leg.state) && leg.pending === null && refundableMinor(leg) >= amountMinor;
  if (isThere) return "deposit";
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
