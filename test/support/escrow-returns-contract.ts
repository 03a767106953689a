import { describe, expect, test } from "vitest";
import type { EscrowResult } from "../../worker/app/escrow-provider.ts";
import { valueOf, type Calls } from "./escrow-calls.ts";

/** Money on its way out of a provider, and answers that do not come (docs: money 1.6). */
export function describeReturns(setUp: () => Calls): void {
  describe("refund", () => {
    test("parts add up to what was captured and not to more", async () => {
      const { open, capture, refund, read, lines } = setUp();
      await open();
      await capture(700);
      expect(valueOf(await refund(300))).toMatchObject({
        state: "succeeded",
        amountMinor: 300,
        currency: "EUR",
        failureCode: null,
      });
      expect(await refund(401, 2)).toEqual({ outcome: "rejected", code: "amount-exceeds-captured" });
      expect(valueOf(await refund(400, 3))).toMatchObject({ state: "succeeded" });
      expect(valueOf(await read())).toMatchObject({ state: "captured", refundedMinor: 700 });
      expect((await lines()).at(-1)?.balanceMinor).toBe(0);
    });

    test("L7 a refund sent twice goes out once; one id serves one refund", async () => {
      const { open, capture, refund, lines } = setUp();
      await open();
      await capture(900);
      const first = await refund(100);
      expect(await refund(100)).toEqual(first);
      expect(await refund(200)).toEqual({ outcome: "rejected", code: "key-reused" });
      expect(await refund(100, 2, valueOf(first).refundId)).toEqual({ outcome: "rejected", code: "refund-exists" });
      expect(await lines()).toHaveLength(2);
    });

    test("a hold is not refunded, and neither is nothing", async () => {
      const { open, refund, capture } = setUp();
      await open();
      expect(await refund(1)).toEqual({ outcome: "rejected", code: "amount-exceeds-captured" });
      await capture(900);
      expect(await refund(0, 2)).toEqual({ outcome: "rejected", code: "amount-out-of-range" });
    });

    test("scenario 21: sandbox:refund-fails says pending, then failed; the money never left", async () => {
      const { open, capture, refund, findRefund, read, lines } = setUp();
      await open({ instrument: "sandbox:refund-fails" });
      await capture(900);
      const pending = valueOf(await refund(900));
      expect(pending).toMatchObject({ state: "pending" });
      expect(await findRefund(pending.refundId)).toMatchObject({ state: "failed", failureCode: "account-closed" });
      expect(valueOf(await read())).toMatchObject({ capturedMinor: 900, refundedMinor: 0 });
      expect((await lines()).at(-1)?.balanceMinor).toBe(900);
      expect(valueOf(await refund(900, 2))).toMatchObject({ state: "pending" });
    });

    test("a pending refund counts against the next one and against a payout", async () => {
      const { open, capture, refund, payout } = setUp();
      await open({ instrument: "sandbox:refund-fails" });
      await capture(900);
      await refund(600);
      expect(await refund(301, 2)).toEqual({ outcome: "rejected", code: "amount-exceeds-captured" });
      expect(await payout(301)).toEqual({ outcome: "rejected", code: "balance-too-low" });
      expect(valueOf(await payout(300, "po_small"))).toMatchObject({ state: "paid" });
    });

    test("scenario 21: a refund that succeeded may bounce; the money is back on the statement", async () => {
      const { open, capture, refund, fault, findRefund, read, lines } = setUp();
      await open();
      await capture(900);
      await fault("refund", "refund-bounces");
      const sent = valueOf(await refund(900));
      expect(sent).toMatchObject({ state: "succeeded" });
      expect(await findRefund(sent.refundId)).toMatchObject({ state: "failed" });
      expect(valueOf(await read())).toMatchObject({ refundedMinor: 0 });
      expect((await lines()).map((line) => line.kind)).toEqual(["capture", "refund", "refund_returned"]);
    });
  });

  describe("payout and statement", () => {
    test("pays what is held, once, and never more", async () => {
      const { open, capture, payout, lines, bank, at } = setUp();
      await open();
      await capture(900);
      expect(await payout(901, "po_big")).toEqual({ outcome: "rejected", code: "balance-too-low" });
      const paid = await payout(900);
      expect(valueOf(paid)).toMatchObject({ state: "paid", payeeId: "mer_1", amountMinor: 900 });
      expect(await payout(900)).toEqual(paid);
      expect(await payout(800)).toEqual({ outcome: "rejected", code: "key-reused" });
      const { payoutId } = valueOf(paid);
      expect(valueOf(await bank.find({ groupBuyId: at.groupBuyId, payoutId }))).toMatchObject({
        type: "payout",
        view: { state: "paid" },
      });
      expect((await lines()).map((line) => line.amountMinor)).toEqual([900, -900]);
    });

    test("money paid out cannot be refunded from somebody else's", async () => {
      const { open, capture, payout, refund } = setUp();
      await open();
      await capture(900);
      await payout(500);
      expect(await refund(900)).toEqual({ outcome: "rejected", code: "balance-too-low" });
      expect(valueOf(await refund(400, 2))).toMatchObject({ state: "succeeded" });
    });

    test("a payout to a closed account is declined, stays declined, and moves nothing", async () => {
      const { open, capture, payout, fault, lines } = setUp();
      await open();
      await capture(900);
      await fault("payout", "payout-fails");
      const declined = { outcome: "declined", code: "account-closed" };
      expect(await payout(900)).toEqual(declined);
      expect(await payout(900)).toEqual(declined);
      expect(await lines()).toHaveLength(1);
    });

    test("the statement goes on after a line and says when it ends", async () => {
      const { open, capture, refund, bank, at } = setUp();
      await open();
      await capture(900);
      await refund(100);
      const rest = valueOf(await bank.statement(at.groupBuyId, 1));
      expect(rest.lines.map((line) => [line.seq, line.kind])).toEqual([[2, "refund"]]);
      expect(rest.nextAfterSeq).toBeNull();
    });

    test("what the provider never heard of is not found, which is an answer", async () => {
      const { bank, at } = setUp();
      const { groupBuyId } = at;
      for (const query of [at, { groupBuyId, refundId: "none" }, { groupBuyId, payoutId: "none" }]) {
        expect(await bank.find(query)).toEqual({ outcome: "ok", value: null });
      }
    });
  });

  describe("faults on the way", () => {
    test.each(["open", "capture", "release", "refund"] as const)(
      "%s lost before its effect may be sent again under its key",
      async (step) => {
        const calls = setUp();
        await prepareFor(step, calls);
        await calls.fault(step, "lost-before");
        expect(await send(step, calls)).toEqual({ outcome: "unknown", cause: "timeout" });
        expect((await send(step, calls)).outcome).toBe("ok");
      },
    );

    test.each(["open", "capture", "release", "refund"] as const)(
      "%s lost after its effect answers the same key, with one effect",
      async (step) => {
        const calls = setUp();
        await prepareFor(step, calls);
        const linesBefore = (await calls.lines()).length;
        await calls.fault(step, "lost-after");
        expect(await send(step, calls)).toEqual({ outcome: "unknown", cause: "timeout" });
        expect((await send(step, calls)).outcome).toBe("ok");
        expect((await calls.lines()).length - linesBefore).toBe(step === "capture" || step === "refund" ? 1 : 0);
      },
    );

    test("a throttled call says when to come back and then works under its key", async () => {
      const { open, fault } = setUp();
      await fault("open", "throttle", 2);
      expect(await open()).toEqual({ outcome: "throttled", retryAfterMs: 1_000 });
      expect(await open()).toEqual({ outcome: "throttled", retryAfterMs: 1_000 });
      expect(valueOf(await open())).toMatchObject({ state: "held" });
    });

    test("a deposit under review says so", async () => {
      const { open, fault } = setUp();
      await fault("open", "review");
      expect(valueOf(await open())).toMatchObject({ state: "held", underReview: true });
    });
  });
}

type LosableStep = "open" | "capture" | "release" | "refund";

async function prepareFor(step: LosableStep, calls: Calls): Promise<void> {
  if (step !== "open") await calls.open();
  if (step === "refund") await calls.capture(900);
}

function send(step: LosableStep, calls: Calls): Promise<EscrowResult<unknown>> {
  if (step === "open") return calls.open();
  return step === "release" ? calls.release() : calls[step](900);
}
