import {
  escrowKey,
  type ChangeSubject,
  type DepositHandle,
  type EscrowProvider,
  type EscrowResult,
  type PayoutView,
  type RefundView,
} from "../../app/escrow-provider.ts";
import { payoutIdOf } from "../../core/group-buy/money/guarantee-changes.ts";
import { isWanted } from "../../core/group-buy/money/deposits.ts";
import { depositNeededUntilMs } from "../../core/group-buy/money/holding.ts";
import type { ProviderOutcome, SystemCommand } from "../../core/group-buy/commands.ts";
import { askedOf, refundIdOf, topUpIdOf, type Leg, type ProviderStep } from "../../core/group-buy/state/leg.ts";
import type { GroupBuy } from "../../core/group-buy/state/state.ts";
import { auditDeposit } from "../../core/deposit/audit.ts";
import { assertNever } from "../../core/result.ts";
import type { GroupBuyStore } from "./group-buy-store.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** Calls under way at once. The platform opens few connections for one object, and the provider has limits of its own. */
const CONCURRENT_MAXIMUM = 16;
/** An unknown outcome is read back soon, then more and more patiently; who hears of it elsewhere does not wait (`reread`). */
const UNKNOWN_RETRY_MS = [2_000, 10_000, 30_000, 2 * MINUTE_MS, 10 * MINUTE_MS, 10 * MINUTE_MS, HOUR_MS];
/** A call without an answer for so long is told of (overlay `unknown`, ADR 0040). */
const SILENT_AFTER_MS = 2 * MINUTE_MS;
/** Refund ladder (domain 3.3); after the last step it is tried daily, and it stays in sight as `refund_failed`. */
const REFUND_RETRY_MS = [MINUTE_MS, 10 * MINUTE_MS, HOUR_MS, 6 * HOUR_MS, 24 * HOUR_MS];
/** What the provider calls pending is on its way for days: it is looked at again after these, then every six hours. */
const PENDING_POLL_MS = [MINUTE_MS, 10 * MINUTE_MS, HOUR_MS, 6 * HOUR_MS];

/** What is asked again after a while, by itself. */
const AGAIN: ReadonlySet<ProviderOutcome["kind"]> = new Set(["refund_failed", "payout_failed", "short"]);

/** What one exchange with the provider came to: an outcome to report, or a moment to look again. */
type Exchange =
  | { readonly outcome: ProviderOutcome }
  /** `isSilent`: nobody answered, so that the money may have moved; otherwise there is only nothing new yet. */
  | { readonly againInMs: number | "unknown" | "pending"; readonly isSilent?: true };

export interface ProviderCallsDependencies {
  readonly provider: EscrowProvider;
  readonly store: GroupBuyStore;
  readonly nowMs: () => number;
  readonly groupBuy: () => GroupBuy | null;
  readonly report: (command: SystemCommand) => Promise<unknown>;
  /** Nothing new is sent while this says so; `run` is called again afterwards. */
  readonly isHeldBack: () => boolean;
  /** A call waits for another try: somebody must wake the object for it. */
  readonly waiting: () => void;
  readonly failed: (error: unknown) => void;
}

/**
 * Sends what the log has planned. A leg says what is pending; keys are deterministic, so sending twice has one effect;
 * an answer returns as a command and is judged like any other. Whatever dies on the way is picked up from the leg again.
 */
export class ProviderCalls {
  readonly #deps: ProviderCallsDependencies;
  readonly #underWay = new Map<string, Promise<void>>();
  readonly #silentSince = new Map<string, number>();

  constructor(deps: ProviderCallsDependencies) {
    this.#deps = deps;
  }

