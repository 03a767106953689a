/** What running a public log again comes to, in facts; the words belong to whoever shows them. */
import type { Certificate } from "../group-buy/state/state.ts";

/**
 * What an entry rests on. `derived`: it follows from the public entries before it, and came out the same. `input`: somebody
 * outside said it (a provider, an operator, a merchant), and what it says was possible then. `private`: it rests on what is
 * not public (as a refusal for other terms does), and nothing public speaks against it. `chained`: it stands in its place
 * with its stamps, and was not decided again.
 */
export type EntryKind = "derived" | "input" | "private" | "chained";

/** Why an entry is not what follows from those before it. */
export type WrongWhy =
  /** No leaf of a known form and type; `field` says what. */
  | "unreadable"
  | "other-log"
  /** Another number than its place: something was taken out, put in or moved. */
  | "out-of-order"
  /** What comes after it was added to another one. */
  | "altered"
  | "inserted"
  /** The tree that it says it was added to is not the one before it. */
  | "prev-differs"
  | "stamp-falls"
  | "effective-falls"
  | "deadline-differs"
  | "terms-differ"
  /** Something had been due before it and is not there. */
  | "left-out"
  /** Nothing was due that it could be, and nobody could have said it. */
  | "not-due"
  /** The same command is decided otherwise. */
  | "decided-otherwise"
  /** It happened, and says something else: `field`. */
  | "differs"
  /** It cannot happen in the state that had been reached. */
  | "impossible";

export interface Wrong {
  readonly seq: number;
  readonly why: WrongWhy;
  readonly facts: Readonly<Record<string, string | number | null>>;
}

export interface Rerun {
  /** How many leaves were given. */
  readonly entries: number;
  /** Every decision up to here was made again and came out the same; 0 where none was. */
  readonly rerunThroughSeq: number;
  /** It came to the count; what comes after that rests on offers, which are sealed, and was not decided again. */
  readonly isThroughCount: boolean;
  readonly counts: Readonly<Record<EntryKind, number>>;
  readonly firstWrong: Wrong | null;
  /** As it was made again; null where the log does not come to a count, or could not be run so far. */
  readonly certificate: Certificate | null;
  /** Of all leaves as they were given, whatever is wrong with them. */
  readonly treeSize: number;
  readonly treeRoot: string;
  /** Leaves of form 1 do not say which seat is meant: only their chain was checked. */
  readonly isFormOld: boolean;
  /** It ends between what one command caused: the rest was cut off, or is still to come. */
  readonly isUnfinished: boolean;
}
