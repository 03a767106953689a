import { DurableObject } from "cloudflare:workers";
import { escrowKey, type EscrowProvider, type EscrowResult, type PayoutView } from "../../app/escrow-provider.ts";
import type { Log } from "../../app/log.ts";
import type { GeneralLedger, LedgerBatch } from "../../app/projection.ts";
import type { Woken } from "../../app/watch.ts";
import type { Result } from "../../core/result.ts";
import type { MerchantBooks } from "../../app/reconciliation/books.ts";
import { booksOf } from "./books.ts";
import type { StoredChargeback } from "../../core/merchant-account/money-back.ts";
import type { BackRefusal, MerchantChargeback, PayoutReturn } from "../../core/merchant-account/chargeback.ts";
import type { BookFacts } from "./book-facts.ts";
import type { CreditRefusal, MerchantCredit } from "../../core/merchant-account/credit.ts";
import { applyAnswer, planPayout, releaseReserve, takeCredit } from "./merchant-book.ts";
import type { Holding, MerchantPayout } from "../../core/merchant-account/holding.ts";
import { standingOf, type OwnStanding } from "../../core/merchant-account/standing.ts";
import { MerchantStore, type SequencedJournal, type Timer } from "./merchant-store.ts";
import { WakeUp } from "../wake-up.ts";
import { disputedMinor, isPaused, takeChargeback, takeReturn } from "./money-back.ts";

export interface MerchantAccountDeps {
  nowMs(): number;
  readonly escrow: EscrowProvider;
  readonly ledger: GeneralLedger;
  readonly log: Log;
}

/** What a merchant is owed, has in reserve, on the way and received, in one currency. Minor units. */
export interface CurrencyBalance {
  readonly currency: string;
  readonly payableMinor: number;
  readonly reserveMinor: number;
  readonly transitMinor: number;
  readonly paidMinor: number;
  /** What they owe after chargebacks that were lost, and what is called back and not decided. */
  readonly debtMinor: number;
  readonly disputedMinor: number;
  /** Nothing is paid out while more is called back than the reserve could bear. */
  readonly isPaused: boolean;
}

export interface MerchantStatement {
  readonly merchantId: string | null;
  readonly balances: readonly CurrencyBalance[];
  readonly holdings: readonly Holding[];
  readonly chargebacks: readonly StoredChargeback[];
  readonly payouts: readonly MerchantPayout[];
}

/** A journal page small enough for one batch of the general ledger. */
const JOURNALS_PER_PAGE = 50;

/** A timer whose work threw is tried again after this; the others go on. */
const RETRY_AFTER_MS = 60_000;

/**
 * One per merchant: the only writer of money that crosses group-buys (payable, reserve, payouts). A payout is planned
 * in one commit, sent after it, and settled by its answer in another; an answer that never came is looked up.
 */
export class MerchantAccountObject extends DurableObject<unknown> {
  readonly #deps: MerchantAccountDeps;
  readonly #store: MerchantStore;
  readonly #wakeUp: WakeUp;
  #underWay: Promise<void> | null = null;

  constructor(ctx: DurableObjectState, env: unknown, deps: MerchantAccountDeps) {
    super(ctx, env);
    this.#deps = deps;
    this.#store = new MerchantStore(ctx.storage);
    this.#wakeUp = new WakeUp(ctx.storage);
  }

