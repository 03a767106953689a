import { openChargeback, type Chargeback, type Leg } from "../state/leg.ts";
import { isFinal, memberOf, requireOffer, type GroupBuy } from "../state/state.ts";
import { hasEnded } from "../state/states.ts";
import { named, seatsOf, standingDeals } from "../state/deals.ts";

/** Something that goes on only when an operator looks at it. */
export interface Attention {
  readonly kind: AttentionKind;
  /** The leg or seat it is about; empty where it is the group-buy as a whole. */
  readonly ref: string;
  /** From when on it needs somebody, ms on the group-buy's clock. It may lie ahead: nothing happens then by itself. */
  readonly fromMs: number;
  readonly facts: Readonly<Record<string, string | number>>;
}

export type AttentionKind =
  | "review"
  | "suspended"
  | "cancel_proposed"
  | "extension_proposed"
  | "refund_failed"
  | "chargeback"
  | "provider_silent"
  | "initiator_gone"
  | "conflict"
  | "shipping_late"
  | "dispute"
  | "breach";

/** How long a suspension may stand before somebody is reminded of it (G6). */
export const SUSPENSION_REMINDER_MS = 72 * 3_600_000;

/** Everything in a group-buy that waits for a person, as it stands (domain 4.5). Derived; the directory keeps a copy. */
export function attentionOf(groupBuy: GroupBuy): Attention[] {
  return [
    ...ofConflicts(groupBuy),
    ...ofDecisions(groupBuy),
    ...ofRefunds(groupBuy),
    ...ofChargebacks(groupBuy),
    ...ofSilence(groupBuy),
    ...ofInitiator(groupBuy),
    ...ofShipping(groupBuy),
    ...ofDisputes(groupBuy),
  ];
}

/** Somebody's own company has offered what they buy (domain 3.1). It was refused; why they tried is for a person to ask. */
function ofConflicts({ conflict, state }: GroupBuy): Attention[] {
  if (!conflict || isFinal(state)) return [];
  return [{ kind: "conflict", ref: conflict.merchantId, fromMs: conflict.atMs, facts: {} }];
}

function ofDecisions({ state, effectiveAtMs, suspension, cancelProposal, extensionProposal }: GroupBuy): Attention[] {
  const found: Attention[] = [];
  if (state === "in_review") found.push({ kind: "review", ref: "", fromMs: effectiveAtMs, facts: {} });
  if (state === "suspended" && suspension) {
    const fromMs = suspension.sinceMs + SUSPENSION_REMINDER_MS;
    found.push({ kind: "suspended", ref: "", fromMs, facts: { sinceMs: suspension.sinceMs } });
  }
  if (cancelProposal && (state === "open" || state === "suspended")) {
    const { operatorId, atMs } = cancelProposal;
    found.push({ kind: "cancel_proposed", ref: "", fromMs: atMs, facts: { operatorId } });
  }
  if (extensionProposal && (state === "open" || state === "closing")) {
    const { operatorId, atMs, closesAtMs } = extensionProposal;
    found.push({ kind: "extension_proposed", ref: "", fromMs: atMs, facts: { operatorId, closesAtMs } });
  }
  return found;
}

/** H9: they are tried again by themselves; a person may see what is wrong with the card before the ladder ends. */
function ofRefunds({ legs, terms }: GroupBuy): Attention[] {
  return [...legs.values()].filter(isRefundFailing).map((leg) => ({
    kind: "refund_failed",
    ref: leg.id,
    fromMs: failingSinceMs(leg),
    facts: { amountMinor: failingMinor(leg), currency: terms.currency },
  }));
}

/**
 * H11: who was right is for the banks; that there is proof to be sent in time is for a person, and so is a merchant who
 * still has to deliver and whose bond is gone for good.
 */
