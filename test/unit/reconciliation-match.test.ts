/** L17: which line of the provider's statement is which journal of ours, and what is said of what is left over. */
import { describe, expect, test } from "vitest";
import { journalId } from "../../worker/core/ledger/journal.ts";
import {
  differencesIn,
  isOfMoney,
  DIFFERENCE_KINDS,
  type Difference,
} from "../../worker/core/reconciliation/differences.ts";
import type { LineFact, MovementFact } from "../../worker/core/reconciliation/facts.ts";
import { matchStatement } from "../../worker/core/reconciliation/match.ts";
import { factsOf, GROUP_BUY, line, LINES } from "../support/reconciliation-world.ts";

function movement(kind: string, refId: string, amountMinor: number, attempt = 1): MovementFact {
  return { journalId: journalId(GROUP_BUY, refId, kind, attempt), kind, refId, amountMinor, currency: "EUR" };
}

const usd = <T>(fact: T): T => ({ ...fact, currency: "USD" });
const match = (lines: readonly LineFact[], movements: readonly MovementFact[]) =>
  matchStatement(GROUP_BUY, lines, movements);

describe("a line and its journal", () => {
  test.each([
    ["capture", "dep_a", "capture", "dep_a"],
    ["refund", "dep_a.2", "refund", "dep_a"],
    ["refund_returned", "dep_a.2", "refund_failed", "dep_a"],
    ["payout", "po_1", "payout_settled", "po_1"],
    ["payout_returned", "po_1", "payout_reversed", "po_1"],
    ["payout_returned", "po_1", "payout_failed", "po_1"],
    ["dispute_taken", "dsp_1", "dispute_opened", "dsp_1"],
    ["dispute_returned", "dsp_1", "dispute_won", "dsp_1"],
    ["cost", "dep_a", "provider_cost", "dep_a"],
  ])("%s of %s is the %s of %s, and of nothing else", (lineKind, lineRef, kind, refId) => {
    const one = line(1, lineKind, lineRef, 300);
    const ours = movement(kind, refId, 300);
    expect(match([one], [ours])).toEqual({
      pairs: [{ line: one, movement: ours }],
      differing: [],
      linesAlone: [],
      movementsAlone: [],
      undone: [],
    });
    const others = [movement(kind, "dep_b", 300), movement("hold", refId, 300), usd(ours)];
    expect(match([one], others)).toEqual({
      pairs: [],
      differing: [],
      linesAlone: [{ ...one, isDoubled: false }],
      movementsAlone: others.map((other) => ({ ...other, isDoubled: false })),
      undone: [],
    });
  });

  test("L17: what went and came back before anybody looked answers to itself, and to no journal", () => {
    const gone = line(3, "refund", "dep_a.2", -100);
    const back = line(5, "refund_returned", "dep_a.2", 100);
    const payout = line(6, "payout", "po_1", -40);
    const nothingAlone = { linesAlone: [], movementsAlone: [], differing: [] };
    expect(match([back, gone], [])).toEqual({ ...nothingAlone, pairs: [], undone: [{ gone, back }] });
    expect(match([payout, line(7, "payout_returned", "po_1", 40)], []).linesAlone).toEqual([]);

    // Of two that went one came back: the first of them was booked, and the pair is the other.
    const booked = movement("refund", "dep_a", -100, 1);
    const first = line(1, "refund", "dep_a.1", -100);
    expect(match([first, gone, back], [booked])).toEqual({
      ...nothingAlone,
      pairs: [{ line: first, movement: booked }],
      undone: [{ gone, back }],
    });
  });

  test.each([
    ["less came back", line(5, "refund_returned", "dep_a.2", 99)],
    ["another attempt's came back", line(5, "refund_returned", "dep_a.3", 100)],
    ["it came back in other money", usd(line(5, "refund_returned", "dep_a.2", 100))],
    ["it came back before it went", line(1, "refund_returned", "dep_a.2", 100)],
    ["something else came", line(5, "dispute_returned", "dep_a.2", 100)],
  ])("L17: %s: both lines lack their journals", (_what, back) => {
    const gone = line(3, "refund", "dep_a.2", -100);
    expect(match([gone, back], [])).toMatchObject({ undone: [], linesAlone: [{ seq: 3 }, { seq: back.seq }] });
  });

  test("a refund names its attempt: of two of the same amount each line has its own", () => {
    const lines = [line(1, "refund", "dep_a.3", -100), line(2, "refund", "dep_a.2", -100)];
    const [second, third] = [movement("refund", "dep_a", -100, 2), movement("refund", "dep_a", -100, 3)];
    expect(match(lines, [second, third]).pairs).toEqual([
      { line: lines[0], movement: third },
      { line: lines[1], movement: second },
    ]);
  });

  test("also one that was booked with another amount: the attempt says more than the amount", () => {
    const one = line(1, "refund", "dep_a.2", -90);
    const [second, third] = [movement("refund", "dep_a", -100, 2), movement("refund", "dep_a", -90, 3)];
    expect(match([one], [third, second])).toEqual({
      pairs: [],
      differing: [{ line: one, movement: second }],
      linesAlone: [],
      movementsAlone: [{ ...third, isDoubled: false }],
      undone: [],
    });
  });

  test.each([
    ["an attempt of nine digits is one", "dep_a.123456789", 123_456_789, 1],
    ["ten digits are a part of the name", "dep_a.1234567890", 123_456_789, 0],
    ["and so is what is no number", "dep_a.2b", 2, 0],
    ["or stands in the middle", "dep_a.2.x", 2, 0],
    ["a name is needed before it", ".2", 2, 0],
  ])("%s", (_, refId, attempt, pairs) => {
    const ours = movement("refund", "dep_a", -100, attempt);
    expect(match([line(1, "refund", refId, -100)], [ours]).pairs).toHaveLength(pairs);
  });

  test("an id with a dot of its own is found under its whole name", () => {
    const one = line(1, "payout", "po.7", -5);
    const ours = movement("payout_settled", "po.7", -5);
    expect(match([one], [ours]).pairs).toEqual([{ line: one, movement: ours }]);
  });

  test("of several that may be meant the same amount comes first; what is left differs", () => {
    const lines = [line(1, "capture", "dep_a", 300), line(2, "capture", "dep_a", 200)];
    const [small, big] = [movement("capture", "dep_a", 200, 2), movement("capture", "dep_a", 301, 3)];
    expect(match(lines, [small, big])).toEqual({
      pairs: [{ line: lines[1], movement: small }],
      differing: [{ line: lines[0], movement: big }],
      linesAlone: [],
      movementsAlone: [],
      undone: [],
    });
  });
});