  /** Starts every planned call that is due and not under way. */
  run(): void {
    const groupBuy = this.#deps.groupBuy();
    if (!groupBuy || this.#deps.isHeldBack()) return;
    const records = this.#deps.store.calls();
    for (const leg of groupBuy.legs.values()) {
      if (this.#underWay.size >= CONCURRENT_MAXIMUM) return;
      if (askedOf(leg).step === null || this.#underWay.has(leg.id)) continue;
      const record = records.get(leg.id);
      if (record && record.nextTryMs > this.#deps.nowMs()) continue;
      const call = this.#send(groupBuy, leg, record?.tries ?? 0)
        .catch(this.#deps.failed)
        .finally(() => {
          this.#underWay.delete(leg.id);
          this.run();
        });
      this.#underWay.set(leg.id, call);
    }
  }

  /** A person does not want to wait for the ladder: the planned call is due now. Lost, it comes at its own time. */
  hasten(legId: string): void {
    const { store, nowMs } = this.#deps;
    const record = store.calls().get(legId);
    if (record) store.saveCall(legId, { tries: record.tries, nextTryMs: nowMs() });
  }

  /**
   * Somebody said that it may have changed: the provider, or a sweep of its account. It is read, and what it is now is
   * reported. Before it each refund that had arrived is looked up, since its deposit does not say which of them came back,
   * and what came back may have been called back since.
   */
  async reread(about: ChangeSubject): Promise<void> {
    const first = this.#concerned(about);
    if (!first) return; // Not ours, or not any more: there is nothing to judge.
    await this.#underWay.get(first.leg.id); // Its answer may be older than what is told, so it is judged before.
    const now = this.#concerned(about);
    if (!now) return;
    const { groupBuy, leg } = now;
    const isAskedStill = leg.pending === first.pending && leg.attempt === first.attempt;
    if (leg.pending !== null && isAskedStill) this.#lookNow(leg.id); // It brings its own answer, now.
    if (about.kind === "deposit") {
      const { depositId } = about;
      const handle = { groupBuyId: groupBuy.id, depositId };
      for (const { attempt } of leg.refunds ?? []) await this.#rereadRefund(handle, attempt);
      const view = readable(await this.#deps.provider.read(handle));
      if (view === null) return;
      await this.#deps.report({ type: "provider_seen", legId: depositId, view });
    } else await this.#rereadPayout(groupBuy, leg, about.payoutId);
    this.run();
  }

  /** What is asked of it now, beside the leg, which changes under whoever waits. */
  #concerned(about: ChangeSubject): (Pick<Leg, "pending" | "attempt"> & { groupBuy: GroupBuy; leg: Leg }) | null {
    const groupBuy = this.#deps.groupBuy();
    const leg = groupBuy && legOf(groupBuy, about);
    return groupBuy && leg ? { groupBuy, leg, pending: leg.pending, attempt: leg.attempt } : null;
  }

  /**
   * What is planned may have been done before this object fell, and undone since: repeated under its key it would be
   * answered as it was then, so it counts as tried, and is looked up before it is asked.
   */
  #lookNow(legId: string): void {
    const { store, nowMs } = this.#deps;
    store.saveCall(legId, { tries: Math.max(1, store.calls().get(legId)?.tries ?? 0), nextTryMs: nowMs() });
  }

  async #rereadRefund({ groupBuyId, depositId }: DepositHandle, attempt: number): Promise<void> {
    const refundId = refundIdOf(depositId, attempt);
    const found = readable(await this.#deps.provider.find({ groupBuyId, refundId }));
    if (found?.type !== "refund" || found.view.state !== "failed") return;
    const outcome = { kind: "refund_failed", code: found.view.failureCode ?? "failed" } as const;
    await this.#deps.report({ type: "provider_answered", legId: depositId, step: "refund", attempt, outcome });
  }

  /** A share that had arrived may have been sent back; one under way brings its own answer. */
  async #rereadPayout(
    { id: groupBuyId }: GroupBuy,
    { id: legId, attempt, pending }: Leg,
    payoutId: string,
  ): Promise<void> {
    if (pending !== null) return;
    const found = readable(await this.#deps.provider.find({ groupBuyId, payoutId }));
    if (found?.type !== "payout" || found.view.state !== "failed") return;
    const outcome = { kind: "payout_failed", code: found.view.failureCode ?? "failed" } as const;
    await this.#deps.report({ type: "provider_answered", legId, step: "payout", attempt, outcome });
  }

  /** When the first call that waits for another try is due; null when none waits. One under way does not wait. */
  nextTryMs(): number | null {
    return this.#firstTryMs((legId) => !this.#underWay.has(legId));
  }

  /** The same of all: one whose answer is being told has its next try behind it already, or a day before it. */
  nextTryOfAllMs(): number | null {
    return this.#firstTryMs(() => true);
  }

  #firstTryMs(isAsked: (legId: string) => boolean): number | null {
    const legs = this.#deps.groupBuy()?.legs;
    if (!legs) return null;
    const times = [...this.#deps.store.calls()]
      .filter(([legId]) => {
        const leg = legs.get(legId);
        return leg && isAsked(legId) && askedOf(leg).step !== null;
      })
      .map(([, { nextTryMs }]) => nextTryMs);
    return times.length === 0 ? null : Math.min(...times);
  }

  /** Whether the log has planned a call whose outcome is not known yet, under way or not. */
  get isOwed(): boolean {
    return [...(this.#deps.groupBuy()?.legs.values() ?? [])].some((leg) => askedOf(leg).step !== null);
  }

  get isIdle(): boolean {
    return this.#underWay.size === 0;
  }

  async settled(): Promise<void> {
    while (this.#underWay.size > 0) await Promise.allSettled([...this.#underWay.values()]);
  }

  async #send(groupBuy: GroupBuy, leg: Leg, tries: number): Promise<void> {
    const { store, nowMs, report, waiting, failed } = this.#deps;
    const { id } = leg;
    const { step, attempt } = askedOf(leg);
    if (step === null) return;
    try {
      const exchange = await this.#exchange(groupBuy, leg, tries);
      if ("againInMs" in exchange) {
        store.saveCall(id, { tries: tries + 1, nextTryMs: nowMs() + waitMsOf(exchange.againInMs, tries) });
        waiting();
        if (exchange.isSilent) await this.#tellSilence(leg, step, tries);
        return;
      }
      this.#silentSince.delete(id);
      const { outcome } = exchange;
      const isAgain = AGAIN.has(outcome.kind);
      if (isAgain) store.saveCall(id, { tries: 0, nextTryMs: nowMs() + ladder(REFUND_RETRY_MS, attempt - 1) });
      await report({ type: "provider_answered", legId: id, step, attempt, outcome });
      const after = this.#deps.groupBuy()?.legs.get(id);
      const now = after && askedOf(after);
      if (now?.step === step && now.attempt === attempt) {
        // Not news to the core: asked again at once, it would be asked for ever.
        store.saveCall(id, { tries: tries + 1, nextTryMs: nowMs() + ladder(UNKNOWN_RETRY_MS, tries) });
        waiting();
      } else if (isAgain && now?.step !== "top-up") waiting();
      else if (store.calls().has(id)) store.forgetCall(id);
    } catch (error) {
      failed(error);
      store.saveCall(id, { tries: tries + 1, nextTryMs: nowMs() + ladder(UNKNOWN_RETRY_MS, tries) });
      waiting();
    }
  }

  /** Once it has lasted; since when is remembered by this object, and where that was lost told by the ladder. */
  async #tellSilence({ id: legId, attempt }: Leg, step: ProviderStep, tries: number): Promise<void> {
    const nowMs = this.#deps.nowMs();
    const laddered = Array.from({ length: tries }, (_, index) => ladder(UNKNOWN_RETRY_MS, index));
    const sinceMs = Math.min(this.#silentSince.get(legId) ?? nowMs, nowMs - laddered.reduce((sum, ms) => sum + ms, 0));
    this.#silentSince.set(legId, sinceMs);
    if (nowMs - sinceMs >= SILENT_AFTER_MS) {
      await this.#deps.report({ type: "provider_silent", legId, step, attempt, sinceMs });
    }
  }

  async #exchange(groupBuy: GroupBuy, leg: Leg, tries: number): Promise<Exchange> {
    const { topUp } = leg;
    if (topUp) return this.#topUp(groupBuy, topUpIdOf(leg.id, topUp.n), topUp.amountMinor);
    switch (leg.pending) {
      case "open":
        return this.#open(groupBuy, leg, tries);
      case "read":
        return this.#audit(groupBuy, leg);
      case "capture":
      case "release":
        return this.#settle(groupBuy, leg, leg.pending, tries);
      case "refund":
        return this.#refund(groupBuy, leg, tries);
      case "payout":
        return this.#payOut(groupBuy, leg, tries);
      case "top-up":
      case null:
        return { againInMs: "unknown" };
      default:
        return assertNever(leg.pending);
    }
  }

  async #open(groupBuy: GroupBuy, leg: Leg, tries: number): Promise<Exchange> {
    const { provider } = this.#deps;
    // After silence the money may already be held: ask before asking for it again.
    if (tries > 0) {
      const found = await provider.find({ groupBuyId: groupBuy.id, depositId: leg.id });
      if (found.outcome === "ok" && found.value?.type === "deposit" && found.value.view.state !== "prepared") {
        return this.#audit(groupBuy, leg);
      }
    }
    const opened = await provider.open(
      {
        groupBuyId: groupBuy.id,
        depositId: leg.id,
        purpose: leg.purpose === "balance" ? "balance" : "deposit",
        amountMinor: leg.amountMinor,
        currency: groupBuy.terms.currency,
        instrument: leg.instrument ?? "",
        plan: leg.plan,
      },
      escrowKey(leg.id, "open", leg.attempt),
    );
    switch (opened.outcome) {
      case "ok":
        return this.#audit(groupBuy, leg);
      case "action_required":
        return { outcome: { kind: "action_required", ref: opened.value.ref } };
      case "declined":
        return { outcome: { kind: "declined", code: opened.code } };
      case "rejected":
        return { outcome: { kind: "declined", code: opened.code } };
      default:
        return notYet(opened);
    }
  }

  /** The audit: never what an answer claimed, always a re-read (money 1.5). */
  async #audit(groupBuy: GroupBuy, leg: Leg): Promise<Exchange> {
    const read = await this.#deps.provider.read({ groupBuyId: groupBuy.id, depositId: leg.id });
    if (read.outcome !== "ok") return notYet(read);
    const audited = auditDeposit(
      {
        depositId: leg.id,
        groupBuyId: groupBuy.id,
        amountMinor: leg.amountMinor,
        currency: groupBuy.terms.currency,
        mode: groupBuy.provider.mode,
        neededUntilMs: leg.purpose === "balance" ? 0 : depositNeededUntilMs(groupBuy),
        plan: leg.plan,
        consumedRefs: refsOfOthers(groupBuy, leg),
        goesBack: !isWanted(groupBuy, leg),
      },
      read.value,
    );
    if (audited.ok) return { outcome: { kind: "verified", deposit: audited.value } };
    const { error } = audited;
    if (error.code !== "deposit-pending") {
      const isMoneyHeld = read.value.state === "held" || read.value.state === "captured";
      return { outcome: { kind: "audit_refused", refusal: error, isMoneyHeld } };
    }
    if (error.reason === "buyer-action") return { outcome: { kind: "action_required", ref: read.value.ref } };
    return { againInMs: "unknown" };
  }

  /** Ends a hold, by taking the money or by letting it go. After silence it is looked at before it is asked again. */
  async #settle(groupBuy: GroupBuy, leg: Leg, step: "capture" | "release", tries: number): Promise<Exchange> {
    const { provider } = this.#deps;
    const handle = { groupBuyId: groupBuy.id, depositId: leg.id };
    if (tries > 0) {
      const seen = await this.#look(handle);
      if ("outcome" in seen) return seen;
    }
    const key = escrowKey(leg.id, step, leg.attempt);
    const answer =
      step === "capture"
        ? await provider.capture(handle, leg.captureMinor ?? leg.amountMinor, key)
        : await provider.release(handle, "not-needed", key);
    if (answer.outcome === "throttled" || answer.outcome === "unknown") return notYet(answer);
    if (answer.outcome === "declined" && step === "capture")
      return { outcome: { kind: "declined", code: answer.code } };
    const seen = await this.#look(handle);
    // It stands as it stood: a capture that made no sense to the provider will make none the next time either.
    if (!("outcome" in seen) && answer.outcome === "rejected" && step === "capture") {
      return { outcome: { kind: "declined", code: answer.code } };
    }
    return seen;
  }

  /** What became of a hold, by the provider's object and never by an answer. A hold that stands has no outcome yet. */
  async #look(handle: DepositHandle): Promise<Exchange> {
    const read = await this.#deps.provider.read(handle);
    if (read.outcome === "rejected" && read.code === "not-found") return { outcome: { kind: "released" } };
    if (read.outcome !== "ok") return notYet(read);
    const { state, ref, capturedMinor } = read.value;
    switch (state) {
      case "captured":
        return { outcome: { kind: "captured", ref, capturedMinor, isDirect: false } };
      case "lapsed":
        return { outcome: { kind: "lapsed" } };
      case "held":
        return { againInMs: "unknown" };
      case "released":
      case "prepared":
      case "action_required":
      case "declined":
        return { outcome: { kind: "released" } };
      default:
        return assertNever(state);
    }
  }

  async #refund(groupBuy: GroupBuy, leg: Leg, tries: number): Promise<Exchange> {
    const { provider } = this.#deps;
    const refundId = refundIdOf(leg.id, leg.attempt);
    const found = tries > 0 ? await provider.find({ groupBuyId: groupBuy.id, refundId }) : null;
    // Repeated under its key it would be answered as it was the first time, whatever became of it since.
    if (found && found.outcome !== "ok") return notYet(found);
    if (found?.value?.type === "refund") return refundCame(found.value.view);
    const refunded = await provider.refund(
      {
        groupBuyId: groupBuy.id,
        depositId: leg.id,
        refundId,
        amountMinor: leg.refundMinor ?? leg.capturedMinor - leg.refundedMinor,
        reason: groupBuy.reason ?? "not-needed",
      },
      keyOf(leg.id, "refund", leg),
    );
    if (refunded.outcome === "ok") return refundCame(refunded.value);
    // Its key may have been forgotten, not the refund: it was sent before this object fell, longer ago than keys are kept.
    if (refunded.outcome === "rejected") {
      const known = await provider.find({ groupBuyId: groupBuy.id, refundId });
      if (known.outcome !== "ok") return notYet(known);
      if (known.value?.type === "refund") return refundCame(known.value.view);
    }
    if (refunded.outcome === "declined" || refunded.outcome === "rejected") {
      const amountMinor = leg.refundMinor ?? leg.capturedMinor - leg.refundedMinor;
      if (refunded.code === "balance-too-low") return this.#short(groupBuy, "refund", amountMinor);
      return { outcome: { kind: "refund_failed", code: refunded.code } };
    }
    return notYet(refunded);
  }

