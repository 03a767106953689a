import { balanceKey, splitKey } from "./balances.ts";
import type { Journal } from "./journal.ts";
import type { Violation } from "./violation.ts";

/** What a history speaks of. */
export type PostedEntries = Pick<Journal, "id" | "currency" | "entries">;

/** An account after one of its entries, as a store keeps it: the n-th (`version`) left this balance. */
export interface AccountStep {
  readonly account: string;
  readonly currency: string;
  /** From 1, without gaps (L19). */
  readonly version: number;
  readonly journalId: string;
  /** Signed minor units, debit positive. */
  readonly balanceMinor: number;
}

/**
 * L19: the versions of each account are 1, 2, 3 and on. L9: each left what the one before had left and its own entry.
 *
 * @param steps in any order
 * @param journals those that the steps speak of, in any order: stores take in sources as they come
 */
export function checkHistory(steps: readonly AccountStep[], journals: readonly PostedEntries[]): Violation[] {
  const violations: Violation[] = [];
  const amounts = new Map<string, number>();
  for (const { id, currency, entries } of journals) {
    for (const { account, amountMinor } of entries) amounts.set(`${id} ${balanceKey(account, currency)}`, amountMinor);
  }
  const ofAccount = Map.groupBy(steps, ({ account, currency }) => balanceKey(account, currency));
  for (const [key, own] of ofAccount) {
    let before = { version: 0, balanceMinor: 0 };
    for (const step of own.toSorted((a, b) => a.version - b.version)) {
      if (step.version !== before.version + 1) {
        violations.push({ rule: "L19", detail: `${key} goes from version ${before.version} to ${step.version}` });
      }
      const entry = `${step.journalId} ${key}`;
      const amountMinor = amounts.get(entry);
      amounts.delete(entry);
      if (amountMinor === undefined || step.balanceMinor !== before.balanceMinor + amountMinor) {
        const what = amountMinor === undefined ? "no entry" : `${before.balanceMinor} and ${amountMinor}`;
        violations.push({ rule: "L9", detail: `${key} has ${step.balanceMinor} at ${step.version}, from ${what}` });
      }
      before = step;
    }
  }
  return [
    ...violations,
    ...[...amounts.keys()].map((entry) => ({ rule: "L9" as const, detail: `${entry} has no version` })),
  ];
}

/** Where an account stands, as a store keeps it beside its history. */
export type AccountStanding = Omit<AccountStep, "journalId">;

/** An account that is not what its entries come to, or whose history is not. Signed minor units, debit positive. */
export interface AccountFault {
  readonly account: string;
  readonly currency: string;
  readonly keptMinor: number;
  readonly bookedMinor: number;
  /** The first thing that is wrong, with its rule. */
  readonly why: string;
}

/** L9, L19 of accounts that these journals alone move: their entries, their history and where they stand are one story. */
export function accountsOff(
  journals: readonly PostedEntries[],
  steps: readonly AccountStep[],
  standings: readonly AccountStanding[],
): AccountFault[] {
  const keyOf = ({ account, currency }: { account: string; currency: string }) => balanceKey(account, currency);
  const entries = journals.flatMap(({ id, currency, entries: own }) =>
    own.map((entry) => ({ id, currency, ...entry })),
  );
  const [posted, kept, stand] = [Map.groupBy(entries, keyOf), Map.groupBy(steps, keyOf), Map.groupBy(standings, keyOf)];
  return [...new Set([...posted.keys(), ...kept.keys(), ...stand.keys()])].toSorted().flatMap((key) => {
    const [own = [], history = []] = [posted.get(key), kept.get(key)];
    const [standing] = stand.get(key) ?? [];
    const bookedMinor = own.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
    const [violation] = checkHistory(
      history,
      own.map(({ id, currency, ...entry }) => ({ id, currency, entries: [entry] })),
    );
    const isStanding = standing?.balanceMinor === bookedMinor && standing.version === own.length;
    if (!violation && isStanding) return [];
    const [currency, account] = splitKey(key);
    const keptMinor = standing?.balanceMinor ?? 0;
    const why = violation ?? { rule: "L9", detail: `${key} has ${keptMinor} after ${standing?.version ?? 0} entries` };
    return [{ account, currency, keptMinor, bookedMinor, why: `${why.rule} ${why.detail}` }];
  });
}
