import type { EscrowResult, EscrowStep } from "../../../worker/app/escrow-provider.ts";
import type { Place } from "./place.ts";
import type { Bank, Post } from "./ports.ts";
import type { Storm } from "./storm.ts";

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

/** The provider in a storm: calls and answers are lost, doubled and late; nothing that it answers is untrue. */
export function stormyBank(bank: Bank, place: Place, storm: Storm): Bank {
  const slept = (ms: number) => new Promise<void>((resolve) => void place.timer(resolve, ms));

  async function writing<T>(
    groupBuyId: string,
    step: EscrowStep,
    call: () => Promise<EscrowResult<T>>,
  ): Promise<EscrowResult<T>> {
    if (storm.strikes("throttled by the provider"))
      return { outcome: "throttled", retryAfterMs: 1 + storm.below(20 * SECOND) };
    if (storm.strikes("a call to the provider lost")) return { outcome: "unknown", cause: "timeout" };
    const isDeclined = (step === "open" || step === "capture") && storm.strikes("declined by the provider");
    if (isDeclined) await bank.plantFault(groupBuyId, step, "decline");
    if (step === "refund") {
      if (storm.strikes("a refund refused")) await bank.plantFault(groupBuyId, step, "decline");
      else if (storm.strikes("a refund slow")) await bank.plantFault(groupBuyId, step, "slow");
      else if (storm.strikes("a refund that bounces")) await bank.plantFault(groupBuyId, step, "refund-bounces");
    }
    if (step === "payout" && storm.strikes("a payout failed")) await bank.plantFault(groupBuyId, step, "payout-fails");
    if (storm.strikes("a call to the provider after its time")) {
      void slept(1 + storm.below(60 * SECOND)).then(call); // Whoever asked has long gone on.
      return { outcome: "unknown", cause: "timeout" };
    }
    if (storm.strikes("a call to the provider twice")) void slept(storm.below(30 * SECOND)).then(call);
    const answer = await call();
    if (storm.strikes("a provider's answer lost")) return { outcome: "unknown", cause: "timeout" };
    if (storm.strikes("a provider's answer late")) await slept(storm.below(9 * SECOND));
    return answer;
  }

  async function reading<T>(call: () => Promise<EscrowResult<T>>): Promise<EscrowResult<T>> {
    const answer = await call();
    if (storm.strikes("a provider's answer lost")) return { outcome: "unknown", cause: "unreachable" };
    if (storm.strikes("a provider's answer late")) await slept(storm.below(9 * SECOND));
    return answer;
  }

  return {
    ...bank,
    open: (intent, key) => writing(intent.groupBuyId, "open", () => bank.open(intent, key)),
    capture: (deposit, amount, key) => writing(deposit.groupBuyId, "capture", () => bank.capture(deposit, amount, key)),
    release: (deposit, reason, key) => writing(deposit.groupBuyId, "release", () => bank.release(deposit, reason, key)),
    refund: (order, key) => writing(order.groupBuyId, "refund", () => bank.refund(order, key)),
    payout: (order, key) => writing(order.groupBuyId, "payout", () => bank.payout(order, key)),
    free: (groupBuyId, currency) => reading(() => bank.free(groupBuyId, currency)),
    topUp: (order, key) => writing(order.groupBuyId, "top-up", () => bank.topUp(order, key)),
    read: (deposit) => reading(() => bank.read(deposit)),
    find: (query) => reading(() => bank.find(query)),
  };
}

/** What the bank tells by itself comes late, twice or never, and so not in its order; one that is too late is not believed. */
export function stormyPost(post: Post, place: Place, storm: Storm): Post {
  const later = (ms: number, body: Uint8Array, headers: Record<string, string>) =>
    void place.timer(() => void post(body, headers).catch(() => undefined), ms);
  return async (body, headers) => {
    if (storm.strikes("a notification never")) return true;
    if (storm.strikes("a notification late")) {
      later(1 + storm.below(10 * MINUTE), body, headers);
      return true;
    }
    if (storm.strikes("a notification twice")) later(storm.below(MINUTE), body, headers);
    return post(body, headers);
  };
}
