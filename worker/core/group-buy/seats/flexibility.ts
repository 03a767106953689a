import type { Concerning } from "../commands.ts";
import { concerning } from "../decision.ts";
import type { Flexibility, Member } from "../state/member.ts";
import type { Refusal } from "../state/refusal.ts";
import type { Terms } from "../state/terms.ts";

/**
 * A4: where the good comes in packs a member may say up to how many pieces they would take so that packs come out whole,
 * and whether fewer will do. More than anybody may have is more than may be said here too; and the initiator stands by
 * what was published.
 */
export function flexibilityFault(
  { packSize, perBuyerMaximum }: Terms,
  quantity: number,
  { upTo, orFewer }: Flexibility,
  isInitiator: boolean,
): Refusal | null {
  const maximum = packSize === undefined ? quantity : perBuyerMaximum;
  if (upTo < quantity || upTo > maximum) {
    return { code: "quantity-out-of-range", pointer: "/quantityFlexible/upTo", facts: { minimum: quantity, maximum } };
  }
  if (!orFewer || (packSize !== undefined && !isInitiator)) return null;
  return { code: "quantity-out-of-range", pointer: "/quantityFlexible/orFewer", facts: { minimum: quantity } };
}

/** What of it says anything: whoever would take just as many and no fewer is not flexible. */
export function saidOf(quantity: number, flexible: Flexibility | null | undefined): Flexibility | null {
  return flexible && (flexible.upTo > quantity || flexible.orFewer) ? flexible : null;
}

export function isSaid(member: Member, said: Flexibility | null): boolean {
  return member.flexible?.upTo === said?.upTo && member.flexible?.orFewer === said?.orFewer;
}

/** Whether somebody who counted on it might miss something. */
export function isLess(member: Member, said: Flexibility | null, quantity: number): boolean {
  const isCutNoMore = member.flexible?.orFewer === true && said?.orFewer !== true;
  return isCutNoMore || (said?.upTo ?? quantity) < (member.flexible?.upTo ?? member.quantity);
}

export function flexing(member: Member, said: Flexibility | null): Concerning {
  return concerning({ type: "flexed", open: { flexible: said }, sealed: { memberId: member.id } }, member.pseudonym);
}
