/** A close tried out: it finds what the close would find, and leaves nothing behind. */
import { describe, expect, test } from "vitest";
import type { ClosingDependencies } from "../../worker/app/reconciliation/closing.ts";
import { DRY_SOURCES, dryRun } from "../../worker/app/reconciliation/dry-run.ts";
import type { Source } from "../../worker/app/reconciliation/records.ts";
import { differencesIn } from "../../worker/core/reconciliation/differences.ts";
import type { GroupBuyFacts } from "../../worker/core/reconciliation/facts.ts";
import { createMemoryReconciliation } from "../support/reconciliation-memory.ts";
import { factsOf, GROUP_BUY, JOURNALS, line, LINES, NOW, PROVIDER, sumsOf } from "../support/reconciliation-world.ts";

const HOUR_MS = 3_600_000;
const FEE = [...LINES, line(7, "cost", "fee_1", -7)];

/** One group-buy as its object, the bank and the general ledger tell of it; whatever is written breaks the test. */
function stage(facts: GroupBuyFacts = factsOf(), sources = 1) {
  const memory = createMemoryReconciliation(JOURNALS);
  const written: string[] = [];
  const never = (what: string) => async () => {
    written.push(what);
    throw new Error(`a dry run does not ${what}`);
  };
  const list: Source[] = Array.from({ length: sources }, (_, n) => ({
    kind: "group-buy",
    id: n === sources - 1 ? GROUP_BUY : `gb_${String(n).padStart(26, "0")}`,
    currency: "EUR",
  }));
  let sums = sumsOf(JOURNALS);
  const deps = {
    records: {
      ...memory.records,
      ...{ begin: never("begin a day"), retry: never("retry"), saveLook: never("keep a look") },
      ...{ judge: never("judge"), book: never("book"), audit: never("audit") },
      nextSources: async (_close: unknown, limit: number) => list.slice(0, limit),
      mirroredGroupBuy: async (id: string) => ({
        head: facts.mirror,
        movements: id === GROUP_BUY ? facts.movements : [],
        isEnded: false,
        merchantIds: [],
        accounts: { journals: [], steps: [], standings: [] },
      }),
      accountSums: async () => sums,
    },
    authorities: {
      of: (id: string) => ({
        drained: async () => undefined,
        redrain: never("tell a copy again"),
        books: async () => ({
          ok: true,
          value: {
            head: facts.object,
            embedded: id === GROUP_BUY ? facts.embedded : {},
            unknowns: id === GROUP_BUY ? facts.unknowns : [],
          },
        }),
      }),
    },
    merchants: { books: never("ask merchants"), redrain: never("tell a copy again") },
    provider: {
      capabilities: () => ({ id: PROVIDER }),
      statement: async (id: string) => {
        let balanceMinor = 0;
        const lines = (id === GROUP_BUY ? facts.lines : []).map((one) => ({
          ...one,
          balanceMinor: (balanceMinor += one.amountMinor),
        }));
        return { outcome: "ok", value: { lines, nextAfterSeq: null } };
      },
    },
    signer: never("sign"),
    clock: { nowMs: () => NOW },
  } as unknown as ClosingDependencies; // As much of each port as a look asks.
  return {
    ...memory,
    deps,
    written,
    move: () => (sums = sums.map((sum) => ({ ...sum, signedMinor: sum.signedMinor + 1 }))),
  };
}

describe("L16: a close is tried out", () => {
  test("books that agree: nothing is found, and the day would be closed", async () => {
    const { deps, written } = stage();
    const found = await dryRun(deps);
    expect(found).toMatchObject({ books: 1, isWhole: true, isStill: true, differences: [], day: "2026-11-24" });
    expect(found.verdict).toMatchObject([{ state: "closed", equation: { currency: "EUR", offMinor: 0 } }]);
    expect(written).toEqual([]);
  });

  test("a fee that the bank took a moment ago is an open item at once, and would refuse the day if it stayed", async () => {
    const { deps, written, differences, closes } = stage(factsOf({ lines: FEE }));
    const found = await dryRun(deps);
    expect(found.differences).toMatchObject([
      { kind: "journal_missing", detail: "cost", deltaMinor: -7, isNew: true, firstSeenMs: NOW, stage: "open" },
    ]);
    expect(found.verdict).toMatchObject([
      { state: "refused", reasons: [{ code: "differences-open", count: 1 }], equation: { offMinor: 0 } },
    ]);
    expect([written, differences.size, closes.size]).toEqual([[], 0, 0]);
  });

  test("what a close has seen before keeps its age and its stage", async () => {
    const { deps, differences } = stage(factsOf({ lines: FEE }));
    const [known] = differencesIn(factsOf({ lines: FEE }));
    const seen = { providerId: PROVIDER, firstSeenMs: NOW - HOUR_MS, lastSeenMs: NOW - HOUR_MS, isSeen: true };
    if (known) differences.set(known.id, { ...known, ...seen, stage: "open" });
    expect((await dryRun(deps)).differences).toMatchObject([{ isNew: false, firstSeenMs: NOW - HOUR_MS }]);
  });

  test("what has been set right since the last close is not shown any more", async () => {
    const { deps, differences } = stage();
    const [known] = differencesIn(factsOf({ lines: FEE }));
    const seen = { providerId: PROVIDER, firstSeenMs: NOW - HOUR_MS, lastSeenMs: NOW - HOUR_MS, isSeen: true };
    if (known) differences.set(known.id, { ...known, ...seen, stage: "open" });
    expect((await dryRun(deps)).differences).toEqual([]);
  });

  test("a copy that was set back is found, and not told again", async () => {
    const { deps, written } = stage(factsOf({ mirror: { seq: 30, journals: 6, head: "bb" } }));
    expect((await dryRun(deps)).differences).toMatchObject([{ kind: "mirror_behind", detail: "30/40" }]);
    expect(written).toEqual([]);
  });

  test("money that moves meanwhile, or more books than one request may ask for: nothing is said of the sums", async () => {
    const moved = stage();
    const { records } = moved.deps;
    const standing = records.standing.bind(records);
    let asked = 0;
    const deps = {
      ...moved.deps,
      records: { ...records, standing, accountSums: async () => ((asked += 1) > 1 ? moved.move() : sumsOf(JOURNALS)) },
    } as ClosingDependencies;
    expect(await dryRun(deps)).toMatchObject({ isStill: false, isWhole: true, verdict: [] });
    const many = await dryRun(stage(factsOf({ lines: FEE }), DRY_SOURCES + 1).deps);
    expect(many).toMatchObject({ books: DRY_SOURCES, isWhole: false, verdict: [] });
    expect(many.differences.map(({ detail }) => detail)).toContain("cost");
  });

  test("a book that does not answer is said to be unread", async () => {
    const { deps } = stage();
    const broken = { ...deps, authorities: { of: () => ({ drained: () => Promise.reject(new Error("asleep")) }) } };
    const found = await dryRun(broken as unknown as ClosingDependencies);
    expect(found.differences).toMatchObject([{ kind: "unread", detail: "asleep" }]);
    expect(found.verdict).toMatchObject([{ state: "refused" }]);
  });
});
