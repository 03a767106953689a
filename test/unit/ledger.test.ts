import { describe, expect, test } from "vitest";
import {
  dep,
  describeAccount,
  disp,
  memoAuth,
  memoHold,
  merDebt,
  merPayable,
  merReserve,
  platFee,
  platForfeit,
  platProviderCost,
  platRounding,
  platDisputeLoss,
  provClearing,
  provSuspense,
  provTransit,
} from "../../worker/core/ledger/accounts.ts";
import { balanceOf, post, project, standingOf, type Balances } from "../../worker/core/ledger/balances.ts";
import {
  disputeLostAfterAward,
  disputeLostBeforeAward,
  disputeOpened,
  disputeWon,
  payoutReversed,
} from "../../worker/core/ledger/dispute-posting.ts";
import { checkLedger } from "../../worker/core/ledger/invariants.ts";
import { checkJournal, compareJournals, journalId, type Journal } from "../../worker/core/ledger/journal.ts";
import {
  award,
  captureDirect,
  captureOfHold,
  forfeit,
  hold,
  lapseHold,
  payoutFailed,
  payoutPlanned,
  payoutSettled,
  providerCost,
  refund,
  refundFailed,
  releaseHold,
  reserveReleased,
  splitAward,
} from "../../worker/core/ledger/posting.ts";

const deposit = { groupBuyId: "gb_1", depositId: "dep_1", providerId: "sandbox", currency: "EUR", attempt: 1 };
const balance = { ...deposit, depositId: "dep_2" };
const clearing = provClearing("sandbox");

/** The entries as `account → amount`, which is how the table of the chart reads. */
function lines(journal: Journal): Record<string, number> {
  return Object.fromEntries(journal.entries.map((entry) => [entry.account, entry.amountMinor]));
}

describe("accounts", () => {
  test("every account of the chart knows its side and its owner", () => {
    expect(describeAccount(provClearing("p"))).toMatchObject({ normal: "debit", floored: true, ownerId: "p" });
    expect(describeAccount(provTransit("p"))).toMatchObject({ kind: "prov-transit", normal: "credit" });
    expect(describeAccount(provSuspense("p"))).toMatchObject({ normal: "either", floored: false });
    expect(describeAccount(memoAuth("p"))).toMatchObject({ memo: true, normal: "debit" });
    expect(describeAccount(memoHold("dep_1"))).toMatchObject({ memo: true, oneCurrency: true, ownerId: "dep_1" });
    expect(describeAccount(dep("dep_1"))).toMatchObject({ kind: "deposit", normal: "credit", oneCurrency: true });
    for (const account of [merPayable("m"), merReserve("m"), platFee, platForfeit, platRounding]) {
      expect(describeAccount(account)).toMatchObject({ normal: "credit", floored: true, memo: false });
    }
    for (const account of [merDebt("m"), platProviderCost, platDisputeLoss, disp("d")]) {
      expect(describeAccount(account)).toMatchObject({ normal: "debit", floored: true });
    }
  });

  test("a name that is not on the chart is nobody's account", () => {
    for (const name of ["", "dep:", "dep:a:b", "plat:other", "DEP:dep_1", "mer:m:payable ", "xdep:a"]) {
      expect(describeAccount(name)).toBeNull();
    }
  });
});

