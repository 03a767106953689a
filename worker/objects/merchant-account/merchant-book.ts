import type { EscrowResult, PayoutView } from "../../app/escrow-provider.ts";
import { merPayable } from "../../core/ledger/accounts.ts";
import {
  payoutFailed,
  payoutPlanned,
  payoutSettled,
  reserveReleased,
  type PayoutPosting,
} from "../../core/ledger/posting.ts";
import {
  answered,
  credited,
  emptyHolding,
  isUnderWay,
  releasableMinor,
  released,
  sentOff,
  type MerchantPayout,
} from "../../core/merchant-account/holding.ts";
import { assert, err, ok, type Result } from "../../core/result.ts";
import type { BookFacts } from "./book-facts.ts";
import {
  isSameCredit,
  isWellFormed,
  payoutIdOf,
  reserveUntilMs,
  type CreditRefusal,
  type MerchantCredit,
} from "../../core/merchant-account/credit.ts";
import { requireMerchantId, type MerchantStore } from "./merchant-store.ts";
import { isPaused, recoverDebt } from "./money-back.ts";

/** How long a payout may stay unanswered before it is looked up. */
export const RESOLVE_AFTER_MS = 30_000;
/** One that is on its way for days is looked up ever more seldom, and at least as often as this. */
const RESOLVE_MAXIMUM_MS = 6 * 3_600_000;

/** A reserve whose time is over is kept while it is needed for what was called back, and looked at again after this. */
const POSTPONED_BY_MS = 24 * 3_600_000;

/**
 * Takes a group-buy's credit once, however often it is told. Its journal stands in the group-buy's ledger; here only
 * the balance grows, and the reserve's end is noted.
 */
export function takeCredit(
  store: MerchantStore,
  credit: MerchantCredit,
  facts: BookFacts,
): Result<"new" | "known", CreditRefusal> {
  if (!isWellFormed(credit)) return err({ code: "credit-invalid" });
  const merchantId = store.merchantId();
  if (merchantId !== null && merchantId !== credit.merchantId) return err({ code: "credit-invalid" });
  const known = store.credit(credit.groupBuyId, credit.seq);
  if (known !== null) return isSameCredit(known, credit) ? ok("known") : err({ code: "credit-exists-different" });

  const holding = store.holding(credit.groupBuyId) ?? emptyHolding(credit.groupBuyId, credit.currency);
  if (holding.currency !== credit.currency) return err({ code: "currency-mismatch" });
  if (merchantId === null) store.saveMerchantId(credit.merchantId);
  store.addCredit(credit);
  store.saveHolding(credited(holding, credit));
  if (credit.reserveMinor > 0) {
    const dueMs = reserveUntilMs(credit, facts.nowMs, facts.maxHeldMs);
    store.setTimer({ kind: "reserve", ref: `${credit.groupBuyId}:${credit.seq}`, dueMs });
  }
  return ok("new");
}

/**
 * Plans a payout of all that is payable of a group-buy, or returns the one that is under way. Null: nothing to pay. What
 * became payable beside a payout under way is asked for again when that one has had time to end: nobody else would.
 */
export function planPayout(
  store: MerchantStore,
  groupBuyId: string,
  facts: BookFacts,
): { readonly payout: MerchantPayout; readonly isNew: boolean } | null {
  const before = store.payoutsOf(groupBuyId);
  const open = before.find(isUnderWay);
  const found = store.holding(groupBuyId);
  if (open !== undefined) {
    if (found !== null && found.payableMinor > 0) {
      store.setTimer({ kind: "payout", ref: groupBuyId, dueMs: facts.nowMs + resolveInMs(open, facts) });
    }
    return { payout: open, isNew: false };
  }
  store.clearTimer("payout", groupBuyId);
  if (found === null || found.payableMinor === 0) return null;
  if (isPaused(store, found.currency)) {
    store.back.holdPayout(groupBuyId); // It is taken up when what was called back is decided (H11).
    return null;
  }
  store.back.letPayoutGo(groupBuyId);
  const holding = recoverDebt(store, found, facts);
  if (holding.payableMinor === 0) return null;

  const amountMinor = holding.payableMinor;
  const payout: MerchantPayout = {
    payoutId: payoutIdOf(requireMerchantId(store), groupBuyId, before.length + 1),
    groupBuyId,
    currency: holding.currency,
    amountMinor,
    state: "planned",
    failureCode: null,
    plannedAtMs: facts.nowMs,
    settledAtMs: null,
  };
  store.addJournal(payoutPlanned(postingOf(store, payout, facts)), facts.nowMs);
  store.saveHolding(sentOff(holding));
  store.savePayout(payout);
  store.setTimer({ kind: "payout", ref: payout.payoutId, dueMs: facts.nowMs + RESOLVE_AFTER_MS });
  return { payout, isNew: true };
}

