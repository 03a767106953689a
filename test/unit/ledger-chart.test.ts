/** The chart of accounts and the kinds of journals, row by row: names that are final, and what is known of each. */
import { describe, expect, test } from "vitest";
import { describeAccount, type AccountKind } from "../../worker/core/ledger/accounts.ts";
import {
  balanceKey,
  balanceOf,
  post,
  project,
  splitKey,
  standingOf,
  trialBalance,
} from "../../worker/core/ledger/balances.ts";
import { assertBalanced, JOURNAL_ORIGIN, type Journal, type JournalKind } from "../../worker/core/ledger/journal.ts";
import { inOrderOfCause } from "../../worker/core/ledger/order.ts";
import { disputeOpened } from "../../worker/core/ledger/dispute-posting.ts";
import { captureDirect, captureOfHold, hold, providerCost, refund } from "../../worker/core/ledger/posting.ts";
import {
  NOTHING_STANDS,
  standingChange,
  statementKindOf,
  STATEMENT_KINDS,
} from "../../worker/core/ledger/statement.ts";

describe("the chart", () => {
  test.each<[string, AccountKind, string, boolean, boolean, boolean, string]>([
    // account, kind, healthy side, floored, memo, one currency for life, whose
    ["prov:sandbox:clearing", "prov-clearing", "debit", true, false, false, "sandbox"],
    ["prov:sandbox:transit", "prov-transit", "credit", true, false, false, "sandbox"],
    ["prov:sandbox:suspense", "prov-suspense", "either", false, false, false, "sandbox"],
    ["memo:auth:sandbox", "memo-auth", "debit", true, true, false, "sandbox"],
    ["memo:hold:dep_1", "memo-hold", "credit", true, true, true, "dep_1"],
    ["dep:dep_1", "deposit", "credit", true, false, true, "dep_1"],
    ["mer:mp_1:payable", "merchant-payable", "credit", true, false, false, "mp_1"],
    ["mer:mp_1:reserve", "merchant-reserve", "credit", true, false, false, "mp_1"],
    ["mer:mp_1:debt", "merchant-debt", "debit", true, false, false, "mp_1"],
    ["plat:fee", "platform-fee", "credit", true, false, false, ""],
    ["plat:forfeit", "platform-forfeit", "credit", true, false, false, ""],
    ["plat:rounding", "platform-rounding", "credit", true, false, false, ""],
    ["plat:funds", "platform-funds", "credit", true, false, false, ""],
    ["plat:provider_cost", "platform-provider-cost", "debit", true, false, false, ""],
    ["plat:dispute_loss", "platform-dispute-loss", "debit", true, false, false, ""],
    ["disp:dsp_1", "dispute", "debit", true, false, true, "dsp_1"],
  ])("%s", (account, kind, normal, floored, memo, oneCurrency, ownerId) => {
    expect(describeAccount(account)).toEqual({ kind, normal, floored, memo, oneCurrency, ownerId });
    for (const other of [`x${account}`, `${account}x`.replace(/_1x$/, "_1 x").replace(/sandboxx$/, "sandbox:x")])
      expect(describeAccount(other), other).toBeNull();
  });
});

describe("L10: which journals are refused where there is too little, and which are facts", () => {
  const ORIGINS: Readonly<Record<JournalKind, "command" | "fact">> = {
    hold: "command",
    capture: "command",
    release: "command",
    lapse: "fact",
    refund: "command",
    refund_failed: "fact",
    award: "command",
    forfeit: "command",
    payout_planned: "command",
    payout_settled: "command",
    payout_failed: "fact",
    reserve_released: "command",
    debt_recovered: "command",
    provider_cost: "fact",
    dispute_opened: "fact",
    dispute_won: "fact",
    dispute_lost: "command",
    payout_reversed: "fact",
    topped_up: "command",
    suspense_taken: "fact",
    suspense_cleared: "fact",
  };

  test.each(Object.entries(ORIGINS))("%s is a %s", (kind, origin) => {
    const taken: Journal = {
      id: "tr_1",
      kind: kind as JournalKind, // A key of the record above.
      refId: "dep_1",
      currency: "EUR",
      entries: [
        { account: "dep:dep_1", amountMinor: 5 },
        { account: "plat:fee", amountMinor: -5 },
      ],
    };
    const balances = project([]);
    const result = post(balances, taken);
    const refused = {
      ok: false,
      error: { code: "balance-too-low", account: "dep:dep_1", availableMinor: 0, neededMinor: 5 },
    };
    expect(result).toEqual(origin === "fact" ? { ok: true, value: taken } : refused);
    expect(balances.size).toBe(origin === "fact" ? 2 : 0);
    expect(JOURNAL_ORIGIN[taken.kind]).toBe(origin);
  });
});

