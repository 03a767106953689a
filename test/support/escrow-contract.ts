import { describe, expect, test } from "vitest";
import {
  escrowKey,
  type DepositHandle,
  type DepositIntent,
  type EscrowProvider,
  type EscrowResult,
  type PayoutOrder,
  type RefundOrder,
  type StatementLine,
} from "../../worker/app/escrow-provider.ts";
import type { BankFault, SandboxControls } from "../../worker/app/sandbox-branch.ts";
import type { EscrowStep } from "../../worker/app/escrow-provider.ts";

export type ContractProvider = EscrowProvider & SandboxControls;

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** What every deposit provider of ours must do (docs: money 1.6). Each case works in a group-buy of its own. */
export function describeEscrowContract(name: string, create: () => ContractProvider): void {
  let made = 0;

  /** A fresh group-buy at the provider with short names for the calls that a case makes. */
  function setUp() {
    const bank = create();
    made += 1;
    const groupBuyId = `gb_${name.replaceAll(/[^a-z]/g, "")}_${made}`;
    const depositId = `dep_${made}`;
    const at: DepositHandle = { groupBuyId, depositId };
    const intent: DepositIntent = {
      ...at,
      purpose: "deposit",
      amountMinor: 900,
      currency: "EUR",
      instrument: "sandbox:ok",
      plan: "B",
    };
    const key = (step: EscrowStep, attempt = 1): string => escrowKey(depositId, step, attempt);
    return {
      bank,
      at,
      intent,
      key,
      open: (change: Partial<DepositIntent> = {}, attempt = 1) =>
        bank.open({ ...intent, ...change }, key("open", attempt)),
      capture: (amountMinor: number, attempt = 1) => bank.capture(at, amountMinor, key("capture", attempt)),
      release: (attempt = 1) => bank.release(at, "withdrawn", key("release", attempt)),
      refund: (amountMinor: number, attempt = 1, refundId = `${depositId}_r${attempt}`) => {
        const order: RefundOrder = { ...at, refundId, amountMinor, reason: "below minimum" };
        return bank.refund(order, key("refund", attempt));
      },
      payout: (amountMinor: number, payoutId = `po_${made}`) => {
        const order: PayoutOrder = { groupBuyId, payoutId, payeeId: "mer_1", amountMinor, currency: "EUR" };
        return bank.payout(order, escrowKey(payoutId, "payout", 1));
      },
      read: () => bank.read(at),
      advance: (offsetMs: number) => bank.setClockOffset(groupBuyId, offsetMs),
      fault: (step: EscrowStep, fault: BankFault, times = 1) => bank.plantFault(groupBuyId, step, fault, times),
      findRefund: async (refundId: string) => {
        const found = valueOf(await bank.find({ groupBuyId, refundId }));
        return found?.type === "refund" ? found.view : null;
      },
      /** All lines, after checking that each balance is the sum so far and never below zero. */
      lines: async (): Promise<readonly StatementLine[]> => {
        const { lines } = valueOf(await bank.statement(groupBuyId, 0));
        let balanceMinor = 0;
        lines.forEach((line, index) => {
          balanceMinor += line.amountMinor;
          expect(line).toMatchObject({ seq: index + 1, balanceMinor });
          expect(balanceMinor).toBeGreaterThanOrEqual(0);
        });
        return lines;
      },
    };
  }

  describe(`escrow contract: ${name}`, () => {
    describe("open", () => {
      test("holds the whole amount under our ids until its guaranteed end", async () => {
        const { open, intent, bank } = setUp();
        const view = valueOf(await open());
        expect(view).toMatchObject({
          ...only(intent),
          state: "held",
          capturedMinor: 0,
          refundedMinor: 0,
          underReview: false,
          mode: "sandbox",
        });
        expect(view.ref).not.toBe("");
        const next = valueOf(await setUp().open());
        expect(next.ref).not.toBe(view.ref);
        expect(view.captureBeforeMs).not.toBeNull();
        expect(bank.capabilities()).toMatchObject({
          guaranteedAuthMs: 6 * DAY_MS,
          maxHeldMs: 180 * DAY_MS,
          canAuthorize: true,
        });
      });

      test("moves no money: the statement stays empty", async () => {
        const { open, lines } = setUp();
        await open();
        expect(await lines()).toEqual([]);
      });

      test("plan C takes the money at once", async () => {
        const { open, lines } = setUp();
        expect(valueOf(await open({ plan: "C" }))).toMatchObject({
          state: "captured",
          capturedMinor: 900,
          captureBeforeMs: null,
        });
        expect(await lines()).toHaveLength(1);
      });

      test("L7 the same key again gives the same answer", async () => {
        const { open } = setUp();
        expect(await open()).toEqual(await open());
      });

      test("two at once under one key make one hold", async () => {
        const { open } = setUp();
        const [first, second] = await Promise.all([open(), open()]);
        expect(first).toEqual(second);
      });

      test.each<[string, Partial<DepositIntent>]>([
        ["amount", { amountMinor: 901 }],
        ["currency", { currency: "USD" }],
        ["instrument", { instrument: "sandbox:slow" }],
        ["purpose", { purpose: "balance" }],
        ["plan", { plan: "C" }],
      ])("the same key with another %s is rejected and changes nothing", async (_, change) => {
        const { open, read } = setUp();
        const held = await open();
        expect(await open(change)).toEqual({ outcome: "rejected", code: "key-reused" });
        expect(await read()).toEqual(held);
      });

      test("another key for a deposit that stands shows it and never holds twice", async () => {
        const { open } = setUp();
        const held = await open();
        expect(await open({}, 2)).toEqual(held);
        expect(await open({ amountMinor: 1_000 }, 3)).toEqual({ outcome: "rejected", code: "deposit-exists" });
      });

      test("a key that is not the deposit's own is rejected", async () => {
        const { bank, intent, read } = setUp();
        expect(await bank.open(intent, "dep_other:open:1")).toEqual({ outcome: "rejected", code: "key-malformed" });
        expect(await read()).toEqual({ outcome: "rejected", code: "not-found" });
      });

      test.each<[Partial<DepositIntent>, string]>([
        [{ instrument: "card:4242" }, "instrument-unknown"],
        [{ currency: "XXX" }, "currency-unsupported"],
        [{ amountMinor: 0 }, "amount-out-of-range"],
        [{ amountMinor: -1 }, "amount-out-of-range"],
        [{ amountMinor: 0.5 }, "amount-out-of-range"],
        [{ amountMinor: 2 ** 53 }, "amount-out-of-range"],
      ])("%o is rejected as %s", async (change, code) => {
        const { open, read } = setUp();
        expect(await open(change)).toEqual({ outcome: "rejected", code });
        expect(await read()).toEqual({ outcome: "rejected", code: "not-found" });
      });

      test("sandbox:decline declines, keeps the reason, and another card may follow", async () => {
        const { open, read } = setUp();
        expect(await open({ instrument: "sandbox:decline" })).toEqual({ outcome: "declined", code: "card-declined" });
        expect(valueOf(await read())).toMatchObject({
          state: "declined",
          declineCode: "card-declined",
          captureBeforeMs: null,
        });
        expect(valueOf(await open({}, 2))).toMatchObject({ state: "held", amountMinor: 900 });
        expect(valueOf(await read())).not.toHaveProperty("declineCode");
        expect(await open({ instrument: "sandbox:decline" })).toEqual({ outcome: "declined", code: "card-declined" });
      });

      test("sandbox:decline-balance declines a balance and nothing else", async () => {
        const card = { instrument: "sandbox:decline-balance" };
        expect(valueOf(await setUp().open(card))).toMatchObject({ state: "held" });
        expect(await setUp().open({ ...card, purpose: "balance" })).toEqual({
          outcome: "declined",
          code: "card-declined",
        });
      });

      test("sandbox:action holds only when the buyer has acted, once", async () => {
        const { open, bank, at, key, read } = setUp();
        const asked = await open({ instrument: "sandbox:action" });
        expect(asked).toMatchObject({
          outcome: "action_required",
          action: { kind: "confirm" },
          value: { state: "action_required", captureBeforeMs: null },
        });
        expect(await bank.capture(at, 1, key("capture"))).toEqual({ outcome: "rejected", code: "not-held" });
        const held = await bank.completeAction?.(at, key("action"));
        expect(held).toMatchObject({ outcome: "ok", value: { state: "held" } });
        expect(await bank.completeAction?.(at, key("action"))).toEqual(held);
        expect(await bank.completeAction?.(at, key("action", 2))).toEqual({
          outcome: "rejected",
          code: "no-action-pending",
        });
        expect(await read()).toEqual(held);
      });

      test("sandbox:action under plan C takes the money when the buyer has acted", async () => {
        const { open, bank, at, key, lines } = setUp();
        await open({ instrument: "sandbox:action", plan: "C" });
        expect(await lines()).toEqual([]);
        expect(await bank.completeAction?.(at, key("action"))).toMatchObject({
          outcome: "ok",
          value: { state: "captured" },
        });
        expect(await lines()).toMatchObject([{ kind: "capture", amountMinor: 900 }]);
      });

      test("sandbox:lost takes effect and never answers; reading and finding tell", async () => {
        const { open, bank, at, read, capture } = setUp();
        const unknown = { outcome: "unknown", cause: "timeout" };
        expect(await open({ instrument: "sandbox:lost" })).toEqual(unknown);
        expect(await open({ instrument: "sandbox:lost" })).toEqual(unknown);
        const held = valueOf(await read());
        expect(held).toMatchObject({ state: "held", amountMinor: 900 });
        expect(valueOf(await bank.find(at))).toEqual({ type: "deposit", view: held });
        expect(await capture(900)).toEqual(unknown);
        expect(valueOf(await read())).toMatchObject({ state: "captured", capturedMinor: 900 });
      });
    });

    describe("capture and release", () => {
      test("a capture of part takes the part and frees the rest", async () => {
        const { open, capture, lines, at } = setUp();
        await open();
        expect(valueOf(await capture(700))).toMatchObject({
          state: "captured",
          amountMinor: 900,
          capturedMinor: 700,
          captureBeforeMs: null,
        });
        expect(await lines()).toMatchObject([
          { kind: "capture", refId: at.depositId, amountMinor: 700, currency: "EUR" },
        ]);
      });

      test("L7 a capture sent twice takes once; with another amount the key is rejected", async () => {
        const { open, capture, lines } = setUp();
        await open();
        const first = await capture(900);
        expect(await capture(900)).toEqual(first);
        expect(await capture(899)).toEqual({ outcome: "rejected", code: "key-reused" });
        expect(await lines()).toHaveLength(1);
      });

      test("a second capture under a second key is rejected", async () => {
        const { open, capture, lines } = setUp();
        await open();
        await capture(100);
        expect(await capture(100, 2)).toEqual({ outcome: "rejected", code: "already-captured" });
        expect(await lines()).toHaveLength(1);
      });

      test.each([
        [901, "amount-exceeds-held"],
        [0, "amount-out-of-range"],
        [-1, "amount-out-of-range"],
        [1.5, "amount-out-of-range"],
      ])("a capture of %d is rejected as %s", async (amountMinor, code) => {
        const { open, capture, read } = setUp();
        const held = await open();
        expect(await capture(amountMinor)).toEqual({ outcome: "rejected", code });
        expect(await read()).toEqual(held);
      });

      test("a release frees the hold, twice as once; then nothing is left to capture or to open", async () => {
        const { open, release, capture, lines } = setUp();
        await open();
        const released = await release();
        expect(valueOf(released)).toMatchObject({ state: "released", captureBeforeMs: null });
        expect(await release()).toEqual(released);
        expect(await release(2)).toEqual(released);
        expect(await capture(900)).toEqual({ outcome: "rejected", code: "not-held" });
        expect(await open({}, 2)).toEqual({ outcome: "rejected", code: "deposit-closed" });
        expect(await lines()).toEqual([]);
      });

      test("captured money is not released but refunded", async () => {
        const { open, capture, release } = setUp();
        await open();
        await capture(900);
        expect(await release()).toEqual({ outcome: "rejected", code: "already-captured" });
      });

      test("a conversion may be declined and tried again (scenario 22)", async () => {
        const { open, capture, fault, read } = setUp();
        const held = await open();
        await fault("capture", "decline");
        expect(await capture(900)).toEqual({ outcome: "declined", code: "capture-declined" });
        expect(await capture(900)).toEqual({ outcome: "declined", code: "capture-declined" });
        expect(await read()).toEqual(held);
        expect(valueOf(await capture(900, 2))).toMatchObject({ state: "captured" });
      });

      test.each(["capture", "release", "refund"] as const)(
        "%s of a deposit nobody opened is not found",
        async (step) => {
          const calls = setUp();
          expect(await (step === "release" ? calls.release() : calls[step](1))).toEqual({
            outcome: "rejected",
            code: "not-found",
          });
        },
      );
    });

    describe("time", () => {
      test("a hold ends by the provider's clock: no capture on a dead hold (scenario 22)", async () => {
        const { open, advance, capture, read, release } = setUp();
        await open();
        await advance(6 * DAY_MS - HOUR_MS);
        expect(valueOf(await read())).toMatchObject({ state: "held" });
        await advance(6 * DAY_MS);
        expect(valueOf(await read())).toMatchObject({ state: "lapsed", captureBeforeMs: null });
        expect(await capture(900)).toEqual({ outcome: "rejected", code: "hold-expired" });
        expect(valueOf(await release())).toMatchObject({ state: "lapsed" });
      });

      test("sandbox:lapse promises as long as others and lapses after an hour", async () => {
        const { open, advance, read, bank } = setUp();
        const held = valueOf(await open({ instrument: "sandbox:lapse" }));
        const other = valueOf(await setUp().open());
        expect(Math.abs((held.captureBeforeMs ?? 0) - (other.captureBeforeMs ?? 0))).toBeLessThan(HOUR_MS);
        expect(bank.capabilities().guaranteedAuthMs).toBeGreaterThan(HOUR_MS);
        await advance(HOUR_MS);
        expect(valueOf(await read())).toMatchObject({ state: "lapsed" });
      });

      test("captured money stays", async () => {
        const { open, capture, advance, read } = setUp();
        await open();
        await capture(900);
        await advance(100 * DAY_MS);
        expect(valueOf(await read())).toMatchObject({ state: "captured", capturedMinor: 900 });
      });

      test("the clock never goes back", async () => {
        const { open, advance, read } = setUp();
        await open();
        await advance(7 * DAY_MS);
        await advance(0);
        expect(valueOf(await read())).toMatchObject({ state: "lapsed" });
      });
    });

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
        expect(await refund(0)).toEqual({ outcome: "rejected", code: "amount-out-of-range" });
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
  });

  type Calls = ReturnType<typeof setUp>;
  type LosableStep = "open" | "capture" | "release" | "refund";

  async function prepareFor(step: LosableStep, calls: Calls): Promise<void> {
    if (step !== "open") await calls.open();
    if (step === "refund") await calls.capture(900);
  }

  function send(step: LosableStep, calls: Calls): Promise<EscrowResult<unknown>> {
    if (step === "open") return calls.open();
    return step === "release" ? calls.release() : calls[step](900);
  }
}

/** The value of an answer that must be `ok`. */
export function valueOf<T>(result: EscrowResult<T>): T {
  if (result.outcome !== "ok") throw new Error(`expected ok, got ${JSON.stringify(result)}`);
  return result.value;
}

function only({ groupBuyId, depositId, amountMinor, currency }: DepositIntent) {
  return { groupBuyId, depositId, amountMinor, currency };
}
