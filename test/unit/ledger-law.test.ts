/**
 * The 22 rules of the ledger, one row each: what must hold of any ledger that was ever written, and the faults which must
 * be noticed, each wherever it strikes. A rule without a row, or a row without a fault, fails this file.
 */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkHistory, type AccountStep } from "../../worker/core/ledger/account-history.ts";
import { describeAccount, merPayable } from "../../worker/core/ledger/accounts.ts";
import { post, project, type Balances } from "../../worker/core/ledger/balances.ts";
import { checkLedger } from "../../worker/core/ledger/invariants.ts";
import {
  checkChain,
  EMPTY_CHAIN,
  hasHead,
  linkJournal,
  type ChainLink,
} from "../../worker/core/ledger/journal-chain.ts";
import type { Journal } from "../../worker/core/ledger/journal.ts";
import { payoutsWithinCredit, pendingsResolveOnce } from "../../worker/core/ledger/pendings.ts";
import {
  captureDirect,
  captureOfHold,
  lapseHold,
  payoutFailed,
  payoutPlanned,
  payoutSettled,
  refund,
  releaseHold,
} from "../../worker/core/ledger/posting.ts";
import { differencesIn } from "../../worker/core/reconciliation/differences.ts";
import { sumPurse, type LineFact, type Purse } from "../../worker/core/reconciliation/facts.ts";
import { ledger, merchantId } from "../support/ledger-stories.ts";
import { MemoryLedger, type LedgerFault } from "../support/memory-ledger.ts";
import { historyOf } from "../support/account-history.ts";

type Linked = Journal & { readonly atMs: number; readonly link: ChainLink };

/** A ledger and everything that is kept beside it. Each part could be wrong by itself. */
interface World {
  /** The book of the group-buy, as its object has it; what it was when somebody last noted its head; the copy in D1. */
  readonly book: readonly Linked[];
  readonly noted: readonly Linked[];
  readonly copy: readonly Linked[];
  readonly balances: ReadonlyMap<string, number>;
  readonly history: readonly AccountStep[];
  readonly lines: readonly LineFact[];
  readonly bank: Purse;
}

interface Fault {
  readonly name: string;
  /** The world with the fault in it, at a place of `seed`'s choosing; null where this world has no such place. */
  readonly strike: (world: World, seed: number) => World | null;
}

interface Law {
  readonly rule: string;
  readonly says: string;
  /** What is wrong; empty in a sound world. */
  readonly faultsOf: (world: World) => readonly unknown[];
  readonly faults: readonly Fault[];
}

const at = (length: number, seed: number): number => (length === 0 ? 0 : seed % length);