describe("journals", () => {
  test("the id is derived from what happened and from nothing else", () => {
    const id = journalId("gb_1", "dep_1", "capture", 1);
    expect(id).toMatch(/^tr_[a-z2-7]{52}$/);
    expect(journalId("gb_1", "dep_1", "capture", 1)).toBe(id);
    const others = [
      journalId("gb_2", "dep_1", "capture", 1),
      journalId("gb_1", "dep_2", "capture", 1),
      journalId("gb_1", "dep_1", "refund", 1),
      journalId("gb_1", "dep_1", "capture", 2),
      journalId("gb_1dep_1", "", "capture", 1),
    ];
    expect(new Set([id, ...others]).size).toBe(6);
  });

  test("the id is fixed for all releases", () => {
    // Computed independently: base32 of SHA-256 of the five parts joined by newlines.
    expect(journalId("gb_1", "dep_1", "capture", 1)).toBe("tr_m32iy5jkiqp7mv76ofqsxp2agzp2tlh6gb5owymj5sgtrc4g6fva");
  });

  test.each([
    [
      "L1 one minor unit off",
      [
        { account: dep("d"), amountMinor: 5 },
        { account: clearing, amountMinor: -4 },
      ],
      "journal-unbalanced",
    ],
    [
      "a fraction",
      [
        { account: dep("d"), amountMinor: 0.5 },
        { account: clearing, amountMinor: -0.5 },
      ],
      "entry-not-an-amount",
    ],
    [
      "a zero entry",
      [
        { account: dep("d"), amountMinor: 0 },
        { account: clearing, amountMinor: 0 },
      ],
      "entry-not-an-amount",
    ],
    [
      "beyond 2^53",
      [
        { account: dep("d"), amountMinor: 2 ** 53 },
        { account: clearing, amountMinor: -(2 ** 53) },
      ],
      "entry-not-an-amount",
    ],
    [
      "an unknown account",
      [
        { account: "cash", amountMinor: 1 },
        { account: clearing, amountMinor: -1 },
      ],
      "account-unknown",
    ],
    [
      "an account twice",
      [
        { account: clearing, amountMinor: 1 },
        { account: clearing, amountMinor: -1 },
      ],
      "account-repeated",
    ],
    ["no entries", [], "journal-too-short"],
  ])("%s is refused by name", (_, entries, code) => {
    const journal: Journal = { id: "tr_x", kind: "refund", refId: "d", currency: "EUR", entries };
    expect(checkJournal(journal)).toMatchObject({ ok: false, error: { code } });
  });

  test("L5 the same journal again is the same, L6 another under its id is a named conflict", () => {
    const first = refund(deposit, 100);
    expect(compareJournals(first, refund(deposit, 100))).toEqual({ ok: true, value: "same" });
    const conflicts = [
      [{ ...first, currency: "JPY" }, "transfer-exists-different-currency"],
      [{ ...first, kind: "forfeit" as const }, "transfer-exists-different-kind"],
      [{ ...first, refId: "dep_9" }, "transfer-exists-different-reference"],
      [{ ...first, entries: refund(balance, 100).entries }, "transfer-exists-different-accounts"],
      [refund(deposit, 101), "transfer-exists-different-amount"],
    ] as const;
    for (const [arriving, code] of conflicts) {
      expect(compareJournals(first, arriving)).toEqual({ ok: false, error: { code } });
    }
  });
});

