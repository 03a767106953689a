import { DurableObject } from "cloudflare:workers";
import type {
  ChangePage,
  DepositHandle,
  DepositIntent,
  EscrowFound,
  EscrowQuery,
  EscrowStep,
  PayoutOrder,
  PayoutView,
  RefundOrder,
  RefundView,
  ReversalOrder,
  ReversalView,
  StatementPage,
  TopUpOrder,
  TopUpView,
} from "../../app/escrow-provider.ts";
import {
  SANDBOX_CAPABILITIES,
  type BankEvent,
  type BankFault,
  type BranchChange,
  type Delivered,
  type Holding,
  type SandboxBranch,
} from "../../app/sandbox-branch.ts";
import type { DepositView } from "../../core/deposit/provider.ts";
import { assert } from "../../core/result.ts";
import { WakeUp } from "../wake-up.ts";
import { AccountFeed, type Posting } from "./account-feed.ts";
import { stateAt } from "./bank-book.ts";
import { BankStore } from "./bank-store.ts";
import { findInstrument, SLOW_ANSWER_MS } from "./instruments.ts";
import { Teller } from "./teller.ts";
import { WriteLimit } from "./write-limit.ts";

export interface SandboxBankDeps {
  nowMs(): number;
  readonly mode: "local" | "test" | "demo" | "live";
  /** How a slow answer waits; real time unless a test has none to lose. */
  waitMs?(durationMs: number): Promise<void>;
  /** The branch that is told what others did here; left out where nobody listens. */
  readonly account?: { note(changes: readonly BranchChange[]): Promise<void> };
  /** Where the account's own branch sends its notifications. */
  readonly posting?: Posting;
  readonly writesPerSecond?: number;
}

/** What could not be told is told again after this. */
const TELL_AGAIN_MS = 60_000;

/**
 * The embedded deposit provider: one branch per group-buy, named by the group-buy's id. Holds end by its own clock
 * (real time plus the offset of its group-buy's sandbox clock), looked at on each call. What happens here unasked is told
 * to the branch of the whole account, which tells us: its alarm is for what could not be told at once.
 */
export class SandboxBankObject extends DurableObject<unknown> implements SandboxBranch {
  readonly #deps: SandboxBankDeps;
  readonly #store: BankStore;
  readonly #teller: Teller;
  readonly #feed: AccountFeed;
  readonly #wakeUp: WakeUp;
  readonly #limit: WriteLimit;
  #clockOffsetMs: number;
  /** When what is untold is told at the latest; null: nothing waits for that, as far as this life of the object knows. */
  #tellByMs: number | null = null;