function worldOf(journals: readonly Journal[]): World {
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

function linked(journals: readonly Journal[]): Linked[] {
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
function differencesOf({ book, lines, bank }: World) {
  const head = { seq: book.length, journals: book.length, head: book.at(-1)?.link.hash ?? null };
  const nothing = { embedded: {}, booked: {}, unknowns: [] };
  const ours = { kind: "group-buy", sourceId: "gb_1", providerId: "sandbox", currency: "EUR" } as const;
  return differencesIn({ ...ours, object: head, mirror: head, lines, movements: movementsOf(book), bank, ...nothing });
}

/** The rule's own findings among those of a check that knows several. */
function only(rule: string, check: (journals: readonly Journal[]) => readonly { readonly rule: string }[]) {
  return ({ book }: World) => check(book).filter((violation) => violation.rule === rule);
}

/** The book with some journals changed, and everything else as it was. */
function rewritten(change: (journals: readonly Journal[], seed: number) => readonly Journal[] | null) {
  return (world: World, seed: number): World | null => {
    const journals = change(world.book, seed);
    return journals && { ...world, book: linked(journals) };
  };
}

function oneChanged(change: (journal: Journal) => Journal) {
  return rewritten((journals, seed) => journals.map((of, n) => (n === at(journals.length, seed) ? change(of) : of)));
}

/** A deposit with its own short story at the end of the book, told wrongly. */
function appended(...journals: readonly Journal[]) {
  return rewritten((book) => [...book, ...journals]);
}

const deposit = { groupBuyId: "gb_1", depositId: "dep_x", providerId: "sandbox", currency: "EUR", attempt: 1 };
const again = { ...deposit, attempt: 2 };
const payout = { ...deposit, payoutId: "po_x", from: "dep:dep_x", amountMinor: 300 };
const held: Journal = {
  ...releaseHold(deposit, 500),
  id: "tr_hold",
  kind: "hold",
  entries: releaseHold(deposit, 500).entries.map((entry) => ({ ...entry, amountMinor: -entry.amountMinor })),
};
const overPaid = { ...deposit, payoutId: "po_y", from: merPayable(merchantId), amountMinor: 10 ** 13 };

const LAWS: readonly Law[] = [
  {
    rule: "L1",
    says: "every journal sums to zero",
    faultsOf: only("L1", checkLedger),
    faults: [
      {
        name: "an entry is off by one",
        strike: oneChanged((of) => ({
          ...of,
          entries: of.entries.map((e, n) => (n ? e : { ...e, amountMinor: e.amountMinor + 1 })),
        })),
      },
      { name: "an entry is lost", strike: oneChanged((of) => ({ ...of, entries: of.entries.slice(1) })) },
    ],
  },
  {
    rule: "L2",
    says: "the whole ledger sums to zero",
    faultsOf: ({ book, balances }) => checkLedger(book, balances).filter(({ rule }) => rule === "L2"),
    faults: [
      {
        name: "a balance was lost",
        strike: (world, seed) => {
          const moved = [...world.balances].filter(([, minor]) => minor !== 0);
          const [key] = moved[at(moved.length, seed)] ?? [];
          return key === undefined ? null : { ...world, balances: new Map(world.balances).set(key, 0) };
        },
      },
    ],
  },
  {
    rule: "L3",
    says: "what was posted is still there, as it was",
    faultsOf: ({ book, noted }) => (hasHead(book, noted.at(-1)?.link ?? EMPTY_CHAIN) ? [] : ["the noted head is gone"]),
    faults: [
      {
        name: "a journal was taken out, and the chain made anew",
        strike: (world, seed) => ({ ...world, book: linked(world.book.toSpliced(at(world.noted.length, seed), 1)) }),
      },
      {
        name: "an old journal was changed, and the chain made anew",
        strike: (world, seed) => {
          const place = at(world.noted.length, seed);
          return { ...world, book: linked(world.book.map((of, n) => (n === place ? { ...of, refId: "dep_z" } : of))) };
        },
      },
    ],
  },
  {
    rule: "L4",
    says: "the chain is intact",
    faultsOf: ({ book }) => [checkChain("gb_1", book)].filter((fault) => fault !== null),
    faults: [
      {
        name: "a journal says something else than was linked",
        strike: (world, seed) => {
          const place = at(world.book.length, seed);
          return { ...world, book: world.book.map((of, n) => (n === place ? { ...of, atMs: of.atMs + 1 } : of)) };
        },
      },
      {
        name: "two journals have changed places",
        strike: (world, seed) => {
          const place = at(world.book.length - 1, seed);
          const [one, other] = world.book.slice(place, place + 2);
          return one && other ? { ...world, book: world.book.toSpliced(place, 2, other, one) } : null;
        },
      },
    ],
  },
  {
    rule: "L5",
    says: "the same journal again is a no-op",
    faultsOf: only("L5", checkLedger),
    faults: [
      {
        name: "a journal is stored twice",
        strike: rewritten((all, seed) => [...all, ...all.slice(at(all.length, seed), at(all.length, seed) + 1)]),
      },
    ],
  },
  {
    rule: "L6",
    says: "an id never stands for two movements",
    faultsOf: only("L6", checkLedger),
    faults: [
      {
        name: "an id is used for another amount",
        strike: rewritten((all, seed) => [
          ...all,
          ...all.slice(at(all.length, seed), at(all.length, seed) + 1).map((of) => ({
            ...of,
            entries: of.entries.map((entry) => ({ ...entry, amountMinor: entry.amountMinor * 2 })),
          })),
        ]),
      },
    ],
  },
  {
    rule: "L9",
    says: "a balance is the projection of its entries, at every version",
    faultsOf: ({ book, history }) => checkHistory(history, book).filter(({ rule }) => rule === "L9"),
    faults: [
      {
        name: "a balance is off by one",
        strike: oneStep((step) => ({ ...step, balanceMinor: step.balanceMinor + 1 })),
      },
      { name: "an entry has no version", strike: (world) => ({ ...world, history: world.history.slice(0, -1) }) },
    ],
  },
  {
    rule: "L10",
    says: "no command takes more than there is",
    faultsOf: only("L10", checkLedger),
    faults: [
      { name: "more is refunded than was taken", strike: appended(captureDirect(deposit, 300), refund(deposit, 301)) },
      {
        name: "the same money goes back twice under two ids",
        strike: appended(captureDirect(deposit, 300), refund(deposit, 300), refund(again, 300)),
      },
    ],
  },
  {
    rule: "L11",
    says: "a deposit keeps its currency",
    faultsOf: only("L11", checkLedger),
    faults: [
      {
        name: "a deposit goes on in another currency",
        strike: appended(captureDirect(deposit, 300), captureDirect({ ...again, currency: "JPY" }, 5)),
      },
    ],
  },
  {
    rule: "L12",
    says: "what is pending resolves once, with at most what was pending",
    faultsOf: only("L12", pendingsResolveOnce),
    faults: [
      {
        name: "a hold is captured and released",
        strike: appended(held, captureOfHold(deposit, 500, 300), releaseHold(again, 500)),
      },
      {
        name: "more is captured than was held",
        strike: appended(held, {
          ...captureOfHold(deposit, 500, 500),
          entries: [...releaseHold(deposit, 500).entries, ...captureDirect(deposit, 501).entries],
        }),
      },
      {
        name: "a payout is settled after it failed",
        strike: appended(
          captureDirect(deposit, 300),
          payoutPlanned(payout),
          payoutFailed(payout),
          payoutSettled(payout),
        ),
      },
      {
        name: "another amount is settled than was planned",
        strike: appended(
          captureDirect(deposit, 300),
          payoutPlanned(payout),
          payoutSettled({ ...payout, amountMinor: 299 }),
        ),
      },
    ],
  },
  {
    rule: "L13",
    says: "a hold that the provider let go is not captured",
    faultsOf: only("L13", pendingsResolveOnce),
    faults: [
      {
        name: "a hold is captured after it lapsed",
        strike: appended(held, lapseHold(deposit, 500), captureOfHold(again, 500, 300)),
      },
    ],
  },
  {
    rule: "L14",
    says: "memorandum accounts are zero when no hold is open",
    faultsOf: only("L14", checkLedger),
    faults: [
      { name: "a part of a hold stays behind", strike: appended(held, captureOfHold(deposit, 300, 300)) },
      {
        name: "a hold is let go towards money",
        strike: appended(held, {
          ...releaseHold(deposit, 500),
          entries: [
            { account: "memo:hold:dep_x", amountMinor: 500 },
            { account: "dep:dep_x", amountMinor: -500 },
          ],
        }),
      },
    ],
  },
  {
    rule: "L15",
    says: "what stands on deposits is what was taken, less what left by its own ways",
    faultsOf: only("L15", checkLedger),
    faults: [
      {
        name: "a deposit leaves to where its kind has no business",
        strike: appended(captureDirect(deposit, 300), {
          ...refund(deposit, 300),
          entries: [
            { account: "dep:dep_x", amountMinor: 300 },
            { account: "prov:sandbox:suspense", amountMinor: -300 },
          ],
        }),
      },
    ],
  },
  {
    rule: "L16",
    says: "clearing is what the provider's statement says",
    faultsOf: differencesOf,
    faults: [
      {
        name: "the provider has another balance",
        strike: (world) => ({ ...world, bank: { ...world.bank, EUR: (world.bank["EUR"] ?? 0) + 1 } }),
      },
    ],
  },
  {
    rule: "L17",
    says: "every movement of the provider has its one journal, and every journal its movement",
    faultsOf: differencesOf,
    faults: [
      { name: "a line has no journal", strike: oneLine(() => []) },
      { name: "a line stands there twice", strike: oneLine((line) => [line, { ...line, seq: 10_000 }]) },
      {
        name: "a line has another amount",
        strike: oneLine((line) => [{ ...line, amountMinor: line.amountMinor * 2 }]),
      },
    ],
  },
  {
    rule: "L18",
    says: "what was kept is what the journals come to",
    faultsOf: ({ book, balances }) => differing(project(book), balances),
    faults: [
      {
        name: "a journal was not applied",
        strike: (world, seed) => ({
          ...world,
          balances: project(world.book.toSpliced(at(world.book.length, seed), 1)),
        }),
      },
      {
        name: "a journal was applied twice",
        strike: (world, seed) => ({
          ...world,
          balances: project([...world.book, ...world.book.slice(at(world.book.length, seed)).slice(0, 1)]),
        }),
      },
    ],
  },
  {
    rule: "L19",
    says: "the versions of an account have no gaps",
    faultsOf: ({ book, history }) => checkHistory(history, book).filter(({ rule }) => rule === "L19"),
    faults: [
      { name: "a version is left out", strike: oneStep((step) => ({ ...step, version: step.version + 10_000 })) },
      { name: "a version stands there twice", strike: oneStep((step) => ({ ...step, version: step.version - 1 })) },
    ],
  },
  {
    rule: "L21",
    says: "the general ledger holds a prefix of the book",
    faultsOf: ({ book, copy }) => [
      ...[checkChain("gb_1", copy)].filter((fault) => fault !== null),
      ...(hasHead(book, copy.at(-1)?.link ?? EMPTY_CHAIN) ? [] : ["the copy ends elsewhere"]),
    ],
    faults: [
      {
        name: "the copy lacks one in the middle",
        strike: (world, seed) =>
          world.copy.length < 2 ? null : { ...world, copy: world.copy.toSpliced(at(world.copy.length - 1, seed), 1) },
      },
      {
        name: "the copy has one that the book has not",
        strike: (world) => ({ ...world, copy: linked([...world.copy, { ...held, id: "tr_forged" }]) }),
      },
    ],
  },
  {
    rule: "L22",
    says: "no more is paid out than was ever payable",
    faultsOf: only("L22", payoutsWithinCredit),
    faults: [
      { name: "a payout goes beyond what was credited", strike: appended(payoutPlanned(overPaid)) },
      {
        name: "what was credited is paid out twice",
        strike: rewritten((all) => {
          const planned = all.filter(({ kind, refId }) => kind === "payout_planned" && refId.startsWith("po_"));
          const isPaid = planned.length > 0 && all.every(({ kind }) => kind !== "payout_failed");
          return isPaid ? [...all, ...planned, ...planned, ...planned] : null;
        }),
      },
    ],
  },
];

/** L7, L8, L20 are about commands and not about what is written: a ledger is asked, at once and again. */
const ASKED: readonly {
  rule: string;
  says: string;
  fault: LedgerFault;
  holds: (of: MemoryLedger, all: readonly Journal[]) => Promise<boolean>;
}[] = [
  {
    rule: "L7",
    says: "equal commands at once have one effect",
    fault: "forgets-ids",
    holds: async (of, all) => {
      for (const journal of all) await Promise.all([1, 2, 3].map((n) => of.ask(`${journal.id} ${n}`, journal)));
      return differing(project(all), of.balances).length === 0 && of.journals.length === all.length;
    },
  },
  {
    rule: "L8",
    says: "no update is lost on an account that everybody moves",
    fault: "loses-updates",
    holds: async (of) => {
      const crowd = Array.from({ length: 20 }, (_, n) => captureDirect({ ...deposit, depositId: `dep_${n}` }, n + 1));
      await Promise.all(crowd.map((journal) => of.ask(journal.id, journal)));
      return of.balance("prov:sandbox:clearing", "EUR") === 210;
    },
  },
  {
    rule: "L20",
    says: "a refused command stays refused, though it could be done by now",
    fault: "forgets-refusals",
    holds: async (of) => {
      const wish = refund(deposit, 300);
      const first = await of.ask("wish", wish);
      await of.ask("money", captureDirect(deposit, 300));
      return first === "refused:balance-too-low" && (await of.ask("wish", wish)) === first;
    },
  },
];

function oneStep(change: (step: AccountStep) => AccountStep) {
  return (world: World, seed: number): World => ({
    ...world,
    history: world.history.map((step, n) => (n === at(world.history.length, seed) ? change(step) : step)),
  });
}

function oneLine(change: (line: LineFact) => readonly LineFact[]) {
  return (world: World, seed: number): World | null =>
    world.lines.length === 0
      ? null
      : {
          ...world,
          lines: world.lines.flatMap((line, n) => (n === at(world.lines.length, seed) ? change(line) : [line])),
        };
}

function differing(wanted: ReadonlyMap<string, number>, kept: ReadonlyMap<string, number>): string[] {
  const keys = new Set([...wanted.keys(), ...kept.keys()]);
  return [...keys].filter((key) => (wanted.get(key) ?? 0) !== (kept.get(key) ?? 0));
}

describe("the ledger's rules", () => {
  test("are 22, each with a row and each row with a fault", () => {
    const rows = [...LAWS.map(({ rule }) => rule), ...ASKED.map(({ rule }) => rule)];
    expect(rows.toSorted()).toEqual(Array.from({ length: 22 }, (_, n) => `L${n + 1}`).toSorted());
    for (const { rule, faults } of LAWS) expect(faults.length, rule).toBeGreaterThan(0);
  });

  test.each(LAWS)("$rule: $says", ({ faultsOf }) => {
    fc.assert(
      fc.property(ledger, (journals) => {
        expect(faultsOf(worldOf(journals))).toEqual([]);
      }),
    );
  });

  test.each(LAWS.flatMap(({ rule, faultsOf, faults }) => faults.map((fault) => ({ rule, faultsOf, ...fault }))))(
    "$rule notices that $name",
    ({ faultsOf, strike }) => {
      let struck = 0;
      fc.assert(
        fc.property(ledger, fc.nat(), (journals, seed) => {
          const world = strike(worldOf(journals), seed);
          if (world === null) return;
          struck += 1;
          expect(faultsOf(world)).not.toEqual([]);
        }),
      );
      expect(struck, "worlds in which it could strike").toBeGreaterThan(5);
    },
  );

  test.each(ASKED)("$rule: $says", async ({ holds }) => {
    await fc.assert(
      fc.asyncProperty(ledger, async (journals) => {
        expect(await holds(new MemoryLedger(), journals)).toBe(true);
      }),
    );
  });

  test.each(ASKED)("$rule notices a ledger that $fault", async ({ fault, holds }) => {
    await fc.assert(
      fc.asyncProperty(ledger, async (journals) => {
        expect(await holds(new MemoryLedger(fault), journals)).toBe(false);
      }),
    );
  });
});
