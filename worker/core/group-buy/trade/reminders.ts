import type { Concerning } from "../commands.ts";
import { everybody } from "../decision.ts";
import { balanceMinor, isGone } from "../money/money-steps.ts";
import type { Member } from "../state/member.ts";
import type { GroupBuy } from "../state/state.ts";
import { isNobodyOwing, owing } from "../state/timetable.ts";

/**
 * M11: whoever still owes the balance is told again, so and so long before the window ends. A step that lies before the
 * window began is passed over, and none is taken twice: the last one that was taken is remembered.
 */
export function reminderDueMs(groupBuy: GroupBuy): number | null {
  const stepMs = isNobodyOwing(groupBuy) ? null : nextStepMs(groupBuy);
  return stepMs === null || groupBuy.balanceDueAtMs === null ? null : groupBuy.balanceDueAtMs - stepMs;
}

export function remind(groupBuy: GroupBuy): readonly Concerning[] {
  const leftMs = nextStepMs(groupBuy);
  if (leftMs === null) return [];
  const late = owing(groupBuy).filter((member) => isToPay(groupBuy, member));
  const qty = late.reduce((sum, { quantity }) => sum + quantity, 0);
  const sealed = { memberIds: late.map(({ id }) => id) };
  return everybody({ type: "balance_reminded", open: { leftMs, qty }, sealed });
}

function nextStepMs({ policy, remindedBeforeMs, balanceDueAtMs, effectiveAtMs }: GroupBuy): number | null {
  if (!policy.delivery || balanceDueAtMs === null) return null;
  const windowMs = balanceDueAtMs - effectiveAtMs;
  const lastMs = Math.min(windowMs, remindedBeforeMs ?? Number.POSITIVE_INFINITY);
  return policy.delivery.remindBeforeMs.find((stepMs) => stepMs < lastMs) ?? null;
}

/** Who has paid and waits for the bank is asked for nothing. */
function isToPay(groupBuy: GroupBuy, member: Member): boolean {
  const balance = groupBuy.legs.get(member.balanceLegId ?? "");
  if (!balance) return balanceMinor(groupBuy, member) > 0;
  return isGone(balance) || (balance.state === "action_required" && balance.pending === null);
}
