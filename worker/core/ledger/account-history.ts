import { balanceKey } from "./balances.ts";
import type { Journal } from "./journal.ts";
import type { Violation } from "./violation.ts";

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

/** The history that journals come to, in their order. */
export function historyOf(journals: Iterable<Journal>): AccountStep[] {
  const last = new Map<string, { readonly version: number; readonly balanceMinor: number }>();
  const steps: AccountStep[] = [];
  for (const { id, currency, entries } of journals) {
    for (const { account, amountMinor } of entries) {
      const key = balanceKey(account, currency);
      const before = last.get(key) ?? { version: 0, balanceMinor: 0 };
      const after = { version: before.version + 1, balanceMinor: before.balanceMinor + amountMinor };
      last.set(key, after);
      steps.push({ account, currency, journalId: id, ...after });
    }
  }
  return steps;
}

/**
 * L19: the versions of each account are 1, 2, 3 and on. L9: each left what the one before had left and its own entry.
 *
 * @param steps in any order
 * @param journals those that the steps speak of, in any order: stores take in sources as they come
 */
export function checkHistory(steps: readonly AccountStep[], journals: readonly Journal[]): Violation[] {
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
