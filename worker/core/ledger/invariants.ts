import { describeAccount, type AccountKind } from "./accounts.ts";
import { post, project, splitKey, standingOf, trialBalance, type Balances } from "./balances.ts";
import { checkJournal, compareJournals, type Journal } from "./journal.ts";
import type { Violation } from "./violation.ts";

/**
 * Checks a written ledger as a whole. Pure and slow enough to be honest: it replays every journal.
 *
 * @param journals as stored, in order of posting; one group-buy's, one merchant's or all of them
 * @param balances the live balances, when there are any beside the journals; else their projection
 */
export function checkLedger(
  journals: readonly Journal[],
  balances: ReadonlyMap<string, number> = project(journals),
): Violation[] {
  return [
    ...eachJournalBalances(journals),
    ...trialBalanceIsZero(balances),
    ...eachIdStandsOnce(journals),
    ...noCommandBreaksAFloor(journals),
    ...oneCurrencyEach(journals),
    ...memoClosesWithItsHold(journals),
    ...depositsAddUp(journals),
  ];
}

/** L1: every journal sums to zero and is well formed. */
function eachJournalBalances(journals: readonly Journal[]): Violation[] {
  return journals.flatMap((journal) => {
    const checked = checkJournal(journal);
    return checked.ok ? [] : [{ rule: "L1", detail: `${journal.id} ${checked.error.code}` }];
  });
}

/** L2: the whole ledger sums to zero in every currency. */
function trialBalanceIsZero(balances: ReadonlyMap<string, number>): Violation[] {
  return [...trialBalance(balances)].flatMap(([currency, sumMinor]) =>
    sumMinor === 0 ? [] : [{ rule: "L2", detail: `${currency} is off by ${sumMinor}` }],
  );
}

/** L5: a repeated journal is a no-op, so none is stored twice. L6: an id never stands for two movements. */
function eachIdStandsOnce(journals: readonly Journal[]): Violation[] {
  const posted = new Map<string, Journal>();
  const violations: Violation[] = [];
  for (const journal of journals) {
    const first = posted.get(journal.id);
    if (first === undefined) {
      posted.set(journal.id, journal);
      continue;
    }
    const compared = compareJournals(first, journal);
    violations.push(
      compared.ok
        ? { rule: "L5", detail: `${journal.id} is stored twice` }
        : { rule: "L6", detail: `${journal.id} ${compared.error.code}` },
    );
  }
  return violations;
}

/**
 * L10: replayed in order, no command of ours took more than there was. What the provider itself has taken from the money
 * at it, for a bank that called a payment back, is not held against what we had promised to others of the same money.
 */
function noCommandBreaksAFloor(journals: readonly Journal[]): Violation[] {
  const balances: Balances = new Map();
  const violations: Violation[] = [];
  const taken = new Map<string, number>();
  for (const journal of journals) {
    if (journal.entries.some((entry) => describeAccount(entry.account) === null)) continue; // L1 has named it.
    const takenMinor = taken.get(journal.currency) ?? 0;
    const posted = post(balances, journal, (account) => (isClearing(account) ? 0 - takenMinor : 0));
    taken.set(journal.currency, takenMinor + takenByProviderMinor(journal));
    if (!posted.ok) {
      violations.push({
        rule: "L10",
        detail: `${journal.id} takes ${posted.error.neededMinor} of ${posted.error.availableMinor} from ${posted.error.account}`,
      });
    }
  }
  return violations;
}

/** L11: a deposit, a hold and a dispute keep the currency that they began with. (A journal has one by its shape.) */
function oneCurrencyEach(journals: readonly Journal[]): Violation[] {
  const currencies = new Map<string, string>();
  const violations: Violation[] = [];
  for (const journal of journals) {
    for (const { account } of journal.entries) {
      if (describeAccount(account)?.oneCurrency !== true) continue;
      const first = currencies.get(account) ?? journal.currency;
      currencies.set(account, first);
      if (first !== journal.currency)
        violations.push({ rule: "L11", detail: `${account} in ${first} and ${journal.currency}` });
    }
  }
  return violations;
}

