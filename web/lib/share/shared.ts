import type { GroupBuyResource } from "../../../worker/contract/group-buy.ts";

const UNPUBLISHED: ReadonlySet<GroupBuyResource["state"]> = new Set([
  "draft",
  "awaiting_deposit",
  "in_review",
  "discarded",
  "cancelled",
]);

/** Before publication there is nothing to share, because nobody else would find it (G1); nor after it was called off. */
export function isShared({ state }: Pick<GroupBuyResource, "state">): boolean {
  return !UNPUBLISHED.has(state);
}
