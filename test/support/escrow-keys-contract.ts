import { describe, expect, test } from "vitest";
import { valueOf, type Calls } from "./escrow-calls.ts";

const DAY_MS = 86_400_000;

/** Keys: how long they are known, and what a call says that is still at work (docs: money 1.2, 1.6). */
export function describeKeys(setUp: () => Calls): void {
  describe("keys", () => {
    test.each(["open", "capture", "refund"] as const)(
      "%s at work under its key asks for patience, and then answers it with one effect",
      async (step) => {
        const calls = setUp();
        if (step !== "open") await calls.open();
        if (step === "refund") await calls.capture(900);
        await calls.fault(step, "in-flight");
        const before = (await calls.lines()).length;
        const send = () => (step === "open" ? calls.open() : calls[step](900));
        expect(await send()).toMatchObject({ outcome: "throttled" });
        expect((await send()).outcome).toBe("ok");
        expect((await calls.lines()).length - before).toBe(step === "open" ? 0 : 1);
      },
    );

    test("a key is known for a day", async () => {
      const { open, capture, advance } = setUp();
      await open();
      const first = await capture(900);
      await advance(DAY_MS - 60_000);
      expect(await capture(900)).toEqual(first);
    });

    test("forgotten after it, a call is judged anew, and the money still moves once", async () => {
      const { open, capture, refund, payout, advance, lines, findRefund } = setUp();
      await open();
      await capture(900);
      const refunded = valueOf(await refund(300));
      await payout(600);
      await advance(DAY_MS);
      expect(await capture(900)).toEqual({ outcome: "rejected", code: "already-captured" });
      expect(await refund(300)).toEqual({ outcome: "rejected", code: "refund-exists" });
      expect(await payout(600)).toEqual({ outcome: "rejected", code: "payout-exists" });
      expect(await findRefund(refunded.refundId)).toEqual(refunded);
      expect((await lines()).map(({ amountMinor }) => amountMinor)).toEqual([900, -300, -600]);
    });

    describe("a refusal is an answer as well: under its key it stays one, whatever has become of the money since", () => {
      const TOO_LOW = { outcome: "rejected", code: "balance-too-low" } as const;

      test("a payout refused before there was money is another one afterwards", async () => {
        const { open, capture, payout, lines } = setUp();
        await open();
        expect(await payout(900)).toEqual(TOO_LOW);
        await capture(900);
        expect(await payout(900)).toEqual(TOO_LOW);
        expect(await payout(800)).toEqual({ outcome: "rejected", code: "key-reused" });
        expect((await payout(900, "po_again")).outcome).toBe("ok");
        expect((await lines()).map(({ amountMinor }) => amountMinor)).toEqual([900, -900]);
      });

      test.each(["refund", "capture"] as const)("so is a %s that was declined", async (step) => {
        const calls = setUp();
        await calls.open();
        if (step === "refund") await calls.capture(900);
        await calls.fault(step, "decline");
        const declined = await calls[step](900);
        expect(declined.outcome).toBe("declined");
        expect(await calls[step](900)).toEqual(declined);
        expect((await calls[step](900, 2)).outcome).toBe("ok");
      });

      test("a refund of more than was taken, and a capture of what was not held yet", async () => {
        const { capture, refund, bank, intent, key, at } = setUp();
        await bank.open({ ...intent, instrument: "sandbox:action" }, key("open"));
        expect(await capture(900)).toEqual({ outcome: "rejected", code: "not-held" });
        await bank.completeAction?.(at, key("action"));
        expect(await capture(900)).toEqual({ outcome: "rejected", code: "not-held" });
        expect(await refund(100)).toEqual({ outcome: "rejected", code: "amount-exceeds-captured" });
        expect((await capture(900, 2)).outcome).toBe("ok");
        expect(await refund(100)).toEqual({ outcome: "rejected", code: "amount-exceeds-captured" });
        expect((await refund(100, 2)).outcome).toBe("ok");
      });

      test("a reversal of more than was paid", async () => {
        const { open, capture, payout, reverse } = setUp();
        await open();
        await capture(900);
        await payout(600);
        const refused = { outcome: "rejected", code: "amount-exceeds-paid" };
        expect(await reverse(601)).toEqual(refused);
        expect(await reverse(601)).toEqual(refused);
        expect(await reverse(600)).toEqual({ outcome: "rejected", code: "key-reused" });
        expect((await reverse(600, "rev_again")).outcome).toBe("ok");
      });

      test("and is forgotten after a day, as any answer", async () => {
        const { open, capture, payout, advance } = setUp();
        await open();
        expect(await payout(900)).toEqual(TOO_LOW);
        await capture(900);
        await advance(DAY_MS - 60_000);
        expect(await payout(900)).toEqual(TOO_LOW);
        await advance(DAY_MS);
        expect((await payout(900)).outcome).toBe("ok");
      });

      test("but what was never judged has no answer", async () => {
        const { open, capture, fault } = setUp();
        expect(await capture(900)).toEqual({ outcome: "rejected", code: "not-found" });
        await open();
        await fault("capture", "throttle");
        expect((await capture(900)).outcome).toBe("throttled");
        expect((await capture(900)).outcome).toBe("ok");
      });
    });

    test("an opening whose key is forgotten shows the hold and makes no second", async () => {
      const { open, advance } = setUp();
      const held = await open();
      await advance(DAY_MS);
      expect(await open()).toEqual(held);
    });
  });

  describe("slow money", () => {
    test("a refund may be pending and then arrive", async () => {
      const { open, capture, refund, fault, findRefund, read, lines } = setUp();
      await open();
      await capture(900);
      await fault("refund", "slow");
      const pending = valueOf(await refund(900));
      expect(pending).toMatchObject({ state: "pending" });
      expect(await findRefund(pending.refundId)).toMatchObject({ state: "succeeded" });
      expect(valueOf(await read())).toMatchObject({ refundedMinor: 900 });
      expect((await lines()).at(-1)?.balanceMinor).toBe(0);
    });

    test("a payout may be pending and then arrive; meanwhile its money is spoken for", async () => {
      const { bank, at, open, capture, payout, fault, lines } = setUp();
      await open();
      await capture(900);
      await fault("payout", "slow");
      const { payoutId, state } = valueOf(await payout(900));
      expect(state).toBe("pending");
      expect(await payout(1, "po_more")).toEqual({ outcome: "rejected", code: "balance-too-low" });
      expect(valueOf(await bank.find({ groupBuyId: at.groupBuyId, payoutId }))).toMatchObject({
        view: { state: "paid" },
      });
      expect((await lines()).map(({ amountMinor }) => amountMinor)).toEqual([900, -900]);
    });
  });
}
