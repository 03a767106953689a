import type { EventMeta } from "../events.ts";
import type { GroupBuy } from "./state.ts";
import type { GroupBuyStateName } from "./states.ts";

/** A group-buy's change of state, as of when it counts. */
export function enter(groupBuy: GroupBuy, state: GroupBuyStateName, event: EventMeta): void {
  groupBuy.state = state;
  groupBuy.effectiveAtMs = event.effectiveAtMs;
}
