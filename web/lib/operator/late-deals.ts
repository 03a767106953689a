import type { Award, GroupBuyResource } from "../../../worker/contract/group-buy.ts";
import type { AttentionItem } from "../../../worker/contract/operators.ts";

/**
 * Whose deal an item is about, where several merchants share a group-buy and one of them has not shipped (G23). The
 * first of the deals is named by nothing, as in events.
 */
export function lateDealOf(
  { kind, ref }: Pick<AttentionItem, "kind" | "ref">,
  { award, awards = [] }: Pick<GroupBuyResource, "award" | "awards">,
): Award | undefined {
  if (kind !== "shipping_late" && kind !== "breach") return undefined;
  const offerId = ref === undefined || ref === "" ? award?.offerId : ref;
  return awards.find((one) => one.offerId === offerId);
}