describe("what is left over", () => {
  const taken = movement("capture", "dep_a", 300);

  test("the same line again is a doubled one; of another kind, of another thing it is not", () => {
    const again = line(2, "capture", "dep_a", 300);
    const others = [line(3, "cost", "dep_a", -3), line(4, "capture", "dep_b", 300)];
    expect(match([line(1, "capture", "dep_a", 300), again, ...others], [taken]).linesAlone).toEqual([
      { ...again, isDoubled: true },
      ...others.map((other) => ({ ...other, isDoubled: false })),
    ]);
  });

  test("a line is doubled also where the first was booked with another amount", () => {
    const lines = [line(1, "capture", "dep_a", 299), line(2, "capture", "dep_a", 299)];
    expect(match(lines, [taken])).toMatchObject({ differing: [{ line: lines[0] }], linesAlone: [{ isDoubled: true }] });
  });

  test.each([
    ["capture", "capture", true],
    ["payout", "payout_settled", true],
    ["dispute_taken", "dispute_opened", true],
    ["dispute_returned", "dispute_won", true],
    ["top_up", "topped_up", true],
    ["refund", "refund", false], // Money may go back in parts, and a payout may come back each time.
    ["refund_returned", "refund_failed", false],
    ["payout_returned", "payout_reversed", false],
    ["cost", "provider_cost", false],
  ])("%s: a second %s of the same thing is doubled: %s", (lineKind, kind, isDoubled) => {
    const [first, second, other] = [movement(kind, "x", 5), movement(kind, "x", 5, 2), movement(kind, "y", 5)];
    expect(match([line(1, lineKind, "x", 5)], [first, second, other]).movementsAlone).toEqual([
      { ...second, isDoubled },
      { ...other, isDoubled: false },
    ]);
  });
});

