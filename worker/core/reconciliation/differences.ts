import { sha256 } from "@noble/hashes/sha2.js";
import { typeId } from "../id.ts";
import { inPurse, type GroupBuyFacts, type MerchantFacts, type SourceFacts } from "./facts.ts";
import { matchStatement } from "./match.ts";

/**
 * `journal_missing` the provider moved money that we never booked · `line_missing` we booked what no line of the
 * statement says · `amount_differs` · `line_doubled` · `journal_doubled` · `clearing_differs` the sums do not meet though
 * every line was told apart · `balance_differs` an object's own balances are not those of the general ledger, or an account there is not what its entries come to ·
 * `mirror_behind` the general ledger lacks journals of an object · `head_differs` both have the same journals by number,
 * and not by content · `unread` the object or the provider did not answer.
 */
export const DIFFERENCE_KINDS = [
  "journal_missing",
  "line_missing",
  "amount_differs",
  "line_doubled",
  "journal_doubled",
  "clearing_differs",
  "balance_differs",
  "mirror_behind",
  "head_differs",
  "unread",
] as const;
export type DifferenceKind = (typeof DIFFERENCE_KINDS)[number];

export interface Difference {
  /** `dif_…`, from what it is about: found again, it is the same. */
  readonly id: string;
  readonly kind: DifferenceKind;
  /** The group-buy or merchant in whose book it was found. */
  readonly sourceId: string;
  /** The deposit, refund, payout or dispute; empty where it is the book as a whole. */
  readonly refId: string;
  readonly currency: string;
  /** What the statement says, what the books say, and the first less the second. */
  readonly bankMinor: number;
  readonly booksMinor: number;
  readonly deltaMinor: number;
  readonly lineSeq: number | null;
  readonly journalId: string | null;
  /** For people: how far the books are apart, or what did not answer. */
  readonly detail: string;
}

/** Differences of money have an entry that sets them right; of the others somebody has to find out what happened. */
export function isOfMoney({ kind }: Pick<Difference, "kind">): boolean {
  return MONEY.has(kind);
}

const MONEY: ReadonlySet<DifferenceKind> = new Set([
  "journal_missing",
  "line_missing",
  "amount_differs",
  "line_doubled",
  "journal_doubled",
]);

/** Journals of reconciliation itself: no line of a statement ever answers to them. */
export const SUSPENSE_KINDS: ReadonlySet<string> = new Set(["suspense_taken", "suspense_cleared"]);

/** Everything in one source that does not fit. Pure: the same facts come to the same differences, under the same ids. */
export function differencesIn(facts: SourceFacts): Difference[] {
  switch (facts.kind) {
    case "unread":
      return [plain(facts.sourceId, "unread", facts.currency, facts.why)];
    case "merchant":
      return [...ofMirror(facts), ...ofBalances(facts)];
    case "group-buy":
      return [...ofMirror(facts), ...ofStatement(facts), ...ofBalances(facts), ...ofAccounts(facts)];
  }
}

function ofStatement(facts: GroupBuyFacts): Difference[] {
  const { sourceId, lines, bank } = facts;
  const ours = facts.movements.filter(({ kind }) => !SUSPENSE_KINDS.has(kind));
  const { differing, linesAlone, movementsAlone } = matchStatement(sourceId, lines, ours);
  const found = [
    ...linesAlone.map((line) =>
      difference(sourceId, line.isDoubled ? "line_doubled" : "journal_missing", {
        refId: line.refId,
        currency: line.currency,
        bankMinor: line.amountMinor,
        booksMinor: 0,
        lineSeq: line.seq,
        detail: line.kind,
      }),
    ),
    ...movementsAlone.map((movement) =>
      difference(sourceId, movement.isDoubled ? "journal_doubled" : "line_missing", {
        refId: movement.refId,
        currency: movement.currency,
        bankMinor: 0,
        booksMinor: movement.amountMinor,
        journalId: movement.journalId,
        detail: movement.kind,
      }),
    ),
    ...differing.map(({ line, movement }) =>
      difference(sourceId, "amount_differs", {
        refId: line.refId,
        currency: line.currency,
        bankMinor: line.amountMinor,
        booksMinor: movement.amountMinor,
        lineSeq: line.seq,
        journalId: movement.journalId,
        detail: line.kind,
      }),
    ),
  ];
  // L16, by itself: the provider's own last balance against the sum of its lines. A line that was left out shows here.
  const currencies = new Set([...lines.map(({ currency }) => currency), ...Object.keys(bank)]);
  for (const currency of currencies) {
    const saysMinor = inPurse(bank, currency);
    const sumMinor = lines.reduce((sum, line) => sum + (line.currency === currency ? line.amountMinor : 0), 0);
    if (saysMinor === sumMinor) continue;
    const amounts = { refId: "", currency, bankMinor: saysMinor, booksMinor: sumMinor };
    found.push(difference(sourceId, "clearing_differs", { ...amounts, detail: "statement" }));
  }
  return found;
}

