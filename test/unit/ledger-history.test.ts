/**
 * What the checks of a written ledger say, case by case and with the words an operator reads: which account, which journal,
 * which amounts. That they notice faults wherever they strike stands in ledger-law.test.ts.
 */
import { describe, expect, test } from "vitest";
import { accountsOff, checkHistory, type AccountStep } from "../../worker/core/ledger/account-history.ts";
import { merPayable } from "../../worker/core/ledger/accounts.ts";
import { GENESIS, hasHead, linkJournal, EMPTY_CHAIN } from "../../worker/core/ledger/journal-chain.ts";
import type { Journal } from "../../worker/core/ledger/journal.ts";
import { payoutsWithinCredit, pendingsResolveOnce } from "../../worker/core/ledger/pendings.ts";
import {
  captureDirect,
  captureOfHold,
  debtRecovered,
  hold,
  lapseHold,
  payoutFailed,
  payoutPlanned,
  payoutSettled,
  refund,
  releaseHold,
  reserveReleased,
} from "../../worker/core/ledger/posting.ts";
import { historyOf } from "../support/account-history.ts";

const deposit = { groupBuyId: "gb_1", depositId: "dep_1", providerId: "sandbox", currency: "EUR", attempt: 1 };
const again = { ...deposit, attempt: 2 };
const payout = { ...deposit, payoutId: "po_1", from: "dep:dep_1", amountMinor: 300 };

describe("L9, L19: the history of an account", () => {
  const captured = captureDirect(deposit, 300);
  const back = refund(deposit, 300);
  const journals = [captured, back];
  const history = historyOf(journals);
  const ofDeposit = history.filter(({ account }) => account === "dep:dep_1");

  test("counts its entries from 1, and says what each left", () => {
    const told = ofDeposit.map(({ version, journalId, balanceMinor }) => [version, journalId, balanceMinor]);
    expect(told).toEqual([
      [1, captured.id, -300],
      [2, back.id, 0],
    ]);
  });

  test("is sound in whatever order a store hands it over", () => {
    expect(checkHistory(history, journals)).toEqual([]);
    expect(checkHistory(history.toReversed(), journals.toReversed())).toEqual([]);
  });

  test("keeps currencies apart: an account of both has a history in each", () => {
    const both = [captured, captureDirect({ ...deposit, depositId: "dep_2", currency: "USD" }, 5)];
    const clearing = historyOf(both).filter(({ account }) => account === "prov:sandbox:clearing");
    expect(clearing.map(({ currency, version, balanceMinor }) => [currency, version, balanceMinor])).toEqual([
      ["EUR", 1, 300],
      ["USD", 1, 5],
    ]);
    expect(checkHistory(historyOf(both), both)).toEqual([]);
  });

  test("says between which versions one is missing", () => {
    const gap = history.map((step) => (step === ofDeposit[1] ? { ...step, version: 4 } : step));
    expect(checkHistory(gap, journals)).toEqual([{ rule: "L19", detail: "EUR dep:dep_1 goes from version 1 to 4" }]);
  });

  test("says what stands there and from what it should have come", () => {
    const wrong = history.map((step) => (step === ofDeposit[1] ? { ...step, balanceMinor: -1 } : step));
    expect(checkHistory(wrong, journals)).toEqual([
      { rule: "L9", detail: "EUR dep:dep_1 has -1 at 2, from -300 and 300" },
    ]);
  });

  test("says which step comes from no entry, also where it leaves the balance as it was", () => {
    const still: AccountStep = {
      account: "dep:dep_1",
      currency: "EUR",
      version: 3,
      journalId: "tr_x",
      balanceMinor: 0,
    };
    expect(checkHistory([...history, still], journals)).toEqual([
      { rule: "L9", detail: "EUR dep:dep_1 has 0 at 3, from no entry" },
    ]);
  });

  test("says which entry left no step", () => {
    expect(
      checkHistory(
        history.filter((step) => step !== ofDeposit[1]),
        journals,
      ),
    ).toEqual([{ rule: "L9", detail: `${back.id} EUR dep:dep_1 has no version` }]);
  });
});