describe("how a difference is told", () => {
  const told = (found: readonly Difference[]) => found.map(({ id: _, ...one }) => one);
  const of = (kind: string, facts: Partial<Difference>) => ({
    kind,
    sourceId: GROUP_BUY,
    refId: "",
    currency: "EUR",
    bankMinor: 0,
    booksMinor: 0,
    deltaMinor: 0,
    lineSeq: null,
    journalId: null,
    detail: "",
    ...facts,
  });
  const lone = { movements: [] as MovementFact[], lines: [] as LineFact[] };

  test("a line that no journal says", () => {
    expect(told(differencesIn(factsOf({ ...lone, lines: [line(7, "capture", "dep_x", 5)] })))).toEqual([
      of("journal_missing", { refId: "dep_x", bankMinor: 5, deltaMinor: 5, lineSeq: 7, detail: "capture" }),
    ]);
  });

  test("a journal that no line says", () => {
    const ours = movement("capture", "dep_x", 5);
    expect(told(differencesIn(factsOf({ ...lone, movements: [ours] })))).toEqual([
      of("line_missing", {
        refId: "dep_x",
        booksMinor: 5,
        deltaMinor: -5,
        journalId: ours.journalId,
        detail: "capture",
      }),
    ]);
  });

  test("both, with another amount", () => {
    const ours = movement("capture", "dep_x", 5);
    const lines = [line(7, "capture", "dep_x", 8)];
    expect(told(differencesIn(factsOf({ lines, movements: [ours] })))).toEqual([
      of("amount_differs", {
        refId: "dep_x",
        bankMinor: 8,
        booksMinor: 5,
        deltaMinor: 3,
        lineSeq: 7,
        journalId: ours.journalId,
        detail: "capture",
      }),
    ]);
  });

  test("the second of each", () => {
    const lines = [line(7, "payout", "po_x", -8), line(9, "payout", "po_x", -8)];
    const ours = movement("payout_settled", "po_x", -8);
    expect(told(differencesIn(factsOf({ lines, movements: [ours] })))).toEqual([
      of("line_doubled", { refId: "po_x", bankMinor: -8, deltaMinor: -8, lineSeq: 9, detail: "payout" }),
    ]);
    const again = movement("payout_settled", "po_x", -8, 2);
    expect(told(differencesIn(factsOf({ lines: lines.slice(0, 1), movements: [ours, again] })))).toEqual([
      of("journal_doubled", {
        refId: "po_x",
        booksMinor: -8,
        deltaMinor: 8,
        journalId: again.journalId,
        detail: "payout_settled",
      }),
    ]);
  });

  test("L16: a balance of the provider that its lines do not come to, currency by currency", () => {
    const lines = [line(1, "x", "1", 5), line(2, "x", "2", 7), usd(line(3, "x", "3", 9))];
    const found = differencesIn(factsOf({ ...lone, lines, bank: { EUR: 12, USD: 8, GBP: -1 } }));
    expect(told(found.filter(({ kind }) => kind === "clearing_differs"))).toEqual([
      of("clearing_differs", { currency: "USD", bankMinor: 8, booksMinor: 9, deltaMinor: -1, detail: "statement" }),
      of("clearing_differs", { currency: "GBP", bankMinor: -1, deltaMinor: -1, detail: "statement" }),
    ]);
  });

  test("what reconciliation has booked itself is not looked for in the statement", () => {
    const own = ["suspense_taken", "suspense_cleared"].map((kind) => movement(kind, "dif_1", 5));
    expect(differencesIn(factsOf({ ...lone, movements: own }))).toEqual([]);
  });

  test.each([
    ["a copy that is behind", { seq: 39, journals: 7, head: "bb" }, "mirror_behind", "39/40"],
    ["a copy that is ahead", { seq: 41, journals: 8, head: "aa" }, "head_differs", "aa / aa"],
    ["fewer journals at the same event", { seq: 40, journals: 7, head: null }, "head_differs", "40 / aa"],
    ["another hash", { seq: 40, journals: 8, head: "bb" }, "head_differs", "bb / aa"],
  ])("L21: %s", (_, mirror, kind, detail) => {
    expect(told(differencesIn(factsOf({ mirror })))).toEqual([of(kind, { detail })]);
  });

  test("L21: a copy from before there were hashes is compared by what it counts", () => {
    const old = { seq: 40, journals: 8, head: null };
    expect(differencesIn(factsOf({ mirror: old }))).toEqual([]);
    expect(differencesIn(factsOf({ object: old }))).toEqual([]);
    expect(told(differencesIn(factsOf({ object: { ...old, journals: 9 } })))).toEqual([
      of("head_differs", { detail: "aa / 40" }),
    ]);
  });

  test("balances are compared in the order of their currencies, and not while the copy is behind", () => {
    const facts = factsOf({ embedded: { USD: 1, EUR: 800 }, booked: { EUR: 800, CHF: 2 } });
    expect(told(differencesIn(facts))).toEqual([
      of("balance_differs", { currency: "CHF", booksMinor: 2, deltaMinor: -2, detail: "object" }),
      of("balance_differs", { currency: "USD", bankMinor: 1, deltaMinor: 1, detail: "object" }),
    ]);
    expect(told(differencesIn({ ...facts, mirror: { seq: 2, journals: 1, head: null } }))).toEqual([
      of("mirror_behind", { detail: "2/40" }),
    ]);
  });

  test("a merchant's book has a copy and balances, and no statement; as a whole it is of no currency", () => {
    const head = { seq: 3, journals: 3, head: "aa" };
    const book = { kind: "merchant", sourceId: "mp_1", object: head, mirror: head, unknowns: [] } as const;
    expect(differencesIn({ ...book, embedded: { EUR: 5 }, booked: { EUR: 5 } })).toEqual([]);
    const forged = { ...head, head: "bb" };
    expect(told(differencesIn({ ...book, mirror: forged, embedded: { EUR: 5 }, booked: { EUR: 6 } }))).toEqual([
      of("head_differs", { sourceId: "mp_1", currency: "", detail: "bb / aa" }),
      of("balance_differs", { sourceId: "mp_1", bankMinor: 5, booksMinor: 6, deltaMinor: -1, detail: "object" }),
    ]);
  });

  test("who did not answer is asked for again, with what they said", () => {
    expect(told(differencesIn({ kind: "unread", sourceId: GROUP_BUY, currency: "EUR", why: "timeout" }))).toEqual([
      of("unread", { detail: "timeout" }),
    ]);
  });

  test("its name says all that it is about, and is final: operators have booked under it", () => {
    const lines = [...LINES, line(7, "adjustment", "adj_1", -3)];
    const [found] = differencesIn(factsOf({ lines }));
    expect(found?.id).toBe("dif_4hndv36n4a2t79rppgkjcqq7cs");
    const ids = [
      differencesIn(factsOf({ lines: [...LINES, line(8, "adjustment", "adj_1", -3)] })),
      differencesIn(factsOf({ lines: [...LINES, line(7, "adjustment", "adj_2", -3)] })),
      differencesIn(factsOf({ lines: [...LINES, usd(line(7, "adjustment", "adj_1", -3))] })),
      differencesIn({ ...factsOf({ lines }), sourceId: `${GROUP_BUY}2` }),
      differencesIn(factsOf({ lines: LINES, movements: [...factsOf().movements, movement("cost", "adj_1", -3)] })),
      differencesIn(factsOf({ lines: LINES, movements: [...factsOf().movements, movement("cost", "adj_1", -3, 2)] })),
    ].map(([other]) => other?.id);
    expect(new Set([found?.id, ...ids]).size).toBe(7);
  });

  test("an entry can set right what is about money, and nothing else", () => {
    expect(DIFFERENCE_KINDS.filter((kind) => isOfMoney({ kind }))).toEqual([
      "journal_missing",
      "line_missing",
      "amount_differs",
      "line_doubled",
      "journal_doubled",
    ]);
  });
});