test("what cannot have moved is a broken invariant", () => {
  const deposit = { groupBuyId: "gb_1", depositId: "dep_1", providerId: "sandbox", currency: "EUR", attempt: 1 };
  const dispute = { ...deposit, disputeId: "dsp_1" };
  for (const amountMinor of [0, -1, 0.5, Number.NaN]) {
    expect(() => captureDirect(deposit, amountMinor)).toThrow("Invariant broken");
    expect(() => disputeOpened({ ...dispute, amountMinor })).toThrow("Invariant broken");
  }
  for (const attempt of [-1, 0.5]) expect(() => captureDirect({ ...deposit, attempt }, 1)).toThrow("Invariant broken");
  expect(() => captureDirect({ ...deposit, depositId: "dep\n1" }, 1)).toThrow("Invariant broken");
  expect(() => captureOfHold(deposit, 5, 6)).toThrow("Invariant broken");
  expect(providerCost(deposit, 5)).toMatchObject({ kind: "provider_cost", refId: "dep_1" });
});

test("an unsound journal of our own is a fault that says which, and of what", () => {
  const good = captureDirect(
    { groupBuyId: "gb_1", depositId: "dep_1", providerId: "sandbox", currency: "EUR", attempt: 1 },
    5,
  );
  expect(assertBalanced(good)).toBe(good);
  expect(() => assertBalanced({ ...good, entries: [] })).toThrow();
});

describe("sums", () => {
  const deposit = { groupBuyId: "gb_1", depositId: "dep_1", providerId: "sandbox", currency: "EUR", attempt: 1 };
  const dollars = { ...deposit, depositId: "dep_2", currency: "USD" };
  const journals = [captureDirect(deposit, 300), captureDirect(dollars, 7), refund(deposit, 100)];

  test("balances are kept by account and currency", () => {
    const balances = project(journals);
    expect(Object.fromEntries(balances)).toEqual({
      "EUR prov:sandbox:clearing": 200,
      "EUR dep:dep_1": -200,
      "USD prov:sandbox:clearing": 7,
      "USD dep:dep_2": -7,
    });
    expect(balanceOf(balances, "dep:dep_1", "EUR")).toBe(-200);
    expect(balanceOf(balances, "dep:dep_1", "USD")).toBe(0);
    expect(standingOf(balances, "dep:dep_1", "EUR")).toBe(200);
    expect(standingOf(balances, "prov:sandbox:clearing", "EUR")).toBe(200);
    expect(standingOf(balances, "prov:sandbox:suspense", "EUR")).toBe(0);
    expect(Object.is(standingOf(balances, "dep:dep_9", "EUR"), 0)).toBe(true);
  });

  test("L2: each currency sums to zero by itself, and is off by what is missing", () => {
    const balances = project(journals);
    expect([...trialBalance(balances)]).toEqual([
      ["EUR", 0],
      ["USD", 0],
    ]);
    balances.set("EUR dep:dep_1", -150);
    balances.set("USD dep:dep_2", -9);
    balances.set("USD plat:fee", -1);
    expect([...trialBalance(balances)]).toEqual([
      ["EUR", 50],
      ["USD", -3],
    ]);
  });

  test("a key is a currency and an account, and nothing else is a key", () => {
    expect(splitKey(balanceKey("dep:dep_1", "EUR"))).toEqual(["EUR", "dep:dep_1"]);
    for (const key of ["", "EUR", " dep:dep_1"]) expect(() => splitKey(key)).toThrow();
  });

  test("a movement takes from the side on which an account stands: to the last unit, and not one more", () => {
    const balances = project([hold(deposit, 300), captureDirect(deposit, 300)]);
    const out = (amountMinor: number) => refund({ ...deposit, attempt: 2 }, amountMinor);
    expect(post(new Map(balances), out(300)).ok).toBe(true);
    expect(post(new Map(balances), out(301))).toMatchObject({ ok: false, error: { availableMinor: 300 } });
    expect(post(new Map(balances), out(300), (account) => (account === "dep:dep_1" ? 1 : 0))).toEqual({
      ok: false,
      error: { code: "balance-too-low", account: "dep:dep_1", availableMinor: 299, neededMinor: 300 },
    });
    // Clearing is on the debit side: a refund takes it by crediting.
    expect(post(new Map(balances), out(300), (account) => (account === "dep:dep_1" ? 0 : 1))).toMatchObject({
      error: { account: "prov:sandbox:clearing", availableMinor: 299, neededMinor: 300 },
    });
  });
});