/** Applies what the provider said about a payout. Late and repeated answers find it settled and change nothing. */
export function applyAnswer(
  store: MerchantStore,
  payoutId: string,
  answer: EscrowResult<PayoutView>,
  facts: BookFacts,
): void {
  const payout = store.payout(payoutId);
  if (payout === null || !isUnderWay(payout)) return;
  switch (answer.outcome) {
    case "ok":
      if (answer.value.state === "paid") return settle(store, payout, null, facts);
      if (answer.value.state === "failed") return settle(store, payout, answer.value.failureCode ?? "failed", facts);
      return waitLonger(store, payout, resolveInMs(payout, facts), facts);
    case "declined":
    case "rejected":
      return settle(store, payout, answer.code, facts);
    case "throttled":
      return waitLonger(store, payout, answer.retryAfterMs, facts);
    case "unknown":
    case "action_required":
      return waitLonger(store, payout, resolveInMs(payout, facts), facts);
  }
}

/** A reserve's time is over: it becomes payable. `ref` is the timer's: group-buy and event of the credit. */
export function releaseReserve(store: MerchantStore, ref: string, facts: BookFacts): string {
  const colon = ref.lastIndexOf(":");
  const groupBuyId = ref.slice(0, colon);
  const credit = store.credit(groupBuyId, Number(ref.slice(colon + 1)));
  const holding = store.holding(groupBuyId);
  assert(credit !== null && holding !== null, "a reserve belongs to a credit");
  const { merchantId, journalId, currency } = credit;
  const reserveMinor = releasableMinor(credit, holding);
  if (isPaused(store, currency, reserveMinor)) {
    store.setTimer({ kind: "reserve", ref, dueMs: facts.nowMs + POSTPONED_BY_MS });
    return groupBuyId;
  }
  if (reserveMinor > 0) {
    const posting = { groupBuyId, merchantId, refId: journalId, currency, amountMinor: reserveMinor };
    store.addJournal(reserveReleased(posting), facts.nowMs);
    store.saveHolding(released(holding, reserveMinor));
  }
  store.clearTimer("reserve", ref);
  return groupBuyId;
}

function settle(store: MerchantStore, payout: MerchantPayout, failureCode: string | null, facts: BookFacts): void {
  const holding = store.holding(payout.groupBuyId);
  assert(holding !== null, "a payout comes from a holding");
  const posting = postingOf(store, payout, facts);
  store.addJournal(failureCode === null ? payoutSettled(posting) : payoutFailed(posting), facts.nowMs);
  store.saveHolding(answered(holding, payout.amountMinor, failureCode === null));
  const state = failureCode === null ? "paid" : "failed";
  store.savePayout({ ...payout, state, failureCode, settledAtMs: facts.nowMs });
  store.clearTimer("payout", payout.payoutId);
  store.hastenTimer("payout", payout.groupBuyId, facts.nowMs); // What became payable beside it has waited for this.
}

/** Half a minute at first, then as long as it has been waited for: each look is twice as far from the plan as the last. */
function resolveInMs({ plannedAtMs }: MerchantPayout, { nowMs }: BookFacts): number {
  return Math.min(Math.max(RESOLVE_AFTER_MS, nowMs - plannedAtMs), RESOLVE_MAXIMUM_MS);
}

function waitLonger(store: MerchantStore, payout: MerchantPayout, delayMs: number, facts: BookFacts): void {
  if (payout.state !== "unknown") store.savePayout({ ...payout, state: "unknown" });
  store.setTimer({ kind: "payout", ref: payout.payoutId, dueMs: facts.nowMs + delayMs });
}

function postingOf(store: MerchantStore, payout: MerchantPayout, facts: BookFacts): PayoutPosting {
  const { groupBuyId, payoutId, currency, amountMinor } = payout;
  const from = merPayable(requireMerchantId(store));
  return { groupBuyId, payoutId, providerId: facts.providerId, currency, from, amountMinor };
}
