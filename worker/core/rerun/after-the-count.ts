import type { GroupBuy } from "../group-buy/state/state.ts";
import type { Leaf } from "../verify/leaf.ts";
import { fault } from "./chain.ts";
import { compareTerms } from "./compare.ts";
import type { Wrong } from "./result.ts";

/** What cannot come once the count is frozen. */
const OVER: ReadonlySet<string> = new Set([
  ...["drafted", "draft_changed", "submitted", "opened", "joined", "part_added", "lowered", "flexed", "withdrawn"],
  ...["promoted", "promoted_armed", "leg_armed", "closing", "closed", "extended", "suspended", "resumed", "removed"],
  ...["extension_proposed", "incident_extended", "cancel_proposed"],
]);

/**
 * After the count the offers decide, which are sealed. So that nothing is added to what was counted, and that whoever is
 * late is told by how much, is all that is looked at.
 */
export function wrongAfterTheCount(groupBuy: GroupBuy, leaf: Leaf): Wrong | null {
  const { seq, type, at, open } = leaf;
  const wrong = compareTerms(groupBuy, leaf);
  if (wrong) return wrong;
  if (OVER.has(type)) return fault(seq, "impossible", { says: type });
  if (type !== "join_refused" && type !== "change_refused") return null;
  if (open["code"] !== "deadline-passed") {
    return fault(seq, "differs", { field: "code", says: String(open["code"]), derived: "deadline-passed" });
  }
  const marginMs = groupBuy.terms.closesAtMs - at;
  if (open["marginMs"] === marginMs) return null;
  return fault(seq, "differs", { field: "marginMs", says: Number(open["marginMs"]), derived: marginMs });
}
