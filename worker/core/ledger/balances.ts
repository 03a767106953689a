import { assert, err, ok, type Result } from "../result.ts";
import { describeAccount } from "./accounts.ts";
import { JOURNAL_ORIGIN, type Journal } from "./journal.ts";

/**
 * Signed balances by account and currency (+ debit). A working copy: `post` changes it in place, and only when the
 * whole journal is accepted. It is never the truth, only the projection of the journals that are (L9).
 */
export type Balances = Map<string, number>;

export function balanceKey(account: string, currency: string): string {
  return `${currency} ${account}`;
}

/** The signed balance, debit positive; 0 for an account that never moved. */
export function balanceOf(balances: ReadonlyMap<string, number>, account: string, currency: string): number {
  return balances.get(balanceKey(account, currency)) ?? 0;
}

/** The balance on the account's normal side: what a deposit holds, what a merchant is owed. Below 0 is unhealthy. */
export function standingOf(balances: ReadonlyMap<string, number>, account: string, currency: string): number {
  const signedMinor = balanceOf(balances, account, currency);
  // `0 - x` and not `-x`: a balance of −0 would not equal 0 in a comparison of records.
  return describeAccount(account)?.normal === "credit" ? 0 - signedMinor : signedMinor;
}

export interface FloorBreach {
  readonly code: "balance-too-low";
  readonly account: string;
  /** What our command could still take, pending outgoings deducted. */
  readonly availableMinor: number;
  readonly neededMinor: number;
}

/**
 * Posts one journal. A command of ours is refused when it would take more from an account than stands on it (L10); a
 * fact of the provider is always recorded.
 *
 * @param pendingOutMinor what is already promised away from an account but not posted yet (a refund under way)
 */
export function post(
  balances: Balances,
  journal: Journal,
  pendingOutMinor: (account: string) => number = () => 0,
): Result<Journal, FloorBreach> {
  if (JOURNAL_ORIGIN[journal.kind] === "command") {
    const breach = findBreach(balances, journal, pendingOutMinor);
    if (breach !== null) return err(breach);
  }
  for (const { account, amountMinor } of journal.entries) {
    const key = balanceKey(account, journal.currency);
    balances.set(key, (balances.get(key) ?? 0) + amountMinor);
  }
  return ok(journal);
}

/** Balances after all journals, floors not asked: for reading a ledger that has been written. */
export function project(journals: Iterable<Journal>): Balances {
  const balances: Balances = new Map();
  for (const journal of journals) {
    for (const { account, amountMinor } of journal.entries) {
      const key = balanceKey(account, journal.currency);
      balances.set(key, (balances.get(key) ?? 0) + amountMinor);
    }
  }
  return balances;
}

/** The sum over all accounts per currency. Anything but zero means that an entry was lost or doubled (L2). */
export function trialBalance(balances: ReadonlyMap<string, number>): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  for (const [key, amountMinor] of balances) {
    const [currency] = splitKey(key);
    sums.set(currency, (sums.get(currency) ?? 0) + amountMinor);
  }
  return sums;
}

/** The currency and the account of a balance key. */
export function splitKey(key: string): readonly [currency: string, account: string] {
  const blank = key.indexOf(" ");
  assert(blank > 0, "a balance key is a currency and an account");
  return [key.slice(0, blank), key.slice(blank + 1)];
}

function findBreach(
  balances: ReadonlyMap<string, number>,
  journal: Journal,
  pendingOutMinor: (account: string) => number,
): FloorBreach | null {
  for (const { account, amountMinor } of journal.entries) {
    const facts = describeAccount(account);
    assert(facts !== null, `${account} is on the chart`);
    const takenMinor = facts.normal === "credit" ? amountMinor : 0 - amountMinor;
    if (!facts.floored || takenMinor <= 0) continue;
    const availableMinor = standingOf(balances, account, journal.currency) - pendingOutMinor(account);
    if (takenMinor > availableMinor)
      return { code: "balance-too-low", account, availableMinor, neededMinor: takenMinor };
  }
  return null;
}
