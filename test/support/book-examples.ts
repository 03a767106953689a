/** The calls about books, for the document: the real use cases over a small business whose bank took a fee nobody booked. */
import { createMerchantStatements } from "../../worker/app/ledger/merchant-statement.ts";
import { createPersonalLedger } from "../../worker/app/ledger/personal-ledger.ts";
import { createReconciliationUseCases } from "../../worker/app/operators/reconciliation.ts";
import { onlyOperators } from "../../worker/app/operators/only-operators.ts";
import { captureDirect, award } from "../../worker/core/ledger/posting.ts";
import { NOTHING_STANDS } from "../../worker/core/ledger/statement.ts";
import { standingOf } from "../../worker/core/merchant-account/standing.ts";
import { differencesIn } from "../../worker/core/reconciliation/differences.ts";
import { proposeEntry } from "../../worker/core/reconciliation/entry.ts";
import { createHttpKit, type HttpKit } from "./http-kit.ts";
import { createMemoryReconciliation } from "./reconciliation-memory.ts";
import { factsOf, GROUP_BUY, JOURNALS, line, LINES, PROVIDER, reportOf } from "./reconciliation-world.ts";

const NO_CURSORS = { seal: () => "", open: () => null };
const CLOSE = "cls_00000000000000000000000001";
const TITLE = "Brass handbells, tuned in a set";
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

export interface BookCall {
  readonly kit: HttpKit;
  readonly name: string;
  readonly path: string;
  readonly token: string;
  readonly request?: unknown;
}

/** In the order in which they are played. */
export async function bookCalls(): Promise<readonly BookCall[]> {
  const memory = createMemoryReconciliation(JOURNALS);
  let merchantId = "";
  const kit: HttpKit = createHttpKit({
    useCases: ({ clock, dependencies }) => {
      const nowMs = clock.nowMs();
      return {
        reconciliation: onlyOperators(
          createReconciliationUseCases({ closing: closingOf(memory, clock), ids: dependencies.ids }),
        ),
        ledger: {
          ...createHttpKit().app.ledger,
          ...createPersonalLedger({ records: personalRecords(nowMs), cursors: NO_CURSORS }),
          ...createMerchantStatements({
            clock,
            records: {
              bookingsOf: async () => [awardedTo(merchantId, nowMs)],
              standingBefore: async () => [{ currency: "EUR", ...NOTHING_STANDS }],
              firstBookedMs: async () => nowMs,
              titlesOf: async (ids) => new Map(ids.map((id) => [id, TITLE])),
            },
            payouts: { payoutsOf: async () => [] },
            standings: { standingOf: async () => standing(nowMs) },
          }),
        },
      };
    },
  });
  const [operator, merchant, buyer] = [await kit.almightyKey(), await kit.keyOf("merchant"), await kit.keyOf("buyer")];
  merchantId = "mer_00000000000000000000000001";

  const nowMs = kit.people.clock.nowMs();
  const facts = factsOf({ lines: [...LINES, line(7, "cost", "fee_1", -7)] });
  memory.looks.push(facts);
  const [found] = differencesIn(facts);
  if (!found) throw new Error("a fee is planted");
  const seen = { providerId: PROVIDER, firstSeenMs: nowMs - HOUR_MS, lastSeenMs: nowMs, isSeen: true } as const;
  memory.differences.set(found.id, { ...found, ...seen, stage: "open" });
  const { verdict } = reportOf({ facts });
  memory.closes.set(CLOSE, {
    ...{ id: CLOSE, providerId: PROVIDER, day: "2026-11-23", attempt: 1, state: "refused" },
    ...{ begunAtMs: nowMs - 60_000, judgedAtMs: nowMs - 60_000, verdict },
  });
  const journalId = proposeEntry(PROVIDER, { ...found, ...seen }, "open", true)?.journal.id;

  const books = (name: string, path: string, request?: unknown): BookCall => ({
    ...{
      kit,
      name: `${name.slice(0, name.indexOf(" "))} /operator/reconciliation${name.slice(name.indexOf(" ") + 1)}`,
    },
    ...{ path: `/operator/reconciliation${path}`, token: operator, ...(request !== undefined && { request }) },
  });
  return [
    { kit, name: "GET /me/ledger", path: "/me/ledger", token: buyer },
    { kit, name: "GET /merchants/me/statement", path: "/merchants/me/statement", token: merchant },
    { kit, name: "GET /merchants/me/standing", path: "/merchants/me/standing", token: merchant },
    books("GET ", ""),
    books("GET /closes", "/closes"),
    books("GET /closes/{id}", `/closes/${CLOSE}`),
    books("GET /differences/{id}", `/differences/${found.id}`),
    books("GET /dry-run", "/dry-run"),
    books("POST /differences/{id}/entries", `/differences/${found.id}/entries`, {
      journalId,
      reason: "The bank’s fee.",
    }),
    books("POST /closes/{id}/retry", `/closes/${CLOSE}/retry`, { reason: "The fee is booked." }),
  ];
}