function ofBalances({ sourceId, embedded, booked, object, mirror }: GroupBuyFacts | MerchantFacts): Difference[] {
  if (mirror.seq !== object.seq) return []; // It is behind, and said to be: what it adds up to is no news.
  const currencies = [...new Set([...Object.keys(embedded), ...Object.keys(booked)])].sort();
  return currencies.flatMap((currency) => {
    const [bankMinor, booksMinor] = [inPurse(embedded, currency), inPurse(booked, currency)];
    if (bankMinor === booksMinor) return [];
    return [difference(sourceId, "balance_differs", { refId: "", currency, bankMinor, booksMinor, detail: "object" })];
  });
}

/** L9, L19: whatever a copy lacks, what it keeps of an account follows from what it has. */
function ofAccounts({ sourceId, accountsOff = [] }: GroupBuyFacts): Difference[] {
  return accountsOff.map(({ account, currency, keptMinor, bookedMinor, why }) => {
    const amounts = { refId: account, currency, bankMinor: keptMinor, booksMinor: bookedMinor };
    return difference(sourceId, "balance_differs", { ...amounts, detail: why });
  });
}

/** L21: the copy has the object's journals from the first on, without gaps; short of it, or another story. */
function ofMirror(facts: GroupBuyFacts | MerchantFacts): Difference[] {
  const { sourceId, object, mirror } = facts;
  const currency = facts.kind === "group-buy" ? facts.currency : "";
  if (mirror.seq < object.seq) {
    return [plain(sourceId, "mirror_behind", currency, `${mirror.seq}/${object.seq}`)];
  }
  // A copy from before there was a chain has no hash: its journals are counted, and the next one brings the chain along.
  const isForged = mirror.head !== null && object.head !== null && mirror.head !== object.head;
  const isOther = mirror.seq > object.seq || mirror.journals !== object.journals || isForged;
  if (!isOther) return [];
  return [plain(sourceId, "head_differs", currency, `${mirror.head ?? mirror.seq} / ${object.head ?? object.seq}`)];
}

type Amounts = Pick<Difference, "refId" | "currency" | "bankMinor" | "booksMinor" | "detail"> &
  Partial<Pick<Difference, "lineSeq" | "journalId">>;

function difference(sourceId: string, kind: DifferenceKind, amounts: Amounts): Difference {
  const { lineSeq = null, journalId = null, bankMinor, booksMinor } = amounts;
  const id = differenceId([sourceId, kind, amounts.currency, amounts.refId, lineSeq ?? "", journalId ?? ""]);
  return { ...amounts, id, kind, sourceId, deltaMinor: bankMinor - booksMinor, lineSeq, journalId };
}

function plain(sourceId: string, kind: DifferenceKind, currency: string, detail: string): Difference {
  return difference(sourceId, kind, { refId: "", currency, bankMinor: 0, booksMinor: 0, detail });
}

function differenceId(parts: readonly (string | number)[]): string {
  return typeId("dif", sha256(new TextEncoder().encode(["v1", ...parts].join("\n"))).slice(0, 16));
}