  /** A member's part of a forfeited deposit: to the person, as the provider knows them. */
  async #payOut(groupBuy: GroupBuy, leg: Leg, tries: number): Promise<Exchange> {
    const { provider } = this.#deps;
    const payoutId = payoutIdOf(leg);
    const found = tries > 0 ? await provider.find({ groupBuyId: groupBuy.id, payoutId }) : null;
    if (found && found.outcome !== "ok") return notYet(found); // As with a refund.
    if (found?.value?.type === "payout") return payoutCame(found.value.view);
    const { personId: payeeId, amountMinor } = leg;
    const order = { groupBuyId: groupBuy.id, payoutId, payeeId, amountMinor, currency: groupBuy.terms.currency };
    const paid = await provider.payout(order, keyOf(payoutId, "payout", leg));
    if (paid.outcome === "ok") return payoutCame(paid.value);
    if (paid.outcome === "rejected") {
      const known = await provider.find({ groupBuyId: groupBuy.id, payoutId });
      if (known.outcome !== "ok") return notYet(known);
      if (known.value?.type === "payout") return payoutCame(known.value.view);
    }
    if (paid.outcome === "declined" || paid.outcome === "rejected") {
      if (paid.code === "balance-too-low") return this.#short(groupBuy, "payout", amountMinor);
      return { outcome: { kind: "payout_failed", code: paid.code } };
    }
    return notYet(paid);
  }

  /** Nothing was sent: what there was beside it has been taken. How much is missing is read, not reckoned. */
  async #short(
    { id, terms: { currency } }: GroupBuy,
    step: "refund" | "payout",
    amountMinor: number,
  ): Promise<Exchange> {
    const free = await this.#deps.provider.free(id, currency);
    if (free.outcome !== "ok") return notYet(free);
    const missingMinor = amountMinor - free.value;
    if (missingMinor > 0) return { outcome: { kind: "short", missingMinor } };
    const kind = step === "refund" ? "refund_failed" : "payout_failed"; // It is there by now; the refusal stands all the same.
    return { outcome: { kind, code: "balance-too-low" } };
  }

  /** The platform's own money. Its id tells a repeat for ever, so that there is nothing to look up before. */
  async #topUp(groupBuy: GroupBuy, topUpId: string, amountMinor: number): Promise<Exchange> {
    const order = { groupBuyId: groupBuy.id, topUpId, amountMinor, currency: groupBuy.terms.currency };
    const answer = await this.#deps.provider.topUp(order, escrowKey(topUpId, "top-up", 1));
    return answer.outcome === "ok" ? { outcome: { kind: "topped_up" } } : notYet(answer);
  }
}

