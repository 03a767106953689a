import { describeAccount } from "./accounts.ts";
import type { Journal } from "./journal.ts";
import type { Violation } from "./violation.ts";

/**
 * L12, L13. What is pending here is not a phase of a transfer but an account of its own: a hold stands on its memorandum
 * account until it is captured, released or lapsed, a payout in transit until it is settled or has failed (ADR 0035). So
 * whatever resolves one empties that account, and there is nothing left to resolve a second time.
 */
export function pendingsResolveOnce(journals: readonly Journal[]): Violation[] {
  return [...holdsResolveOnce(journals), ...payoutsResolveOnce(journals)];
}

/** L12: a hold resolves at most once, with at most what it held. L13: what the provider let go can not be captured. */
function holdsResolveOnce(journals: readonly Journal[]): Violation[] {
  const openMinor = new Map<string, number>();
  const lapsed = new Set<string>();
  const violations: Violation[] = [];
  for (const journal of journals) {
    const onHold = journal.entries.find(({ account }) => describeAccount(account)?.kind === "memo-hold");
    if (onHold === undefined) continue;
    const { account, amountMinor } = onHold;
    const heldMinor = openMinor.get(account) ?? 0;
    if (journal.kind === "hold") {
      openMinor.set(account, heldMinor - amountMinor);
      lapsed.delete(account);
      continue;
    }
    openMinor.set(account, 0);
    if (journal.kind === "lapse") lapsed.add(account);
    else if (lapsed.has(account))
      violations.push({ rule: "L13", detail: `${journal.id} resolves ${account}, which lapsed` });
    if (heldMinor === 0) violations.push({ rule: "L12", detail: `${journal.id} resolves ${account} a second time` });
    else if (takenMinor(journal) > heldMinor) {
      violations.push({ rule: "L12", detail: `${journal.id} takes ${takenMinor(journal)} of a hold of ${heldMinor}` });
    }
  }
  return violations;
}

function takenMinor({ entries }: Journal): number {
  const clearing = entries.filter(({ account }) => describeAccount(account)?.kind === "prov-clearing");
  return clearing.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
}

/** L12: a payout is settled or has failed, once, with what was planned. */
function payoutsResolveOnce(journals: readonly Journal[]): Violation[] {
  const open = new Map<string, number>();
  const violations: Violation[] = [];
  for (const { id, kind, refId, entries } of journals) {
    const transitMinor =
      entries.find(({ account }) => describeAccount(account)?.kind === "prov-transit")?.amountMinor ?? 0;
    if (kind === "payout_planned") open.set(refId, -transitMinor);
    if (kind !== "payout_settled" && kind !== "payout_failed") continue;
    const plannedMinor = open.get(refId);
    open.delete(refId);
    if (plannedMinor === undefined)
      violations.push({ rule: "L12", detail: `${id} resolves ${refId}, which is not pending` });
    else if (plannedMinor !== transitMinor) {
      violations.push({ rule: "L12", detail: `${id} moves ${transitMinor} of ${refId}, planned were ${plannedMinor}` });
    }
  }
  return violations;
}

/**
 * L22: at no moment more is on its way to a merchant, or paid, than was ever credited to their payable.
 *
 * @param journals of the group-buys and of the merchants' books together, so that each credit comes before its payout
 */
export function payoutsWithinCredit(journals: readonly Journal[]): Violation[] {
  const creditedMinor = new Map<string, number>();
  const paidMinor = new Map<string, number>();
  const violations: Violation[] = [];
  for (const { id, kind, currency, entries } of journals) {
    for (const { account, amountMinor } of entries) {
      if (describeAccount(account)?.kind !== "merchant-payable") continue;
      const key = `${currency} ${account}`;
      const isPayout = kind === "payout_planned" || kind === "payout_failed";
      const sums = isPayout ? paidMinor : creditedMinor;
      // A payout takes (debit) and its failure gives back; everything else that stands on payable was credited.
      sums.set(key, (sums.get(key) ?? 0) + (isPayout ? amountMinor : -amountMinor));
      const [paid, credited] = [paidMinor.get(key) ?? 0, creditedMinor.get(key) ?? 0];
      if (isPayout && paid > credited) {
        violations.push({
          rule: "L22",
          detail: `${id} makes it ${paid} of ${credited} ${currency} ever payable from ${account}`,
        });
      }
    }
  }
  return violations;
}
