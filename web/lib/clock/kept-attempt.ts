import type { AttemptReceipt } from "../../../worker/contract/group-buy.ts";
import type { NamedFile } from "./kept-log.ts";

const KEY = "onebell:attempts";
/** Somebody who is turned away tries again; who has more than this has the proof they need. */
const KEPT_MAXIMUM = 8;

/** The receipt of an attempt as a file: `npm run verify -- <this>`. */
export function attemptFile(attempt: AttemptReceipt): NamedFile {
  const name = `${attempt.groupBuyId}-attempt-${attempt.commandHash.slice(0, 12)}.json`;
  return { name, json: `${JSON.stringify(attempt, null, 2)}\n` };
}

/** Keeps the receipts of attempts beside the clock log, as long as the tab lives: the newest first. */
export function keepAttempt(attempt: AttemptReceipt): void {
  try {
    const kept = [attempt, ...readAttempts()].slice(0, KEPT_MAXIMUM);
    sessionStorage.setItem(KEY, JSON.stringify(kept));
  } catch {
    // Storage may be forbidden or full; the file can still be saved where the press was.
  }
}

export function readAttempts(): readonly AttemptReceipt[] {
  try {
    return JSON.parse(sessionStorage.getItem(KEY) ?? "[]") as readonly AttemptReceipt[]; // written by keepAttempt only
  } catch {
    return [];
  }
}
