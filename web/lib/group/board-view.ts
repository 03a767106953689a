import { hasEnded, type MemberStateName } from "../../../worker/core/group-buy/state/states.ts";
import type { GroupBuyResource } from "../../../worker/contract/group-buy.ts";
import type { Phrase } from "../i18n/translate.ts";
import { awardedQuantity } from "./awards-view.ts";

/** The last ten minutes are marigold: a cut, once, and no more than that (web.md 5.2). */
export const LAST_STRETCH_MS = 600_000;

export type Tone = "open" | "outlined" | "closing" | "reached" | "ended" | "paused" | "broken";
export type GlyphName = "none" | "bell" | "check" | "return" | "pause" | "seal" | "alert";

/** Where the clock stands; it changes four times in a life, so it may be reactive while the seconds may not. */
export type Phase = "early" | "late" | "zero" | "waiting";
/** So long after zero the server is still silent: the page says that nothing is lost by that (web.md 1.2). */
export const WAITING_FROM_MS = 2_000;

export interface BoardView {
  readonly tone: Tone;
  readonly glyph: GlyphName;
  readonly caption: Phrase;
  /** The countdown runs, or it has stopped at zero, or this state has no deadline to show. */
  readonly face: "running" | "stopped" | "none";
  /** The line under the face: null shows the absolute moment of the close. */
  readonly line: Phrase | null;
  /** A price on a board that was not reached would be false (web.md 6.7). */
  readonly showsPrice: boolean;
  readonly canJoin: boolean;
}

export function phaseAt(remainingMs: number): Phase {
  if (remainingMs <= -WAITING_FROM_MS) return "waiting";
  if (remainingMs <= 0) return "zero";
  return remainingMs <= LAST_STRETCH_MS ? "late" : "early";
}

/** What the board says in every state of the life of a group-buy. One table, so that no state is forgotten. */
export function boardView(groupBuy: GroupBuyResource, phase: Phase, price: string, closedAt: string): BoardView {
  const common = { face: "stopped", showsPrice: true, canJoin: false } as const;
  const people = placesIn(groupBuy);
  switch (groupBuy.state) {
    case "draft":
      return outlined("board.draft", groupBuy.asked.length > 0 ? "board.draft_deposit_line" : "board.draft_line");
    case "awaiting_deposit":
      return outlined("board.awaiting_deposit", "board.awaiting_deposit_line");
    case "in_review":
      return outlined("board.in_review", "board.in_review_line");
    case "open":
      return openView(groupBuy, phase);
    case "suspended":
      return {
        ...common,
        tone: "paused",
        glyph: "pause",
        caption: { key: "board.suspended" },
        face: "none",
        line: { key: "board.suspended_line" },
      };
    case "closing":
      return {
        ...common,
        tone: "closing",
        glyph: "bell",
        caption: { key: "board.zero" },
        line: { key: "board.zero_line" },
      };
    case "selecting":
    case "reconsent":
    case "confirming":
      return {
        ...common,
        tone: "reached",
        glyph: "check",
        caption: { key: "board.closed_at", args: { time: closedAt } },
        line: { key: `board.${groupBuy.state}_line`, args: { count: people, by: groupBuy.waiting?.for ?? "rule" } },
      };
    case "collecting":
    case "fulfilling":
    case "settled":
      return {
        ...common,
        tone: "reached",
        glyph: "check",
        caption: { key: "board.closed_at", args: { time: closedAt } },
        line: {
          key: groupBuy.awards === undefined ? `board.${groupBuy.state}_line` : `board.${groupBuy.state}_shared_line`,
          args: {
            count: awardedQuantity(groupBuy) ?? people,
            price,
            by: groupBuy.award?.chosenBy ?? "rule",
            merchants: groupBuy.awards?.length ?? 1,
          },
        },
      };
    case "failed":
      return failedView(groupBuy, closedAt);
    case "cancelled":
    case "discarded":
      return {
        ...common,
        tone: "ended",
        glyph: "return",
        caption: { key: "board.cancelled" },
        face: "none",
        line: { key: groupBuy.forfeit === undefined ? "board.cancelled_line" : "board.cancelled_forfeit_line" },
        showsPrice: false,
      };
  }
}

function outlined(caption: Phrase["key"], line: Phrase["key"]): BoardView {
  return {
    tone: "outlined",
    glyph: "seal",
    caption: { key: caption },
    face: "running",
    line: { key: line },
    showsPrice: true,
    canJoin: false,
  };
}