/** A share that the bank calls pending is looked at until it is something else. */
function payoutCame({ state, failureCode }: PayoutView): Exchange {
  switch (state) {
    case "paid":
      return { outcome: { kind: "paid_out" } };
    case "failed":
      return { outcome: { kind: "payout_failed", code: failureCode ?? "failed" } };
    case "pending":
      return { againInMs: "pending" };
    default:
      return assertNever(state);
  }
}

/** Never "refunded" before the provider says so (decision 7): a pending one is looked at until it is something else. */
function refundCame({ state, failureCode }: RefundView): Exchange {
  switch (state) {
    case "succeeded":
      return { outcome: { kind: "refunded" } };
    case "failed":
      return { outcome: { kind: "refund_failed", code: failureCode ?? "failed" } };
    case "pending":
      return { againInMs: "pending" };
    default:
      return assertNever(state);
  }
}

/** A refusal stands under its key for good: what was refused for want of money goes under another one when that has come. */
function keyOf(id: string, step: "refund" | "payout", { attempt, toppedUp = 0 }: Leg): string {
  const key = escrowKey(id, step, attempt);
  return toppedUp === 0 ? key : `${key}.${toppedUp}`;
}

function notYet(answer: EscrowResult<unknown>): Exchange {
  if (answer.outcome === "unknown") return { againInMs: "unknown", isSilent: true };
  return { againInMs: answer.outcome === "throttled" ? answer.retryAfterMs : "unknown" };
}

