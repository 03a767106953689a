/** Whether a day is closed, and if not, everything that keeps it open; what sets a difference right; what a report shows. */
import { describe, expect, test } from "vitest";
import type { AccountKind } from "../../worker/core/ledger/accounts.ts";
import { proposeEntry, type Stage } from "../../worker/core/reconciliation/entry.ts";
import { EQUATION_PARTS, moneyEquation, type EquationPart } from "../../worker/core/reconciliation/equation.ts";
import { DIFFERENCE_KINDS, type DifferenceKind } from "../../worker/core/reconciliation/differences.ts";
import { bankOf, recomputeReport, type CloseReport } from "../../worker/core/reconciliation/report.ts";
import {
  isListed,
  judgeClose,
  type CloseFacts,
  type KnownDifference,
} from "../../worker/core/reconciliation/verdict.ts";
import { factsOf, GROUP_BUY, LINES, NOW, PROVIDER, reportOf } from "../support/reconciliation-world.ts";

const QUARTER = 15 * 60_000;

/** An hour old, seen by the last look, nothing booked. */
function difference(kind: DifferenceKind, changes: Partial<KnownDifference> = {}): KnownDifference {
  return {
    id: `dif_${kind}`,
    kind,
    sourceId: GROUP_BUY,
    refId: "dep_a",
    currency: "EUR",
    bankMinor: 7,
    booksMinor: 2,
    deltaMinor: 5,
    lineSeq: null,
    journalId: null,
    detail: "",
    firstSeenMs: NOW - 4 * QUARTER,
    isSeen: true,
    stage: "open",
    ...changes,
  };
}

function judged(changes: Partial<CloseFacts>) {
  const nothing = { providerId: PROVIDER, atMs: NOW, accounts: [], bank: {}, differences: [], late: [], unknowns: [] };
  return judgeClose({ ...nothing, ...changes });
}

const accounts = (kind: AccountKind, signedMinor: number, currency = "EUR") => ({
  kind,
  currency,
  accounts: 1,
  signedMinor,
});
const reasons = (changes: Partial<CloseFacts>) =>
  judged(changes).map(({ equation, state, reasons: why }) => [
    equation.currency,
    state,
    ...why.map(({ code, amountMinor, count }) => [code, amountMinor ?? count]),
  ]);

describe("the money equation", () => {
  test.each<[AccountKind, EquationPart | null]>([
    ["deposit", "deposits"],
    ["merchant-payable", "payable"],
    ["merchant-reserve", "reserve"],
    ["prov-transit", "transit"],
    ["platform-fee", "platform"],
    ["platform-forfeit", "platform"],
    ["platform-rounding", "platform"],
    ["platform-funds", "platform"],
    ["platform-provider-cost", "platform"],
    ["platform-dispute-loss", "platform"],
    ["dispute", "disputes"],
    ["merchant-debt", "debts"],
    ["prov-suspense", "suspense"],
    ["prov-clearing", null],
    ["memo-auth", null],
    ["memo-hold", null],
  ])("what stands on %s is part of %s", (kind, part) => {
    const { parts, clearingMinor, trialMinor, offMinor } = moneyEquation("EUR", [accounts(kind, -40)], 100, 0);
    const expected = Object.fromEntries(EQUATION_PARTS.map((one) => [one, one === part ? 40 : 0]));
    expect(parts).toEqual(expected);
    expect({ clearingMinor, trialMinor, offMinor }).toEqual({
      clearingMinor: kind === "prov-clearing" ? -40 : 0,
      trialMinor: -40,
      offMinor: part === null ? 100 : 60,
    });
  });

  test("counts one currency, everything of it, and what is open as well", () => {
    const sums = [
      accounts("prov-clearing", 90),
      accounts("deposit", -70),
      accounts("deposit", -5, "USD"),
      accounts("dispute", 10),
      accounts("platform-fee", -30),
    ];
    expect(moneyEquation("EUR", sums, 95, 5)).toEqual({
      currency: "EUR",
      bankMinor: 95,
      clearingMinor: 90,
      parts: {
        deposits: 70,
        payable: 0,
        reserve: 0,
        transit: 0,
        platform: 30,
        disputes: -10,
        debts: 0,
        suspense: 0,
        open: 5,
      },
      offMinor: 0,
      trialMinor: 0,
    });
  });
});

