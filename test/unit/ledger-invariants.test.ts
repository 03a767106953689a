import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { dep, merPayable, provSuspense } from "../../worker/core/ledger/accounts.ts";
import { post, project, trialBalance, type Balances } from "../../worker/core/ledger/balances.ts";
import { checkLedger } from "../../worker/core/ledger/invariants.ts";
import type { Journal } from "../../worker/core/ledger/journal.ts";
import {
  award,
  captureOfHold,
  hold,
  payoutPlanned,
  refund,
  releaseHold,
  type DepositPosting,
} from "../../worker/core/ledger/posting.ts";
import type { Violation } from "../../worker/core/ledger/violation.ts";
import { ledger, merchantId } from "../support/ledger-stories.ts";

function rulesOf(violations: readonly Violation[]): string[] {
  return [...new Set(violations.map((violation) => violation.rule))];
}

function replaceAt(journals: readonly Journal[], index: number, change: (journal: Journal) => Journal): Journal[] {
  return journals.map((journal, n) => (n === index ? change(journal) : journal));
}

describe("a ledger that our own rules wrote", () => {
  test("keeps L1, L2, L5, L6, L10, L11, L14, L15 whatever happened", () => {
    fc.assert(
      fc.property(ledger, (journals) => {
        expect(checkLedger(journals)).toEqual([]);
      }),
    );
  });

  test("L9, L18 live balances equal the projection of the journals", () => {
    fc.assert(
      fc.property(ledger, (journals) => {
        const live: Balances = new Map();
        for (const journal of journals) expect(post(live, journal).ok).toBe(true);
        expect(live).toEqual(project(journals));
        expect([...trialBalance(live).values()].every((sum) => sum === 0)).toBe(true);
      }),
    );
  });
});

/** Each mutant breaks the ledger in one way that a bug could; the named rule must notice it wherever it strikes. */
const MUTANTS: readonly {
  rule: Violation["rule"];
  name: string;
  mutate: (journals: Journal[], n: number) => Journal[];
}[] = [
  {
    rule: "L1",
    name: "an entry is off by one minor unit",
    mutate: (journals, n) =>
      replaceAt(journals, n, (journal) => ({
        ...journal,
        entries: journal.entries.map((entry, i) =>
          i === 0 ? { ...entry, amountMinor: entry.amountMinor + 1 } : entry,
        ),
      })),
  },
  {
    rule: "L1",
    name: "an entry is lost",
    mutate: (journals, n) => replaceAt(journals, n, (journal) => ({ ...journal, entries: journal.entries.slice(1) })),
  },
  {
    rule: "L2",
    name: "an entry is doubled",
    mutate: (journals, n) =>
      replaceAt(journals, n, (journal) => ({
        ...journal,
        entries: [...journal.entries, ...journal.entries.slice(0, 1)],
      })),
  },
  {
    rule: "L5",
    name: "a journal is posted twice",
    mutate: (journals, n) => [...journals.slice(0, n + 1), ...journals.slice(n)],
  },
  {
    rule: "L6",
    name: "an id is used again for another amount",
    mutate: (journals, n) => [
      ...journals,
      ...journals.slice(n, n + 1).map((journal) => ({
        ...journal,
        entries: journal.entries.map((entry) => ({ ...entry, amountMinor: entry.amountMinor * 2 })),
      })),
    ],
  },
];

describe("mutants of any ledger", () => {
  test.each(MUTANTS)("$rule notices that $name", ({ rule, mutate }) => {
    fc.assert(
      fc.property(ledger, fc.nat(), (journals, seed) => {
        expect(rulesOf(checkLedger(mutate(journals, seed % journals.length)))).toContain(rule);
      }),
    );
  });
});

describe("mutants of one story", () => {
  const deposit: DepositPosting = {
    groupBuyId: "gb_1",
    depositId: "dep_1",
    providerId: "sandbox",
    currency: "EUR",
    attempt: 1,
  };
  const captured = [hold(deposit, 500), captureOfHold(deposit, 500, 300)];
  const otherTry = { ...deposit, attempt: 2 };

  test("L2 notices live balances that lost an update", () => {
    const balances = project(captured);
    balances.set("EUR dep:dep_1", 0);
    expect(rulesOf(checkLedger(captured, balances))).toEqual(["L2"]);
  });

  test("L10 notices a refund beyond what was captured", () => {
    expect(rulesOf(checkLedger([...captured, refund(deposit, 301)]))).toEqual(["L10"]);
  });

  test("L10 notices the same money refunded twice under two ids", () => {
    expect(rulesOf(checkLedger([...captured, refund(deposit, 300), refund(otherTry, 300)]))).toContain("L10");
  });

  test("L10, L12 notice a hold that is resolved twice", () => {
    expect(rulesOf(checkLedger([...captured, releaseHold(deposit, 500)]))).toContain("L10");
  });

  test("L11 notices a deposit that changes its currency", () => {
    const journals = [...captured, captureOfHold({ ...otherTry, currency: "JPY" }, 5, 5)];
    expect(rulesOf(checkLedger(journals))).toContain("L11");
  });

  test("L14 notices a partial capture that does not void the rest", () => {
    const capture = captureOfHold(deposit, 300, 300);
    expect(rulesOf(checkLedger([hold(deposit, 500), capture]))).toEqual(["L14"]);
  });

  test("L14 notices a memo that is closed against money", () => {
    const wrong: Journal = {
      ...releaseHold(deposit, 500),
      entries: [
        { account: "memo:hold:dep_1", amountMinor: 500 },
        { account: dep("dep_1"), amountMinor: -500 },
      ],
    };
    expect(rulesOf(checkLedger([hold(deposit, 500), wrong]))).toContain("L14");
  });

  test("L15 notices deposit money that leaves to an account that its kind has no business with", () => {
    const { journal } = award({
      groupBuyId: "gb_1",
      memberId: "mb_1",
      merchantId,
      currency: "EUR",
      attempt: 1,
      parts: [{ depositId: "dep_1", amountMinor: 300 }],
      feeBasisPoints: 0,
      reserveBasisPoints: 0,
    });
    const wrong = {
      ...journal,
      entries: [
        { account: dep("dep_1"), amountMinor: 300 },
        { account: provSuspense("sandbox"), amountMinor: -300 },
      ],
    };
    expect(rulesOf(checkLedger([...captured, wrong]))).toEqual(["L15"]);
  });

  test("L15 notices a payout straight from a deposit that was never awarded to the merchant", () => {
    const payout = {
      groupBuyId: "gb_1",
      payoutId: "po_1",
      providerId: "sandbox",
      currency: "EUR",
      from: merPayable(merchantId),
      amountMinor: 300,
    };
    const wrong = {
      ...payoutPlanned(payout),
      entries: [
        { account: dep("dep_1"), amountMinor: 300 },
        { account: "prov:other:clearing", amountMinor: -300 },
      ],
    };
    expect(rulesOf(checkLedger([...captured, wrong]))).toContain("L15");
  });
});
