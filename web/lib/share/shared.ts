import type { GroupBuyResource } from "../../../worker/contract/group-buy.ts";
import { isBeforePublication } from "../../../worker/core/group-buy/state/states.ts";

/** Before publication there is nothing to share, because nobody else would find it (G1); nor after it was called off. */
export function isShared({ state }: Pick<GroupBuyResource, "state">): boolean {
  return !isBeforePublication(state) && state !== "cancelled";
}