function closingOf(memory: ReturnType<typeof createMemoryReconciliation>, clock: { nowMs(): number }) {
  return {
    records: memory.records,
    clock,
    provider: {
      capabilities: () => ({ id: PROVIDER }) as never, // Its name is all that is asked here.
      statement: () => Promise.reject(new Error("no book is looked at here")),
    },
    authorities: { of: () => Promise.reject(new Error("no book is looked at here")) } as never,
    merchants: { books: () => Promise.reject(new Error()), redrain: () => Promise.reject(new Error()) },
    signer: async () => ({ sign: async (digest: string) => `signed ${digest}` }),
  };
}

/** One deposit that was taken. */
function personalRecords(nowMs: number) {
  const { id, kind, refId, entries } = captureDirect(
    { groupBuyId: GROUP_BUY, depositId: "dep_a", providerId: PROVIDER, currency: "EUR", attempt: 1 },
    300,
  );
  return {
    bookingsOf: async () => ({
      items: [
        {
          ...{
            id: `${id}.dep_a`,
            journal: { kind, refId, entries },
            amountMinor: 300,
            currency: "EUR",
            atMs: nowMs - DAY_MS,
          },
          ...{
            groupBuyId: GROUP_BUY,
            groupBuyTitle: TITLE,
            legId: "dep_a",
            purpose: "deposit",
            providerRef: "sb_1",
            receiptSeq: 9,
          },
        },
      ],
      next: null,
    }),
    standingOf: async () => [{ currency: "EUR", heldMinor: 0, takenMinor: 300, dueMinor: 0 }],
  };
}

function awardedTo(merchantId: string, nowMs: number) {
  const { journal } = award({
    ...{ groupBuyId: GROUP_BUY, memberId: "mb_b", merchantId, currency: "EUR", attempt: 1 },
    ...{ parts: [{ depositId: "dep_b", amountMinor: 500 }], feeBasisPoints: 0, reserveBasisPoints: 500 },
  });
  const { id, refId, kind, entries, currency } = journal;
  return { id, refId, kind, entries, currency, atMs: nowMs, bookedAtMs: nowMs, groupBuyId: GROUP_BUY, isOwn: false };
}

/** A member's bank has called back more than the reserve could bear, and kept something before. */
function standing(nowMs: number) {
  const of = { groupBuyId: GROUP_BUY, currency: "EUR" };
  const back = { ...of, depositId: "dep_b", amountMinor: 100, fromReserveMinor: 0, toDebtMinor: 0 };
  return standingOf({
    holdings: [{ ...of, payableMinor: 475, reserveMinor: 25, transitMinor: 0, paidMinor: 0 }],
    chargebacks: [
      { ...back, chargebackId: "dsp_1", state: "open" },
      { ...back, chargebackId: "dsp_2", depositId: "dep_c", state: "lost", fromReserveMinor: 25, toDebtMinor: 75 },
    ],
    payouts: [],
    debts: [{ currency: "EUR", amountMinor: 75 }],
    pausedGroupBuyIds: [GROUP_BUY],
    reserves: [{ ...of, amountMinor: 25, dueAtMs: nowMs + 90 * DAY_MS }],
  });
}