  constructor(ctx: DurableObjectState, env: unknown, deps: SandboxBankDeps) {
    super(ctx, env);
    assert(deps.mode !== "live", "the sandbox bank does not exist in a live deployment");
    this.#deps = deps;
    this.#store = new BankStore(ctx.storage);
    this.#clockOffsetMs = this.#store.clockOffsetMs();
    this.#wakeUp = new WakeUp(ctx.storage);
    const nowMs = () => deps.nowMs();
    this.#feed = new AccountFeed({ sql: ctx.storage.sql, posting: deps.posting ?? null, nowMs });
    this.#limit = new WriteLimit(deps.writesPerSecond ?? SANDBOX_CAPABILITIES.writesPerSecond, nowMs);
    this.#teller = new Teller({
      book: this.#store,
      nowMs: () => deps.nowMs() + this.#clockOffsetMs,
      groupBuyId: () => ctx.id.name ?? "",
    });
  }

  async open(intent: DepositIntent, key: string): Promise<Delivered<DepositView>> {
    const opened = await this.#write(() => this.#teller.open(intent, key));
    if ((findInstrument(intent.instrument)?.lapsesAfterMs ?? null) !== null) await this.#arm();
    return opened;
  }

  async completeAction(deposit: DepositHandle, key: string): Promise<Delivered<DepositView>> {
    return this.#write(() => this.#teller.completeAction(deposit, key));
  }

  async capture(deposit: DepositHandle, amountMinor: number, key: string): Promise<Delivered<DepositView>> {
    return this.#write(() => this.#teller.capture(deposit, amountMinor, key));
  }

  async release(deposit: DepositHandle, reason: string, key: string): Promise<Delivered<DepositView>> {
    return this.#write(() => this.#teller.release(deposit, reason, key));
  }

  async refund(order: RefundOrder, key: string): Promise<Delivered<RefundView>> {
    return this.#write(() => this.#teller.refund(order, key));
  }

  async payout(order: PayoutOrder, key: string): Promise<Delivered<PayoutView>> {
    return this.#write(() => this.#teller.payout(order, key));
  }

  async reversePayout(order: ReversalOrder, key: string): Promise<Delivered<ReversalView>> {
    return this.#write(() => this.#teller.reversePayout(order, key));
  }

  async free(currency: string): Promise<Delivered<number>> {
    return this.#serve(() => this.#teller.free(currency));
  }

  async topUp(order: TopUpOrder, key: string): Promise<Delivered<TopUpView>> {
    return this.#write(() => this.#teller.topUp(order, key));
  }

  async read(deposit: DepositHandle): Promise<Delivered<DepositView>> {
    return this.#look(() => this.#teller.read(deposit));
  }

  async find(query: EscrowQuery): Promise<Delivered<EscrowFound | null>> {
    return this.#look(() => this.#teller.find(query));
  }

  async statement(afterSeq: number): Promise<Delivered<StatementPage>> {
    return this.#serve(() => this.#teller.statement(afterSeq));
  }

  async holdings(): Promise<readonly Holding[]> {
    const nowMs = this.#deps.nowMs() + this.#clockOffsetMs;
    const held = Map.groupBy(
      this.#store.deposits().filter((record) => stateAt(record, nowMs) === "held"),
      ({ currency }) => currency,
    );
    return [...held].map(([currency, records]) => ({
      currency,
      amountMinor: records.reduce((sum, { amountMinor }) => sum + amountMinor, 0),
    }));
  }

  /** The branch's clock from now on: real time plus `offsetMs`. An offset that would turn it back is ignored. */
  async setClockOffset(offsetMs: number): Promise<void> {
    if (!Number.isSafeInteger(offsetMs) || offsetMs <= this.#clockOffsetMs) return;
    this.#clockOffsetMs = offsetMs;
    await this.#news(() => {
      this.#store.saveClockOffset(offsetMs);
      this.#teller.lapse();
    });
  }

  /** Lets the next calls of a step go wrong. False, and nothing planted, unless this is a test. */
  async plantFault(step: EscrowStep, fault: BankFault, times: number): Promise<boolean> {
    if (this.#deps.mode !== "test") return false;
    this.#store.plantFault(step, fault, times);
    return true;
  }

  async happen(event: BankEvent): Promise<Delivered<null>> {
    return this.#news(() => this.#teller.happen(event));
  }

  async note(changes: readonly BranchChange[]): Promise<void> {
    this.ctx.storage.transactionSync(() => {
      this.#feed.take(changes);
    });
    await this.#feed.deliver();
    await this.#arm();
  }

  async changes(sinceMs: number, after: string | null): Promise<Delivered<ChangePage>> {
    return { delivery: "prompt", answer: { outcome: "ok", value: this.#feed.page(sinceMs, after) } };
  }

  override async alarm(info?: AlarmInvocationInfo): Promise<void> {
    this.#wakeUp.rings(info, this.#deps.nowMs());
    this.ctx.storage.transactionSync(() => {
      this.#teller.lapse();
    });
    await this.#armForNews();
    await this.#feed.deliver(); // Before the alarm is set for what is due: it would ring again while this is under way.
    await this.#tell();
  }

  /** Something becomes otherwise. Its alarm is set with it: a branch that falls before it has told anybody tells it then. */
  async #news<T>(work: () => T): Promise<T> {
    const happened = this.ctx.storage.transactionSync(work);
    await this.#armForNews();
    await this.#tell();
    return happened;
  }

  async #armForNews(): Promise<void> {
    if (this.#store.untoldChanges().length === 0) return;
    const nowMs = this.#deps.nowMs();
    this.#tellByMs = nowMs + TELL_AGAIN_MS;
    await this.#wakeUp.by(this.#tellByMs, nowMs);
  }

  /**
   * A look may find that a refund has come back, and whoever looks may fall before they have understood it. It is told by
   * the alarm: told at once, it would make whoever hears it look again, in the middle of this look.
   */
  async #look<T>(work: () => Delivered<T>): Promise<Delivered<T>> {
    const seen = this.ctx.storage.transactionSync(work);
    if (this.#store.untoldChanges().length > 0) await this.#arm();
    return seen;
  }

  /** Tells the account's branch what it does not know yet. It may hear it twice, and knows it by its number. */
  async #tell(): Promise<void> {
    const { account } = this.#deps;
    const branch = this.ctx.id.name ?? "";
    try {
      for (
        let untold = account ? this.#store.untoldChanges() : [];
        account && untold.length > 0;
        untold = this.#store.untoldChanges()
      ) {
        await account.note(untold.map(({ n, type, about }) => ({ n, branch, type, about })));
        this.#store.markTold(untold.at(-1)?.n ?? 0);
      }
    } catch {
      // The line broke: it stays untold, until the alarm that is set now.
    }
    this.#tellByMs = null;
    await this.#arm();
  }

  /** For whatever comes first: news for the account's branch, a notification, the end of a hold that ends before its time. */
  async #arm(): Promise<void> {
    const nowMs = this.#deps.nowMs();
    const isUntold = this.#deps.account !== undefined && this.#store.untoldChanges().length > 0;
    if (isUntold) this.#tellByMs ??= nowMs + TELL_AGAIN_MS;
    const dueMs = Math.min(
      this.#tellByMs ?? Infinity,
      this.#feed.nextDueMs() ?? Infinity,
      (this.#store.firstEarlyLapseMs() ?? Infinity) - this.#clockOffsetMs,
    );
    if (dueMs !== Infinity) await this.#wakeUp.by(Math.max(dueMs, nowMs), nowMs);
  }

  /** A call that may write: as many a second as the bank says that it takes. */
  async #write<T>(work: () => Delivered<T>): Promise<Delivered<T>> {
    const retryAfterMs = this.#limit.take();
    return retryAfterMs === null
      ? this.#serve(work)
      : { delivery: "prompt", answer: { outcome: "throttled", retryAfterMs } };
  }

  /** Decides and writes in one transaction; only the answer may wait. */
  async #serve<T>(work: () => Delivered<T>): Promise<Delivered<T>> {
    const delivered = this.ctx.storage.transactionSync(work);
    if (delivered.delivery === "slow") await this.#wait(SLOW_ANSWER_MS);
    return delivered;
  }

  async #wait(durationMs: number): Promise<void> {
    await (this.#deps.waitMs?.(durationMs) ?? scheduler.wait(durationMs));
  }
}
