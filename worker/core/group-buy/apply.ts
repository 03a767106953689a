import { appendLeaf } from "../log/merkle.ts";
import { assert } from "../result.ts";
import { choiceFold } from "./choosing/choice-fold.ts";
import { draftFold } from "./drafts/draft-fold.ts";
import type { EventType, LoggedEvent, Of } from "./events.ts";
import type { Fold } from "./fold.ts";
import { bondFold, returnBonds } from "./money/bond-changes.ts";
import { overlayFold } from "./money/overlay-changes.ts";
import { moneyFold } from "./money/money-fold.ts";
import { offerFold } from "./offers/offer-fold.ts";
import { operatingFold } from "./operating/operating-fold.ts";
import { seatFold } from "./seats/seat-fold.ts";
import { found, type GroupBuy } from "./state/state.ts";
import { tradeFold } from "./trade/trade-fold.ts";

/** What each event changes, as the part that it belongs to says it. One that nobody folds does not compile. */
const FOLD: Fold<EventType> = {
  ...draftFold,
  ...seatFold,
  ...moneyFold,
  ...overlayFold,
  ...bondFold,
  ...offerFold,
  ...choiceFold,
  ...tradeFold,
  ...operatingFold,
};

/**
 * The fold: nothing else writes a group-buy. It never refuses and never decides; what an event means is written once, in
 * its part, for live decisions and for the replay of old logs alike.
 */
export function apply(groupBuy: GroupBuy, logged: LoggedEvent): void {
  const { event } = logged;
  assert(event.seq === groupBuy.seq + 1, `event ${event.seq} follows ${groupBuy.seq}`);
  groupBuy.seq = event.seq;
  groupBuy.lastAtMs = event.atMs;
  groupBuy.lastEffectiveAtMs = event.effectiveAtMs;
  groupBuy.frontier = appendLeaf(groupBuy.frontier, logged.leafHash);
  applyEvent(groupBuy, event);
  returnBonds(groupBuy);
}

/** Whether this version of Onebell can read an event of this type. */
export function isEventType(type: string): type is EventType {
  return Object.hasOwn(FOLD, type);
}

/** The state after a whole log. The first event of every log is `drafted`. */
export function replay(log: Iterable<LoggedEvent>): GroupBuy {
  let groupBuy: GroupBuy | null = null;
  for (const logged of log) {
    if (groupBuy === null) {
      assert(logged.event.type === "drafted", "a log begins with its draft");
      groupBuy = found(logged.event.sealed.founding, logged.event.atMs);
    }
    apply(groupBuy, logged);
  }
  assert(groupBuy, "a log has at least one entry");
  return groupBuy;
}

function applyEvent<T extends EventType>(groupBuy: GroupBuy, event: Of<T>): void {
  // A log is read back as it was written, which may have been by a later version: half a fold would be a wrong state.
  assert(isEventType(event.type), `this version of Onebell knows no event ${event.type}`);
  FOLD[event.type](groupBuy, event);
}
