import { disputeLostAfterAward, payoutReversed } from "../../core/ledger/dispute-posting.ts";
import { debtRecovered } from "../../core/ledger/posting.ts";
import { err, ok, type Result } from "../../core/result.ts";
import type { BackRefusal, MerchantChargeback, PayoutReturn } from "./chargeback.ts";
import type { BookFacts } from "./book-facts.ts";
import { requireMerchantId, type Holding, type MerchantStore } from "./merchant-store.ts";

/**
 * A chargeback of this merchant's money, told once or often, in the order of the group-buy's log (H11). Lost, the
 * reserve bears what it has, then the merchant owes at most what this group-buy ever brought them, and the platform bears
 * the rest.
 */
export function takeChargeback(
  store: MerchantStore,
  fact: MerchantChargeback,
  facts: BookFacts,
): Result<"new" | "known", BackRefusal> {
  if (!Number.isSafeInteger(fact.amountMinor) || fact.amountMinor <= 0) return err({ code: "chargeback-invalid" });
  if (store.merchantId() === null) store.saveMerchantId(fact.merchantId);
  if (requireMerchantId(store) !== fact.merchantId) return err({ code: "chargeback-invalid" });
  const { groupBuyId, chargebackId, depositId, currency, amountMinor, stage } = fact;
  const known = store.back.chargeback(groupBuyId, chargebackId);
  if (known !== null && known.amountMinor !== amountMinor) return err({ code: "chargeback-invalid" });
  const state = stage === "opened" ? "open" : stage;
  if (known?.state === state || (known !== null && stage === "opened")) return ok("known");
  if (known !== null && known.state !== "open") return err({ code: "chargeback-ended" });

  const told = { groupBuyId, chargebackId, depositId, currency, amountMinor };
  if (state !== "lost") {
    store.back.saveChargeback({ ...told, state, fromReserveMinor: 0, toDebtMinor: 0 });
    return ok("new");
  }
  const fromReserveMinor = Math.min(reserveMinorIn(store, currency), amountMinor);
  const toDebtMinor = Math.min(debtMaximumMinor(store, groupBuyId), amountMinor - fromReserveMinor);
  const dispute = {
    groupBuyId,
    disputeId: chargebackId,
    depositId,
    providerId: facts.providerId,
    currency,
    amountMinor,
  };
  store.addJournal(disputeLostAfterAward(dispute, fact.merchantId, fromReserveMinor, toDebtMinor), facts.nowMs);
  takeFromReserves(store, groupBuyId, currency, fromReserveMinor);
  if (toDebtMinor > 0) store.back.saveDebt(currency, store.back.debtMinor(currency) + toDebtMinor);
  store.back.saveChargeback({ ...told, state, fromReserveMinor, toDebtMinor });
  return ok("new");
}

/** While more is called back than the reserve could bear, nothing leaves to this merchant in that currency. */
export function isPaused(store: MerchantStore, currency: string, leavingReserveMinor = 0): boolean {
  return disputedMinor(store, currency) > reserveMinorIn(store, currency) - leavingReserveMinor;
}

/** What is called back of this merchant's money and not decided. */
export function disputedMinor(store: MerchantStore, currency: string): number {
  return store.back
    .chargebacks()
    .filter((one) => one.currency === currency && one.state === "open")
    .reduce((sum, { amountMinor }) => sum + amountMinor, 0);
}

/** What the merchant owes is taken from what is payable, before any of it is paid out. */
export function recoverDebt(store: MerchantStore, holding: Holding, facts: BookFacts): Holding {
  const { currency, groupBuyId } = holding;
  const owedMinor = store.back.debtMinor(currency);
  const amountMinor = Math.min(owedMinor, holding.payableMinor);
  if (amountMinor === 0) return holding;
  const merchantId = requireMerchantId(store);
  const attempt = store.countJournals("debt_recovered") + 1;
  store.addJournal(debtRecovered({ groupBuyId, merchantId, currency, amountMinor }, attempt), facts.nowMs);
  store.back.saveDebt(currency, owedMinor - amountMinor);
  const left = { ...holding, payableMinor: holding.payableMinor - amountMinor };
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
  const payout = store.payout(payoutId);
  const holding = payout && store.holding(payout.groupBuyId);
  if (payout?.state !== "paid" || !holding) return err({ code: "return-invalid" });
  const restMinor = payout.amountMinor - store.back.returnedMinor(payoutId);
  const isAmount = Number.isSafeInteger(amountMinor) && amountMinor > 0 && amountMinor <= restMinor;
  if (!isAmount) return err({ code: "return-invalid" });
  const { groupBuyId, currency } = payout;
  const debtMinor = store.back.debtMinor(currency);
  const of = { groupBuyId, merchantId: requireMerchantId(store), providerId: facts.providerId, currency, amountMinor };
  store.addJournal(payoutReversed({ ...of, reversalId: returnId, debtMinor }), facts.nowMs);
  const toDebtMinor = Math.min(debtMinor, amountMinor);
  if (toDebtMinor > 0) store.back.saveDebt(currency, debtMinor - toDebtMinor);
  store.saveHolding({
    ...holding,
    paidMinor: holding.paidMinor - amountMinor,
    payableMinor: holding.payableMinor + amountMinor - toDebtMinor,
  });
  store.back.addReturn(returnId, payoutId, amountMinor);
  return ok("new");
}

function reserveMinorIn(store: MerchantStore, currency: string): number {
  return inCurrency(store, currency).reduce((sum, { reserveMinor }) => sum + reserveMinor, 0);
}

/** What the group-buy has brought them, less what they owe for it already. */
function debtMaximumMinor(store: MerchantStore, groupBuyId: string): number {
  const holding = store.holding(groupBuyId);
  if (holding === null) return 0;
  const owedMinor = store.back
    .chargebacks()
    .reduce((sum, one) => (one.groupBuyId === groupBuyId ? sum + one.toDebtMinor : sum), 0);
  return Math.max(0, holding.payableMinor + holding.transitMinor + holding.paidMinor - owedMinor);
}

/** The reserve is one, and rolls: first that of the group-buy itself, then of the others. */
function takeFromReserves(store: MerchantStore, groupBuyId: string, currency: string, amountMinor: number): void {
  let restMinor = amountMinor;
  const ownFirst = inCurrency(store, currency).toSorted(
    (a, b) => Number(b.groupBuyId === groupBuyId) - Number(a.groupBuyId === groupBuyId),
  );
  for (const holding of ownFirst) {
    const takenMinor = Math.min(restMinor, holding.reserveMinor);
    if (takenMinor > 0) store.saveHolding({ ...holding, reserveMinor: holding.reserveMinor - takenMinor });
    restMinor -= takenMinor;
  }
}

function inCurrency(store: MerchantStore, currency: string): readonly Holding[] {
  return store.holdings().filter((holding) => holding.currency === currency);
}
