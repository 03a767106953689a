/** What operators read of the books and do about them, over REST: who may, what is not there, and what is booked once. */
import { describe, expect, test } from "vitest";
import { onlyOperators } from "../../worker/app/operators/only-operators.ts";
import { createReconciliationUseCases } from "../../worker/app/operators/reconciliation.ts";
import { differencesIn } from "../../worker/core/reconciliation/differences.ts";
import { recomputeReport, type CloseReport } from "../../worker/core/reconciliation/report.ts";
import { assert } from "../../worker/core/result.ts";
import { partsShown, scalesOf } from "../../web/lib/operator/books/scales.ts";
import { createHttpKit, refusalOf } from "../support/http-kit.ts";
import { createMemoryReconciliation } from "../support/reconciliation-memory.ts";
import { factsOf, JOURNALS, line, LINES, PROVIDER, reportOf } from "../support/reconciliation-world.ts";

const CLOSE = "cls_00000000000000000000000001";
const HOUR_MS = 3_600_000;

/** The bank took a fee of 7 that nobody booked: found an hour ago, and the day was refused for it. */
async function stage() {
  const memory = createMemoryReconciliation(JOURNALS);
  const kit = createHttpKit({
    useCases: ({ clock, dependencies }) => {
      const closing = {
        records: memory.records,
        clock,
        provider: {
          capabilities: () => ({ id: PROVIDER }) as never, // Its name is all that an operator's acts need.
          statement: () => Promise.reject(new Error("no book is looked at here")),
        },
        authorities: { of: () => Promise.reject(new Error("no book is looked at here")) } as never,
        merchants: { books: () => Promise.reject(new Error()), redrain: () => Promise.reject(new Error()) },
        signer: async () => ({ sign: async (digest: string) => `signed ${digest}` }),
      };
      return { reconciliation: onlyOperators(createReconciliationUseCases({ closing, ids: dependencies.ids })) };
    },
  });
  const nowMs = kit.people.clock.nowMs();
  const unknowns = [{ refId: "dep_c", step: "refund", sinceMs: nowMs - 3 * 60_000 }];
  const facts = factsOf({ lines: [...LINES, line(7, "cost", "fee_1", -7)], unknowns });
  memory.looks.push(facts);
  const [found] = differencesIn(facts);
  assert(found, "planted");
  const seen = { providerId: PROVIDER, firstSeenMs: nowMs - HOUR_MS, lastSeenMs: nowMs, isSeen: true } as const;
  memory.differences.set(found.id, { ...found, ...seen, stage: "open" });
  const { verdict } = reportOf({ facts });
  memory.closes.set(CLOSE, {
    ...{ id: CLOSE, providerId: PROVIDER, day: "2026-11-23", attempt: 1, state: "refused" },
    ...{ begunAtMs: nowMs - 60_000, judgedAtMs: nowMs - 60_000, verdict },
  });

  const token = await kit.almightyKey();
  let calls = 0;
  const call = (path: string, body?: unknown, as = token) =>
    kit.fetch(`/api/v1/operator/reconciliation${path}`, {
      method: body === undefined ? "GET" : "POST",
      headers: {
        authorization: `Bearer ${as}`,
        ...(body !== undefined && { "content-type": "application/json", "idempotency-key": `key-${(calls += 1)}` }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  const journalOf = async (): Promise<string> => {
    const shown = await (await call(`/differences/${found.id}`)).json();
    return (shown as { proposed: { journalId: string } }).proposed.journalId;
  };
  return { ...memory, kit, call, found, journalOf, at: `/differences/${found.id}` };
}

describe("L16, L17: the books as operators see them", () => {
  test("the last close with its equation to the last unit, what does not fit with its dry run, and who was not answered", async () => {
    const { call, found } = await stage();
    const books = await (await call("")).json();
    expect(books).toMatchObject({
      last: {
        ...{ id: CLOSE, state: "refused", attempt: 1 },
        currencies: [{ currency: "EUR", off: { amount: 0 }, reasons: [{ code: "differences-open", count: 1 }] }],
      },
      since: { books: 2, entries: 5 },
      differences: [{ id: found.id, kind: "journal_missing", stage: "open", delta: { amount: -7, currency: "EUR" } }],
      unknowns: [{ refId: "dep_c", step: "refund" }],
      closes: [{ id: CLOSE }],
    });
    const { currencies } = (books as { last: { currencies: Parameters<typeof scalesOf>[0][] } }).last;
    const [eur] = currencies;
    assert(eur, "a currency");
    const sum = eur.parts.reduce((all, { amount }) => all + amount.amount, 0);
    expect(eur.bank.amount).toBe(sum);
  });

  test("nobody but operators: a buyer's key is refused, and what is not there is not found", async () => {
    const { kit, call, at } = await stage();
    const buyer = await kit.keyOf("buyer");
    for (const path of ["", "/closes", `/closes/${CLOSE}`, `/closes/${CLOSE}/report`, at]) {
      expect(await refusalOf(await call(path, undefined, buyer)), path).toContain("403");
    }
    for (const [path, body] of [
      [`/closes/${CLOSE}/retry`, { reason: "Again." }],
      [`${at}/entries`, { journalId: "x", reason: "Yes." }],
    ] as const) {
      expect(await refusalOf(await call(path, body, buyer)), path).toContain("403");
    }
    const [noClose, noDifference] = [
      "/closes/cls_00000000000000000000000009",
      "/differences/dif_00000000000000000000000009",
    ];
    for (const path of [noClose, `${noClose}/report`, noDifference]) {
      expect(await refusalOf(await call(path)), path).toContain("404");
    }
    expect(await refusalOf(await call(`${noClose}/retry`, { reason: "Again." }))).toContain("404");
    const nothing = { journalId: "x", reason: "Yes." };
    expect(await refusalOf(await call(`${noDifference}/entries`, nothing))).toContain("404");
    expect(await refusalOf(await call(`/closes/${CLOSE}/report`))).toContain("404"); // Judged before there were reports.
  });
});

describe("booking what the dry run has shown", () => {
  test("suspense first, then written off: each with its reason in the audit, and each account as it was foretold", async () => {
    const { call, at, journalOf, acts, journals } = await stage();
    const before = journals.length;
    const suspended = await (
      await call(`${at}/entries`, { journalId: await journalOf(), reason: "The bank's fee." })
    ).json();
    expect(suspended).toMatchObject({ stage: "suspended", proposed: { act: "write_off" } });
    const lines = (suspended as { proposed: { lines: { account: string; before: object; after: object }[] } }).proposed
      .lines;
    expect(lines).toMatchObject([
      { account: "prov:sandbox:suspense", before: { amount: 7 }, after: { amount: 0 } },
      { account: "plat:provider_cost", before: { amount: 0 }, after: { amount: 7 } },
    ]);
    const over = await call(`${at}/entries`, { journalId: await journalOf(), reason: "Ours to bear." });
    expect(await over.json()).toMatchObject({ stage: "cleared", proposed: null });
    expect(journals.length).toBe(before + 2);
    expect(acts.map(({ action, reason }) => [action, reason])).toEqual([
      ["book_suspend", "The bank's fee."],
      ["book_write_off", "Ours to bear."],
    ]);
  });

  test("saying yes twice, or to another journal than was shown, books nothing more", async () => {
    const { call, at, journalOf, journals } = await stage();
    const before = journals.length;
    const journalId = await journalOf();
    const other = await call(`${at}/entries`, { journalId: `${journalId}x`, reason: "Yes." });
    expect(await refusalOf(other)).toContain("409 state-conflict");
    expect(await refusalOf(await call(`${at}/entries`, { journalId, reason: " " }))).toContain("/reason");
    expect(journals.length).toBe(before);
    expect((await call(`${at}/entries`, { journalId, reason: "Yes." })).status).toBe(200);
    expect(await refusalOf(await call(`${at}/entries`, { journalId, reason: "Yes." }))).toContain("409 state-conflict");
    expect(journals.length).toBe(before + 1);
  });

  test("two who say yes in the same moment: one has booked it, the other is told that it has moved on", async () => {
    const { call, at, journalOf, journals } = await stage();
    const before = journals.length;
    const journalId = await journalOf();
    const answers = await Promise.all([1, 2].map(() => call(`${at}/entries`, { journalId, reason: "Yes." })));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    expect(journals.length).toBe(before + 1);
  });

  test("what has gone by itself is not booked, and what waited on suspense is taken back", async () => {
    const { call, at, found, differences, journalOf } = await stage();
    const shown = await journalOf();
    const stored = differences.get(found.id);
    assert(stored, "planted");
    differences.set(found.id, { ...stored, isSeen: false });
    expect(await refusalOf(await call(`${at}/entries`, { journalId: shown, reason: "Yes." }))).toContain("409");
    differences.set(found.id, { ...stored, isSeen: false, stage: "suspended" });
    expect(await (await call(at)).json()).toMatchObject({ isSeen: false, proposed: { act: "reverse" } });
  });
});

describe("trying a day again", () => {
  test("it is judged anew at once, with a report that recomputes; a closed one is left alone", async () => {
    const { call, at, journalOf, acts } = await stage();
    const retry = () => call(`/closes/${CLOSE}/retry`, { reason: "The fee is booked." });
    expect(await refusalOf(await call(`/closes/${CLOSE}/retry`, { reason: "" }))).toContain("/reason");
    await call(`${at}/entries`, { journalId: await journalOf(), reason: "The bank's fee." });
    expect(await (await retry()).json()).toMatchObject({
      ...{ state: "refused", attempt: 2 },
      currencies: [{ reasons: [{ code: "suspense-not-zero", amount: { amount: -7, currency: "EUR" } }] }],
    });
    await call(`${at}/entries`, { journalId: await journalOf(), reason: "Ours to bear." });
    expect(await (await retry()).json()).toMatchObject({ state: "closed", attempt: 3 });
    expect(await refusalOf(await retry())).toContain("409 state-conflict");
    expect(acts.filter(({ action }) => action === "retry_close")).toHaveLength(2);

    const { report, signature } = (await (await call(`/closes/${CLOSE}/report`)).json()) as Record<string, string>;
    expect(signature).toMatch(/^signed [0-9a-f]{64}$/);
    expect(recomputeReport(JSON.parse(report ?? "") as CloseReport)).toMatchObject({ ok: true });
  });
});

test("the picture of the equation: two sides of one length, what is taken off laid on the other, a gap where it is off", () => {
  const eur = (amount: number) => ({ amount, currency: "EUR" });
  const parts = { deposits: 600, payable: 300, reserve: 50, transit: 0, platform: 80, disputes: -30, open: 0 };
  const equation = {
    bank: eur(1_000),
    parts: Object.entries(parts).map(([part, minor]) => ({ part, amount: eur(minor) })),
  };
  const scales = scalesOf(equation);
  const length = (side: readonly { percent: number }[] = []) => side.reduce((sum, { percent }) => sum + percent, 0);
  expect(scales?.held.map(({ name }) => name)).toEqual(["bank", "disputes"]);
  expect(length(scales?.held)).toBeCloseTo(100);
  expect(length(scales?.owed)).toBeCloseTo(100);
  expect(length(scalesOf({ ...equation, bank: eur(1_200) })?.owed)).toBeLessThan(85);
  expect(scalesOf({ bank: eur(0), parts: [] })).toBeNull();
  expect(partsShown(equation).map(({ part }) => part)).toEqual([
    "deposits",
    "payable",
    "reserve",
    "platform",
    "disputes",
  ]);
});
