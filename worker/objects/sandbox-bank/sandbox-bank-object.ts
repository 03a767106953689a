import { DurableObject } from "cloudflare:workers";
import type {
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
} from "../../app/escrow-provider.ts";
import type { BankFault, Delivered, Holding, SandboxBranch } from "../../app/sandbox-branch.ts";
import type { DepositView } from "../../core/deposit/provider.ts";
import { assert } from "../../core/result.ts";
import { stateAt } from "./bank-book.ts";
import { BankStore } from "./bank-store.ts";
import { SLOW_ANSWER_MS } from "./instruments.ts";
import { Teller } from "./teller.ts";

export interface SandboxBankDeps {
  nowMs(): number;
  readonly mode: "local" | "test" | "demo" | "live";
  /** How a slow answer waits; real time unless a test has none to lose. */
  waitMs?(durationMs: number): Promise<void>;
}

/**
 * The embedded deposit provider: one branch per group-buy, named by the group-buy's id. Holds end by its own clock
 * (real time plus the offset of its group-buy's sandbox clock), looked at on each call; it needs no alarm.
 */
export class SandboxBankObject extends DurableObject<unknown> implements SandboxBranch {
  readonly #deps: SandboxBankDeps;
  readonly #store: BankStore;
  readonly #teller: Teller;
  #clockOffsetMs: number;

  constructor(ctx: DurableObjectState, env: unknown, deps: SandboxBankDeps) {
    super(ctx, env);
    assert(deps.mode !== "live", "the sandbox bank does not exist in a live deployment");
    this.#deps = deps;
    this.#store = new BankStore(ctx.storage);
    this.#clockOffsetMs = this.#store.clockOffsetMs();
    this.#teller = new Teller({ book: this.#store, nowMs: () => deps.nowMs() + this.#clockOffsetMs });
  }

  async open(intent: DepositIntent, key: string): Promise<Delivered<DepositView>> {
    return this.#serve(() => this.#teller.open(intent, key));
  }

  async completeAction(deposit: DepositHandle, key: string): Promise<Delivered<DepositView>> {
    return this.#serve(() => this.#teller.completeAction(deposit, key));
  }

  async capture(deposit: DepositHandle, amountMinor: number, key: string): Promise<Delivered<DepositView>> {
    return this.#serve(() => this.#teller.capture(deposit, amountMinor, key));
  }

  async release(deposit: DepositHandle, reason: string, key: string): Promise<Delivered<DepositView>> {
    return this.#serve(() => this.#teller.release(deposit, reason, key));
  }

  async refund(order: RefundOrder, key: string): Promise<Delivered<RefundView>> {
    return this.#serve(() => this.#teller.refund(order, key));
  }

  async payout(order: PayoutOrder, key: string): Promise<Delivered<PayoutView>> {
    return this.#serve(() => this.#teller.payout(order, key));
  }

  async reversePayout(order: ReversalOrder, key: string): Promise<Delivered<ReversalView>> {
    return this.#serve(() => this.#teller.reversePayout(order, key));
  }

  async read(deposit: DepositHandle): Promise<Delivered<DepositView>> {
    return this.#serve(() => this.#teller.read(deposit));
  }

  async find(query: EscrowQuery): Promise<Delivered<EscrowFound | null>> {
    return this.#serve(() => this.#teller.find(query));
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
    this.#store.saveClockOffset(offsetMs);
  }

  /** Lets the next calls of a step go wrong. False, and nothing planted, unless this is a test. */
  async plantFault(step: EscrowStep, fault: BankFault, times: number): Promise<boolean> {
    if (this.#deps.mode !== "test") return false;
    this.#store.plantFault(step, fault, times);
    return true;
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
