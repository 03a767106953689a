import { describe, expect, test } from "vitest";
import type { ChangePage } from "../../worker/app/escrow-provider.ts";
import { valueOf, type Calls } from "./escrow-calls.ts";

const DAY_MS = 86_400_000;

/** What happens to money that nobody of us asked for: chargebacks, reviews, payouts that come back (docs: money 1.3). */
export function describeOthers(setUp: () => Calls): void {
  describe("a chargeback", () => {
    test("lies over a captured deposit: the money goes, the state stays", async () => {
      const { open, capture, happen, read, lines } = setUp();
      await open();
      await capture(900);
      expect(await happen("dispute_opened")).toEqual({ outcome: "ok", value: null });
      const view = valueOf(await read());
      expect(view).toMatchObject({ state: "captured", capturedMinor: 900, refundedMinor: 0 });
      expect(view.disputes?.at(-1)).toMatchObject({ amountMinor: 900, state: "open" });
      expect((await lines()).at(-1)).toMatchObject({
        kind: "dispute_taken",
        refId: view.disputes?.at(-1)?.disputeId,
        amountMinor: -900,
        balanceMinor: 0,
      });
    });

    test("a deposit that nobody disputed has none", async () => {
      const { open, capture, read } = setUp();
      await open();
      await capture(900);
      expect(valueOf(await read()).disputes ?? []).toEqual([]);
    });

    test("won, the amount comes back", async () => {
      const { open, capture, happen, read, lines } = setUp();
      await open();
      await capture(900);
      await happen("dispute_opened");
      await happen("dispute_won");
      expect(valueOf(await read()).disputes?.at(-1)).toMatchObject({ state: "won", amountMinor: 900 });
      expect((await lines()).map(({ kind, balanceMinor }) => [kind, balanceMinor])).toEqual([
        ["capture", 900],
        ["dispute_taken", 0],
        ["dispute_returned", 900],
      ]);
    });

    test("lost, nothing moves any more", async () => {
      const { open, capture, happen, read, lines } = setUp();
      await open();
      await capture(900);
      await happen("dispute_opened");
      await happen("dispute_lost");
      expect(valueOf(await read())).toMatchObject({ state: "captured", disputes: [{ state: "lost" }] });
      expect((await lines()).at(-1)?.balanceMinor).toBe(0);
    });

    test("of a part takes the part; what it took is not refunded as well", async () => {
      const { open, capture, happen, refund, lines } = setUp();
      await open();
      await capture(900);
      await happen("dispute_opened", { amountMinor: 400 });
      expect(await refund(501)).toEqual({ outcome: "rejected", code: "amount-exceeds-captured" });
      expect(valueOf(await refund(500, 2))).toMatchObject({ state: "succeeded" });
      expect((await lines()).at(-1)?.balanceMinor).toBe(0);
    });

    test("after it was won the rest may be refunded again, and disputed again under another id", async () => {
      const { open, capture, happen, refund, read } = setUp();
      await open();
      await capture(900);
      await happen("dispute_opened");
      const first = valueOf(await read()).disputes?.at(-1)?.disputeId;
      await happen("dispute_won");
      expect(valueOf(await refund(300))).toMatchObject({ state: "succeeded" });
      await happen("dispute_opened");
      const { disputes = [] } = valueOf(await read());
      expect(disputes).toMatchObject([
        { disputeId: first, state: "won", amountMinor: 900 },
        { state: "open", amountMinor: 600 },
      ]);
      expect(disputes[1]?.disputeId).not.toBe(first);
    });

    test("after the payout the balance stands below zero, and nothing more leaves", async () => {
      const { open, capture, payout, happen, lines } = setUp();
      await open();
      await capture(900);
      await payout(900);
      await happen("dispute_opened");
      expect((await lines({ mayOwe: true })).at(-1)).toMatchObject({ kind: "dispute_taken", balanceMinor: -900 });
      expect(await payout(1, "po_more")).toEqual({ outcome: "rejected", code: "balance-too-low" });
      await happen("dispute_won");
      expect((await lines({ mayOwe: true })).at(-1)?.balanceMinor).toBe(0);
    });

    test("there is one at a time, of at most what is there, and only a captured deposit has any", async () => {
      const { open, capture, happen, read } = setUp();
      expect(await happen("dispute_opened")).toEqual({ outcome: "rejected", code: "not-found" });
      await open();
      expect(await happen("dispute_opened")).toEqual({ outcome: "rejected", code: "amount-out-of-range" });
      await capture(900);
      expect(await happen("dispute_opened", { amountMinor: 901 })).toEqual({
        outcome: "rejected",
        code: "amount-exceeds-captured",
      });
      expect(await happen("dispute_lost")).toEqual({ outcome: "rejected", code: "no-dispute-open" });
      await happen("dispute_opened", { amountMinor: 100 });
      expect(await happen("dispute_opened", { amountMinor: 100 })).toEqual({
        outcome: "rejected",
        code: "dispute-open",
      });
      expect(valueOf(await read()).disputes?.at(-1)).toMatchObject({ amountMinor: 100 });
    });
  });

  describe("a top-up", () => {
    test("puts in what is missing, once for its id, and then what was refused may leave", async () => {
      const { at, open, capture, payout, refund, free, topUp, lines } = setUp();
      await open();
      await capture(900);
      expect(valueOf(await free())).toBe(900);
      await payout(700);
      expect(await refund(300)).toEqual({ outcome: "rejected", code: "balance-too-low" });
      expect(valueOf(await free())).toBe(200);
      const topUpId = `${at.depositId}_t1`;
      for (const again of [await topUp(100), await topUp(100)])
        expect(valueOf(again)).toEqual({ topUpId, amountMinor: 100, currency: "EUR" });
      expect(await topUp(101)).toEqual({ outcome: "rejected", code: "key-reused" });
      expect(valueOf(await free())).toBe(300);
      // The refusal stands under its key; the same refund may leave under another one.
      expect(valueOf(await refund(300, 2, `${at.depositId}_r1`))).toMatchObject({ state: "succeeded" });
      expect(valueOf(await free())).toBe(0);
      expect((await lines()).filter(({ kind }) => kind === "top_up")).toMatchObject([
        { refId: topUpId, amountMinor: 100, balanceMinor: 300 },
      ]);
    });

    test("where more was taken than was there, what is free is below zero; and nothing is put in for nothing", async () => {
      const { open, capture, happen, payout, free, topUp } = setUp();
      await open();
      await capture(900);
      await payout(900);
      await happen("dispute_opened");
      expect(valueOf(await free())).toBe(-900);
      expect(await topUp(0)).toEqual({ outcome: "rejected", code: "amount-out-of-range" });
    });
  });

  describe("a review", () => {
    test("passed, the hold stands as it stood", async () => {
      const { open, happen, read } = setUp();
      const held = await open();
      await happen("review_opened");
      expect(valueOf(await read())).toMatchObject({ state: "held", underReview: true });
      await happen("review_passed");
      expect(await read()).toEqual(held);
    });

    test("failed, the provider lets the hold go: nothing is left to capture", async () => {
      const { open, happen, read, capture, lines } = setUp();
      await open();
      await happen("review_opened");
      await happen("review_failed");
      expect(valueOf(await read())).toMatchObject({ state: "lapsed", underReview: false, captureBeforeMs: null });
      expect((await capture(900)).outcome).toBe("rejected");
      expect(await lines()).toEqual([]);
    });

    test("is of holds only, and ends once", async () => {
      const { open, capture, happen } = setUp();
      await open();
      expect(await happen("review_failed")).toEqual({ outcome: "rejected", code: "not-under-review" });
      await capture(900);
      expect(await happen("review_opened")).toEqual({ outcome: "rejected", code: "not-held" });
    });

    test("an issuer drops a hold without a word", async () => {
      const { open, happen, read, release } = setUp();
      await open();
      await happen("hold_dropped");
      expect(valueOf(await read())).toMatchObject({ state: "lapsed" });
      expect(valueOf(await release())).toMatchObject({ state: "lapsed" });
    });
  });

  describe("what comes back", () => {
    test("a payout that arrived is sent back by its bank; failed wins", async () => {
      const { bank, at, open, capture, payout, lines } = setUp();
      await open();
      await capture(900);
      const { payoutId } = valueOf(await payout(700));
      await bank.happen(at.groupBuyId, { kind: "payout_returned", payoutId });
      const found = valueOf(await bank.find({ groupBuyId: at.groupBuyId, payoutId }));
      expect(found).toMatchObject({ type: "payout", view: { state: "failed", failureCode: "account-closed" } });
      expect((await lines()).at(-1)).toMatchObject({ kind: "payout_returned", refId: payoutId, balanceMinor: 900 });
      expect(valueOf(await payout(700, "po_again"))).toMatchObject({ state: "paid" });
    });

    test("it comes back once", async () => {
      const { bank, at, open, capture, payout, lines } = setUp();
      await open();
      await capture(900);
      const { payoutId } = valueOf(await payout(900));
      const event = { kind: "payout_returned", payoutId } as const;
      await bank.happen(at.groupBuyId, event);
      expect(await bank.happen(at.groupBuyId, event)).toEqual({ outcome: "rejected", code: "not-found" });
      expect(await lines()).toHaveLength(3);
    });

    test("scenario 21: a refund that had arrived is sent back days later", async () => {
      const { bank, at, open, capture, refund, advance, findRefund, lines } = setUp();
      await open();
      await capture(900);
      const { refundId } = valueOf(await refund(900));
      await advance(3 * DAY_MS);
      await bank.happen(at.groupBuyId, { kind: "refund_returned", refundId });
      expect(await findRefund(refundId)).toMatchObject({ state: "failed" });
      expect((await lines()).at(-1)).toMatchObject({ kind: "refund_returned", refId: refundId, balanceMinor: 900 });
      expect(valueOf(await refund(900, 2))).toMatchObject({ state: "succeeded" });
    });

    test("we take a payout back, in parts, at most what went, and each part once", async () => {
      const { bank, at, open, capture, payout, reverse, lines } = setUp();
      await open();
      await capture(900);
      await payout(900);
      const first = await reverse(300);
      expect(valueOf(first)).toMatchObject({ state: "succeeded", amountMinor: 300 });
      expect(await reverse(300)).toEqual(first);
      expect(await reverse(301)).toEqual({ outcome: "rejected", code: "key-reused" });
      expect(await reverse(601, "rev_more")).toEqual({ outcome: "rejected", code: "amount-exceeds-paid" });
      expect(valueOf(await reverse(600, "rev_rest"))).toMatchObject({ state: "succeeded" });
      const { reversalId } = valueOf(first);
      expect(valueOf(await bank.find({ groupBuyId: at.groupBuyId, reversalId }))).toMatchObject({
        type: "reversal",
        view: { amountMinor: 300 },
      });
      expect((await lines()).map(({ amountMinor }) => amountMinor)).toEqual([900, -900, 300, 600]);
    });

    test("a payee who has nothing left there declines, and it stays declined", async () => {
      const { open, capture, payout, reverse, fault, lines } = setUp();
      await open();
      await capture(900);
      await payout(900);
      await fault("reversal", "decline");
      const declined = { outcome: "declined", code: "payee-balance-too-low" };
      expect(await reverse(900)).toEqual(declined);
      expect(await reverse(900)).toEqual(declined);
      expect(valueOf(await reverse(900, "rev_again"))).toMatchObject({ state: "succeeded" });
      expect(await lines()).toHaveLength(3);
    });

    test("a payout that never was cannot be taken back", async () => {
      const { reverse } = setUp();
      expect(await reverse(1)).toEqual({ outcome: "rejected", code: "not-found" });
    });

    test("what the provider costs is a line like any other", async () => {
      const { bank, at, open, capture, lines } = setUp();
      await open();
      await capture(900);
      await bank.happen(at.groupBuyId, { kind: "cost", refId: at.depositId, amountMinor: 25, currency: "EUR" });
      expect((await lines()).at(-1)).toMatchObject({ kind: "cost", amountMinor: -25, balanceMinor: 875 });
    });
  });

  describe("changes", () => {
    test("each of them is in the account's list, with where to look", async () => {
      const { bank, at, open, capture, payout, happen } = setUp();
      const { groupBuyId, depositId } = at;
      await open();
      await capture(900);
      const { payoutId } = valueOf(await payout(200));
      await happen("dispute_opened", { amountMinor: 100 });
      await happen("dispute_won");
      await bank.happen(groupBuyId, { kind: "payout_returned", payoutId });
      const mine = await changesOf(bank, groupBuyId);
      expect(mine.map(({ type, about }) => [type, about])).toEqual([
        ["dispute.opened", { kind: "deposit", groupBuyId, depositId }],
        ["dispute.won", { kind: "deposit", groupBuyId, depositId }],
        ["payout.returned", { kind: "payout", groupBuyId, payoutId, payeeId: "mer_1" }],
      ]);
      expect(new Set(mine.map(({ eventId }) => eventId)).size).toBe(3);
    });

    test("are the same when they are read again, and begin where they are asked to", async () => {
      const { bank, at, open, happen } = setUp();
      await open();
      await happen("review_opened");
      const mine = await changesOf(bank, at.groupBuyId);
      expect(await changesOf(bank, at.groupBuyId)).toEqual(mine);
      const atMs = mine[0]?.atMs ?? 0;
      expect(await changesOf(bank, at.groupBuyId, atMs)).toEqual(mine);
      expect(await changesOf(bank, at.groupBuyId, atMs + 1)).toEqual([]);
    });

    test("come in pages that leave nothing out", async () => {
      const { bank, at, open, happen } = setUp();
      await open();
      for (let n = 0; n < 30; n += 1) {
        await happen("review_opened");
        await happen("review_passed");
      }
      expect(await changesOf(bank, at.groupBuyId)).toHaveLength(60);
    });

    test("what was refused to others changed nothing and is in no list", async () => {
      const { bank, at, open, happen } = setUp();
      await open();
      await happen("dispute_lost");
      expect(await changesOf(bank, at.groupBuyId)).toEqual([]);
    });
  });
}

/** All changes of a group-buy, page by page. */
async function changesOf(bank: Calls["bank"], groupBuyId: string, sinceMs = 0) {
  const all = [];
  for (let after: string | null = null, isEnd = false; !isEnd; isEnd = after === null) {
    const page: ChangePage = valueOf(await bank.changesSince(sinceMs, after));
    all.push(...page.changes);
    after = page.next;
  }
  return all.filter(({ about }) => about.groupBuyId === groupBuyId);
}