describe("posting rules", () => {
  test("a hold is memorandum only", () => {
    expect(lines(hold(deposit, 900))).toEqual({ "memo:auth:sandbox": 900, "memo:hold:dep_1": -900 });
  });

  test("a capture of part of a hold closes the whole memo and takes only the part", () => {
    const journal = captureOfHold(deposit, 900, 700);
    expect(lines(journal)).toEqual({
      "memo:auth:sandbox": -900,
      "memo:hold:dep_1": 900,
      [clearing]: 700,
      "dep:dep_1": -700,
    });
    expect(checkLedger([hold(deposit, 900), journal])).toEqual([]);
    expect(() => captureOfHold(deposit, 900, 901)).toThrow(/does not exceed/);
  });

  test("a release and a lapse leave nothing behind", () => {
    for (const end of [releaseHold(deposit, 900), lapseHold(deposit, 900)]) {
      const balances = project([hold(deposit, 900), end]);
      expect([...balances.values()].every((amountMinor) => amountMinor === 0)).toBe(true);
    }
  });

  test("a direct capture and its refund, and the refund that came back", () => {
    expect(lines(captureDirect(deposit, 900))).toEqual({ [clearing]: 900, "dep:dep_1": -900 });
    expect(lines(refund(deposit, 300))).toEqual({ "dep:dep_1": 300, [clearing]: -300 });
    const story = [captureDirect(deposit, 900), refund(deposit, 300), refundFailed(deposit, 300)];
    expect(standingOf(project(story), dep("dep_1"), "EUR")).toBe(900);
    expect(checkLedger(story)).toEqual([]);
  });

  test("an award divides the goods exactly: fee and reserve are floors, the residue is the merchant's", () => {
    const { journal, split } = award({
      groupBuyId: "gb_1",
      memberId: "mb_1",
      merchantId: "mer_1",
      currency: "EUR",
      attempt: 1,
      parts: [
        { depositId: "dep_1", amountMinor: 333 },
        { depositId: "dep_2", amountMinor: 3_000 },
      ],
      feeBasisPoints: 250,
      reserveBasisPoints: 500,
    });
    expect(split).toEqual({ goodsMinor: 3_333, feeMinor: 83, reserveMinor: 166, payableMinor: 3_084 });
    expect(lines(journal)).toEqual({
      "dep:dep_1": 333,
      "dep:dep_2": 3_000,
      "mer:mer_1:payable": -3_084,
      "mer:mer_1:reserve": -166,
      "plat:fee": -83,
    });
  });

  test("an award without fee writes no zero entry, and one of a single minor unit has no reserve", () => {
    const posting = { groupBuyId: "gb_1", memberId: "mb_1", merchantId: "m", currency: "JPY", attempt: 1 };
    const { journal } = award({
      ...posting,
      parts: [{ depositId: "d", amountMinor: 1 }],
      feeBasisPoints: 0,
      reserveBasisPoints: 500,
    });
    expect(lines(journal)).toEqual({ "dep:d": 1, "mer:m:payable": -1 });
  });

  test("fee and reserve together never exceed the goods", () => {
    expect(splitAward(100, 10_000, 500)).toEqual({ goodsMinor: 100, feeMinor: 100, reserveMinor: 0, payableMinor: 0 });
  });

  test("a forfeit goes to whom the policy names, also to other members, and to nobody else", () => {
    const journal = forfeit(deposit, [
      { account: platForfeit, amountMinor: 10 },
      { account: merPayable("m"), amountMinor: 60 },
      { account: dep("dep_2"), amountMinor: 30 },
    ]);
    expect(lines(journal)).toEqual({ "dep:dep_1": 100, "plat:forfeit": -10, "mer:m:payable": -60, "dep:dep_2": -30 });
    expect(checkLedger([captureDirect(deposit, 100), journal])).toEqual([]);
    expect(() => forfeit(deposit, [{ account: platFee, amountMinor: 1 }])).toThrow(/may receive/);
    expect(() => forfeit(deposit, [{ account: dep("dep_1"), amountMinor: 1 }])).toThrow(/to itself/);
  });

  test("a payout goes in two steps, and back when the provider refuses", () => {
    const payout = {
      groupBuyId: "gb_1",
      payoutId: "po_1",
      providerId: "sandbox",
      currency: "EUR",
      from: merPayable("m"),
      amountMinor: 50,
    };
    expect(lines(payoutPlanned(payout))).toEqual({ "mer:m:payable": 50, "prov:sandbox:transit": -50 });
    expect(lines(payoutSettled(payout))).toEqual({ "prov:sandbox:transit": 50, [clearing]: -50 });
    expect(lines(payoutFailed(payout))).toEqual({ "prov:sandbox:transit": 50, "mer:m:payable": -50 });
  });

  test("a cost of the provider and the end of a reserve", () => {
    expect(lines(providerCost(deposit, 25))).toEqual({ "plat:provider_cost": 25, [clearing]: -25 });
    const reserve = { groupBuyId: "gb_1", merchantId: "m", refId: "tr_a", currency: "EUR", amountMinor: 9 };
    expect(lines(reserveReleased(reserve))).toEqual({ "mer:m:reserve": 9, "mer:m:payable": -9 });
  });

  test("disputes: taken and given back; lost before the award; lost after it by reserve, debt, loss in that order", () => {
    const dispute = {
      groupBuyId: "gb_1",
      disputeId: "ds_1",
      depositId: "dep_1",
      providerId: "sandbox",
      currency: "EUR",
      amountMinor: 100,
    };
    expect([...project([disputeOpened(dispute), disputeWon(dispute)]).values()]).toEqual([0, 0]);
    expect(lines(disputeLostBeforeAward(dispute))).toEqual({ "dep:dep_1": 100, "disp:ds_1": -100 });
    expect(lines(disputeLostAfterAward(dispute, "m", 30, 50))).toEqual({
      "mer:m:reserve": 30,
      "mer:m:debt": 50,
      "plat:dispute_loss": 20,
      "disp:ds_1": -100,
    });
    const reversal = {
      groupBuyId: "gb_1",
      reversalId: "rv_1",
      merchantId: "m",
      providerId: "sandbox",
      currency: "EUR",
      amountMinor: 70,
      debtMinor: 50,
    };
    expect(lines(payoutReversed(reversal))).toEqual({ [clearing]: 70, "mer:m:debt": -50, "mer:m:payable": -20 });
  });
});

describe("balances", () => {
  test("L10 a command that takes more than there is changes nothing; a fact is recorded all the same", () => {
    const balances: Balances = new Map();
    expect(post(balances, captureDirect(deposit, 100)).ok).toBe(true);
    expect(post(balances, refund(deposit, 101))).toEqual({
      ok: false,
      error: { code: "balance-too-low", account: "dep:dep_1", availableMinor: 100, neededMinor: 101 },
    });
    expect(standingOf(balances, dep("dep_1"), "EUR")).toBe(100);
    expect(post(balances, providerCost(deposit, 500)).ok).toBe(true);
    expect(balanceOf(balances, clearing, "EUR")).toBe(-400);
    expect(post(balances, refund(deposit, 1))).toMatchObject({ ok: false, error: { account: clearing } });
  });

  test("L10 what is promised away counts as gone", () => {
    const balances = project([captureDirect(deposit, 100)]);
    const promised = (account: string): number => (account === dep("dep_1") ? 60 : 0);
    expect(post(balances, refund(deposit, 41), promised)).toMatchObject({ ok: false, error: { availableMinor: 40 } });
    expect(post(balances, refund(deposit, 40), promised).ok).toBe(true);
  });
});
