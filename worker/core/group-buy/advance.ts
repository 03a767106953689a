import { breachDueMs, suspectBreach } from "./trade/breach.ts";
import { choiceDueMs, choose } from "./choosing/choosing.ts";
import { collect, collectionDueMs, endShortfall, shortfallDueMs } from "./trade/collection.ts";
import type { Concerning, Context } from "./commands.ts";
import { endQuestion, questionDueMs } from "./choosing/consents.ts";
import { countDueMs, countSeats, treeHeadOf } from "./choosing/counting.ts";
import { concerning, everybody } from "./decision.ts";
import { armedLegOf } from "./money/deposits.ts";
import { endBySilence } from "./trade/disputes.ts";
import type { EventDraft } from "./events.ts";
import { depositLeg } from "./money/holding.ts";
import { proposalDueMs, endProposals } from "./offers/proposals.ts";
import { endMerchantWindow, merchantDueMs } from "./choosing/merchant-word.ts";
import { capturing, isSecured } from "./money/money-steps.ts";
import { heldPart } from "./state/parts.ts";
import { partEnded } from "./seats/quantities.ts";
import { freeQuantity } from "./seats/seats.ts";
import { remind, reminderDueMs } from "./trade/reminders.ts";
import type { Leg } from "./state/leg.ts";
import type { Member } from "./state/member.ts";
import type { GroupBuy } from "./state/state.ts";
import {
  confirmationsAt,
  conversionsAt,
  disputesAt,
  firstWaiting,
  nextConfirmationMs,
  nextConversionMs,
  nextDisputeMs,
  nextUnpaidMs,
  unpaidAt,
} from "./state/timetable.ts";

/** One transition that time or circumstance has made due, effective at its due time however late it is noticed (T5). */
export interface DueTransition {
  readonly kind: DueKind;
  readonly dueAtMs: number;
}

export type DueKind =
  | "draft_idle"
  | "submission_timeout"
  | "bell"
  | "pay_window"
  | "promotion"
  | "count"
  | "choice"
  | "question"
  | "merchant_word"
  | "offer_expiry"
  | "conversion"
  | "reminder"
  | "collection"
  | "shortfall"
  | "proposal"
  | "confirmation"
  | "dispute"
  | "breach"
  | "settlement";

/**
 * Ties are taken in this order: a seat whose window ends with the bell ends first, and the bell rings before anything
 * counts; an offer that is valid to the very millisecond of the choice may be chosen (O4).
 */
const PRECEDENCE: readonly DueKind[] = [
  "draft_idle",
  "submission_timeout",
  "pay_window",
  "bell",
  "promotion",
  "count",
  "choice",
  "question",
  "merchant_word",
  "offer_expiry",
  "conversion",
  "reminder",
  "collection",
  "shortfall",
  "proposal",
  "confirmation",
  "dispute",
  "breach",
  "settlement",
];

/**
 * Everything this group-buy waits for, earliest first. The object keeps it as its table of due times and arms its one
 * alarm to the first; the alarm only wakes, the comparison with the clock decides.
 */
