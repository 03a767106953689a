import { assert } from "../result.ts";
import { dep, describeAccount, memoHold } from "./accounts.ts";
import type { Entry } from "./journal.ts";

/**
 * What a journal of the books means to the payer of one payment. Every balance that stands with the provider for a person
 * is the sum of the changes that their movements name: nothing is said of money that no journal says.
 */
export const MOVEMENT_KINDS = [
  /** The provider holds it; nothing was taken. */
  "held",
  /** The hold, or a part of it, was taken; what was not taken of it was let go in the same step. */
  "taken",
  "released",
  "lapsed",
  /** The provider says that it has gone back. */
  "refunded",
  /** The provider could not send it back; it stands where it stood. */
  "refund_failed",
  /** It had gone back and came back to the provider. */
  "refund_returned",
  /** The payer's bank took it back from the provider, and was in the right. */
  "bank_returned",
  /** It was paid for goods that were received. */
  "awarded",
  "forfeited",
  /** A part of what somebody else has forfeited is theirs, and on its way. */
  "share_due",
  "share_paid",
  "share_failed",
  /** A movement that this version has no word for. Its amounts count. */
  "other",
] as const;
export type MovementKind = (typeof MOVEMENT_KINDS)[number];

/** What it changed of that which stands with the provider, signed, in minor units. */
export interface StandingChange {
  readonly heldMinor: number;
  readonly takenMinor: number;
  /** Promised to them and on its way: their part of what somebody else has forfeited. */
  readonly dueMinor: number;
}

export interface PersonalMovement extends StandingChange {
  readonly kind: MovementKind;
  /** What moved. */
  readonly amountMinor: number;
}

export interface BookedJournal {
  readonly kind: string;
  readonly entries: readonly Entry[];
}

export const NOTHING_MOVED: StandingChange = { heldMinor: 0, takenMinor: 0, dueMinor: 0 };

const KINDS: Readonly<Record<string, MovementKind>> = {
  hold: "held",
  capture: "taken",
  release: "released",
  lapse: "lapsed",
  refund: "refunded",
  refund_failed: "refund_returned",
  dispute_lost: "bank_returned",
  award: "awarded",
  forfeit: "forfeited",
};

/** A share is promised in the same commit that makes it: of the two journals one is told. */
export const UNTOLD_KIND = "payout_planned";

/** A deposit, balance or bond of theirs. */
export function movementOf(journal: BookedJournal, legId: string): PersonalMovement {
  const heldMinor = creditTo(journal, memoHold(legId));
  const takenMinor = creditTo(journal, dep(legId));
  const movedMinor = takenMinor === 0 ? heldMinor : takenMinor;
  assert(movedMinor !== 0, "a movement of a payment moves it");
  const kind = KINDS[journal.kind] ?? "other";
  return { kind, amountMinor: Math.abs(movedMinor), heldMinor, takenMinor, dueMinor: 0 };
}

/** What a person gets of somebody else's deposit: it is promised with the forfeit, and paid or not. */
export function shareMovementOf(journal: BookedJournal, legId: string): PersonalMovement {
  switch (journal.kind) {
    case "payout_settled": {
      const amountMinor = onItsWay(journal);
      return { ...NOTHING_MOVED, kind: "share_paid", amountMinor, dueMinor: -amountMinor };
    }
    case "payout_failed":
      return { ...NOTHING_MOVED, kind: "share_failed", amountMinor: onItsWay(journal) };
    case "payout_reversed": {
      const amountMinor = creditTo(journal, dep(legId));
      return { ...NOTHING_MOVED, kind: "share_failed", amountMinor, dueMinor: amountMinor };
    }
    default: {
      const amountMinor = creditTo(journal, dep(legId));
      const kind = journal.kind === "forfeit" ? "share_due" : "other";
      return { ...NOTHING_MOVED, kind, amountMinor: Math.abs(amountMinor), dueMinor: amountMinor };
    }
  }
}

/** What a journal gave to an account whose healthy balance is a credit. */
function creditTo({ entries }: BookedJournal, account: string): number {
  return 0 - sumOf(entries, (entry) => entry.account === account);
}

function onItsWay({ entries }: BookedJournal): number {
  return sumOf(entries, ({ account }) => describeAccount(account)?.kind === "prov-transit");
}

function sumOf(entries: readonly Entry[], isMeant: (entry: Entry) => boolean): number {
  return entries.filter(isMeant).reduce((sum, { amountMinor }) => sum + amountMinor, 0);
}
