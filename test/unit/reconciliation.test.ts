import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkLedger } from "../../worker/core/ledger/invariants.ts";
import type { Journal } from "../../worker/core/ledger/journal.ts";
import { captureDirect } from "../../worker/core/ledger/posting.ts";
import { assert } from "../../worker/core/result.ts";
import { differencesIn, type Difference } from "../../worker/core/reconciliation/differences.ts";
import { proposeEntry } from "../../worker/core/reconciliation/entry.ts";
import { EQUATION_PARTS } from "../../worker/core/reconciliation/equation.ts";
import { matchStatement } from "../../worker/core/reconciliation/match.ts";
import { recomputeReport } from "../../worker/core/reconciliation/report.ts";
import {
  factsOf,
  GROUP_BUY,
  JOURNALS,
  line,
  LINES,
  movementsOf,
  NOW,
  PROVIDER,
  reportOf,
} from "../support/reconciliation-world.ts";

const without = <T>(all: readonly T[], index: number): T[] => all.filter((_, n) => n !== index);
const told = (found: readonly Difference[]) =>
  found.map(({ kind, refId, deltaMinor, detail }) => [kind, refId, deltaMinor, detail]);
const again = captureDirect(
  { groupBuyId: GROUP_BUY, depositId: "dep_a", providerId: PROVIDER, currency: "EUR", attempt: 2 },
  300,
);
const reasonsOf = (report: ReturnType<typeof reportOf>) => report.verdict[0]?.reasons.map(({ code }) => code);
const DAY = 86_400_000;

describe("L17: the statement beside the journals", () => {
  test("a clean world has no difference, balances, and is closed", () => {
    expect(differencesIn(factsOf())).toEqual([]);
    const [eur] = reportOf().verdict;
    expect(eur).toMatchObject({ state: "closed", reasons: [] });
    expect(eur?.equation).toEqual({
      currency: "EUR",
      bankMinor: 325,
      clearingMinor: 325,
      parts: {
        deposits: 300,
        payable: 0,
        reserve: 25,
        transit: 0,
        platform: 0,
        disputes: 0,
        debts: 0,
        suspense: 0,
        open: 0,
      },
      offMinor: 0,
      trialMinor: 0,
    });
  });

  test("in whatever order both are read, each line finds its own journal", () => {
    const movements = movementsOf(JOURNALS);
    fc.assert(
      fc.property(
        fc.shuffledSubarray([...LINES], { minLength: LINES.length }),
        fc.shuffledSubarray(movements, { minLength: movements.length }),
        (lines, booked) => {
          const { pairs, ...rest } = matchStatement(GROUP_BUY, lines, booked);
          expect(rest).toEqual({ differing: [], linesAlone: [], movementsAlone: [], undone: [] });
          for (const { line: one, movement } of pairs) expect(movement.refId).toBe(one.refId.replace(/\.\d$/, ""));
        },
      ),
    );
  });

  const planted: readonly [string, Parameters<typeof factsOf>[0], unknown][] = [
    ["a journal is missing", { journals: without(JOURNALS, 1) }, ["journal_missing", "dep_b", 500, "capture"]],
    [
      "a journal of a refund is missing",
      { journals: without(JOURNALS, 3) },
      ["journal_missing", "dep_a.2", -100, "refund"],
    ],
    ["a line is missing, or late", { lines: without(LINES, 2) }, ["line_missing", "dep_c", -200, "capture"]],
    [
      "a payout was booked that never left",
      { lines: without(LINES, 5) },
      ["line_missing", "po_1", 475, "payout_settled"],
    ],
    [
      "another amount",
      { lines: [...without(LINES, 1), line(9, "capture", "dep_b", 499)] },
      ["amount_differs", "dep_b", -1, "capture"],
    ],
    [
      "a doubled line",
      { lines: [...LINES, line(7, "payout", "po_1", -475)] },
      ["line_doubled", "po_1", -475, "payout"],
    ],
    ["an extra journal", { journals: [...JOURNALS, again] }, ["journal_doubled", "dep_a", -300, "capture"]],
    [
      "a line of a kind that nobody knows",
      { lines: [...LINES, line(7, "adjustment", "adj_1", -3)] },
      ["journal_missing", "adj_1", -3, "adjustment"],
    ],
    ["a statement that left a line out", { bank: { EUR: 300 } }, ["clearing_differs", "", -25, "statement"]],
    ["the copy is behind", { mirror: { seq: 39, journals: 8, head: "aa" } }, ["mirror_behind", "", 0, "39/40"]],
    ["a forged head", { mirror: { seq: 40, journals: 8, head: "bb" } }, ["head_differs", "", 0, "bb / aa"]],
    [
      "a journal of the copy too many",
      { mirror: { seq: 40, journals: 9, head: "aa" } },
      ["head_differs", "", 0, "aa / aa"],
    ],
    [
      "an account of the copy was changed by hand",
      {
        accountsOff: [{ account: "dep:dep_a", currency: "EUR", keptMinor: -9, bookedMinor: -2, why: "L9 so" }],
      },
      ["balance_differs", "dep:dep_a", -7, "L9 so"],
    ],
    ["the object counts otherwise", { embedded: { EUR: 900 } }, ["balance_differs", "", 100, "object"]],
  ];

  test.each(planted)("%s: found, and named once", (_, changes, expected) => {
    expect(told(differencesIn(factsOf(changes)))).toEqual([expected]);
  });

  test.each(planted)("%s: the day is refused, and the report recomputes", (_, changes) => {
    const journals = changes?.journals ?? JOURNALS;
    const report = reportOf({ facts: factsOf(changes), journals });
    expect(report.verdict[0]?.state).toBe("refused");
    expect(recomputeReport(report)).toEqual({ ok: true, value: report.verdict });
  });

  test("a source that did not answer is not taken for good, however lately it was asked", () => {
    const unread = { kind: "unread", sourceId: GROUP_BUY, currency: "EUR", why: "timeout" } as const;
    const found = differencesIn(unread).map((one) => ({
      ...one,
      firstSeenMs: NOW,
      isSeen: true,
      stage: "open" as const,
    }));
    expect(reasonsOf(reportOf({ gone: found }))).toEqual(["sources-unread"]);
  });

  test("found again, it is the same difference; another one is another", () => {
    const [once] = differencesIn(factsOf({ lines: without(LINES, 2) }));
    const [twice] = differencesIn(factsOf({ lines: without(LINES, 2).toReversed() }));
    const [other] = differencesIn(factsOf({ lines: without(LINES, 1) }));
    expect(once?.id).toBe(twice?.id);
    expect(once?.id).not.toBe(other?.id);
  });
});

