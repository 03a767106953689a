import { canonicalJson } from "../../core/log/canonical.ts";
import type { SourceFacts, UnknownFact } from "../../core/reconciliation/facts.ts";
import { bankOf } from "../../core/reconciliation/report.ts";
import { judgeClose, LISTED_FOR_MS, type CurrencyVerdict } from "../../core/reconciliation/verdict.ts";
import { SLICE_SOURCES, type ClosingDependencies } from "./closing.ts";
import { lookAt } from "./look.ts";
import type { Look, StoredClose, StoredDifference } from "./records.ts";

/** Somebody waits for the answer, and one request may ask only so much: as much as a close does in a minute. */
export const DRY_SOURCES = SLICE_SOURCES;
const LISTED_MAXIMUM = 1_000;
const AT_ONCE = 4;
const STANDING_MAXIMUM = 1_000;

export interface DryRun {
  readonly atMs: number;
  /** The day that runs, UTC. */
  readonly day: string;
  readonly books: number;
  /** Whether these are all that a close would look at. */
  readonly isWhole: boolean;
  /** Whether no money moved meanwhile: only then the equation says something. */
  readonly isStill: boolean;
  /** As if everything that was found stayed; empty where it was not whole, or not still. */
  readonly verdict: readonly CurrencyVerdict[];
  /** What these books say now; `isNew` is what no close has seen yet. */
  readonly differences: readonly (StoredDifference & { readonly isNew: boolean })[];
  readonly unknowns: readonly (UnknownFact & { readonly sourceId: string })[];
}

/**
 * What a close would find at this moment, and nothing of it is kept: no look, no difference, no verdict. Outboxes are
 * drained as they are with every event; a copy that was set back is found, and not told again, which the close does.
 */
export async function dryRun(deps: ClosingDependencies): Promise<DryRun> {
  const { records, provider, clock } = deps;
  const providerId = provider.capabilities().id;
  const atMs = clock.nowMs();
  const day = new Date(atMs).toISOString().slice(0, 10);
  const before = await records.accountSums();
  const sources = await records.nextSources(nowhere(providerId, day, atMs), LISTED_MAXIMUM);
  const isWhole = sources.length <= DRY_SOURCES;
  const newestFirst = sources.toReversed().slice(0, DRY_SOURCES); // Where there are too many: group-buys, the last begun.
  const looks: Look[] = [];
  for (let n = 0; n < newestFirst.length; n += AT_ONCE) {
    const some = newestFirst.slice(n, n + AT_ONCE);
    looks.push(...(await Promise.all(some.map((source) => lookAt({ ...deps, isDry: true }, source, atMs)))));
  }
  const accounts = await records.accountSums();
  const isStill = canonicalJson(sorted(before)) === canonicalJson(sorted(accounts));

  const known = await records.standing(providerId, STANDING_MAXIMUM);
  const lookedAt = new Set(looks.map(({ source }) => source.id));
  const found = looks.flatMap((look) => look.found);
  const differences = [
    ...found.map((one) => {
      const before = known.find(({ id }) => id === one.id);
      const { firstSeenMs = atMs, stage = "open" } = before ?? {};
      return { ...one, providerId, firstSeenMs, lastSeenMs: atMs, isSeen: true, stage, isNew: before === undefined };
    }),
    ...known
      .filter(({ id }) => found.every((one) => one.id !== id))
      .map((one) => ({ ...one, isSeen: one.isSeen && !lookedAt.has(one.sourceId), isNew: false })),
  ].filter(({ isSeen, stage }) => (isSeen && stage === "open") || stage === "suspended");
  const facts = looks.map((look) => look.facts);
  const unknowns = facts.flatMap(unknownsOf);
  const isJudged = isWhole && isStill;
  return {
    ...{ atMs, day, books: looks.length, isWhole, isStill, differences, unknowns },
    verdict: !isJudged
      ? []
      : judgeClose({
          ...{ providerId, atMs, accounts, bank: bankOf(providerId, facts), late: [], unknowns },
          differences: differences.map(({ isNew: _new, providerId: _provider, lastSeenMs: _last, ...one }) => ({
            ...one,
            firstSeenMs: Math.min(one.firstSeenMs, atMs - LISTED_FOR_MS),
          })),
        }),
  };
}

/** A close that is in no table: nothing was looked at for it. */
function nowhere(providerId: string, day: string, begunAtMs: number): StoredClose {
  return { id: "", providerId, day, attempt: 0, state: "running", begunAtMs, judgedAtMs: null, verdict: null };
}

function sorted<T extends { readonly kind: string; readonly currency: string }>(sums: readonly T[]) {
  const key = ({ kind, currency }: T) => `${kind} ${currency}`;
  return sums.toSorted((a, b) => (key(a) < key(b) ? -1 : 1)).map((sum) => ({ ...sum }));
}

function unknownsOf(facts: SourceFacts) {
  return facts.kind === "unread" ? [] : facts.unknowns.map((one) => ({ ...one, sourceId: facts.sourceId }));
}
