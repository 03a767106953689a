import type { Of } from "../events.ts";
import { convertInTime } from "../money/leg-changes.ts";
import { enter } from "../state/enter.ts";
import type { GroupBuy } from "../state/state.ts";
import { choosingMs } from "../state/terms.ts";

/** What stops a group-buy, and what moves its deadline (G6, G7, T7): a part of the fold of `apply`. */

export function applySuspended(groupBuy: GroupBuy, event: Of<"suspended">): void {
  groupBuy.suspension = { sinceMs: event.effectiveAtMs, words: event.open.words };
  enter(groupBuy, "suspended", event);
}

export function applyResumed(groupBuy: GroupBuy, event: Of<"resumed">): void {
  groupBuy.suspension = null;
  groupBuy.cancelProposedBy = null;
  groupBuy.cancelProposal = null;
  groupBuy.freeExitUntilMs = event.open.freeExitUntilMs;
  moveDeadline(groupBuy, event.open.closesAtMs);
  enter(groupBuy, "open", event);
}

export function applyExtended(groupBuy: GroupBuy, event: Of<"extended">): void {
  groupBuy.extendedFromMs = event.open.fromMs;
  openAgain(groupBuy, event);
}

export function applyExtensionProposed(groupBuy: GroupBuy, event: Of<"extension_proposed">): void {
  const { operatorId, closesAtMs, words } = event.sealed;
  groupBuy.extensionProposal = { operatorId, closesAtMs, words, atMs: event.effectiveAtMs };
}

export function applyIncidentExtended(groupBuy: GroupBuy, event: Of<"incident_extended">): void {
  groupBuy.extensionProposal = null;
  groupBuy.incident = { fromMs: event.open.fromMs, words: event.open.words };
  openAgain(groupBuy, event);
}

export function applyCancelProposed(groupBuy: GroupBuy, event: Of<"cancel_proposed">): void {
  groupBuy.cancelProposedBy = event.sealed.operatorId;
  groupBuy.cancelProposal = { ...event.sealed, atMs: event.effectiveAtMs };
}

export function applyClockMoved(groupBuy: GroupBuy, event: Of<"clock_moved">): void {
  groupBuy.clockAheadMs = event.open.aheadMs;
}

/** Until a later deadline; until then whoever wants may leave (M6). */
function openAgain(groupBuy: GroupBuy, event: Of<"extended" | "incident_extended">): void {
  groupBuy.freeExitUntilMs = event.open.closesAtMs;
  groupBuy.bellTree = null;
  groupBuy.firstLate = null; // Late for the deadline before.
  moveDeadline(groupBuy, event.open.closesAtMs);
  enter(groupBuy, "open", event);
}

/** T7: the terms that everybody agreed to keep their hash; that and why the deadline has moved is in the log. */
function moveDeadline(groupBuy: GroupBuy, closesAtMs: number): void {
  const { terms, policy } = groupBuy;
  if (closesAtMs === terms.closesAtMs) return;
  groupBuy.terms = { ...terms, closesAtMs };
  groupBuy.deadlineMoves += 1;
  groupBuy.offersUntilMs = null;
  groupBuy.offerExtensions = 0;
  convertInTime(groupBuy, closesAtMs + policy.payGraceMs + choosingMs(terms, policy));
}
