import type { FailedRefundEntry, PaymentEntry } from "../projection.ts";
import type { GroupBuyEvent } from "../../core/group-buy/events.ts";
import type { Leg } from "../../core/group-buy/state/leg.ts";
import type { GroupBuy } from "../../core/group-buy/state/state.ts";

/**
 * Whose the payments are that these events may have changed, by their state now. Without events all of them: a directory
 * that has never been told of payments is told of each, and a second time changes nothing.
 */
export function paymentsOf(groupBuy: GroupBuy, events: readonly GroupBuyEvent[] | null): readonly PaymentEntry[] {
  const touched = events && new Set(events.flatMap(idsIn));
  return [...groupBuy.legs.values()]
    .filter(({ id, memberId }) => touched === null || touched.has(id) || (memberId !== null && touched.has(memberId)))
    .map((leg) => ({
      legId: leg.id,
      personId: leg.personId,
      purpose: leg.purpose,
      providerRef: leg.providerRef,
      receiptSeq: receiptSeqOf(groupBuy, leg),
    }));
}

/** Refunds that failed before any money had moved. One that had succeeded and came back is a journal of its own. */
export function failedRefundsOf(
  events: readonly GroupBuyEvent[],
  journals: readonly { readonly seq: number }[],
): readonly FailedRefundEntry[] {
  const booked = new Set(journals.map(({ seq }) => seq));
  return events.flatMap((event) => {
    if (event.type !== "refund_failed" && event.type !== "part_refund_failed") return [];
    if (booked.has(event.seq)) return [];
    const { seq, effectiveAtMs: atMs, open, sealed } = event;
    return [{ seq, legId: sealed.legId, amountMinor: open.amount, currency: open.currency, atMs }];
  });
}

/** The ids of payments and seats that an event names, wherever it names them. */
function idsIn({ sealed }: GroupBuyEvent): readonly string[] {
  const named: Naming = { ...sealed };
  return [
    named.legId,
    named.armedLegId,
    named.leg?.legId,
    named.memberId,
    ...(named.legIds ?? []),
    ...(named.memberIds ?? []),
    ...(named.shares ?? []).map(({ legId }) => legId),
  ].filter((id) => typeof id === "string");
}

interface Naming extends Readonly<Record<string, unknown>> {
  readonly legId?: string | null;
  readonly armedLegId?: string | null;
  readonly leg?: { readonly legId: string } | null;
  readonly memberId?: string | null;
  readonly legIds?: readonly string[];
  readonly memberIds?: readonly string[];
  readonly shares?: readonly { readonly legId: string }[];
}

/** An added part of a seat has a receipt of its own (M7). */
function receiptSeqOf({ members }: GroupBuy, { id, memberId }: Leg): number | null {
  const member = memberId === null ? undefined : members.get(memberId);
  return member?.parts?.find(({ legId }) => legId === id)?.seq ?? member?.seq ?? null;
}
