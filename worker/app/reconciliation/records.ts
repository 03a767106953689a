import type { AccountStanding, AccountStep, PostedEntries } from "../../core/ledger/account-history.ts";
import type { Journal } from "../../core/ledger/journal.ts";
import type { Difference } from "../../core/reconciliation/differences.ts";
import type { EntryAct, Stage } from "../../core/reconciliation/entry.ts";
import type { AccountSum } from "../../core/reconciliation/equation.ts";
import type { BookHead, MovementFact, Purse, SourceFacts, UnknownFact } from "../../core/reconciliation/facts.ts";
import type { CurrencyVerdict, KnownDifference } from "../../core/reconciliation/verdict.ts";
import type { AuditedAct } from "../people/store.ts";

/** One day of one provider. */
export interface StoredClose {
  readonly id: string;
  readonly providerId: string;
  readonly day: string;
  readonly attempt: number;
  readonly state: "running" | "refused" | "closed";
  readonly begunAtMs: number;
  readonly judgedAtMs: number | null;
  /** Of the last attempt that came to its end. */
  readonly verdict: readonly CurrencyVerdict[] | null;
}

/** A book that is to be looked at. */
export type Source =
  | { readonly kind: "group-buy"; readonly id: string; readonly currency: string }
  | { readonly kind: "merchant"; readonly id: string };

/** The general ledger's copy of one book, read in one moment. */
export interface MirroredGroupBuy {
  readonly head: BookHead;
  /** Of its own journals: what they move at the provider. */
  readonly movements: readonly MovementFact[];
  readonly isEnded: boolean;
  /** Whose money its awards became. */
  readonly merchantIds: readonly string[];
  /** Its deposits' and holds' accounts, which only it moves: their entries, their history, where they stand. */
  readonly accounts: {
    readonly journals: readonly PostedEntries[];
    readonly steps: readonly AccountStep[];
    readonly standings: readonly AccountStanding[];
  };
}

export interface MirroredMerchant {
  readonly head: BookHead;
  readonly booked: Purse;
}

/** One source, looked at: written whole or not at all, and again without a trace. */
export interface Look {
  readonly source: Source;
  readonly facts: SourceFacts;
  readonly found: readonly Difference[];
  readonly isAtRest: boolean;
  readonly atMs: number;
}

/** What the general ledger holds in one moment, and which journals came after the looks at their sources. */
export interface LedgerMoment {
  readonly accounts: readonly AccountSum[];
  readonly late: readonly { readonly journalId: string; readonly currency: string; readonly amountMinor: number }[];
}

export interface StoredDifference extends KnownDifference {
  readonly providerId: string;
  readonly lastSeenMs: number;
}

export interface BookedEntry {
  readonly differenceId: string;
  readonly act: EntryAct;
  readonly journalId: string;
  readonly operatorId: string;
  readonly atMs: number;
}

export interface UnknownElsewhere extends UnknownFact {
  readonly sourceId: string;
}

/** Where reconciliation keeps what it does. Throws where it cannot be reached. */
export interface ReconciliationRecords {
  /** Begins the close of a day, once; whoever begins it again is given the one that is there. */
  begin(close: Omit<StoredClose, "judgedAtMs" | "verdict" | "state" | "attempt">): Promise<StoredClose>;
  /** Tries a refused one again; null where it is not refused (any more). */
  retry(closeId: string, atMs: number): Promise<StoredClose | null>;
  close(closeId: string): Promise<StoredClose | null>;
  /** Newest first. */
  closes(limit: number): Promise<readonly StoredClose[]>;
  running(): Promise<readonly StoredClose[]>;
  /** Sources that this attempt has not looked at and that are not at rest: merchants first. */
  nextSources(close: StoredClose, limit: number): Promise<readonly Source[]>;
  saveLook(close: StoredClose, look: Look): Promise<void>;
  /** A page of what this attempt has looked at, in order of id. */
  looks(close: StoredClose, afterId: string, limit: number): Promise<readonly SourceFacts[]>;
  /** The report with its verdict, once for an attempt. False where somebody else was faster. */
  judge(
    close: StoredClose,
    judged: {
      readonly state: "refused" | "closed";
      readonly verdict: readonly CurrencyVerdict[];
      readonly report: string;
      readonly signature: string;
      readonly atMs: number;
    },
  ): Promise<boolean>;
  /** The bytes of the last report of a close, with its signature; null before there is one. */
  report(closeId: string): Promise<{ readonly report: string; readonly signature: string } | null>;

  mirroredGroupBuy(groupBuyId: string, providerId: string): Promise<MirroredGroupBuy>;
  mirroredMerchant(merchantId: string, providerId: string): Promise<MirroredMerchant>;
  /** Journals of merchants about these payouts (or what else a statement names), as movements. */
  movementsAbout(refIds: readonly string[], providerId: string): Promise<readonly MovementFact[]>;
  ledgerMoment(close: StoredClose, providerId: string): Promise<LedgerMoment>;
  /** The same sums as they stand now, for a page. */
  accountSums(): Promise<readonly AccountSum[]>;
  /** What the last looks left open: calls that are unanswered, and how far books have gone on that nobody has looked at. */
  lastLooks(): Promise<{
    readonly since: { readonly books: number; readonly entries: number };
    readonly unknowns: readonly UnknownElsewhere[];
  }>;

  /** Titles of group-buys and names of merchants, as far as there are any. */
  namesOf(sourceIds: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** What the last looks found, whatever was booked about it, and what waits on suspense; oldest first. */
  standing(providerId: string, limit: number): Promise<readonly StoredDifference[]>;
  difference(id: string): Promise<StoredDifference | null>;
  entriesOf(differenceId: string): Promise<readonly BookedEntry[]>;
  /**
   * Posts the entry to the general ledger, moves the difference on and writes the audit: all of it or nothing. False
   * where the difference is no longer at `from`.
   */
  book(entry: {
    readonly difference: StoredDifference;
    readonly from: Stage;
    readonly to: Stage;
    readonly act: EntryAct;
    readonly journal: Journal;
    readonly audit: AuditedAct;
  }): Promise<boolean>;
  audit(act: AuditedAct, subjectId: string): Promise<void>;
}
