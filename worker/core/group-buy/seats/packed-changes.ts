import type { Of } from "../events.ts";
import type { GroupBuy } from "../state/state.ts";
import { applyLowered } from "./part-changes.ts";
import { addQuantity, changeMember } from "./seat-changes.ts";

/** A4: what was filled in has no deposit; what was cut goes as if it had been taken away, with its deposit back (M7). */
export function applyPacked(groupBuy: GroupBuy, event: Of<"packed">): void {
  for (const { memberId, quantity } of event.sealed.filled) {
    addQuantity(groupBuy, memberId, quantity);
    changeMember(groupBuy, memberId).packed = quantity;
  }
  for (const { memberId, cuts } of event.sealed.cut) {
    applyLowered(groupBuy, { sealed: { memberId, cuts } });
    changeMember(groupBuy, memberId).packed = -cuts.reduce((sum, { quantity }) => sum + quantity, 0);
  }
}
