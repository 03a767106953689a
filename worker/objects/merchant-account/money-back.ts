import { disputeLostAfterAward, payoutReversed } from "../../core/ledger/dispute-posting.ts";
import { debtRecovered } from "../../core/ledger/posting.ts";
import type { BackRefusal, MerchantChargeback, PayoutReturn } from "../../core/merchant-account/chargeback.ts";
import { cameBack, recovered, recoveringMinor, type Holding } from "../../core/merchant-account/holding.ts";
import * as back from "../../core/merchant-account/money-back.ts";
import { err, ok, type Result } from "../../core/result.ts";
import type { BookFacts } from "./book-facts.ts";
import { requireMerchantId, type MerchantStore } from "./merchant-store.ts";

/** A chargeback of this merchant's money, told once or often, in the order of the group-buy's log (H11). */
export function takeChargeback(
  store: MerchantStore,
  fact: MerchantChargeback,
  facts: BookFacts,
): Result<"new" | "known", BackRefusal> {
  const { groupBuyId, chargebackId, depositId, currency, amountMinor, stage } = fact;
  const isSomebodyElses = store.merchantId() !== null && requireMerchantId(store) !== fact.merchantId;
  if (isSomebodyElses) return err({ code: "chargeback-invalid" });
  const judged = back.judgeChargeback(store.back.chargeback(groupBuyId, chargebackId), fact);
  if (!judged.ok || judged.value === "known") return judged;
  if (store.merchantId() === null) store.saveMerchantId(fact.merchantId);

  const told = { groupBuyId, chargebackId, depositId, currency, amountMinor, state: back.stateAt(stage) };
  if (stage !== "lost") {
    store.back.saveChargeback({ ...told, fromReserveMinor: 0, toDebtMinor: 0 });
    return ok("new");
  }
  const { fromReserveMinor, toDebtMinor } = back.bearing(fact, store.holdings(), store.back.chargebacks());
  const dispute = {
    groupBuyId,
    disputeId: chargebackId,
    depositId,
    providerId: facts.providerId,
    currency,
    amountMinor: back.borneMinorOf(fact),
  };
  store.addJournal(disputeLostAfterAward(dispute, fact.merchantId, fromReserveMinor, toDebtMinor), facts.nowMs);
  for (const holding of back.takenFromReserves(store.holdings(), fact, fromReserveMinor)) store.saveHolding(holding);
  if (toDebtMinor > 0) store.back.saveDebt(currency, store.back.debtMinor(currency) + toDebtMinor);
  store.back.saveChargeback({ ...told, fromReserveMinor, toDebtMinor });
  return ok("new");
}

export function isPaused(store: MerchantStore, currency: string, leavingReserveMinor = 0): boolean {
  return back.isPaused(store.holdings(), store.back.chargebacks(), currency, leavingReserveMinor);
}

export function disputedMinor(store: MerchantStore, currency: string): number {
  return back.disputedMinor(store.back.chargebacks(), currency);
}

/** What the merchant owes is taken from what is payable, before any of it is paid out. */
export function recoverDebt(store: MerchantStore, holding: Holding, facts: BookFacts): Holding {
  const { currency, groupBuyId } = holding;
  const owedMinor = store.back.debtMinor(currency);
  const amountMinor = recoveringMinor(holding, owedMinor);
  if (amountMinor === 0) return holding;
  const merchantId = requireMerchantId(store);
  const attempt = store.countJournals("debt_recovered") + 1;
  store.addJournal(debtRecovered({ groupBuyId, merchantId, currency, amountMinor }, attempt), facts.nowMs);
  store.back.saveDebt(currency, owedMinor - amountMinor);
  const left = recovered(holding, amountMinor);
  store.saveHolding(left);
  return left;
}

/** A payout came back: what the merchant owes is paid first, the rest is payable again. */
export function takeReturn(
  store: MerchantStore,
  { returnId, payoutId, amountMinor }: PayoutReturn,
  facts: BookFacts,
): Result<"new" | "known", BackRefusal> {
  if (store.back.isReturnKnown(returnId)) return ok("known");
  const checked = back.checkReturn(store.payout(payoutId), store.back.returnedMinor(payoutId), { amountMinor });
  if (!checked.ok) return checked;
  const { groupBuyId, currency } = checked.value;
  const holding = store.holding(groupBuyId);
  if (!holding) return err({ code: "return-invalid" });
  const debtMinor = store.back.debtMinor(currency);
  const of = { groupBuyId, merchantId: requireMerchantId(store), providerId: facts.providerId, currency, amountMinor };
  store.addJournal(payoutReversed({ ...of, reversalId: returnId, debtMinor }), facts.nowMs);
  const toDebtMinor = Math.min(debtMinor, amountMinor);
  if (toDebtMinor > 0) store.back.saveDebt(currency, debtMinor - toDebtMinor);
  store.saveHolding(cameBack(holding, amountMinor, toDebtMinor));
  store.back.addReturn(returnId, payoutId, amountMinor);
  return ok("new");
}
