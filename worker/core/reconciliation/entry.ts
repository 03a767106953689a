import { platProviderCost, platRounding, provClearing, provSuspense } from "../ledger/accounts.ts";
import { makeJournal, type Journal } from "../ledger/journal.ts";
import { isOfMoney, type Difference } from "./differences.ts";

/**
 * How far a difference of money has been set right. `open`: found, nothing booked. `suspended`: the books say what the
 * statement says, and the rest waits on suspense until somebody knows what it was. `cleared`: suspense is empty again.
 */
export type Stage = "open" | "suspended" | "cleared";

/**
 * `suspend`: take the books to the statement, against suspense. `reverse`: the books have caught up by themselves, the
 * suspense entry is taken back. `write_off`: nobody will explain it any more; the platform bears it, or keeps it.
 */
export type EntryAct = "suspend" | "reverse" | "write_off";

export interface ProposedEntry {
  readonly act: EntryAct;
  readonly journal: Journal;
}

/**
 * The one entry that would take a difference a step further; null where no entry can (its amount is nil, it is not about
 * money, or it is over). Never booked by itself: an operator sees it first and then says yes to exactly this journal,
 * whose id follows from the difference and the step, so that saying yes twice books once.
 *
 * @param isSeen whether the last look still found it
 */
export function proposeEntry(
  providerId: string,
  found: Pick<Difference, "id" | "kind" | "sourceId" | "currency" | "deltaMinor">,
  stage: Stage,
  isSeen: boolean,
): ProposedEntry | null {
  const { deltaMinor } = found;
  if (!isOfMoney(found) || deltaMinor === 0 || stage === "cleared") return null;
  const clearing = provClearing(providerId);
  const suspense = provSuspense(providerId);
  if (stage === "open") {
    return isSeen
      ? { act: "suspend", journal: journal(found, "suspense_taken", clearing, suspense, deltaMinor) }
      : null;
  }
  if (!isSeen) return { act: "reverse", journal: journal(found, "suspense_cleared", suspense, clearing, deltaMinor) };
  // What the provider has beyond our books is nobody's that we know of; what it lacks is lost to us.
  const other = deltaMinor > 0 ? platRounding : platProviderCost;
  return { act: "write_off", journal: journal(found, "suspense_cleared", suspense, other, deltaMinor) };
}

function journal(
  { id, sourceId, currency }: Pick<Difference, "id" | "sourceId" | "currency">,
  kind: "suspense_taken" | "suspense_cleared",
  to: string,
  from: string,
  amountMinor: number,
): Journal {
  return makeJournal(sourceId, id, kind, 1, currency, [
    { account: to, amountMinor },
    { account: from, amountMinor: -amountMinor },
  ]);
}