export function dueTransitions(groupBuy: GroupBuy): DueTransition[] {
  const due = (kind: DueKind, dueAtMs: number | null): DueTransition[] => (dueAtMs === null ? [] : [{ kind, dueAtMs }]);
  return [...dueInState(groupBuy), ...due("conversion", nextConversionMs(groupBuy))].sort(
    (a, b) => a.dueAtMs - b.dueAtMs || PRECEDENCE.indexOf(a.kind) - PRECEDENCE.indexOf(b.kind),
  );

  function expiring(): DueTransition[] {
    return due("offer_expiry", earliest(offersUntil(groupBuy)));
  }

  function dueInState({ state, terms, policy, lastEffectiveAtMs }: GroupBuy): DueTransition[] {
    switch (state) {
      case "draft":
        return due("draft_idle", lastEffectiveAtMs + policy.draftIdleMs);
      case "awaiting_deposit":
        return due("submission_timeout", (groupBuy.submittedAtMs ?? lastEffectiveAtMs) + policy.submitWindowMs);
      case "open":
        return [
          ...due("bell", terms.closesAtMs),
          ...due("pay_window", nextUnpaidMs(groupBuy)),
          ...due("promotion", promotable(groupBuy) ? lastEffectiveAtMs : null),
          ...expiring(),
        ];
      case "suspended":
        // The deadline runs on but rings nothing, nobody is asked for money anew, and offers stand still (G6).
        return due("pay_window", nextUnpaidMs(groupBuy));
      case "closing":
        return [
          ...due("pay_window", nextUnpaidMs(groupBuy)),
          ...due("promotion", promotable(groupBuy) ? lastEffectiveAtMs : null),
          ...due("count", countDueMs(groupBuy)),
        ];
      case "selecting":
        return [...due("choice", choiceDueMs(groupBuy)), ...expiring()];
      case "reconsent":
        return [...due("question", questionDueMs(groupBuy)), ...expiring()];
      case "confirming":
        return [...due("merchant_word", merchantDueMs(groupBuy)), ...expiring()];
      case "collecting":
        return shortfallDueMs(groupBuy) !== null
          ? due("shortfall", shortfallDueMs(groupBuy))
          : [
              ...due("reminder", reminderDueMs(groupBuy)),
              ...due("proposal", proposalDueMs(groupBuy)),
              ...due("collection", collectionDueMs(groupBuy)),
            ];
      case "fulfilling":
        return [
          ...due("proposal", proposalDueMs(groupBuy)),
          ...due("confirmation", nextConfirmationMs(groupBuy)),
          ...due("dispute", nextDisputeMs(groupBuy)),
          ...due("breach", breachDueMs(groupBuy)),
          ...due("settlement", isDelivered(groupBuy) ? lastEffectiveAtMs : null),
        ];
      default:
        return [];
    }
  }
}

/** What the first due transition does. The caller logs and applies it, then asks again until nothing is due. */
export function advanceOnce(
  groupBuy: GroupBuy,
  nowMs: number,
  newId: Context["newId"],
): { readonly effectiveAtMs: number; readonly events: readonly Concerning[] } | null {
  const first = dueTransitions(groupBuy)[0];
  if (!first || first.dueAtMs > nowMs) return null;
  // A transition caused by an event is effective with it, never before what came before it.
  const effectiveAtMs = Math.max(first.dueAtMs, groupBuy.lastEffectiveAtMs);
  return { effectiveAtMs, events: eventsOf(groupBuy, first, effectiveAtMs, newId) };
}

function eventsOf(
  groupBuy: GroupBuy,
  due: DueTransition,
  atMs: number,
  newId: Context["newId"],
): readonly Concerning[] {
  switch (due.kind) {
    case "draft_idle":
      return everybody({ type: "discarded", open: { reason: "idle" }, sealed: {} });
    case "submission_timeout":
      return everybody({ type: "submission_returned", open: { reason: "timeout" }, sealed: {} });
    case "bell":
      return everybody({ type: "closing", open: treeHeadOf(groupBuy), sealed: {} });
    case "pay_window":
      return unpaidAt(groupBuy, due.dueAtMs).map(unpaidOf);
    case "promotion":
      return promote(groupBuy, atMs, newId);
    case "count":
      return countSeats(groupBuy, atMs);
    case "choice":
      return choose(groupBuy, atMs);
    case "question":
      return endQuestion(groupBuy, atMs);
    case "merchant_word":
      return endMerchantWindow(groupBuy, atMs);
    case "offer_expiry":
      return [...groupBuy.offers.values()]
        .filter((offer) => offer.state === "submitted" && offer.body.validUntilMs === due.dueAtMs)
        .map((offer) => ({
          event: { type: "offer_expired", open: { version: offer.version }, sealed: { offerId: offer.id } },
          actor: null,
        }));
    case "conversion":
      return conversionsAt(groupBuy, due.dueAtMs).map((leg) => capturing(groupBuy, leg));
    case "collection":
      return collect(groupBuy, atMs, newId);
    case "shortfall":
      return endShortfall(groupBuy, atMs, newId);
    case "proposal":
      return endProposals(groupBuy, due.dueAtMs);
    case "confirmation":
      return confirmationsAt(groupBuy, due.dueAtMs).map((member) => receivedBy(member, "silence"));
    case "reminder":
      return remind(groupBuy);
    case "dispute":
      return disputesAt(groupBuy, due.dueAtMs).map((member) => endBySilence(groupBuy, member));
    case "breach":
      return suspectBreach(groupBuy, due.dueAtMs);
    case "settlement":
      return everybody({ type: "settled", open: {}, sealed: {} });
  }
}

