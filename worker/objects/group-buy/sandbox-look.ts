import type { SandboxLook } from "../../app/sandbox/look.ts";
import { dueTransitions } from "../../core/group-buy/advance.ts";
import { dealsOf } from "../../core/group-buy/state/deals.ts";
import { isPublished, membersInOrder, type GroupBuy } from "../../core/group-buy/state/state.ts";
import { hasEnded } from "../../core/group-buy/state/states.ts";
import { refundIdOf, type Leg } from "../../core/group-buy/state/leg.ts";
import type { JournalEntry } from "../../app/projection.ts";

/** What the sandbox's panel and its hands need to know of a group-buy. */
export function lookInto(
  groupBuy: GroupBuy,
  clock: SandboxLook["clock"],
  journals: readonly Pick<JournalEntry, "entries">[],
): SandboxLook {
  return {
    state: groupBuy.state,
    isPublic: isPublished(groupBuy),
    seq: groupBuy.seq,
    clock,
    closesAtMs: groupBuy.terms.closesAtMs,
    due: dueTransitions(groupBuy).map(({ kind, dueAtMs }) => ({ kind, atMs: dueAtMs })),
    seats: {
      verified: groupBuy.verifiedQuantity,
      held: groupBuy.heldQuantity,
      minimum: groupBuy.terms.quantityMinimum,
      maximum: groupBuy.terms.quantityMaximum,
    },
    currency: groupBuy.terms.currency,
    initiatorId: groupBuy.initiatorId,
    members: membersInOrder(groupBuy).map(({ personId, pseudonym, state, country, quantity, atRisk }) => ({
      personId,
      pseudonym,
      state,
      country,
      quantity,
      atRisk: atRisk !== undefined && !hasEnded(state),
    })),
    legs: [...groupBuy.legs.values()].map((leg) => {
      const { id, personId, purpose, state, amountMinor } = leg;
      const { capturedMinor, refundedMinor, refunds = [], reviewSinceMs } = leg;
      return {
        id,
        personId,
        purpose,
        state,
        amountMinor,
        returnedMinor: returnedOf(leg),
        takenMinor: capturedMinor - refundedMinor,
        chargeback: leg.chargebacks?.at(-1) ?? null,
        underReview: reviewSinceMs !== undefined,
        refundIds: refunds.map(({ attempt }) => refundIdOf(id, attempt)),
      };
    }),
    offers: [...groupBuy.offers.values()].map(({ id, merchantId, state }) => ({ id, merchantId, state })),
    awarded: dealsOf(groupBuy).map(({ award }) => award.merchantId),
    balances: balancesOf(journals),
  };
}

function returnedOf({ movements }: Leg): number {
  return movements.reduce((sum, { kind, amountMinor }) => {
    if (kind === "released" || kind === "lapsed" || kind === "refunded") return sum + amountMinor;
    return kind === "refund_failed" ? Math.max(0, sum - amountMinor) : sum;
  }, 0);
}

/** A group-buy has one currency, so an account has one balance. */
function balancesOf(journals: readonly Pick<JournalEntry, "entries">[]): SandboxLook["balances"] {
  const balances = new Map<string, number>();
  for (const { account, amountMinor } of journals.flatMap(({ entries }) => entries)) {
    balances.set(account, (balances.get(account) ?? 0) + amountMinor);
  }
  return [...balances].map(([account, amountMinor]) => ({ account, amountMinor }));
}
