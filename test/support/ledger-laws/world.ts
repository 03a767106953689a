import type { AccountStep } from "../../../worker/core/ledger/account-history.ts";
import { describeAccount } from "../../../worker/core/ledger/accounts.ts";
import { post, type Balances } from "../../../worker/core/ledger/balances.ts";
import { EMPTY_CHAIN, linkJournal, type ChainLink } from "../../../worker/core/ledger/journal-chain.ts";
import type { Journal } from "../../../worker/core/ledger/journal.ts";
import { releaseHold } from "../../../worker/core/ledger/posting.ts";
import { differencesIn } from "../../../worker/core/reconciliation/differences.ts";
import { sumPurse, type LineFact, type Purse } from "../../../worker/core/reconciliation/facts.ts";
import { historyOf } from "../account-history.ts";

export type Linked = Journal & { readonly atMs: number; readonly link: ChainLink };

/** A ledger and everything that is kept beside it. Each part could be wrong by itself. */
export interface World {
  /** The book of the group-buy, as its object has it; what it was when somebody last noted its head; the copy in D1. */
  readonly book: readonly Linked[];
  readonly noted: readonly Linked[];
  readonly copy: readonly Linked[];
  readonly balances: ReadonlyMap<string, number>;
  readonly history: readonly AccountStep[];
  readonly lines: readonly LineFact[];
  readonly bank: Purse;
}

export interface Fault {
  readonly name: string;
  /** The world with the fault in it, at a place of `seed`'s choosing; null where this world has no such place. */
  readonly strike: (world: World, seed: number) => World | null;
}

export interface Law {
  readonly rule: string;
  readonly says: string;
  /** What is wrong; empty in a sound world. */
  readonly faultsOf: (world: World) => readonly unknown[];
  readonly faults: readonly Fault[];
}

export const at = (length: number, seed: number): number => (length === 0 ? 0 : seed % length);

export function worldOf(journals: readonly Journal[]): World {
  const book = linked(journals);
  const balances: Balances = new Map();
  for (const journal of journals) post(balances, journal);
  const lines = linesOf(journals);
  return {
    book,
    noted: book.slice(0, Math.ceil(book.length / 2)),
    copy: book.slice(0, Math.ceil((book.length * 2) / 3)),
    balances,
    history: historyOf(journals),
    lines,
    bank: sumPurse(lines),
  };
}

export function linked(journals: readonly Journal[]): Linked[] {
  let head: Pick<ChainLink, "position" | "hash"> = EMPTY_CHAIN;
  return journals.map((journal, atMs) => {
    const link = linkJournal("gb_1", head, { ...journal, atMs });
    head = link;
    return { ...journal, atMs, link };
  });
}

const LINE_OF: Partial<Record<Journal["kind"], string>> = {
  capture: "capture",
  refund: "refund",
  refund_failed: "refund_returned",
  payout_settled: "payout",
};

/** What a provider's statement says of these journals. */
function linesOf(journals: readonly Journal[]): LineFact[] {
  return movementsOf(journals).map(({ kind, refId, currency, amountMinor }, n) => {
    return { seq: n + 1, kind: LINE_OF[kind] ?? kind, refId, currency, amountMinor };
  });
}

function movementsOf(journals: readonly Journal[]) {
  return journals.flatMap(({ id, kind, refId, currency, entries }) => {
    const atProvider = entries.filter(({ account }) => describeAccount(account)?.kind === "prov-clearing");
    return atProvider.map(({ amountMinor }) => ({ journalId: id, kind, refId, currency, amountMinor }));
  });
}

/** L16, L17, by the comparison that reconciliation makes. */
export function differencesOf({ book, lines, bank }: World) {
  const head = { seq: book.length, journals: book.length, head: book.at(-1)?.link.hash ?? null };
  const nothing = { embedded: {}, booked: {}, unknowns: [] };
  const ours = { kind: "group-buy", sourceId: "gb_1", providerId: "sandbox", currency: "EUR" } as const;
  return differencesIn({ ...ours, object: head, mirror: head, lines, movements: movementsOf(book), bank, ...nothing });
}

/** The rule's own findings among those of a check that knows several. */
export function only(rule: string, check: (journals: readonly Journal[]) => readonly { readonly rule: string }[]) {
  return ({ book }: World) => check(book).filter((violation) => violation.rule === rule);
}

/** The book with some journals changed, and everything else as it was. */
export function rewritten(change: (journals: readonly Journal[], seed: number) => readonly Journal[] | null) {
  return (world: World, seed: number): World | null => {
    const journals = change(world.book, seed);
    return journals && { ...world, book: linked(journals) };
  };
}

export function oneChanged(change: (journal: Journal) => Journal) {
  return rewritten((journals, seed) => journals.map((of, n) => (n === at(journals.length, seed) ? change(of) : of)));
}

/** A deposit with its own short story at the end of the book, told wrongly. */
export function appended(...journals: readonly Journal[]) {
  return rewritten((book) => [...book, ...journals]);
}

export const deposit = { groupBuyId: "gb_1", depositId: "dep_x", providerId: "sandbox", currency: "EUR", attempt: 1 };
export const held: Journal = {
  ...releaseHold(deposit, 500),
  id: "tr_hold",
  kind: "hold",
  entries: releaseHold(deposit, 500).entries.map((entry) => ({ ...entry, amountMinor: -entry.amountMinor })),
};

export function oneStep(change: (step: AccountStep) => AccountStep) {
  return (world: World, seed: number): World => ({
    ...world,
    history: world.history.map((step, n) => (n === at(world.history.length, seed) ? change(step) : step)),
  });
}

export function oneLine(change: (line: LineFact) => readonly LineFact[]) {
  return (world: World, seed: number): World | null =>
    world.lines.length === 0
      ? null
      : {
          ...world,
          lines: world.lines.flatMap((line, n) => (n === at(world.lines.length, seed) ? change(line) : [line])),
        };
}

export function differing(wanted: ReadonlyMap<string, number>, kept: ReadonlyMap<string, number>): string[] {
  const keys = new Set([...wanted.keys(), ...kept.keys()]);
  return [...keys].filter((key) => (wanted.get(key) ?? 0) !== (kept.get(key) ?? 0));
}