describe("L9, L19: an account beside its history and its entries", () => {
  const journals = [captureDirect(deposit, 300), refund(deposit, 100)];
  const steps = historyOf(journals).filter(({ account }) => account === "dep:dep_1");
  const own = journals.map(({ id, currency, entries }) => {
    return { id, currency, entries: entries.filter(({ account }) => account === "dep:dep_1") };
  });
  const standing = { account: "dep:dep_1", currency: "EUR", version: 2, balanceMinor: -200 };
  const off = { account: "dep:dep_1", currency: "EUR", keptMinor: -200, bookedMinor: -200 };

  test("is one story", () => {
    expect(accountsOff(own, steps, [standing])).toEqual([]);
    expect(accountsOff([], [], [])).toEqual([]);
  });

  test.each([
    [
      "it stands elsewhere",
      own,
      steps,
      [{ ...standing, balanceMinor: 5 }],
      { keptMinor: 5 },
      /^L9 EUR dep:dep_1 has 5/,
    ],
    ["it counts otherwise", own, steps, [{ ...standing, version: 3 }], {}, /^L9 .* after 3 entries/],
    ["it stands nowhere", own, steps, [], { keptMinor: 0 }, /^L9 .* has 0 after 0 entries/],
    ["a version is missing", own, steps.slice(1), [standing], {}, /^L19 .* from version 0 to 2/],
    ["an entry has no version", own, steps.slice(0, 1), [standing], {}, /^L9 .* has no version/],
    ["an entry is gone", own.slice(0, 1), steps, [standing], { bookedMinor: -300 }, /^L9 .* from no entry/],
    ["nothing was posted", [], [], [standing], { bookedMinor: 0 }, /^L9 .* has -200 after 2/],
  ] as const)("%s: that is said, once", (_, posted, kept, stand, amounts, why) => {
    expect(accountsOff(posted, kept, stand)).toEqual([
      { ...off, ...amounts, why: expect.stringMatching(why) as string },
    ]);
  });

  test("each account and currency for itself", () => {
    const other = { ...standing, currency: "USD" };
    expect(accountsOff(own, steps, [standing, other]).map(({ currency }) => currency)).toEqual(["USD"]);
  });
});

describe("L12, L13: what is pending resolves once", () => {
  test.each<[string, readonly Journal[]]>([
    ["captured in part", [hold(deposit, 500), captureOfHold(deposit, 500, 300)]],
    ["captured to the last cent", [hold(deposit, 500), captureOfHold(deposit, 500, 500)]],
    ["released", [hold(deposit, 500), releaseHold(deposit, 500)]],
    ["lapsed", [hold(deposit, 500), lapseHold(deposit, 500)]],
    ["held anew after it lapsed", [hold(deposit, 500), lapseHold(deposit, 500), hold(again, 5), releaseHold(again, 5)]],
    ["taken without a hold", [captureDirect(deposit, 300), refund(deposit, 300)]],
    ["settled", [captureDirect(deposit, 300), payoutPlanned(payout), payoutSettled(payout)]],
    ["failed", [captureDirect(deposit, 300), payoutPlanned(payout), payoutFailed(payout)]],
    ["still pending", [hold(deposit, 500), captureDirect(again, 300), payoutPlanned(payout)]],
  ])("nothing is wrong where it is %s", (_, journals) => {
    expect(pendingsResolveOnce(journals)).toEqual([]);
  });

  test("a second end is named with the hold it wants to end", () => {
    const second = releaseHold(again, 500);
    expect(pendingsResolveOnce([hold(deposit, 500), releaseHold(deposit, 500), second])).toEqual([
      { rule: "L12", detail: `${second.id} resolves memo:hold:dep_1 a second time` },
    ]);
  });

  test("what the provider let go is not captured, and that is not the same as a second end", () => {
    const late = captureOfHold(deposit, 500, 300);
    expect(pendingsResolveOnce([hold(deposit, 500), lapseHold(deposit, 500), late])).toEqual([
      { rule: "L13", detail: `${late.id} resolves memo:hold:dep_1, which lapsed` },
      { rule: "L12", detail: `${late.id} resolves memo:hold:dep_1 a second time` },
    ]);
  });

  test("a capture beyond the hold is named with both amounts", () => {
    const whole = captureOfHold(deposit, 500, 500);
    const more = { ...whole, entries: [...releaseHold(deposit, 500).entries, ...captureDirect(deposit, 501).entries] };
    expect(pendingsResolveOnce([hold(deposit, 500), more])).toEqual([
      { rule: "L12", detail: `${more.id} takes 501 of a hold of 500` },
    ]);
  });

  test("a payout ends once, and as it was planned", () => {
    const [planned, settled, failed] = [payoutPlanned(payout), payoutSettled(payout), payoutFailed(payout)];
    expect(pendingsResolveOnce([planned, settled, failed])).toEqual([
      { rule: "L12", detail: `${failed.id} resolves po_1, which is not pending` },
    ]);
    expect(pendingsResolveOnce([settled])).toEqual([
      { rule: "L12", detail: `${settled.id} resolves po_1, which is not pending` },
    ]);
    const less = payoutSettled({ ...payout, amountMinor: 299 });
    expect(pendingsResolveOnce([planned, less])).toEqual([
      { rule: "L12", detail: `${less.id} moves 299 of po_1, planned were 300` },
    ]);
  });
});

