/**
 * What one browser keeps of the heads that a site has told it of one log, and what it makes of the next one (R8). All of it
 * is data: whoever calls has checked signatures, asks the questions and stores what comes out.
 */
import {
  checkAnswer,
  CONTRADICTION_FORMAT,
  claimOf,
  type Claim,
  type Contradiction,
  type ContradictionKind,
  type Told,
} from "../../../worker/core/log/contradiction.ts";
import { readConsistencyAnswer } from "../../../worker/core/log/consistency-answer.ts";
import { equalHashes } from "../../../worker/core/log/merkle.ts";

export interface Kept {
  /** Shown to be of one history, the largest last. */
  readonly linked: readonly Told[];
  /** Heard and not yet shown to be of it, the smallest first. */
  readonly waiting: readonly Told[];
  /** What was noticed. Nothing is judged any more until somebody has seen it. */
  readonly found: Contradiction | null;
  /** When the site was last asked, by this browser's clock. */
  readonly askedAtMs: number | null;
  /** Questions in a row that it had no answer to. */
  readonly unanswered: number;
}

export const NOTHING_KEPT: Kept = { linked: [], waiting: [], found: null, askedAtMs: null, unanswered: 0 };

/** Whether the newer grew from the older. */
export interface Question {
  readonly older: Told;
  readonly newer: Told;
  /** The one of the two that waits to be linked. */
  readonly about: Told;
}

/** What came of a question. A site that cannot be reached, or has too much to do, has said nothing. */
export type Answer =
  /** It answered, with whatever it says. */
  | { readonly kind: "shown"; readonly body: unknown }
  /** It does not know a log of that size. */
  | { readonly kind: "unknown"; readonly body: unknown }
  /** It was reached and had no answer. */
  | { readonly kind: "failed" }
  | { readonly kind: "unreached" };

const LINKED_MAXIMUM = 4;
const WAITING_MAXIMUM = 3;
/** So many questions in a row without an answer are an answer. */
const UNANSWERED_MAXIMUM = 5;

/** Takes in what was said, its signature checked. */
export function hear(kept: Kept, told: Told, keys: readonly string[]): Kept {
  const claim = claimOf(told);
  if (kept.found !== null || claim === null) return kept;
  const known = [...kept.linked, ...kept.waiting];
  const same = known.find((other) => claimOf(other)?.size === claim.size);
  if (same !== undefined && !isSame(claimOf(same), claim)) {
    return { ...kept, found: contradiction("split", same, told, null, keys) };
  }
  if (same !== undefined && !isBehind(kept, told)) return kept;
  if (kept.linked.length === 0) return { ...kept, linked: [told] };
  const waiting = bySize([...kept.waiting, told]);
  // The first that waits and the newest are worth most; what was heard between them gives way.
  return { ...kept, waiting: waiting.length > WAITING_MAXIMUM ? waiting.toSpliced(-2, 1) : waiting };
}

/** An old head told as the one of now: the site may have lost what came after it, and has to show that it has not. */
function isBehind({ linked, waiting }: Kept, told: Told): boolean {
  const newest = linked.at(-1);
  const isNews = !waiting.some((other) => sizeOf(other) === sizeOf(told));
  return "note" in told && isNews && newest !== undefined && sizeOf(told) < sizeOf(newest);
}

/** What to ask next; null when everything that is kept hangs together. */
export function questionOf({ linked, waiting, found }: Kept): Question | null {
  const about = waiting[0];
  if (found !== null || about === undefined) return null;
  const partner = linked.find((other) => sizeOf(other) > sizeOf(about)) ?? linked.at(-1);
  if (partner === undefined) return null;
  const isNewer = sizeOf(about) > sizeOf(partner);
  return { about, older: isNewer ? partner : about, newer: isNewer ? about : partner };
}

/** Takes in what came of a question; another tab may have settled it meanwhile. */
export function answered(kept: Kept, { about, older, newer }: Question, answer: Answer, keys: readonly string[]): Kept {
  const [from, to] = [claimOf(older), claimOf(newer)];
  const isOpen = kept.waiting.some((other) => isSame(claimOf(other), claimOf(about)));
  if (kept.found !== null || !isOpen || from === null || to === null) return kept;
  const [first, second] = older.heardAtMs <= newer.heardAtMs ? [older, newer] : [newer, older];
  const find = (kind: ContradictionKind, body: unknown): Kept => ({
    ...kept,
    found: contradiction(kind, first, second, body, keys),
  });
  const failed = (): Kept =>
    kept.unanswered + 1 < UNANSWERED_MAXIMUM ? { ...kept, unanswered: kept.unanswered + 1 } : find("unshown", null);
  switch (answer.kind) {
    case "unreached":
      return kept;
    case "unknown":
      return find("shrunk", answer.body);
    case "failed":
      return failed();
    case "shown": {
      const read = readConsistencyAnswer(answer.body);
      if (read?.fromSize !== from.size || read.toSize !== to.size) return failed(); // An answer to something else.
      const check = checkAnswer(from, to, answer.body);
      if (check !== "none") return find(check === "proven" ? "split" : "unshown", answer.body);
      const waiting = kept.waiting.filter((other) => !isSame(claimOf(other), claimOf(about)));
      const others = kept.linked.filter((other) => !isSame(claimOf(other), claimOf(about)));
      const linked = bySize([...others, about]).slice(-LINKED_MAXIMUM);
      return { ...kept, linked, waiting, unanswered: 0 };
    }
  }
}

/** A head by a key that nobody known vouches for, or that nobody can vouch for because the known one is revoked. */
export function anotherKey(
  kept: Kept,
  told: Told,
  keys: readonly string[],
  kind: Extract<ContradictionKind, "strange-key" | "revoked-key">,
): Kept {
  const last = kept.linked.at(-1);
  if (kept.found !== null) return kept;
  return { ...kept, found: contradiction(kind, last ?? told, told, null, keys) };
}

/** Drops what has turned out not to be signed: rows of a browser can be damaged, or be somebody's invention. */
export function without(kept: Kept, isWrong: (told: Told) => boolean): Kept {
  const right = (told: readonly Told[]) => told.filter((one) => !isWrong(one));
  return { ...kept, linked: right(kept.linked), waiting: right(kept.waiting) };
}

function contradiction(
  kind: ContradictionKind,
  kept: Told,
  told: Told,
  answer: unknown,
  keys: readonly string[],
): Contradiction {
  const groupBuyId = claimOf(told)?.groupBuyId ?? "";
  return { format: CONTRADICTION_FORMAT, version: 1, kind, groupBuyId, kept, told, answer, keys };
}

function bySize(told: readonly Told[]): Told[] {
  return told.toSorted((a, b) => sizeOf(a) - sizeOf(b));
}

function sizeOf(told: Told): number {
  return claimOf(told)?.size ?? 0;
}

function isSame(a: Claim | null, b: Claim | null): boolean {
  return a !== null && b !== null && a.groupBuyId === b.groupBuyId && a.size === b.size && equalHashes(a.root, b.root);
}