/** L14: a memo account is zero when its hold is no longer open, and the provider's memo is the sum of the open holds. */
function memoClosesWithItsHold(journals: readonly Journal[]): Violation[] {
  const open = new Set<string>();
  for (const journal of journals) {
    if (journal.kind === "hold") open.add(journal.refId);
    if (journal.kind === "capture" || journal.kind === "release" || journal.kind === "lapse")
      open.delete(journal.refId);
  }
  const violations: Violation[] = [];
  const memoSums = new Map<string, number>();
  for (const [key, amountMinor] of project(journals)) {
    const [currency, account] = splitKey(key);
    const facts = describeAccount(account);
    if (facts?.memo !== true) continue;
    memoSums.set(currency, (memoSums.get(currency) ?? 0) + amountMinor);
    if (facts.kind === "memo-hold" && amountMinor !== 0 && !open.has(facts.ownerId)) {
      violations.push({ rule: "L14", detail: `${account} holds ${amountMinor} ${currency} though no hold is open` });
    }
  }
  for (const [currency, sumMinor] of memoSums) {
    if (sumMinor !== 0) violations.push({ rule: "L14", detail: `memo accounts in ${currency} are off by ${sumMinor}` });
  }
  return violations;
}

/**
 * L15: what stands on the deposits is what was captured and not refunded, awarded, forfeited, paid out or disputed
 * away. The left side is read from the deposit accounts, the right side from the other ends of the journals, so a
 * movement into an account that its kind has no business with shows here.
 */
function depositsAddUp(journals: readonly Journal[]): Violation[] {
  const expected = new Map<string, number>();
  for (const journal of journals) {
    const wanted = OTHER_END_OF_DEPOSITS[journal.kind];
    if (wanted === undefined) continue;
    if (ONLY_WITH_A_DEPOSIT.has(journal.kind) && !journal.entries.some((entry) => isDeposit(entry.account))) continue;
    const otherEndMinor = journal.entries
      .filter((entry) => wanted.includes(describeAccount(entry.account)?.kind ?? "prov-suspense"))
      .reduce((sum, entry) => sum + entry.amountMinor, 0);
    expected.set(journal.currency, (expected.get(journal.currency) ?? 0) + otherEndMinor);
  }
  const standing = new Map<string, number>();
  const balances = project(journals);
  for (const key of balances.keys()) {
    const [currency, account] = splitKey(key);
    if (!isDeposit(account)) continue;
    standing.set(currency, (standing.get(currency) ?? 0) + standingOf(balances, account, currency));
  }
  return [...new Set([...expected.keys(), ...standing.keys()])].flatMap((currency) => {
    const standsMinor = standing.get(currency) ?? 0;
    const shouldMinor = expected.get(currency) ?? 0;
    return standsMinor === shouldMinor
      ? []
      : [{ rule: "L15", detail: `deposits hold ${standsMinor} ${currency}, movements say ${shouldMinor}` }];
  });
}

/** The accounts at the other end of a movement of deposits, by kind of journal; kinds not named here move no deposit. */
const OTHER_END_OF_DEPOSITS: Partial<Record<Journal["kind"], readonly AccountKind[]>> = {
  capture: ["prov-clearing"],
  refund: ["prov-clearing"],
  refund_failed: ["prov-clearing"],
  award: ["merchant-payable", "merchant-reserve", "platform-fee"],
  forfeit: ["platform-forfeit", "merchant-payable"],
  payout_planned: ["prov-transit"],
  payout_failed: ["prov-transit"],
  payout_reversed: ["prov-clearing"],
  dispute_lost: ["dispute"],
};

/** Kinds that move a deposit only sometimes: most payouts are a merchant's, most disputes come after the award. */
const ONLY_WITH_A_DEPOSIT: ReadonlySet<Journal["kind"]> = new Set([
  "payout_planned",
  "payout_failed",
  "payout_reversed",
  "dispute_lost",
]);

const TAKEN_BY_PROVIDER: ReadonlySet<Journal["kind"]> = new Set(["dispute_opened", "dispute_won", "provider_cost"]);

/** What the provider took without being asked; less than nothing where it gave it back. */
function takenByProviderMinor({ kind, entries }: Journal): number {
  if (!TAKEN_BY_PROVIDER.has(kind)) return 0;
  return entries.reduce((sum, { account, amountMinor }) => (isClearing(account) ? sum - amountMinor : sum), 0);
}

function isClearing(account: string): boolean {
  return describeAccount(account)?.kind === "prov-clearing";
}

function isDeposit(account: string): boolean {
  return describeAccount(account)?.kind === "deposit";
}