describe("suspense: proposed, booked by somebody, and empty again", () => {
  const missing = { facts: factsOf({ journals: without(JOURNALS, 1) }), journals: without(JOURNALS, 1) };
  const found = only(differencesIn(missing.facts));

  test("to suspense, so that the books say what the statement says; the day stays open", () => {
    const proposed = proposeEntry(PROVIDER, found, "open", true);
    assert(proposed, "an entry");
    expect(proposed.act).toBe("suspend");
    expect(proposed.journal.entries).toEqual([
      { account: "prov:sandbox:clearing", amountMinor: 500 },
      { account: "prov:sandbox:suspense", amountMinor: -500 },
    ]);
    // The award of a deposit that was never captured is what makes this ledger unsound, not the entry.
    const journals = [...missing.journals, proposed.journal];
    expect(checkLedger([proposed.journal])).toEqual([]);
    const before = reportOf(missing).verdict[0]?.equation;
    const after = reportOf({ facts: withOwn(missing.facts, proposed.journal), journals, stage: "suspended" });
    expect(before).toMatchObject({ offMinor: 0, parts: { open: 500, suspense: 0 } });
    expect(after.verdict[0]?.equation).toMatchObject({ offMinor: 0, parts: { open: 0, suspense: 500 } });
    expect(reasonsOf(after)).toEqual(["suspense-not-zero"]);
  });

  test("taken back where the journal came after all", () => {
    const into = proposeEntry(PROVIDER, found, "open", true)?.journal;
    const back = proposeEntry(PROVIDER, found, "suspended", false);
    assert(into && back, "both entries");
    expect(back.act).toBe("reverse");
    const gone = (stage: "suspended" | "cleared") => [{ ...found, firstSeenMs: 0, isSeen: false, stage }];
    const caughtUp = reportOf({ facts: factsOf(), journals: [...JOURNALS, into], gone: gone("suspended") });
    expect(caughtUp.verdict[0]?.equation.offMinor).toBe(0); // In the books twice, and listed so.
    expect(reasonsOf(caughtUp)).toEqual(["suspense-not-zero"]);
    const over = reportOf({ journals: [...JOURNALS, into, back.journal], gone: gone("cleared") });
    expect(over.verdict[0]?.state).toBe("closed");
    expect(proposeEntry(PROVIDER, found, "cleared", false)).toBeNull();
  });

  test.each([
    [500, "plat:rounding"],
    [-500, "plat:provider_cost"],
  ])("written off where nobody will explain %i", (deltaMinor, account) => {
    const proposed = proposeEntry(PROVIDER, { ...found, deltaMinor }, "suspended", true);
    expect(proposed?.act).toBe("write_off");
    expect(proposed?.journal.entries).toEqual([
      { account: "prov:sandbox:suspense", amountMinor: deltaMinor },
      { account, amountMinor: -deltaMinor },
    ]);
    assert(proposed, "an entry");
    expect(checkLedger([proposed.journal])).toEqual([]);
  });

  test("every step has one journal: the same for everybody who says yes to it", () => {
    const ids = [true, false].map((isSeen) => proposeEntry(PROVIDER, found, "suspended", isSeen)?.journal.id);
    expect(new Set(ids).size).toBe(1); // Reversed or written off: once.
    expect(proposeEntry(PROVIDER, found, "open", true)?.journal.id).not.toBe(ids[0]);
  });

  test("books that differ have no entry: somebody has to find out what happened", () => {
    const forged = only(differencesIn(factsOf({ mirror: { seq: 40, journals: 8, head: "bb" } })));
    expect(proposeEntry(PROVIDER, forged, "open", true)).toBeNull();
    expect(proposeEntry(PROVIDER, found, "open", false)).toBeNull(); // It has come right by itself.
  });
});

