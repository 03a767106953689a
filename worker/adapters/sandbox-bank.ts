import type { EscrowProvider, EscrowResult } from "../app/escrow-provider.ts";
import {
  ACCOUNT_BRANCH,
  SANDBOX_CAPABILITIES,
  type Delivered,
  type SandboxBranch,
  type SandboxControls,
} from "../app/sandbox-branch.ts";
import { assert } from "../core/result.ts";
import { createSandboxVerifier, type SandboxNotifications } from "./sandbox-notifications.ts";

export interface SandboxBankOptions {
  /** The object binding: one branch per group-buy, named by the group-buy's id. */
  readonly branches: { getByName(name: string): SandboxBranch };
  readonly mode: "local" | "test" | "demo" | "live";
  /** How what the bank tells by itself is known to be the bank's; nothing of it is believed without. */
  readonly notifications?: SandboxNotifications;
  /** After this a call counts as unanswered. Longer than `sandbox:slow` takes. */
  readonly timeoutMs?: number;
  /** How long the silence of a lost answer is waited out: shorter than a real time-out, and not at all in tests. */
  readonly lostAfterMs?: number;
}

/** Where nothing is signed, nothing is believed. */
const NOBODY: SandboxNotifications = { secrets: [], account: "" };
const TIMEOUT_MS = 10_000;
const LOST_AFTER_MS = 1_500;

/** The port over the embedded provider's objects. It never throws once it is made, and it is never made in `live`. */
export function createSandboxBank(
  options: SandboxBankOptions,
): EscrowProvider & Required<Pick<EscrowProvider, "completeAction">> & SandboxControls {
  assert(options.mode !== "live", "the sandbox bank does not exist in a live deployment");
  const { mode, timeoutMs = TIMEOUT_MS, lostAfterMs = mode === "test" ? 0 : LOST_AFTER_MS } = options;

  async function ask<T>(
    groupBuyId: string,
    call: (branch: SandboxBranch) => Promise<Delivered<T>>,
  ): Promise<EscrowResult<T>> {
    const delivered = await within(timeoutMs, () => call(options.branches.getByName(groupBuyId)));
    if (typeof delivered === "string") return { outcome: "unknown", cause: delivered };
    if (delivered.delivery !== "lost") return delivered.answer;
    await pause(lostAfterMs);
    return { outcome: "unknown", cause: "timeout" };
  }

  async function control<T>(groupBuyId: string, call: (branch: SandboxBranch) => Promise<T>): Promise<EscrowResult<T>> {
    return ask(groupBuyId, async (branch) => ({
      delivery: "prompt",
      answer: { outcome: "ok", value: await call(branch) },
    }));
  }

  return {
    capabilities: () => SANDBOX_CAPABILITIES,
    open: (intent, key) => ask(intent.groupBuyId, (branch) => branch.open(intent, key)),
    completeAction: (deposit, key) => ask(deposit.groupBuyId, (branch) => branch.completeAction(deposit, key)),
    capture: (deposit, amountMinor, key) =>
      ask(deposit.groupBuyId, (branch) => branch.capture(deposit, amountMinor, key)),
    release: (deposit, reason, key) => ask(deposit.groupBuyId, (branch) => branch.release(deposit, reason, key)),
    refund: (order, key) => ask(order.groupBuyId, (branch) => branch.refund(order, key)),
    payout: (order, key) => ask(order.groupBuyId, (branch) => branch.payout(order, key)),
    reversePayout: (order, key) => ask(order.groupBuyId, (branch) => branch.reversePayout(order, key)),
    free: (groupBuyId, currency) => ask(groupBuyId, (branch) => branch.free(currency)),
    topUp: (order, key) => ask(order.groupBuyId, (branch) => branch.topUp(order, key)),
    read: (deposit) => ask(deposit.groupBuyId, (branch) => branch.read(deposit)),
    find: (query) => ask(query.groupBuyId, (branch) => branch.find(query)),
    statement: (groupBuyId, afterSeq) => ask(groupBuyId, (branch) => branch.statement(afterSeq)),
    changesSince: (sinceMs, after) => ask(ACCOUNT_BRANCH, (branch) => branch.changes(sinceMs, after)),
    verifyNotification: createSandboxVerifier(options.notifications ?? NOBODY),
    holdings: (groupBuyId) => control(groupBuyId, (branch) => branch.holdings()),
    setClockOffset: (groupBuyId, offsetMs) =>
      control(groupBuyId, async (branch) => {
        await branch.setClockOffset(offsetMs);
        return null;
      }),
    happen: (groupBuyId, event) => ask(groupBuyId, (branch) => branch.happen(event)),
    plantFault: (groupBuyId, step, fault, times = 1) =>
      control(groupBuyId, (branch) => branch.plantFault(step, fault, times)),
  };
}

/**
 * The answer, or why there is none. Whatever the call throws is `unreachable`: an object that was moved or overloaded
 * may have done its work before the line broke.
 */
async function within<T>(durationMs: number, call: () => Promise<T>): Promise<T | "timeout" | "unreachable"> {
  const timeout = Promise.withResolvers<"timeout">();
  const timer = setTimeout(() => timeout.resolve("timeout"), durationMs);
  try {
    return await Promise.race([call(), timeout.promise]);
  } catch {
    return "unreachable";
  } finally {
    clearTimeout(timer);
  }
}

function pause(durationMs: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, durationMs));
}