describe("L22: what is on its way to a merchant was credited to them before", () => {
  const reserve = { groupBuyId: "gb_1", refId: "gb_1", merchantId: "mp_1", currency: "EUR", amountMinor: 300 };
  const toMerchant = { ...payout, from: merPayable("mp_1") };

  test("to the last cent, and anew after one failed", () => {
    const [planned, failed] = [payoutPlanned(toMerchant), payoutFailed(toMerchant)];
    const next = payoutPlanned({ ...toMerchant, payoutId: "po_2" });
    expect(payoutsWithinCredit([reserveReleased(reserve), planned, failed, next])).toEqual([]);
  });

  test("a cent more is named with what there ever was", () => {
    const more = payoutPlanned({ ...toMerchant, amountMinor: 301 });
    expect(payoutsWithinCredit([reserveReleased(reserve), more])).toEqual([
      { rule: "L22", detail: `${more.id} makes it 301 of 300 EUR ever payable from mer:mp_1:payable` },
    ]);
  });

  test("what was taken for a debt is no longer there to be paid", () => {
    const debt = debtRecovered({ ...reserve, amountMinor: 100 }, 1);
    const planned = payoutPlanned(toMerchant);
    expect(payoutsWithinCredit([reserveReleased(reserve), debt, planned])).toEqual([
      { rule: "L22", detail: `${planned.id} makes it 300 of 200 EUR ever payable from mer:mp_1:payable` },
    ]);
  });

  test("one currency does not pay for another, nor one merchant for another", () => {
    const dollars = payoutPlanned({ ...toMerchant, currency: "USD" });
    const others = payoutPlanned({ ...toMerchant, from: merPayable("mp_2") });
    expect(payoutsWithinCredit([reserveReleased(reserve), dollars])).toHaveLength(1);
    expect(payoutsWithinCredit([reserveReleased(reserve), others])).toHaveLength(1);
  });

  test("what goes back to a buyer is no payout to a merchant", () => {
    expect(payoutsWithinCredit([captureDirect(deposit, 300), payoutPlanned(payout)])).toEqual([]);
  });
});

describe("H11, M13: between the accounts of one merchant", () => {
  const reserve = { groupBuyId: "gb_1", refId: "gb_1", merchantId: "mp_1", currency: "EUR", amountMinor: 300 };

  test("a reserve becomes payable, and a debt is taken from what is", () => {
    expect(reserveReleased(reserve)).toMatchObject({
      kind: "reserve_released",
      entries: [
        { account: "mer:mp_1:reserve", amountMinor: 300 },
        { account: "mer:mp_1:payable", amountMinor: -300 },
      ],
    });
    expect(debtRecovered(reserve, 1)).toMatchObject({
      kind: "debt_recovered",
      refId: "mp_1",
      entries: [
        { account: "mer:mp_1:payable", amountMinor: 300 },
        { account: "mer:mp_1:debt", amountMinor: -300 },
      ],
    });
  });
});

describe("L3, L21: a head that was noted once", () => {
  const journal = { ...captureDirect(deposit, 300), atMs: 1 };
  const first = { link: linkJournal("gb_1", EMPTY_CHAIN, journal) };
  const second = { link: linkJournal("gb_1", first.link, { ...journal, id: "tr_2" }) };

  test("of an empty book it stands in every book, but only as the empty book's", () => {
    expect(hasHead([], EMPTY_CHAIN)).toBe(true);
    expect(hasHead([first], EMPTY_CHAIN)).toBe(true);
    expect(hasHead([first], { position: 0, hash: first.link.hash })).toBe(false);
    expect(hasHead([], { position: 1, hash: GENESIS })).toBe(false);
  });

  test("stands at its own place with its own hash, and nowhere else", () => {
    expect(hasHead([first, second], first.link)).toBe(true);
    expect(hasHead([first, second], second.link)).toBe(true);
    expect(hasHead([first], second.link)).toBe(false);
    expect(hasHead([first, second], { position: 1, hash: second.link.hash })).toBe(false);
  });
});
