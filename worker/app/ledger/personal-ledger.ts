import type { LedgerMovement, PersonalLedger } from "../../contract/personal-ledger.ts";
import { problem } from "../../contract/problems.ts";
import { exponentOf } from "../../core/currency.ts";
import { csvOf, decimalOf } from "../../core/csv.ts";
import { receiptId } from "../../core/group-buy/state/receipt-id.ts";
import type { Entry } from "../../core/ledger/journal.ts";
import {
  movementOf,
  NOTHING_MOVED,
  shareMovementOf,
  type PersonalMovement,
  type StandingChange,
} from "../../core/ledger/personal-movements.ts";
import { err, ok } from "../../core/result.ts";
import { formatInstant } from "../../core/time/instant.ts";
import type { PersonalLedgerUseCases } from "../app.ts";
import type { CursorCodec } from "../cursors.ts";
import type { Keyset, KeysetPage } from "../directory.ts";

/** A booking that touches one payment of a person, or a refund that could not be made and is booked nowhere. */
export interface PaymentBooking {
  readonly id: string;
  /** Null: a refund that failed. */
  readonly journal: { readonly kind: string; readonly refId: string; readonly entries: readonly Entry[] } | null;
  readonly amountMinor: number;
  readonly currency: string;
  readonly atMs: number;
  readonly groupBuyId: string;
  readonly groupBuyTitle: string;
  readonly legId: string;
  readonly purpose: string;
  readonly providerRef: string | null;
  readonly receiptSeq: number | null;
}

/** The general ledger, asked about one person. */
export interface PersonalLedgerRecords {
  /** Newest first; of one moment, what came about last is first. */
  bookingsOf(personId: string, limit: number, after?: Keyset): Promise<KeysetPage<PaymentBooking>>;
  /** By currency, read from the balances that the ledger keeps, not from the bookings. */
  standingOf(personId: string): Promise<readonly (StandingChange & { readonly currency: string })[]>;
}

const PAGE_DEFAULT = 20;
const PAGE_MAXIMUM = 100;
/** What is read at a time for a file of all. */
const FILE_PAGE = 500;

/** Every movement of a person's money, for ever (rule B1). */
export function createPersonalLedger(deps: {
  readonly records: PersonalLedgerRecords;
  readonly cursors: CursorCodec;
}): PersonalLedgerUseCases {
  const { records, cursors } = deps;
  return {
    async mine({ personId }, query) {
      const list = `ledger:${personId}`;
      const after = query.cursor === undefined ? undefined : cursors.open(query.cursor, list);
      if (after === null) return err(problem("cursor-invalid"));
      const limit = Math.min(query.limit ?? PAGE_DEFAULT, PAGE_MAXIMUM);
      const [page, standing] = await Promise.all([
        records.bookingsOf(personId, limit, after),
        records.standingOf(personId),
      ]);
      return ok({
        standing: standing.map(presentStanding),
        items: page.items.map(presentMovement),
        next: page.next && cursors.seal(page.next, list),
      });
    },

    async mineAsCsv({ personId }) {
      const movements: LedgerMovement[] = [];
      for (let next: Keyset | null | undefined; next !== null;) {
        const page = await records.bookingsOf(personId, FILE_PAGE, next);
        movements.push(...page.items.map(presentMovement));
        next = page.next;
      }
      return ok(csvOf(COLUMNS, movements.map(rowOf)));
    },
  };
}

function presentStanding({
  currency,
  heldMinor,
  takenMinor,
  dueMinor,
}: StandingChange & { readonly currency: string }): PersonalLedger["standing"][number] {
  const money = (amount: number) => ({ amount, currency });
  return { currency, held: money(heldMinor), taken: money(takenMinor), due: money(dueMinor) };
}

function presentMovement(booking: PaymentBooking): LedgerMovement {
  const { id, journal, currency, atMs, groupBuyId, groupBuyTitle, legId, purpose, providerRef, receiptSeq } = booking;
  const { kind, amountMinor, heldMinor, takenMinor, dueMinor } = movementIn(booking);
  return {
    id,
    kind,
    at: formatInstant(atMs),
    amount: { amount: amountMinor, currency },
    change: { held: heldMinor, taken: takenMinor, due: dueMinor },
    groupBuyId,
    groupBuyTitle,
    paymentId: legId,
    purpose,
    reference: journal?.kind.startsWith("payout_") === true ? journal.refId : providerRef,
    receiptId: receiptSeq === null ? null : receiptId(groupBuyId, receiptSeq),
    journalId: journal === null ? null : id.slice(0, id.indexOf(".")),
  };
}

function movementIn({ journal, legId, purpose, amountMinor }: PaymentBooking): PersonalMovement {
  if (journal === null) return { ...NOTHING_MOVED, kind: "refund_failed", amountMinor };
  return purpose === "share" ? shareMovementOf(journal, legId) : movementOf(journal, legId);
}

/** Names of columns are final: programs read them. New ones come last. */
const COLUMNS = [
  "at",
  "kind",
  "amount",
  "currency",
  "held_change",
  "taken_change",
  "due_change",
  "group_buy",
  "group_buy_title",
  "payment",
  "purpose",
  "reference",
  "receipt",
  "journal",
] as const;

function rowOf(movement: LedgerMovement) {
  const { amount, change } = movement;
  const decimal = (minor: number) => decimalOf(minor, exponentOf(amount.currency));
  return [
    movement.at,
    movement.kind,
    decimal(amount.amount),
    amount.currency,
    decimal(change.held),
    decimal(change.taken),
    decimal(change.due),
    movement.groupBuyId,
    movement.groupBuyTitle,
    movement.paymentId,
    movement.purpose,
    movement.reference,
    movement.receiptId,
    movement.journalId,
  ];
}