export function receivedBy(member: Member, by: "member" | "silence"): Concerning {
  return {
    event: { type: "received", open: { qty: member.quantity, by }, sealed: { memberId: member.id } },
    actor: member.pseudonym,
  };
}

/** M5, M7: the seat ends, or where it is paid for, only what was to be added to it. */
function unpaidOf(member: Member): Concerning {
  const part = heldPart(member);
  const event: EventDraft = part
    ? partEnded(member, part, "unpaid")
    : { type: "seat_expired", open: { qty: member.quantity }, sealed: { memberId: member.id } };
  return { event, actor: member.pseudonym };
}

/** M3: the first waiting buyer whose quantity fits is asked for the deposit, with a window of their own. */
function promote(groupBuy: GroupBuy, atMs: number, newId: Context["newId"]): readonly Concerning[] {
  const member = promotable(groupBuy);
  if (!member) return [];
  const { terms, policy } = groupBuy;
  const armed = armedLegOf(groupBuy, member);
  if (armed) {
    const payByMs = isSecured(armed) ? null : Math.min(atMs + policy.payWindowMs, terms.closesAtMs + policy.payGraceMs);
    const sealed = { memberId: member.id, legId: armed.id, payByMs };
    return [concerning({ type: "promoted_armed", open: { qty: member.quantity }, sealed }, member.pseudonym)];
  }
  return [
    {
      event: {
        type: "promoted",
        open: { qty: member.quantity },
        sealed: {
          memberId: member.id,
          payByMs: Math.min(atMs + policy.payWindowMs, terms.closesAtMs + policy.payGraceMs),
          leg: depositLeg(groupBuy, member, atMs, null, newId),
        },
      },
      actor: member.pseudonym,
    },
  ];
}

function earliest(times: readonly number[]): number | null {
  return times.length === 0 ? null : times.reduce((a, b) => Math.min(a, b));
}

/** While the grace runs nobody is asked who could no longer pay in it. */
function promotable(groupBuy: GroupBuy): Member | null {
  const { terms, policy } = groupBuy;
  if (groupBuy.waitlistedQuantity === 0 || groupBuy.lastEffectiveAtMs >= terms.closesAtMs + policy.payGraceMs)
    return null;
  const free = freeQuantity(groupBuy);
  return free <= 0 ? null : firstWaiting(groupBuy, free);
}

function offersUntil(groupBuy: GroupBuy): number[] {
  return [...groupBuy.offers.values()].flatMap(({ state, body }) =>
    state === "submitted" && body.validUntilMs !== null ? [body.validUntilMs] : [],
  );
}

/** G22: every seat has its goods and no money of its members is on its way; nobody waits for a merchant's bond (H10). */
function isDelivered(groupBuy: GroupBuy): boolean {
  const isWaiting = groupBuy.members
    .values()
    .some(({ state }) => state === "paid" || state === "shipped" || state === "disputed");
  return !isWaiting && groupBuy.legs.values().every((leg) => leg.purpose === "bond" || isAtRest(leg));
}

function isAtRest({ pending, state }: Leg): boolean {
  return pending === null && state !== "refund_failed";
}
