import type { Leg } from "../state/leg.ts";
import { isFinal, type GroupBuy } from "../state/state.ts";
import { hasEnded, type LegStateName, type OfferStateName } from "../state/states.ts";
import { traceOf } from "./trace.ts";

/** PD2: what still ties a person to a group-buy, so that they cannot be forgotten in it yet. */
export type Tie =
  /** They started it and it has not ended. */
  | "started"
  /** A seat that has neither ended nor come to its end. */
  | "seat"
  /** Money that is held, taken, on its way or owed. */
  | "money"
  | "dispute"
  /** An offer of theirs that stands, or that was taken and is not fulfilled. */
  | "offer";

/** Money that has come to rest: nothing of it is held, owed or under way. */
const AT_REST: ReadonlySet<LegStateName> = new Set([
  "settled",
  "declined",
  "abandoned",
  "released",
  "refunded",
  "lapsed",
  "forfeited",
  "paid_out",
]);

const STANDING_OFFERS: ReadonlySet<OfferStateName> = new Set(["submitted", "selected", "accepted"]);

export function tiesOf(groupBuy: GroupBuy, personId: string): Tie[] {
  const { isInitiator, members, legs, offers } = traceOf(groupBuy, personId);
  const isOver = isFinal(groupBuy.state);
  const ties: readonly (readonly [Tie, boolean])[] = [
    ["started", isInitiator && !isOver],
    ["seat", members.some(({ state }) => !hasEnded(state) && state !== "completed")],
    ["money", legs.some(isMoving)],
    ["dispute", members.some(({ dispute }) => typeof dispute?.speaker === "string")],
    ["offer", !isOver && offers.some(({ state }) => STANDING_OFFERS.has(state))],
  ];
  return ties.flatMap(([tie, holds]) => (holds ? [tie] : []));
}

function isMoving({ state, pending }: Leg): boolean {
  return pending !== null || !AT_REST.has(state);
}
