import { SANDBOX_BANK_EVENTS, type SandboxBankEventKind } from "../../contract/sandbox.ts";
import type { BankEvent } from "../sandbox-branch.ts";
import type { SandboxLook } from "./look.ts";

/** What can be interfered with: the payments of one group-buy, and what merchants were paid for it. */
export interface BankField {
  readonly look: Pick<SandboxLook, "currency" | "initiatorId" | "members" | "legs">;
  readonly payouts: readonly { readonly id: string; readonly state: string }[];
}

export interface PlannedBankEvent {
  readonly event: BankEvent;
  readonly pseudonym: string | null;
}

type SandboxLeg = SandboxLook["legs"][number];

/** What the bank keeps for itself of one payment, in minor units. */
const COST_MINOR = 25;

/** What could happen unasked now, in the order of a life. */
export function openBankEvents(field: BankField): SandboxBankEventKind[] {
  return SANDBOX_BANK_EVENTS.filter((kind) => planBankEvent(kind, field) !== null);
}

/**
 * Whom it happens to: whoever is named, else the first whom it can happen to, the initiator last. Null where it can happen
 * to nobody. The bank judges it again.
 */
export function planBankEvent(
  kind: SandboxBankEventKind,
  { look, payouts }: BankField,
  pseudonym?: string,
): PlannedBankEvent | null {
  const names = new Map(look.members.map((member) => [member.personId, member.pseudonym]));
  const isWanted = ({ personId, purpose }: SandboxLeg) =>
    (purpose === "deposit" || purpose === "balance" || purpose === "initiator_deposit") &&
    (pseudonym === undefined || names.get(personId) === pseudonym);
  const legs = look.legs
    .filter(isWanted)
    .toSorted((a, b) => Number(a.personId === look.initiatorId) - Number(b.personId === look.initiatorId));

  switch (kind) {
    case "hold_dropped":
      return onDeposit(kind, ({ state }) => state === "held");
    case "review_opened":
      return onDeposit(kind, ({ state, underReview }) => state === "held" && !underReview);
    case "review_passed":
    case "review_failed":
      return onDeposit(kind, ({ state, underReview }) => state === "held" && underReview);
    case "dispute_opened":
      return onDeposit(kind, ({ takenMinor, chargeback }) => takenMinor > 0 && chargeback === null);
    case "dispute_won":
    case "dispute_lost":
      return onDeposit(kind, ({ chargeback }) => chargeback?.state === "open");
    case "refund_returned":
      return onLeg(
        ({ refundIds }) => refundIds.length > 0,
        ({ refundIds }) => ({ kind, refundId: refundIds.at(-1) ?? "" }),
      );
    case "payout_returned": {
      const paid = pseudonym === undefined ? payouts.find(({ state }) => state === "paid") : undefined;
      return paid ? { event: { kind, payoutId: paid.id }, pseudonym: null } : null;
    }
    case "cost":
      return onLeg(
        ({ takenMinor }) => takenMinor > 0,
        ({ id }) => ({ kind, refId: id, amountMinor: COST_MINOR, currency: look.currency }),
      );
  }

  function onDeposit(
    of: Extract<BankEvent, { depositId: string }>["kind"],
    isMeant: (leg: SandboxLeg) => boolean,
  ): PlannedBankEvent | null {
    return onLeg(isMeant, ({ id: depositId }) => ({ kind: of, depositId }));
  }

  function onLeg(isMeant: (leg: SandboxLeg) => boolean, make: (leg: SandboxLeg) => BankEvent): PlannedBankEvent | null {
    const leg = legs.find(isMeant);
    return leg ? { event: make(leg), pseudonym: names.get(leg.personId) ?? null } : null;
  }
}