function openView(groupBuy: GroupBuyResource, phase: Phase): BoardView {
  const membership = groupBuy.me?.membership;
  const isIn = membership !== undefined && isSeated(membership.state);
  const base = { line: null, showsPrice: true } as const;
  if (phase === "zero" || phase === "waiting") {
    return {
      ...base,
      tone: "closing",
      glyph: "bell",
      caption: { key: "board.zero" },
      face: "stopped",
      line: { key: phase === "zero" ? "board.zero_line" : "board.zero_long" },
      // The device never decides: the server has not said closed, so the way in stays open (web.md 0.4).
      canJoin: !isIn,
    };
  }
  const isLate = phase === "late";
  return {
    ...base,
    tone: isLate ? "closing" : "open",
    glyph: isLate ? "bell" : "none",
    caption: { key: caption(groupBuy, isIn, isLate) },
    face: "running",
    canJoin: !isIn,
  };
}

function caption(groupBuy: GroupBuyResource, isIn: boolean, isLate: boolean): Phrase["key"] {
  const state = groupBuy.me?.membership?.state;
  if (state === "held") return "board.held_closes_in";
  if (state === "waitlisted") return "board.waitlisted_closes_in";
  if (isIn) return isLate ? "board.in_closing" : "board.in_closes_in";
  if (isFull(groupBuy)) return "board.full_closes_in";
  return isLate ? "board.closing" : "board.closes_in";
}

function failedView(groupBuy: GroupBuyResource, closedAt: string): BoardView {
  const isBreach = groupBuy.reason === "merchant_breach";
  const reasons: Readonly<Record<string, Phrase["key"]>> = {
    below_minimum: "board.failed_below_minimum",
    no_offer: "board.failed_no_offer",
    merchant_declined: "board.failed_merchant_declined",
    collection_shortfall: "board.failed_collection_shortfall",
    merchant_breach: "board.failed_merchant_breach",
  };
  return {
    tone: isBreach ? "broken" : "ended",
    glyph: isBreach ? "alert" : "return",
    caption: { key: "board.closed_at", args: { time: closedAt } },
    face: "stopped",
    line: {
      key: reasons[groupBuy.reason ?? ""] ?? "board.failed_other",
      args: { count: placesIn(groupBuy), minimum: groupBuy.quantityMinimum },
    },
    showsPrice: false,
    canJoin: false,
  };
}

/** What the server has said of the end. That the bell has rung is not "closed" yet (W7). */
export function endingOf({ state }: GroupBuyResource): "running" | "closing" | "closed" {
  if (state === "closing") return "closing";
  return BEFORE_THE_END.has(state) ? "running" : "closed";
}

const BEFORE_THE_END: ReadonlySet<string> = new Set(["draft", "awaiting_deposit", "in_review", "open", "suspended"]);

export function isFull(groupBuy: GroupBuyResource): boolean {
  const { maximum, held, verified } = groupBuy.quantity;
  return maximum !== null && held + verified >= maximum;
}

/**
 * Places with a verified deposit. After the bell it is the certified count, after the award what was awarded: seats end,
 * but how many there were stays true.
 */
export function placesIn(groupBuy: GroupBuyResource): number {
  return (
    awardedQuantity(groupBuy) ??
    groupBuy.certificate?.packedQuantity ??
    groupBuy.certificate?.verifiedQuantity ??
    groupBuy.quantity.verified
  );
}

/** How a membership stands, in words. A deposit is called returned only when the bank has said so (domain 21). */
export function memberWords(me: NonNullable<GroupBuyResource["me"]>): Phrase["key"] | null {
  if (me.membership === undefined) return null;
  const { state, atRisk } = me.membership;
  if (atRisk !== undefined) return `group.member_risk_${atRisk.why}`;
  if (state === "refunded" && me.legs.some((leg) => leg.state === "forfeited")) return "group.member_forfeited";
  if (state === "lapsed" && me.legs.some((leg) => leg.state === "charged_back")) return "group.member_called_back";
  if (state === "refunded" && me.legs.some((leg) => leg.state === "refund_failed")) return "group.member_refund_failed";
  const isBack = me.legs.every((leg) => leg.purpose === "share" || BACK.has(leg.state));
  return state === "refunded" && !isBack ? "group.member_refunding" : `group.member_${state}`;
}

const BACK: ReadonlySet<string> = new Set(["released", "refunded", "declined", "abandoned", "lapsed"]);

/** A membership that still has a place, in contrast to one that ended. */
export function isSeated(state: MemberStateName | undefined): boolean {
  return state !== undefined && !hasEnded(state);
}