describe("a currency is judged by itself", () => {
  test("each that money stands in, at the bank or in a difference, in their order", () => {
    const facts = {
      accounts: [accounts("deposit", 0, "USD")],
      bank: { JPY: 0, EUR: 0 },
      differences: [difference("mirror_behind", { currency: "CHF" })],
    };
    expect(reasons(facts)).toEqual([
      ["CHF", "refused", ["books-differ", 1]],
      ["EUR", "closed"],
      ["JPY", "closed"],
      ["USD", "closed"],
    ]);
  });

  test("a difference that is over, or of no currency, makes no currency of its own", () => {
    expect(judged({ differences: [difference("unread", { currency: "" })] })).toEqual([]);
    expect(judged({ differences: [difference("unread", { isSeen: false })] })).toEqual([]);
    expect(judged({ differences: [difference("line_missing", { stage: "cleared" })] })).toEqual([]);
  });

  test("a book that names no currency is doubted in all of them, another's in its own", () => {
    const differences = [difference("head_differs", { currency: "" }), difference("head_differs", { currency: "USD" })];
    expect(reasons({ bank: { EUR: 0, USD: 0 }, differences })).toEqual([
      ["EUR", "refused", ["books-differ", 1]],
      ["USD", "refused", ["books-differ", 2]],
    ]);
  });

  test("an unknown outcome keeps all of them open", () => {
    const unknowns = [{ refId: "dep_a", step: "capture", sinceMs: NOW - 96 * QUARTER - 1 }];
    expect(reasons({ bank: { EUR: 0, USD: 0 }, unknowns })).toEqual([
      ["EUR", "refused", ["unknown-too-old", 1]],
      ["USD", "refused", ["unknown-too-old", 1]],
    ]);
  });
});

describe("what keeps a day open", () => {
  const oneOfEach = DIFFERENCE_KINDS.map((kind) => difference(kind, { deltaMinor: 0 }));

  test("every kind of difference, counted under its reason, with amounts or counts and never both", () => {
    const [verdict] = judged({ differences: oneOfEach });
    expect(verdict).toMatchObject({
      state: "refused",
      reasons: [
        { code: "differences-open", amountMinor: null, count: 6 },
        { code: "books-differ", amountMinor: null, count: 3 },
        { code: "sources-unread", amountMinor: null, count: 1 },
      ],
    });
  });

  test("a quarter of an hour long only what did not answer", () => {
    const at = (ageMs: number) => ({ differences: oneOfEach.map((one) => ({ ...one, firstSeenMs: NOW - ageMs })) });
    expect(reasons(at(QUARTER - 1))).toEqual([["EUR", "refused", ["sources-unread", 1]]]);
    expect(reasons(at(QUARTER))[0]).toHaveLength(5);
    expect([QUARTER - 1, QUARTER].map((ageMs) => isListed({ firstSeenMs: NOW - ageMs }, NOW))).toEqual([true, false]);
  });

  test("all sums that are not what they should be, in this order", () => {
    const facts = { accounts: [accounts("prov-suspense", -3), accounts("deposit", -4)], bank: { EUR: 9 } };
    expect(judged(facts)).toMatchObject([
      {
        state: "refused",
        reasons: [
          { code: "trial-balance-off", amountMinor: -7, count: null },
          { code: "equation-off", amountMinor: 2, count: null },
          { code: "suspense-not-zero", amountMinor: 3, count: null },
        ],
      },
    ]);
  });

  test.each(DIFFERENCE_KINDS)("%s: money that it names is open, books that differ name none", (kind) => {
    const isOfBooks = ["mirror_behind", "head_differs", "balance_differs"].includes(kind);
    const [verdict] = judged({ bank: { EUR: 5, USD: 0 }, differences: [difference(kind)] });
    expect(verdict?.equation).toMatchObject({ parts: { open: isOfBooks ? 0 : 5 }, offMinor: isOfBooks ? 5 : 0 });
  });

  test.each<[string, Partial<KnownDifference>, number]>([
    ["what was found and is still there", {}, 5],
    ["what waits on suspense is in the books", { stage: "suspended" }, 0],
    ["what came right by itself", { isSeen: false }, 0],
    ["suspended, and the books have caught up: they have it twice", { stage: "suspended", isSeen: false }, -5],
    ["taken back or written off", { stage: "cleared", isSeen: false }, 0],
    ["written off, and still in the statement", { stage: "cleared" }, 0],
  ])("open is %s", (_, changes, openMinor) => {
    const [verdict] = judged({ bank: { EUR: openMinor, USD: 0 }, differences: [difference("line_missing", changes)] });
    expect(verdict?.equation).toMatchObject({ currency: "EUR", parts: { open: openMinor }, offMinor: 0 });
    const [other] = judged({
      bank: { CHF: 0 },
      differences: [difference("line_missing", changes)],
    }).filter(({ equation }) => equation.currency === "CHF");
    expect(other?.equation.parts.open).toBe(0);
  });

  test("journals that came after their source had been read are taken off, in their currency", () => {
    const late = [
      { journalId: "tr_1", currency: "EUR", amountMinor: 4 },
      { journalId: "tr_2", currency: "EUR", amountMinor: -1 },
      { journalId: "tr_3", currency: "USD", amountMinor: 9 },
    ];
    const [verdict] = judged({ accounts: [accounts("prov-clearing", 3), accounts("deposit", -3)], late });
    expect(verdict).toMatchObject({ state: "closed", equation: { bankMinor: 0, parts: { deposits: 3, open: -3 } } });
  });
});

