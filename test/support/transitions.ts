import type { GroupBuyEvent } from "../../worker/core/group-buy/events.ts";
import type { GroupBuy } from "../../worker/core/group-buy/state/state.ts";

/**
 * The tables of the rules as data: every way from one state to another, by its number. Whatever is played through
 * `group-buy-shadow.ts` is held against them, event by event; a way that stands in no row fails the test that took it.
 *
 * A new transition gets its row here in the commit that builds it, and leaves `RESERVED` if it was promised there.
 * `test/unit/transition-coverage.test.ts` fails for a row that no told life takes.
 */
export interface Row {
  readonly rule: string;
  readonly of: "group-buy" | "member" | "offer";
  /** Null: it did not exist. */
  readonly from: string | null;
  readonly to: string;
  readonly by: GroupBuyEvent["type"];
  /** Where one event has several reasons: the one of this row. */
  readonly reason?: string;
}

export interface Transition {
  readonly of: Row["of"];
  readonly from: string | null;
  readonly to: string;
  readonly by: GroupBuyEvent["type"];
  readonly reason?: string;
}

type Way = readonly [rule: string, from: string | null, to: string, by: Row["by"], reason?: string];

const GROUP_BUY: readonly Way[] = [
  ["G1", null, "draft", "drafted"],
  ["G1", "draft", "discarded", "discarded", "idle"],
  ["G1", "draft", "discarded", "discarded", "by_initiator"],
  ["G2", "draft", "awaiting_deposit", "submitted"],
  ["G2", "awaiting_deposit", "draft", "submission_returned", "timeout"],
  ["G3", "awaiting_deposit", "draft", "submission_returned", "declined"],
  ["G3", "awaiting_deposit", "draft", "submission_returned", "audit"],
  ["G3", "awaiting_deposit", "draft", "submission_returned", "by_initiator"],
  ["G4", "awaiting_deposit", "draft", "submission_returned", "too_late"],
  ["G4", "awaiting_deposit", "open", "opened"],
  ["G4", "awaiting_deposit", "in_review", "review_started"],
  ["G5", "in_review", "open", "opened"],
  ["G5", "in_review", "cancelled", "cancelled", "review_rejected"],
  ["G5", "in_review", "draft", "submission_returned", "too_late"],
  ["G5", "in_review", "draft", "submission_returned", "declined"],
  ["G6", "open", "suspended", "suspended"],
  ["G7", "suspended", "open", "resumed"],
  ["T7", "closing", "open", "incident_extended"],
  ["G8", "open", "cancelled", "cancelled", "by_initiator"],
  ["G9", "open", "cancelled", "cancelled", "by_operator"],
  ["G9", "suspended", "cancelled", "cancelled", "by_operator"],
  ["G10", "open", "closing", "closing"],
  ["G11", "closing", "selecting", "closed"],
  ["G12", "closing", "open", "extended"],
  // One decision of two events: the certificate first, and in the same breath the end that it tells.
  ["G13", "selecting", "failed", "failed", "below_minimum"],
  ["G14", "selecting", "confirming", "awarded"],
  ["G15", "selecting", "reconsent", "consent_asked"],
  ["G16", "reconsent", "confirming", "awarded"],
  ["G16", "reconsent", "selecting", "offer_fell"],
  ["G16", "reconsent", "failed", "failed", "no_offer"],
  ["G17", "selecting", "failed", "failed", "no_offer"],
  ["G18", "confirming", "collecting", "accepted"],
  ["G19", "confirming", "selecting", "offer_fell"],
  ["G19", "confirming", "failed", "failed", "merchant_declined"],
  ["G20", "collecting", "fulfilling", "collected"],
  ["O5", "fulfilling", "failed", "failed", "merchant_declined"],
  ["G21", "collecting", "selecting", "offer_fell"],
  ["G21", "collecting", "failed", "failed", "collection_shortfall"],
  ["G22", "fulfilling", "settled", "settled"],
  ["G23", "fulfilling", "failed", "failed", "merchant_breach"],
];

const MEMBER: readonly Way[] = [
  ["G4", null, "active", "opened"],
  ["M1", null, "held", "joined"],
  ["M1", null, "active", "joined"],
  ["M2", null, "waitlisted", "joined"],
  ["M3", "waitlisted", "held", "promoted"],
  ["M3", "waitlisted", "held", "promoted_armed"],
  ["M3", "waitlisted", "active", "promoted_armed"],
  ["M3", "waitlisted", "lapsed", "closed"],
  ["M4", "held", "active", "deposit_held"],
  ["M4", "held", "active", "deposit_captured"],
  ["M5", "held", "lapsed", "seat_expired"],
  ["M5", "active", "lapsed", "seat_expired"],
  ["M5", "active", "lapsed", "deposit_lapsed"],
  ["H11", "active", "held", "seat_at_risk"],
  ["M6", "active", "withdrawn", "withdrawn"],
  ["M6", "held", "withdrawn", "withdrawn"],
  ["M6", "waitlisted", "withdrawn", "withdrawn"],
  // The same state with another quantity.
  ["M7", "active", "active", "part_added"],
  ["M7", "active", "active", "part_ended"],
  ["M7", "active", "active", "lowered"],
  ["M7", "waitlisted", "waitlisted", "lowered"],
  ["A4", "held", "held", "flexed"],
  ["A4", "active", "active", "flexed"],
  ["A4", "waitlisted", "waitlisted", "flexed"],
  ["A4", "active", "active", "packed"],
  ["M8", "active", "balance_due", "accepted"],
  ["M9", "active", "opted_out", "opted_out"],
  ["M10", "balance_due", "paid", "paid"],
  ["O5", "balance_due", "opted_out", "opted_out"],
  ["O5", "paid", "opted_out", "opted_out"],
  ["G21", "paid", "active", "offer_fell"],
  ["G21", "paid", "lapsed", "seat_expired"],
  ["M11", "balance_due", "no_show", "no_show"],
  ["M12", "paid", "shipped", "shipped"],
  ["M13", "shipped", "received", "received"],
  ["M14", "shipped", "disputed", "disputed"],
  ["M16", "waitlisted", "removed", "removed"],
  ["M16", "held", "removed", "removed"],
  ["M16", "active", "removed", "removed"],
  ["M15", "disputed", "completed", "dispute_ended"],
  ["M15", "disputed", "refunded", "dispute_ended"],
  ["G22", "received", "completed", "settled"],
  ["G23", "received", "completed", "breach_declared"],
  // One of several awards comes to nothing, and the others go on (ADR 0022).
  ["G21", "paid", "refunded", "award_fell"],
  ["G23", "shipped", "refunded", "award_fell"],
  ["G23", "disputed", "refunded", "award_fell"],
];