describe("when a day is closed", () => {
  test("what was only just seen is listed and refuses nothing yet; the equation counts it", () => {
    const late = { facts: factsOf({ lines: without(LINES, 2) }) };
    expect(reportOf({ ...late, ageMs: 0 }).verdict[0]).toMatchObject({
      state: "closed",
      equation: { bankMinor: 125, clearingMinor: 325, offMinor: 0, parts: { open: -200 } },
    });
    expect(reasonsOf(reportOf({ ...late, ageMs: 15 * 60_000 }))).toEqual(["differences-open"]);
  });

  test("an unknown may be a day old, and not a moment older", () => {
    const unknown = (ageMs: number) => [{ refId: "dep_a", step: "capture", sinceMs: NOW - ageMs }];
    expect(reportOf({ unknowns: unknown(DAY) }).verdict[0]?.state).toBe("closed");
    expect(reportOf({ unknowns: unknown(DAY + 1) }).verdict[0]).toMatchObject({
      state: "refused",
      reasons: [{ code: "unknown-too-old", count: 1, amountMinor: null }],
    });
  });

  test("books that do not come to zero are never closed", () => {
    const [first] = JOURNALS as readonly [Journal];
    const half = { ...first, entries: first.entries.slice(0, 1) };
    const report = reportOf({ journals: [half, ...JOURNALS.slice(1)], facts: factsOf() });
    expect(reasonsOf(report)).toEqual(["trial-balance-off", "equation-off"]);
  });

  test("the parts are what the provider holds, whatever moved", () => {
    fc.assert(
      fc.property(fc.subarray([...JOURNALS]), (journals) => {
        const { equation } = reportOf({ journals, facts: factsOf({ journals }) }).verdict[0] ?? {};
        assert(equation, "there is money");
        const sumMinor = EQUATION_PARTS.reduce((sum, part) => sum + equation.parts[part], 0);
        expect(equation.bankMinor - sumMinor).toBe(equation.offMinor);
        expect(equation.offMinor).toBe(0); // What is missing in the books is listed as open.
      }),
    );
  });
});

describe("the report recomputes from its own facts", () => {
  const faulty = reportOf({ facts: factsOf({ lines: without(LINES, 2) }) });
  const [source] = faulty.sources;

  test.each<[string, () => ReturnType<typeof reportOf>, string]>([
    ["another file", () => ({ ...faulty, format: "onebell.group-buy" }), "not-a-report"],
    ["closed, over a refusal", () => ({ ...faulty, verdict: reportOf().verdict }), "verdict-differs"],
    ["a difference left out", () => ({ ...faulty, facts: { ...faulty.facts, differences: [] } }), "difference-hidden"],
    ["a difference made up", () => ({ ...faulty, sources: [factsOf()] }), "difference-invented"],
    [
      "a difference made smaller",
      () => ({
        ...faulty,
        facts: { ...faulty.facts, differences: faulty.facts.differences.map((one) => ({ ...one, deltaMinor: 0 })) },
      }),
      "difference-hidden",
    ],
    ["the bank's balance", () => ({ ...faulty, facts: { ...faulty.facts, bank: { EUR: 325 } } }), "bank-differs"],
    ["a source left out", () => ({ ...faulty, sources: [] }), "difference-invented"],
  ])("%s is found out", (_, changed, code) => {
    expect(source?.sourceId).toBe(GROUP_BUY);
    expect(recomputeReport(faulty)).toEqual({ ok: true, value: faulty.verdict });
    expect(recomputeReport(changed())).toMatchObject({ ok: false, error: { code } });
  });
});

function only<T>(all: readonly T[]): T {
  const [first] = all;
  assert(first !== undefined && all.length === 1, "exactly one");
  return first;
}

/** The copy with an entry of reconciliation in it. */
function withOwn(facts: ReturnType<typeof factsOf>, journal: Journal): ReturnType<typeof factsOf> {
  return { ...facts, movements: [...facts.movements, ...movementsOf([journal])] };
}
