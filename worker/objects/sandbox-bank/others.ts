import type { ChangeSubject, EscrowRejection, StatementLine } from "../../app/escrow-provider.ts";
import type { BankEvent, Delivered } from "../../app/sandbox-branch.ts";
import type { DisputeView } from "../../core/deposit/provider.ts";
import { refundableMinor, stateAt, type DepositRecord } from "./bank-book.ts";
import { prompt, rejected } from "./calls.ts";
import { isAmount, move, withRefund, type Desk } from "./money-out.ts";
import { withPayeeMinor } from "./payouts-back.ts";

type Of<Kind extends BankEvent["kind"]> = Extract<BankEvent, { kind: Kind }>;

/**
 * What others do to money that the bank keeps for us: buyers, their banks, payees' banks, the bank's own people. Each
 * changes a record, moves the money, and puts down that we are to be told (docs: money 1.3, 2.3).
 */
export function happen(desk: Desk, event: BankEvent): Delivered<null> {
  const rejection = happened(desk, event);
  return rejection === null ? prompt({ outcome: "ok", value: null }) : prompt(rejected(rejection));
}

/** Why it could not happen; null: it has. */
function happened(desk: Desk, event: BankEvent): EscrowRejection | null {
  switch (event.kind) {
    case "dispute_opened":
      return onDeposit(desk, event, (record) => openDispute(desk, record, event));
    case "dispute_won":
    case "dispute_lost":
      return onDeposit(desk, event, (record) => decideDispute(desk, record, event));
    case "review_opened":
    case "review_passed":
    case "review_failed":
    case "hold_dropped":
      return onDeposit(desk, event, (record) => reviewed(desk, record, event));
    case "refund_returned":
      return returnRefund(desk, event);
    case "payout_returned":
      return returnPayout(desk, event);
    case "cost": {
      const { refId, amountMinor, currency } = event;
      if (!isAmount(amountMinor)) return "amount-out-of-range";
      move(desk, { kind: "cost", refId, amountMinor: -amountMinor, currency });
      return null;
    }
  }
}

/** What of it happened: a rejection, or the record as it is now and the line that it moved. */
type Fact = EscrowRejection | { readonly record: DepositRecord; readonly line?: Moved };
type Moved = Pick<StatementLine, "kind" | "refId" | "amountMinor">;

function onDeposit(
  { book, ...rest }: Desk,
  { kind, depositId }: Extract<BankEvent, { depositId: string }>,
  decide: (record: DepositRecord) => Fact,
): EscrowRejection | null {
  const known = book.deposit(depositId);
  if (known === null) return "not-found";
  const fact = decide(known);
  if (typeof fact === "string") return fact;
  const { record, line } = fact;
  book.saveDeposit(record);
  if (line) move({ book, ...rest }, { ...line, currency: record.currency });
  book.addChange({ type: typeOf(kind), about: subjectOf(record) });
  return null;
}

/** The buyer's bank takes first and asks afterwards, also where the money has long been paid out. */
function openDispute(desk: Desk, record: DepositRecord, { amountMinor }: Of<"dispute_opened">): Fact {
  const { disputes = [], depositId } = record;
  if (disputes.some(({ state }) => state === "open")) return "dispute-open";
  const takenMinor = amountMinor ?? refundableMinor(record);
  if (takenMinor > refundableMinor(record)) return "amount-exceeds-captured";
  if (!isAmount(takenMinor)) return "amount-out-of-range";
  const dispute: DisputeView = {
    disputeId: `sb_${depositId}_d${disputes.length + 1}`,
    amountMinor: takenMinor,
    state: "open",
    reason: "not-received",
    openedAtMs: desk.nowMs(),
  };
  return {
    record: { ...record, disputes: [...disputes, dispute] },
    line: { kind: "dispute_taken", refId: dispute.disputeId, amountMinor: -takenMinor },
  };
}

/** Won, the amount comes back; lost, it stays where it is. */
function decideDispute(_desk: Desk, record: DepositRecord, { kind }: Of<"dispute_won" | "dispute_lost">): Fact {
  const open = record.disputes?.find(({ state }) => state === "open");
  if (open === undefined) return "no-dispute-open";
  const isWon = kind === "dispute_won";
  const disputes = (record.disputes ?? []).map((dispute): DisputeView =>
    dispute === open ? { ...open, state: isWon ? "won" : "lost" } : dispute,
  );
  const { disputeId: refId, amountMinor } = open;
  return { record: { ...record, disputes }, ...(isWon && { line: { kind: "dispute_returned", refId, amountMinor } }) };
}

/** Only what is held is reviewed; a review that fails, like an issuer who thinks otherwise, lets the hold go. */
function reviewed(
  desk: Desk,
  record: DepositRecord,
  { kind }: Of<"review_opened" | "review_passed" | "review_failed" | "hold_dropped">,
): Fact {
  if (stateAt(record, desk.nowMs()) !== "held") return "not-held";
  if (kind === "review_opened") return { record: { ...record, underReview: true } };
  if (kind !== "hold_dropped" && !record.underReview) return "not-under-review";
  if (kind === "review_passed") return { record: { ...record, underReview: false } };
  return { record: { ...record, state: "lapsed", underReview: false, captureBeforeMs: null, lapsesAtMs: null } };
}

function returnRefund(desk: Desk, { refundId }: Of<"refund_returned">): EscrowRejection | null {
  const { book } = desk;
  const refund = book.refund(refundId);
  const record = refund && book.deposit(refund.depositId);
  if (!refund || !record || refund.state !== "succeeded") return "not-found";
  const { amountMinor, currency } = refund;
  book.saveRefund({ ...refund, state: "failed", failureCode: "account-closed", fate: "settled" });
  book.saveDeposit(withRefund(record, "succeeded", -amountMinor));
  move(desk, { kind: "refund_returned", refId: refundId, amountMinor, currency });
  book.addChange({ type: "refund.returned", about: subjectOf(record) });
  return null;
}

function returnPayout(desk: Desk, { payoutId }: Of<"payout_returned">): EscrowRejection | null {
  const payout = desk.book.payout(payoutId);
  if (payout?.state !== "paid") return "not-found";
  const amountMinor = withPayeeMinor(payout);
  if (amountMinor === 0) return "amount-out-of-range";
  const { payeeId, currency } = payout;
  desk.book.savePayout({ ...payout, state: "failed", failureCode: "account-closed" });
  move(desk, { kind: "payout_returned", refId: payoutId, amountMinor, currency });
  // The branch is named by the group-buy, and so is what it says of itself (`groupBuyId` of the desk).
  desk.book.addChange({
    type: "payout.returned",
    about: { kind: "payout", groupBuyId: desk.groupBuyId(), payoutId, payeeId },
  });
  return null;
}

function subjectOf({ groupBuyId, depositId }: DepositRecord): ChangeSubject {
  return { kind: "deposit", groupBuyId, depositId };
}

/** `dispute_opened` as the bank calls it to the world: `dispute.opened`. */
function typeOf(kind: string): string {
  return kind.replace("_", ".");
}