const OFFER: readonly Way[] = [
  ["O1", null, "submitted", "offer_received"],
  ["O1", null, "declined", "offer_received"],
  ["O2", "submitted", "declined", "offer_received"],
  ["O2", "declined", "submitted", "offer_received"],
  ["O3", "submitted", "withdrawn", "offer_withdrawn"],
  ["O3", "declined", "withdrawn", "offer_withdrawn"],
  ["O4", "submitted", "expired", "offer_expired"],
  ["O5", "submitted", "selected", "consent_asked"],
  ["O5", "submitted", "selected", "awarded"],
  ["O5", "submitted", "selected", "awarded_beside"],
  ["O6", "selected", "accepted", "accepted"],
  ["O6", "selected", "refused", "offer_fell"],
  ["O6", "submitted", "refused", "accepted"],
  ["O6", "accepted", "refused", "offer_fell"],
  ["O6", "refused", "submitted", "offer_fell"],
  ["O6", "selected", "submitted", "offer_fell"],
  ["O6", "accepted", "refused", "award_fell"],
  ["O7", "accepted", "fulfilled", "settled"],
  ["O7", "accepted", "breached", "breach_declared"],
];

/** Rules that are specified and change nothing yet; docs/rules.md says so too. */
export const RESERVED: readonly string[] = [];

export const ROWS: readonly Row[] = [
  ...rows("group-buy", GROUP_BUY),
  ...rows("member", MEMBER),
  ...rows("offer", OFFER),
  ...endings(),
];

function rows(of: Row["of"], ways: readonly Way[]): Row[] {
  return ways.map(([rule, from, to, by, reason]) => ({ rule, of, from, to, by, ...(reason && { reason }) }));
}

/** An end without goods takes every seat and every standing offer with it (domain 3.5). */
function endings(): Row[] {
  const ending = (by: "failed" | "cancelled", members: readonly string[], offers: readonly string[]): Row[] => [
    ...members.map((from): Row => ({ rule: "end", of: "member", from, to: "refunded", by })),
    ...offers.map((from): Row => ({ rule: "end", of: "offer", from, to: "refused", by })),
  ];
  return [
    ...ending("failed", ["active", "paid", "shipped", "disputed"], ["submitted", "selected", "accepted"]),
    ...ending("cancelled", ["waitlisted", "held", "active"], ["submitted"]),
  ];
}

export interface States {
  readonly groupBuy: string | null;
  readonly members: ReadonlyMap<string, string>;
  readonly offers: ReadonlyMap<string, string>;
}

export function statesOf(groupBuy: GroupBuy | null): States {
  const statesIn = (parts: ReadonlyMap<string, { readonly state: string }> = new Map()) =>
    new Map([...parts].map(([id, { state }]) => [id, state]));
  return {
    groupBuy: groupBuy && groupBuy.seq > 0 ? groupBuy.state : null,
    members: statesIn(groupBuy?.members),
    offers: statesIn(groupBuy?.offers),
  };
}

/** What one event did to the states of everything. */
export function transitionsOf(before: States, event: GroupBuyEvent, after: States): Transition[] {
  const reason = "reason" in event.open ? event.open.reason : undefined;
  const found: Transition[] = [];
  const compare = (of: Row["of"], from: string | null, to: string | null) => {
    if (to !== null && from !== to) found.push({ of, from, to, by: event.type, ...(reason && { reason }) });
  };
  compare("group-buy", before.groupBuy, after.groupBuy);
  for (const [id, to] of after.members) compare("member", before.members.get(id) ?? null, to);
  for (const memberId of ofAnotherQuantity(event)) {
    const state = after.members.get(memberId) ?? "";
    found.push({ of: "member", from: state, to: state, by: event.type });
  }
  for (const [id, to] of after.offers) compare("offer", before.offers.get(id) ?? null, to);
  return found;
}

/** Members who hold, or would hold, another quantity in the same state. */
function ofAnotherQuantity(event: GroupBuyEvent): readonly string[] {
  switch (event.type) {
    case "part_added":
    case "part_ended":
    case "lowered":
    case "flexed":
      return [event.sealed.memberId];
    case "packed":
      return [...event.sealed.filled, ...event.sealed.cut].map(({ memberId }) => memberId);
    default:
      return [];
  }
}

/** The row that a transition takes, or null: it stands in no table. */
export function rowOf({ of, from, to, by, reason }: Transition): Row | null {
  const fits = (row: Row) =>
    row.of === of &&
    row.from === from &&
    row.to === to &&
    row.by === by &&
    (row.reason === undefined || row.reason === reason);
  return ROWS.find(fits) ?? null;
}

export function wordsOf({ of, from, to, by, reason }: Transition): string {
  return `${of} ${from ?? "–"} → ${to} by ${by}${reason === undefined ? "" : ` (${reason})`}`;
}