function waitMsOf(againInMs: number | "unknown" | "pending", tries: number): number {
  if (againInMs === "unknown") return ladder(UNKNOWN_RETRY_MS, tries);
  return againInMs === "pending" ? ladder(PENDING_POLL_MS, tries) : againInMs;
}

function ladder(steps: readonly number[], index: number): number {
  return steps[Math.min(index, steps.length - 1)] ?? HOUR_MS;
}

/** Which leg a change is about: by its own id, or as the share that was paid out. */
function legOf(groupBuy: GroupBuy, about: ChangeSubject): Leg | null {
  if (about.kind === "deposit") return groupBuy.legs.get(about.depositId) ?? null;
  return [...groupBuy.legs.values()].find((leg) => payoutIdOf(leg) === about.payoutId) ?? null;
}

/**
 * What was read; null: the provider does not know it. Where there was no answer it is an exception: whoever asked keeps
 * the question and asks again.
 */
function readable<T>(answer: EscrowResult<T>): T | null {
  if (answer.outcome === "rejected") return null;
  if (answer.outcome !== "ok") throw new Error(`the provider could not be read: ${answer.outcome}`);
  return answer.value;
}

function refsOfOthers(groupBuy: GroupBuy, leg: Leg): ReadonlySet<string> {
  const refs = new Set<string>();
  for (const other of groupBuy.legs.values()) {
    if (other.id !== leg.id && other.providerRef !== null) refs.add(other.providerRef);
  }
  return refs;
}
