import type { Leg } from "./leg.ts";
import type { Member, Part } from "./member.ts";
import type { GroupBuy } from "./state.ts";

/**
 * A seat may be added to, and each added part stands at its own place in line with a deposit of its own (M7). What is
 * read of them is here; what was joined first is the first claim and needs no part.
 */

/** So many units at one place in line, in the order of allocation (A1). */
export interface Claim {
  readonly member: Member;
  readonly seq: number;
  readonly quantity: number;
  readonly legId: string | null;
}

/** The part whose deposit is not verified yet. One at a time. */
export function heldPart({ parts }: Member): Part | null {
  return parts?.find(({ payByMs }) => payByMs !== null) ?? null;
}

/** What counts of a seat, first come first; together they are its quantity. */
export function claimsOf(member: Member): readonly Claim[] {
  const added = (member.parts ?? []).filter(({ payByMs }) => payByMs === null);
  const first = member.quantity - added.reduce((sum, { quantity }) => sum + quantity, 0);
  return [
    { member, seq: member.seq, quantity: first, legId: member.depositLegId },
    ...added.map(({ seq, quantity, legId }) => ({ member, seq, quantity, legId })),
  ];
}

/** The deposits that a seat rests on, those of its added parts included. */
export function depositsOf({ legs }: GroupBuy, member: Member): Leg[] {
  return [member.depositLegId, ...(member.parts ?? []).map(({ legId }) => legId)].flatMap(
    (id) => (id === null ? undefined : legs.get(id)) ?? [],
  );
}

/** What a seat still needs of a deposit: all of it, unless the seat has become smaller since. */
export function neededMinor({ amountMinor, keepMinor }: Leg): number {
  return keepMinor ?? amountMinor;
}

/** Whether its money is the provider's and stands for the seat; of some of it there may be too much. */
export function isTaken({ state }: Leg): boolean {
  return state === "captured" || state === "in_delivery";
}

/** What of the money taken stands for the seat: neither gone back nor about to, because the seat needs less of it (M7). */
export function standingMinor(leg: Leg): number {
  if (!isTaken(leg)) return 0;
  const { capturedMinor, refundedMinor, refundMinor } = leg;
  return Math.min(capturedMinor - refundedMinor - (refundMinor ?? 0), neededMinor(leg));
}

/** All that is still there of what was taken: what the refund of a whole deposit is about. */
export function refundableMinor({ capturedMinor, refundedMinor }: Leg): number {
  return capturedMinor - refundedMinor;
}

/** Whether the refund on its way is of a part only, while the rest stands. */
export function isPartRefund({ refundMinor }: Leg): boolean {
  return typeof refundMinor === "number";
}
