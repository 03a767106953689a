import type { ReconciliationRecords, StoredClose, StoredDifference } from "../../worker/app/reconciliation/records.ts";
import type { AuditedAct } from "../../worker/app/people/store.ts";
import type { Journal } from "../../worker/core/ledger/journal.ts";
import type { SourceFacts } from "../../worker/core/reconciliation/facts.ts";
import { sumsOf } from "./reconciliation-world.ts";

/** What an operator meets, in memory: closes, differences and what was booked; looks are laid ready by the test. */
export function createMemoryReconciliation(began: readonly Journal[]) {
  const journals = [...began];
  const closes = new Map<string, StoredClose>();
  const reports = new Map<string, { report: string; signature: string }>();
  const differences = new Map<string, StoredDifference>();
  const looks: SourceFacts[] = [];
  const acts: (AuditedAct & { readonly subjectId: string })[] = [];
  const newest = () => [...closes.values()].sort((a, b) => (a.day < b.day ? 1 : -1));
  const notAsked = () => Promise.reject(new Error("no operator asks for this"));

  const records: ReconciliationRecords = {
    begin: notAsked,
    saveLook: notAsked,
    mirroredGroupBuy: notAsked,
    mirroredMerchant: notAsked,
    movementsAbout: notAsked,
    async retry(closeId, atMs) {
      const close = closes.get(closeId);
      if (close?.state !== "refused") return null;
      const again = { ...close, state: "running", attempt: close.attempt + 1, begunAtMs: atMs } as const;
      closes.set(closeId, again);
      return again;
    },
    close: async (closeId) => closes.get(closeId) ?? null,
    closes: async (limit) => newest().slice(0, limit),
    running: async () => newest().filter(({ state }) => state === "running"),
    nextSources: async () => [],
    looks: async () => looks,
    async judge(close, { state, verdict, report, signature, atMs }) {
      closes.set(close.id, { ...close, state, verdict, judgedAtMs: atMs });
      reports.set(close.id, { report, signature });
      return true;
    },
    report: async (closeId) => reports.get(closeId) ?? null,
    ledgerMoment: async () => ({ accounts: sumsOf(journals), late: [] }),
    accountSums: async () => sumsOf(journals),
    lastLooks: async () => ({
      since: { books: 2, entries: 5 },
      unknowns: looks.flatMap((facts) =>
        facts.kind === "unread" ? [] : facts.unknowns.map((one) => ({ ...one, sourceId: facts.sourceId })),
      ),
    }),
    namesOf: async () => new Map(),
    standing: async () => [...differences.values()].filter(({ isSeen, stage }) => isSeen || stage === "suspended"),
    difference: async (id) => differences.get(id) ?? null,
    entriesOf: async () => [],
    async book({ difference: { id }, from, to, journal, audit }) {
      const found = differences.get(id);
      if (found?.stage !== from) return false;
      differences.set(id, { ...found, stage: to });
      journals.push(journal);
      acts.push({ ...audit, subjectId: id });
      return true;
    },
    async audit(act, subjectId) {
      acts.push({ ...act, subjectId });
    },
  };
  return { records, journals, closes, differences, looks, acts };
}