  /** Books a group-buy's award once; telling it again with the same facts answers `known`. */
  async credit(credit: MerchantCredit): Promise<Result<"new" | "known", CreditRefusal>> {
    const taken = this.ctx.storage.transactionSync(() => takeCredit(this.#store, credit, this.#facts()));
    await this.#arm();
    return taken;
  }

  /** Pays out all that is payable of a group-buy, or takes up the payout under way. Null where there is nothing to pay. */
  async payOut(groupBuyId: string): Promise<MerchantPayout | null> {
    return this.#carryOut(this.ctx.storage.transactionSync(() => planPayout(this.#store, groupBuyId, this.#facts())));
  }

  async #carryOut(planned: ReturnType<typeof planPayout>): Promise<MerchantPayout | null> {
    if (planned === null) return null;
    await this.#arm(); // Before the call: if this object dies in it, the alarm finds the payout and looks it up.
    const { payoutId } = planned.payout;
    if (planned.isNew) await this.#send(planned.payout);
    else await this.#resolve(planned.payout);
    await this.#mirror();
    return this.#store.payout(payoutId);
  }

  /**
   * Somebody said that a payout may have changed: it is looked up, and one that had arrived and was sent back is owed
   * again. Throws where the provider does not answer, so that whoever asked asks again.
   */
  async reread(payoutId: string): Promise<void> {
    const payout = this.#store.payout(payoutId);
    if (payout === null) return; // Nothing of this account's.
    const found = await this.#deps.escrow.find({ groupBuyId: payout.groupBuyId, payoutId });
    if (found.outcome !== "ok") throw new Error(`the provider could not be asked: ${found.outcome}`);
    if (found.value?.type !== "payout") return;
    const { view } = found.value;
    this.#apply(payoutId, { outcome: "ok", value: view });
    const amountMinor = payout.amountMinor - this.#store.back.returnedMinor(payoutId);
    const isBack = payout.state === "paid" && view.state === "failed" && amountMinor > 0;
    if (isBack) await this.returned({ returnId: payoutId, payoutId, amountMinor });
    else await this.#mirror();
    await this.#arm();
  }

  /** What a bank called back of this merchant's money, and how it ended. Payouts that were held back go on with the end. */
  async chargeback(fact: MerchantChargeback): Promise<Result<"new" | "known", BackRefusal>> {
    const taken = this.ctx.storage.transactionSync(() => takeChargeback(this.#store, fact, this.#facts()));
    await this.#mirror();
    if (fact.stage !== "opened") {
      for (const groupBuyId of this.#store.back.heldPayouts()) await this.payOut(groupBuyId);
    }
    return taken;
  }

  /** A payout that came back, wholly or in part. What the merchant owes is paid with it first. */
  async returned(back: PayoutReturn): Promise<Result<"new" | "known", BackRefusal>> {
    const taken = this.ctx.storage.transactionSync(() => takeReturn(this.#store, back, this.#facts()));
    await this.#mirror();
    return taken;
  }

  async statement(): Promise<MerchantStatement> {
    const holdings = this.#store.holdings();
    return {
      merchantId: this.#store.merchantId(),
      balances: sumByCurrency(holdings).map((sum) => ({
        ...sum,
        debtMinor: this.#store.back.debtMinor(sum.currency),
        disputedMinor: disputedMinor(this.#store, sum.currency),
        isPaused: isPaused(this.#store, sum.currency),
      })),
      chargebacks: this.#store.back.chargebacks(),
      holdings,
      payouts: this.#store.payouts().map((payout) => this.#shown(payout)),
    };
  }

  /** What the merchant is told of this moment: what they owe, and what is held back (B4). */
  async standing(): Promise<OwnStanding> {
    return standingOf({
      holdings: this.#store.holdings(),
      chargebacks: this.#store.back.chargebacks(),
      payouts: this.#store.payouts(),
      debts: this.#store.back.debts(),
      pausedGroupBuyIds: this.#store.back.heldPayouts(),
      reserves: this.#store.reservesDue(),
    });
  }

  /** What the daily close compares with the general ledger and the provider. */
  async books(): Promise<MerchantBooks> {
    return booksOf(this.#store);
  }

  /** The general ledger was set back behind what it had acknowledged: it is told again everything after this journal. */
  async redrain(afterSeq: number): Promise<void> {
    this.#store.savePostedSeq(Math.min(this.#store.postedSeq(), afterSeq));
    await this.#mirror();
  }

  /** The next journals for the general ledger, in order, without gaps. Reading them again gives them again. */
  async journalsAfter(seq: number): Promise<readonly SequencedJournal[]> {
    return this.#store.journalsAfter(seq, JOURNALS_PER_PAGE);
  }

  override async alarm(info?: AlarmInvocationInfo): Promise<void> {
    this.#wakeUp.rings(info, this.#deps.nowMs());
    await this.poke();
  }

  /** Does what is due, and drains what is owed: the alarm, or the watchdog where it has not rung (T5). Safe at any time. */
  async poke(): Promise<Woken> {
    try {
      await (this.#underWay ??= this.#ringAll().finally(() => {
        this.#underWay = null;
      }));
      await this.#mirror();
    } finally {
      await this.#arm();
    }
    return { nextDueAtMs: this.#store.nextDueMs() };
  }

  /** Once at a time: two who walk the same timers would release the second reserve twice. */
  async #ringAll(): Promise<void> {
    for (const timer of this.#store.timersDue(this.#deps.nowMs())) await this.#ring(timer);
  }

  async #ring(timer: Timer): Promise<void> {
    try {
      if (timer.kind === "mirror") return; // What it is for comes after every timer.
      if (timer.kind === "reserve") {
        // Together: released by itself, its timer gone, nobody would ever ask for its payout.
        const planned = this.ctx.storage.transactionSync(() =>
          planPayout(this.#store, releaseReserve(this.#store, timer.ref, this.#facts()), this.#facts()),
        );
        await this.#carryOut(planned);
        return;
      }
      const payout = this.#store.payout(timer.ref);
      if (payout !== null) await this.#resolve(payout);
      else await this.payOut(timer.ref); // A group-buy whose money became payable beside a payout.
    } catch (error) {
      this.#deps.log.error("merchant_account.fault", error, { timer: timer.kind, ref: timer.ref });
      this.#store.setTimer({ ...timer, dueMs: this.#deps.nowMs() + RETRY_AFTER_MS });
    }
  }

  /** Asks what became of a payout. Only one that the provider never heard of is sent again, under its own key. */
  async #resolve(payout: MerchantPayout): Promise<void> {
    const { groupBuyId, payoutId } = payout;
    const found = await this.#deps.escrow.find({ groupBuyId, payoutId });
    if (found.outcome === "ok" && found.value === null) {
      await this.#send(payout);
    } else if (found.outcome === "ok" && found.value?.type === "payout") {
      this.#apply(payoutId, { outcome: "ok", value: found.value.view });
    } else {
      this.#apply(payoutId, { outcome: "unknown", cause: "unreachable" });
    }
  }

  async #send(payout: MerchantPayout): Promise<void> {
    const { groupBuyId, payoutId, amountMinor, currency } = payout;
    const order = { groupBuyId, payoutId, payeeId: this.#store.merchantId() ?? "", amountMinor, currency };
    this.#apply(payoutId, await this.#deps.escrow.payout(order, escrowKey(payoutId, "payout", 1)));
  }

  /** Posts what the general ledger does not have yet. A ledger that does not answer is tried again; nothing waits for it. */
  async #mirror(): Promise<void> {
    const sourceId = this.#store.merchantId();
    try {
      for (let afterSeq = this.#store.postedSeq(); sourceId !== null; afterSeq = this.#store.postedSeq()) {
        const journals = this.#store.journalsAfter(afterSeq, JOURNALS_PER_PAGE);
        const throughSeq = journals.at(-1)?.seq;
        if (throughSeq === undefined) break;
        const batch = {
          sourceId,
          afterSeq,
          throughSeq,
          journals: journals.map(({ seq: _seq, ...journal }) => journal),
        };
        this.#store.savePostedSeq(await this.#post(batch));
      }
      this.#store.clearTimer("mirror", "ledger");
    } catch (error) {
      this.#deps.log.error("merchant_account.fault", error, { timer: "mirror", merchantId: sourceId });
      this.#store.setTimer({ kind: "mirror", ref: "ledger", dueMs: this.#deps.nowMs() + RETRY_AFTER_MS });
      await this.#arm();
    }
  }

  /** Through which journal the ledger has this book now: a ledger that was set back is asked where it stands. */
  async #post(batch: LedgerBatch): Promise<number> {
    const { ledger } = this.#deps;
    try {
      await ledger.post(batch);
      return batch.throughSeq;
    } catch (error) {
      const isGap = error instanceof Error && "code" in error && error.code === "inbox-gap";
      const appliedSeq = isGap ? await ledger.appliedSeq?.(batch.sourceId) : undefined;
      if (appliedSeq === undefined || appliedSeq >= batch.afterSeq) throw error;
      return appliedSeq;
    }
  }

  #apply(payoutId: string, answer: EscrowResult<PayoutView>): void {
    this.ctx.storage.transactionSync(() => {
      applyAnswer(this.#store, payoutId, answer, this.#facts());
    });
  }

  /** What was decided stays as it was decided (L12); one that came back whole has not reached anybody. */
  #shown(payout: MerchantPayout): MerchantPayout {
    const isBack = payout.state === "paid" && this.#store.back.returnedMinor(payout.payoutId) === payout.amountMinor;
    return isBack ? { ...payout, state: "failed", failureCode: "returned" } : payout;
  }

  #facts(): BookFacts {
    const { id, maxHeldMs } = this.#deps.escrow.capabilities();
    return { nowMs: this.#deps.nowMs(), providerId: id, maxHeldMs };
  }

  /** One alarm over the table of due times, set in the turn of the commit that needs it. */
  async #arm(): Promise<void> {
    const dueMs = this.#store.nextDueMs();
    if (dueMs !== null) await this.#wakeUp.by(dueMs, this.#deps.nowMs());
  }
}

type Sum = Omit<CurrencyBalance, "debtMinor" | "disputedMinor" | "isPaused">;

function sumByCurrency(holdings: readonly Holding[]): readonly Sum[] {
  const sums = new Map<string, Sum>();
  for (const { currency, payableMinor, reserveMinor, transitMinor, paidMinor } of holdings) {
    const sum = sums.get(currency) ?? { currency, payableMinor: 0, reserveMinor: 0, transitMinor: 0, paidMinor: 0 };
    sums.set(currency, {
      currency,
      payableMinor: sum.payableMinor + payableMinor,
      reserveMinor: sum.reserveMinor + reserveMinor,
      transitMinor: sum.transitMinor + transitMinor,
      paidMinor: sum.paidMinor + paidMinor,
    });
  }
  return [...sums.values()].sort((a, b) => (a.currency < b.currency ? -1 : 1));
}
