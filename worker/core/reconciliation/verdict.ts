import type { Difference, DifferenceKind } from "./differences.ts";
import type { Stage } from "./entry.ts";
import { moneyEquation, type AccountSum, type MoneyEquation } from "./equation.ts";
import { inPurse, type Purse, type UnknownFact } from "./facts.ts";

/** What has only just been seen may be on its way: it is listed, and refuses nothing yet. */
export const LISTED_FOR_MS = 15 * 60_000;
/** An unknown that is older than this keeps the day open; from two minutes on it is shown. */
export const UNKNOWN_MAXIMUM_MS = 24 * 3_600_000;

/** A difference with what has become of it. `isSeen`: the last look found it. */
export interface KnownDifference extends Difference {
  readonly firstSeenMs: number;
  readonly isSeen: boolean;
  readonly stage: Stage;
}

export interface CloseFacts {
  readonly providerId: string;
  /** When it was judged: ages are told from here. ms UTC. */
  readonly atMs: number;
  readonly accounts: readonly AccountSum[];
  /** What the provider's statements come to, over all group-buys. */
  readonly bank: Purse;
  readonly differences: readonly KnownDifference[];
  /** Journals that came after their source had been looked at: the accounts have them, its statement was read before. */
  readonly late: readonly LateMovement[];
  readonly unknowns: readonly UnknownFact[];
}

export interface LateMovement {
  readonly journalId: string;
  readonly currency: string;
  /** What it does to clearing. */
  readonly amountMinor: number;
}

export type ReasonCode =
  | "trial-balance-off"
  | "equation-off"
  | "suspense-not-zero"
  | "differences-open"
  | "books-differ"
  | "sources-unread"
  | "unknown-too-old";

/** Why a currency is not closed. `amountMinor` or `count`, whichever says how much. */
export interface Reason {
  readonly code: ReasonCode;
  readonly amountMinor: number | null;
  readonly count: number | null;
}

export interface CurrencyVerdict {
  readonly state: "closed" | "refused";
  readonly reasons: readonly Reason[];
  readonly equation: MoneyEquation;
}

/** Books that do not agree with each other, whatever they add up to. */
const OF_BOOKS: ReadonlySet<DifferenceKind> = new Set(["mirror_behind", "head_differs", "balance_differs"]);

/**
 * Whether a day may be closed, currency by currency, and if not, everything that keeps it open. Pure, so that a report
 * is judged again from its own facts by whoever holds it.
 */
export function judgeClose(facts: CloseFacts): CurrencyVerdict[] {
  const currencies = new Set([
    ...facts.accounts.map(({ currency }) => currency),
    ...Object.keys(facts.bank),
    ...facts.differences.filter(isStanding).flatMap(({ currency }) => (currency === "" ? [] : [currency])),
  ]);
  return [...currencies].sort().map((currency) => judgeCurrency(currency, facts));
}

/** Found by the last look, and not dealt with for good. What waits on suspense counts by suspense itself. */
export function isStanding({ isSeen, stage }: Pick<KnownDifference, "isSeen" | "stage">): boolean {
  return isSeen && stage === "open";
}

/** Still on its way, perhaps: listed beside the equation instead of refusing the day. */
export function isListed(difference: Pick<KnownDifference, "firstSeenMs">, atMs: number): boolean {
  return atMs - difference.firstSeenMs < LISTED_FOR_MS;
}

function judgeCurrency(currency: string, facts: CloseFacts): CurrencyVerdict {
  const { atMs } = facts;
  // A book that names no currency is doubted in all of them.
  const standing = facts.differences.filter(
    (one) => isStanding(one) && (one.currency === currency || one.currency === ""),
  );
  // Where the books have caught up with what was taken to suspense, they have it twice until that is taken back.
  const twice = facts.differences.filter(
    (one) => !one.isSeen && one.stage === "suspended" && one.currency === currency,
  );
  const openMinor =
    standing.reduce((sum, { kind, deltaMinor }) => sum + (OF_BOOKS.has(kind) ? 0 : deltaMinor), 0) -
    twice.reduce((sum, { deltaMinor }) => sum + deltaMinor, 0) -
    facts.late.reduce((sum, one) => sum + (one.currency === currency ? one.amountMinor : 0), 0);
  const equation = moneyEquation(currency, facts.accounts, inPurse(facts.bank, currency), openMinor);
  const late = standing.filter((one) => !isListed(one, atMs));
  const old = facts.unknowns.filter(({ sinceMs }) => atMs - sinceMs > UNKNOWN_MAXIMUM_MS);
  const isUnread = ({ kind }: Difference) => kind === "unread";
  const isOfBooks = ({ kind }: Difference) => OF_BOOKS.has(kind);
  const reasons = [
    ...amount("trial-balance-off", equation.trialMinor),
    ...amount("equation-off", equation.offMinor),
    ...amount("suspense-not-zero", equation.parts.suspense),
    ...count("differences-open", late.filter((one) => !isUnread(one) && !isOfBooks(one)).length),
    ...count("books-differ", late.filter(isOfBooks).length),
    // What did not answer is not taken for good, however lately it was asked.
    ...count("sources-unread", standing.filter(isUnread).length),
    ...count("unknown-too-old", old.length),
  ];
  return { state: reasons.length === 0 ? "closed" : "refused", reasons, equation };
}

function amount(code: ReasonCode, amountMinor: number): Reason[] {
  return amountMinor === 0 ? [] : [{ code, amountMinor, count: null }];
}

function count(code: ReasonCode, many: number): Reason[] {
  return many === 0 ? [] : [{ code, amountMinor: null, count: many }];
}