function ofChargebacks(groupBuy: GroupBuy): Attention[] {
  const { legs, terms } = groupBuy;
  const deals = isFinal(groupBuy.state) ? [] : standingDeals(groupBuy);
  const bonds = new Set(deals.map(({ award }) => requireOffer(groupBuy, award.offerId).bondLegId));
  return [...legs.values()].flatMap((leg): Attention[] => {
    const wanting = openChargeback(leg) ?? (bonds.has(leg.id) ? leg.chargebacks?.findLast(isLost) : undefined);
    if (!wanting) return [];
    const facts = { amountMinor: wanting.amountMinor, currency: terms.currency };
    return [{ kind: "chargeback", ref: leg.id, fromMs: wanting.openedAtMs, facts }];
  });
}

function isLost({ state }: Chargeback): boolean {
  return state === "lost";
}

/** How long a call may stay without an answer before a person looks at it; no day is closed over an older one. */
export const SILENCE_REMINDER_MS = 24 * 3_600_000;

function ofSilence({ legs, terms }: GroupBuy): Attention[] {
  return [...legs.values()].flatMap(({ id, unknownSinceMs, amountMinor }): Attention[] => {
    if (unknownSinceMs === undefined) return [];
    const facts = { amountMinor, currency: terms.currency };
    return [{ kind: "provider_silent", ref: id, fromMs: unknownSinceMs + SILENCE_REMINDER_MS, facts }];
  });
}

/** H11: a demand goes on without the seat of whoever published it, when its money is gone. Whether it should is for a person. */
function ofInitiator(groupBuy: GroupBuy): Attention[] {
  if (groupBuy.state !== "open" && groupBuy.state !== "suspended") return [];
  const initiator = memberOf(groupBuy, groupBuy.initiatorId);
  if (!initiator || !hasEnded(initiator.state)) return [];
  const legs = [...groupBuy.legs.values()].filter(({ memberId }) => memberId === initiator.id);
  const times = legs.flatMap(({ movements }) => movements.map(({ atMs }) => atMs));
  return [{ kind: "initiator_gone", ref: initiator.id, fromMs: Math.max(0, ...times), facts: {} }];
}

/** The whole of a deposit, or what a smaller seat gave back (M7): the provider said no last, and is asked again. */
export function isRefundFailing({ pending, movements }: Leg): boolean {
  return pending === "refund" && movements.at(-1)?.kind === "refund_failed";
}

export function failingMinor({ refundMinor, capturedMinor, refundedMinor }: Leg): number {
  return refundMinor ?? capturedMinor - refundedMinor;
}

/** The first of the failures since the money last counted as returned. */
export function failingSinceMs({ movements }: Leg): number {
  const lastOther = movements.findLastIndex(({ kind }) => kind !== "refund_failed");
  return movements[lastOther + 1]?.atMs ?? 0;
}

function ofShipping(groupBuy: GroupBuy): Attention[] {
  if (groupBuy.state !== "fulfilling") return [];
  return standingDeals(groupBuy).flatMap((deal): Attention[] => {
    const { shipByMs, breachSuspectedAtMs } = deal;
    const unshipped = seatsOf(groupBuy, deal).filter((member) => member.state === "paid").length;
    if (shipByMs === null || unshipped === 0) return [];
    const ref = named(groupBuy, deal).offerId ?? "";
    // The merchant has been silent as well: now there is something to decide (G23).
    if (breachSuspectedAtMs !== null)
      return [{ kind: "breach", ref, fromMs: breachSuspectedAtMs, facts: { unshipped } }];
    return [{ kind: "shipping_late", ref, fromMs: shipByMs, facts: { unshipped } }];
  });
}

/** M14: what the two could not agree on, with the date at which silence decides. */
function ofDisputes({ members, policy }: GroupBuy): Attention[] {
  return [...members.values()].flatMap(({ id, state, dispute }): Attention[] => {
    if (state !== "disputed" || dispute?.speaker !== "operator") return [];
    const { untilMs } = dispute;
    return [{ kind: "dispute", ref: id, fromMs: untilMs - (policy.delivery?.operatorMs ?? 0), facts: { untilMs } }];
  });
}