describe("journals of one moment", () => {
  const ORDER = [
    "hold",
    "release",
    "lapse",
    "capture",
    "topped_up",
    "refund_failed",
    "payout_failed",
    "payout_reversed",
    "dispute_won",
    "award",
    "forfeit",
    "reserve_released",
    "debt_recovered",
    "payout_planned",
    "payout_settled",
    "refund",
    "dispute_opened",
    "dispute_lost",
    "provider_cost",
    "suspense_taken",
    "suspense_cleared",
  ];

  test("are told as they can have come about: what comes in, what is made of it, what goes out", () => {
    const shuffled = ORDER.toSorted().map((kind) => ({ atMs: 5, kind }));
    expect(inOrderOfCause(shuffled).map(({ kind }) => kind)).toEqual(ORDER);
    expect(ORDER.toSorted()).toEqual(Object.keys(JOURNAL_ORIGIN).toSorted());
  });
});

describe("B2: a merchant's statement", () => {
  test.each([
    ["award", "awarded"],
    ["forfeit", "forfeit_received"],
    ["reserve_released", "reserve_released"],
    ["payout_planned", "payout_planned"],
    ["payout_settled", "payout_settled"],
    ["payout_failed", "payout_failed"],
    ["payout_reversed", "payout_returned"],
    ["dispute_lost", "bank_took_back"],
    ["debt_recovered", "debt_recovered"],
    ["of a later version", "other"],
  ])("%s reads as %s", (kind, word) => {
    expect(statementKindOf({ kind })).toBe(word);
    expect(STATEMENT_KINDS).toContain(word);
  });

  test("every account of theirs moves its own column, and nobody else's does", () => {
    const entries = [
      { account: "mer:mp_1:payable", amountMinor: -1 },
      { account: "mer:mp_1:reserve", amountMinor: -20 },
      { account: "mer:mp_1:debt", amountMinor: 300 },
      { account: "prov:sandbox:transit", amountMinor: -4_000 },
      { account: "mer:mp_2:payable", amountMinor: 50_000 },
    ];
    const booking = { kind: "payout_planned", entries };
    const change = { payableMinor: 1, reserveMinor: 20, underwayMinor: 4_000, debtMinor: 300 };
    expect(standingChange("mp_1", { ...booking, isOwn: true })).toEqual(change);
    expect(standingChange("mp_1", { ...booking, isOwn: false })).toEqual({ ...change, underwayMinor: 0 });
    expect(standingChange("mp_3", { ...booking, isOwn: false })).toEqual(NOTHING_STANDS);
    expect(NOTHING_STANDS).toEqual({ payableMinor: 0, reserveMinor: 0, underwayMinor: 0, debtMinor: 0 });
  });
});
