/** What looking at one exhibit alone comes to: its checks, and what it holds up for comparison with the others. */
import type { VerifyEd25519 } from "../log/signed-note.ts";
import type { Check, CheckId, Facts, Verdict, Why } from "./check.ts";
import type { KeyRing } from "./keys.ts";
import type { LeafFault } from "./leaf.ts";

export interface Findings {
  readonly checks: readonly Check[];
  readonly entries: readonly HeldEntry[];
  readonly claims: readonly RootClaim[];
}

/** Somebody says that this text is the entry of that number. */
export interface HeldEntry {
  readonly about: number;
  readonly gb: string;
  readonly seq: number;
  readonly leaf: string;
  /** By a receipt, or by a way up a tree. */
  readonly by: "signature" | "way";
  /** Whether what it rests on is proven: a signature by a key that was given. */
  readonly isProven: boolean;
}

/** Somebody says that the log had this root (hex) when it had so many entries. */
export interface RootClaim {
  readonly about: number;
  readonly gb: string;
  readonly size: number;
  readonly root: string;
  readonly isProven: boolean;
}

/** What all checks are made with. */
export interface Means {
  readonly keys: KeyRing;
  readonly verify: VerifyEd25519;
  /** Left out where decisions are not made again: then nothing is said of them. */
  readonly rerun?: Rerun;
}

/** Makes every decision of a log again, from its public entries alone. */
export type Rerun = (leaves: readonly string[]) => {
  /** Each came out the same up to here. */
  readonly rerunThroughSeq: number;
  /** It went up to the count: what comes after it rests on offers, which are sealed, and is no public decision. */
  readonly isThroughCount?: boolean;
  readonly firstWrong: { readonly seq: number; readonly why: string } | null;
};

/** Whether something else, by another key, has proven that this entry stands in the log. */
export type Vouched = (entry: Pick<HeldEntry, "gb" | "seq" | "leaf">) => boolean;

/** Vouched for by one of these ways up to a signed head. */
export function isAmong(ways: readonly HeldEntry[]): Vouched {
  return ({ gb, seq, leaf }) =>
    ways.some((way) => way.by === "way" && way.isProven && way.gb === gb && way.seq === seq && way.leaf === leaf);
}

export const NOTHING: Findings = { checks: [], entries: [], claims: [] };

/** Makes the checks of one exhibit, or of several that are compared. */
export function checksOf(about: readonly number[]) {
  const make = (id: CheckId, verdict: Verdict, why: Why | null, facts: Facts, seq: number | null): Check => {
    return { id, about, verdict, why, seq, facts };
  };
  return {
    proven: (id: CheckId, facts: Facts = {}, seq: number | null = null) => make(id, "proven", null, facts, seq),
    wrong: (id: CheckId, why: Why, facts: Facts = {}, seq: number | null = null) => make(id, "wrong", why, facts, seq),
    open: (id: CheckId, why: Why, facts: Facts = {}, seq: number | null = null) => make(id, "open", why, facts, seq),
    /** As some signature has it: what fits is proven where that is, and open where it is not. */
    of: (id: CheckId, finding: { verdict: Verdict; why: Why | null }, facts: Facts = {}, seq: number | null = null) =>
      make(id, finding.verdict, finding.why, facts, seq),
  };
}

/** What fits and rests on something that is not proven is open itself. */
export function resting(checks: readonly Check[], isProven: boolean): readonly Check[] {
  if (isProven) return checks;
  return checks.map((check) =>
    check.verdict === "proven" ? { ...check, verdict: "open", why: "rests-on-signature" } : check,
  );
}

export function isAllProven(checks: readonly Check[]): boolean {
  return checks.every(({ verdict }) => verdict === "proven");
}

/** Why a text is no leaf; a form that is not known may be a newer one, and is open. */
export function leafFault(id: CheckId, fault: LeafFault, about: number, seq: number | null = null): Check {
  const { wrong, open } = checksOf([about]);
  switch (fault.code) {
    case "form-unknown":
      return open(id, "form-unknown", { form: fault.form }, seq);
    case "malformed":
      return wrong(id, "malformed", { field: fault.field }, seq);
    case "not-json":
    case "not-canonical":
      return wrong(id, fault.code, {}, seq);
  }
}
