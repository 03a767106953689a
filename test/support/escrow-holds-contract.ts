import { describe, expect, test } from "vitest";
import type { DepositIntent } from "../../worker/app/escrow-provider.ts";
import { only, valueOf, type Calls } from "./escrow-calls.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** A deposit from its intent to the end of its hold (docs: money 1.6). */
export function describeHolds(setUp: () => Calls): void {
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

    test.each(["capture", "release", "refund"] as const)("%s of a deposit nobody opened is not found", async (step) => {
      const calls = setUp();
      expect(await (step === "release" ? calls.release() : calls[step](1))).toEqual({
        outcome: "rejected",
        code: "not-found",
      });
    });
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
}
