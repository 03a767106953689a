import type { DepositIntent, EscrowRejection, EscrowResult } from "../../app/escrow-provider.ts";
import { SANDBOX_CAPABILITIES, type BankFault } from "../../app/sandbox-branch.ts";
import { findCurrency, type DepositView } from "../../core/deposit/provider.ts";
import { stateAt, viewAt, type DepositRecord } from "./bank-book.ts";
import { findInstrument, type Instrument } from "./instruments.ts";

/** What a step decides: nothing changes, or the deposit is this from now on and this is the answer. Pure. */
export type Decision =
  | { readonly rejected: EscrowRejection }
  | { readonly record: DepositRecord; readonly answer: EscrowResult<DepositView> };

/** Opens a deposit, or opens a declined one again with another card. One that stands already is only shown again. */
export function authorize(
  known: DepositRecord | null,
  intent: DepositIntent,
  nowMs: number,
  fault: BankFault | null,
): Decision {
  const instrument = findInstrument(intent.instrument);
  if (instrument === null) return { rejected: "instrument-unknown" };
  const currency = findCurrency(SANDBOX_CAPABILITIES, intent.currency);
  if (currency === null) return { rejected: "currency-unsupported" };
  const { amountMinor } = intent;
  const inRange =
    Number.isSafeInteger(amountMinor) && amountMinor >= currency.minimumMinor && amountMinor <= currency.maximumMinor;
  if (!inRange) return { rejected: "amount-out-of-range" };

  if (known !== null) {
    if (!isSameDeposit(known, intent)) return { rejected: "deposit-exists" };
    const state = stateAt(known, nowMs);
    if (state === "released" || state === "lapsed") return { rejected: "deposit-closed" };
    if (state !== "declined") return shown(known, nowMs);
  }

  const fresh: DepositRecord = {
    depositId: intent.depositId,
    groupBuyId: intent.groupBuyId,
    purpose: intent.purpose,
    instrument: intent.instrument,
    state: "prepared",
    amountMinor,
    capturedMinor: 0,
    refundedMinor: 0,
    refundPendingMinor: 0,
    currency: intent.currency,
    plan: intent.plan,
    captureBeforeMs: null,
    lapsesAtMs: null,
    underReview: fault === "review",
    declineCode: null,
    calls: known?.calls ?? [],
  };
  if (fault === "decline" || instrument.declines.includes(intent.purpose)) {
    const code = "card-declined";
    return { record: { ...fresh, state: "declined", declineCode: code }, answer: { outcome: "declined", code } };
  }
  if (instrument.needsAction) return shown({ ...fresh, state: "action_required" }, nowMs);
  return shown(funded(fresh, instrument, nowMs), nowMs);
}

/** The buyer did what was asked; the hold begins (plan C: the money is taken) now. */
export function confirm(record: DepositRecord, nowMs: number): Decision {
  if (record.state !== "action_required") return { rejected: "no-action-pending" };
  const instrument = findInstrument(record.instrument);
  return instrument === null ? { rejected: "instrument-unknown" } : shown(funded(record, instrument, nowMs), nowMs);
}

/** Takes part or all of a hold; what is not taken is free again in the same step. */
export function capture(record: DepositRecord, amountMinor: number, nowMs: number, fault: BankFault | null): Decision {
  const state = stateAt(record, nowMs);
  if (state === "lapsed") return { rejected: "hold-expired" };
  if (state === "captured") return { rejected: "already-captured" };
  if (state !== "held") return { rejected: "not-held" };
  if (!Number.isSafeInteger(amountMinor) || amountMinor <= 0) return { rejected: "amount-out-of-range" };
  if (amountMinor > record.amountMinor) return { rejected: "amount-exceeds-held" };
  if (fault === "decline") return { record, answer: { outcome: "declined", code: "capture-declined" } };
  return shown(
    { ...record, state: "captured", capturedMinor: amountMinor, captureBeforeMs: null, lapsesAtMs: null },
    nowMs,
  );
}

/** Lets a hold go. Where nothing is held any more the wish is fulfilled already. */
export function release(record: DepositRecord, nowMs: number): Decision {
  switch (stateAt(record, nowMs)) {
    case "captured":
      return { rejected: "already-captured" };
    case "held":
    case "prepared":
    case "action_required":
      return shown({ ...record, state: "released", captureBeforeMs: null, lapsesAtMs: null }, nowMs);
    case "released":
    case "lapsed":
    case "declined":
      return shown(record, nowMs);
  }
}

function funded(record: DepositRecord, instrument: Instrument, nowMs: number): DepositRecord {
  if (record.plan === "C") return { ...record, state: "captured", capturedMinor: record.amountMinor };
  const captureBeforeMs = nowMs + (SANDBOX_CAPABILITIES.guaranteedAuthMs ?? 0);
  const lapsesAtMs = instrument.lapsesAfterMs === null ? captureBeforeMs : nowMs + instrument.lapsesAfterMs;
  return { ...record, state: "held", captureBeforeMs, lapsesAtMs };
}

function shown(record: DepositRecord, nowMs: number): Decision {
  const value = viewAt(record, nowMs);
  const answer: EscrowResult<DepositView> =
    value.state === "action_required"
      ? { outcome: "action_required", value, action: { kind: "confirm" } }
      : { outcome: "ok", value };
  return { record, answer };
}

/** The card may change between two tries, the deposit may not. */
function isSameDeposit(known: DepositRecord, intent: DepositIntent): boolean {
  return (
    known.groupBuyId === intent.groupBuyId &&
    known.purpose === intent.purpose &&
    known.amountMinor === intent.amountMinor &&
    known.currency === intent.currency
  );
}