describe("what would set a difference right", () => {
  const found = { id: "dif_1", kind: "line_missing", sourceId: GROUP_BUY, currency: "EUR", deltaMinor: -30 } as const;
  const clearing = "prov:sandbox:clearing";
  const suspense = "prov:sandbox:suspense";

  test.each<[Stage, boolean, string, string, string, number, string]>([
    ["open", true, "suspend", "suspense_taken", clearing, -30, suspense],
    ["suspended", false, "reverse", "suspense_cleared", suspense, -30, clearing],
    ["suspended", true, "write_off", "suspense_cleared", suspense, -30, "plat:provider_cost"],
  ])("%s, seen by the last look: %s — %s", (stage, isSeen, act, kind, to, amountMinor, from) => {
    const proposed = proposeEntry(PROVIDER, found, stage, isSeen);
    expect(proposed).toEqual({
      act,
      journal: {
        id: expect.stringMatching(/^tr_[a-z2-7]{52}$/) as string,
        kind,
        refId: "dif_1",
        currency: "EUR",
        entries: [
          { account: to, amountMinor },
          { account: from, amountMinor: -amountMinor },
        ],
      },
    });
  });

  test.each<[string, Partial<typeof found> | { deltaMinor: number } | { kind: DifferenceKind }, Stage, boolean]>([
    ["what came right by itself", {}, "open", false],
    ["what is over", {}, "cleared", true],
    ["an amount of nothing", { deltaMinor: 0 }, "open", true],
    ["an amount of nothing, on suspense", { deltaMinor: 0 }, "suspended", true],
    ["a book that is behind", { kind: "mirror_behind" }, "open", true],
    ["a sum without a line", { kind: "clearing_differs" }, "open", true],
  ])("nothing is proposed for %s", (_, changes, stage, isSeen) => {
    expect(proposeEntry(PROVIDER, { ...found, ...changes }, stage, isSeen)).toBeNull();
  });
});

describe("a report shows what was changed in it", () => {
  const faulty = reportOf({ facts: factsOf({ lines: LINES.slice(1) }) });
  const changed = (changes: Partial<CloseFacts>): CloseReport => ({
    ...faulty,
    facts: { ...faulty.facts, ...changes },
  });
  const told = (changes: Partial<KnownDifference>) =>
    changed({ differences: faulty.facts.differences.map((one) => ({ ...one, ...changes })) });
  const [only] = faulty.facts.differences;
  const about = { id: only?.id, sourceId: GROUP_BUY };

  test.each<[string, Partial<KnownDifference>]>([
    ["its kind", { kind: "line_doubled" }],
    ["its source", { sourceId: "gb_other" }],
    ["what it is about", { refId: "dep_b" }],
    ["its currency", { currency: "USD" }],
    ["what the bank says", { bankMinor: 1 }],
    ["what the books say", { booksMinor: 1 }],
    ["how far they are apart", { deltaMinor: 1 }],
    ["that it is seen no more", { isSeen: false }],
  ])("of a difference %s", (_, changes) => {
    expect(recomputeReport(told(changes))).toEqual({ ok: false, error: { code: "difference-hidden", ...about } });
  });

  test("since when it is known is told beside it, and follows from nothing in the report", () => {
    const known = { firstSeenMs: faulty.facts.atMs - 5 * QUARTER };
    expect(recomputeReport(told(known))).toEqual({ ok: true, value: faulty.verdict });
  });

  test("one that was made up, under its own name", () => {
    const more = difference("line_missing", { id: "dif_made_up", sourceId: "gb_other" });
    expect(recomputeReport(changed({ differences: [...faulty.facts.differences, more] }))).toEqual({
      ok: false,
      error: { code: "difference-invented", id: "dif_made_up", sourceId: "gb_other" },
    });
  });

  test.each([
    ["another balance", { EUR: 1 }, "EUR"],
    ["no balance", {}, "EUR"],
    ["money in a currency that nobody has", { EUR: 25, USD: 1 }, "USD"],
  ])("%s at the bank", (_, bank, currency) => {
    expect(faulty.facts.bank).toEqual({ EUR: 25 });
    expect(recomputeReport(changed({ bank }))).toEqual({ ok: false, error: { code: "bank-differs", currency } });
  });

  test("another format, another version, another verdict", () => {
    const codes = [
      { ...faulty, format: "onebell.ledger" },
      { ...faulty, version: 2 },
      { ...faulty, verdict: [] },
    ].map((report) => {
      const result = recomputeReport(report);
      return result.ok ? null : result.error;
    });
    expect(codes).toEqual([{ code: "not-a-report" }, { code: "not-a-report" }, { code: "verdict-differs" }]);
  });

  test("the bank holds what the statements of its own group-buys come to", () => {
    const other = factsOf({ sourceId: "gb_2", bank: { EUR: 5, USD: 7 } });
    const elsewhere = factsOf({ sourceId: "gb_3", providerId: "other", bank: { EUR: 1_000 } });
    const head = { seq: 3, journals: 3, head: "aa" };
    const merchant = { kind: "merchant", sourceId: "mp_1", object: head, mirror: head } as const;
    const book = { ...merchant, embedded: { EUR: 5 }, booked: { EUR: 5 }, unknowns: [] };
    expect(bankOf(PROVIDER, [factsOf(), other, elsewhere, book])).toEqual({ EUR: 330, USD: 7 });
  });
});
