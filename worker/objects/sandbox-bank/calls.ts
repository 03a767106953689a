import type { EscrowRejection, EscrowResult, EscrowStep } from "../../app/escrow-provider.ts";
import type { BankFault, Delivered } from "../../app/sandbox-branch.ts";
import type { DepositView } from "../../core/deposit/provider.ts";
import type { RefundView } from "../../app/escrow-provider.ts";
import type { BankBook, CallRecord, DepositRecord } from "./bank-book.ts";
import { findInstrument } from "./instruments.ts";

export function rejected(code: EscrowRejection): EscrowResult<never> {
  return { outcome: "rejected", code };
}

export function prompt<T>(answer: EscrowResult<T>): Delivered<T> {
  return { delivery: "prompt", answer };
}

/** How the answer to a call on a deposit travels, by the card that it was opened with. */
export function deliver<T>(step: EscrowStep, instrument: string, answer: EscrowResult<T>): Delivered<T> {
  const delivery = findInstrument(instrument)?.delivery ?? "prompt";
  if (delivery === "lost") return { delivery: "lost" };
  return delivery === "slow" && step === "open" ? { delivery: "slow", answer } : prompt(answer);
}

/** Keys are kept at least a day, as real providers promise (money 1.2); what is older has to be looked up. */
const KEY_KEPT_MS = 86_400_000;

export function isForgotten({ atMs }: { readonly atMs?: number }, nowMs: number): boolean {
  return atMs !== undefined && nowMs - atMs >= KEY_KEPT_MS;
}

/** The answer given before under this key; a rejection when it was asked with other parameters; null when it is new. */
export function recall<View extends DepositView | RefundView>(
  record: DepositRecord | null,
  key: string,
  fingerprint: string,
  nowMs: number,
): EscrowResult<View> | null {
  const call = record?.calls.find((known) => known.key === key);
  if (call === undefined || isForgotten(call, nowMs)) return null;
  if (call.fingerprint !== fingerprint) return rejected("key-reused");
  // The fingerprint begins with the step, so what was stored under it is what this step answers.
  return call.answer as EscrowResult<View>;
}

/** A key that had been forgotten and is used again stands for its new call. */
export function remember(record: DepositRecord, call: CallRecord<DepositView | RefundView>): DepositRecord {
  return { ...record, calls: [...record.calls.filter(({ key }) => key !== call.key), call] };
}

/** One call at a counter, as it is told apart from others. */
export interface Asked {
  readonly book: Pick<BankBook, "refusal" | "saveRefusal">;
  readonly key: string;
  readonly fingerprint: string;
  readonly nowMs: number;
}

/** The refusal given before under this key, whatever has become of the money since; null when there was none. */
export function recallRefusal({ book, key, fingerprint, nowMs }: Asked): EscrowResult<never> | null {
  const refusal = book.refusal(key);
  if (refusal === null || isForgotten(refusal, nowMs)) return null;
  return refusal.fingerprint === fingerprint ? refusal.answer : rejected("key-reused");
}

/** Judged, and refused: that is the answer under this key as long as keys are known. */
export function refuse({ book, key, fingerprint, nowMs }: Asked, answer: EscrowResult<never>): Delivered<never> {
  book.saveRefusal({ key, fingerprint, answer, atMs: nowMs });
  return prompt(answer);
}

/** Faults that strike before anything is decided, so that the same key may be sent again. */
export function withoutEffect(fault: BankFault | null): Delivered<never> | null {
  if (fault === "throttle") return prompt({ outcome: "throttled", retryAfterMs: 1_000 });
  return fault === "lost-before" ? { delivery: "lost" } : null;
}

/** Faults that strike after the effect: the answer stands under its key and does not come now. */
export function withEffect(fault: BankFault | null): Delivered<never> | null {
  if (fault === "in-flight") return prompt({ outcome: "throttled", retryAfterMs: 500 });
  return fault === "lost-after" ? { delivery: "lost" } : null;
}
