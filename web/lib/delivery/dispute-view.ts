import type { Dispute } from "../../../worker/contract/disputes.ts";
import type { Money } from "../../../worker/contract/shared.ts";

/** What holds when nobody decides: the middle of what is wanted and what is offered, half a unit to the member (ADR 0019). */
export function middleOf({ wanted, offered }: Dispute): Money {
  return { amount: Math.ceil((wanted.amount + (offered?.amount ?? 0)) / 2), currency: wanted.currency };
}
