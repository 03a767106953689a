/** What is said of exhibits, and in which order. The words are for whoever shows it. */

/** In the order in which they are told; each names what it is about by its index among the exhibits. */
export const CHECK_IDS = [
  "receipt-signature",
  "receipt-key-time",
  "receipt-leaf",
  "receipt-fields",
  "receipt-decision",
  "attempt-signature",
  "attempt-key-time",
  "attempt-fields",
  "head-signature",
  "head-key-time",
  "head-origin",
  "head-fields",
  "proof-leaf",
  "proof-path",
  "certificate-entry",
  "certificate-facts",
  "log-leaves",
  "log-head",
  "log-rerun",
  "consistency",
  "contradiction",
  "same-leaf",
  "one-leaf-a-number",
  "one-root-a-size",
  "in-log",
  "head-in-log",
  "keys-apart",
] as const;

export type CheckId = (typeof CHECK_IDS)[number];

export type Verdict = "proven" | "wrong" | "open";

export interface Check {
  readonly id: CheckId;
  /** Which exhibits it is about: indexes, the first first. */
  readonly about: readonly number[];
  /** `open`: cannot be said from what is at hand. It is never counted as proven. */
  readonly verdict: Verdict;
  /** Why it is wrong or open; null where it is proven. */
  readonly why: Why | null;
  /** The entry of the log that it is about, where it is about one. */
  readonly seq: number | null;
  /** What the words are filled with. */
  readonly facts: Facts;
}

export type Facts = Readonly<Record<string, string | number | null>>;

/** Why something is open, or wrong. */
export type Why =
  // Open
  | "no-key" // none was given for this kind of signature
  | "key-unknown" // signed by a key that is not among those given
  | "rests-on-signature" // it fits; but what it rests on is not proven itself
  | "unsigned"
  | "no-leaf" // the proof is of a leaf that is not at hand
  | "no-older-head" // a consistency proof says nothing without somebody who kept the older head
  | "key-revoked-later" // the stamp is older than the revocation, but whoever has the key can date back
  | "says-more" // a field that this program does not know
  | "form-unknown"
  | "log-shorter" // the log at hand ends before it
  | "rerun-ends" // from there on the public entries do not say enough to decide again
  | "keys-among-files" // keys that lie beside what they would prove are anybody's
  | "said-to-one" // a browser was told both: whether the log is so can be seen only there
  // Wrong
  | "signature-malformed"
  | "algorithm"
  | "type"
  | "signature-wrong"
  | "key-no-longer"
  | "key-revoked"
  | "signs-another-leaf"
  | "not-json"
  | "not-canonical"
  | "malformed"
  | "not-its-leaf"
  | "against-stamp"
  | "origin-of-another"
  | "not-its-checkpoint"
  | "way-leads-elsewhere"
  | "another-place"
  | "not-the-count"
  | "facts-contradict"
  | "another-log"
  | "out-of-order"
  | "stamp-went-back"
  | "prev-differs"
  | "root-differs"
  | "size-differs"
  | "not-consistent"
  | "no-contradiction" // both can be true of one log
  | "two-leaves"
  | "two-roots"
  | "not-in-log"
  | "rerun-differs";

/** Wrong beats open beats proven; of nothing nothing is proven. */
export function verdictOf(checks: readonly Pick<Check, "verdict">[]): Verdict {
  if (checks.some(({ verdict }) => verdict === "wrong")) return "wrong";
  return checks.length > 0 && checks.every(({ verdict }) => verdict === "proven") ? "proven" : "open";
}

/** The first wrong thing: by its number in the log where it has one, otherwise in the order of the checks. */
export function firstWrong(checks: readonly Check[]): Check | null {
  const wrong = checks.filter(({ verdict }) => verdict === "wrong");
  const numbered = wrong.filter(({ seq }) => seq !== null);
  return numbered.toSorted((a, b) => (a.seq ?? 0) - (b.seq ?? 0))[0] ?? wrong[0] ?? null;
}
