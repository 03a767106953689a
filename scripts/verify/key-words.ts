/** What a history of keys came to, in plain English: a line for each kind of key. */
import type { Way, WayStop } from "../../worker/core/verify/trust.ts";
import { STOPS } from "../keys/stops.ts";

const KINDS = { receipts: "receipts", log: "heads" } as const;

export function tellWays(name: string, ways: readonly Way[]): string[] {
  return [`${name}: how keys came one after the other`, ...ways.flatMap(linesOf)];
}

function linesOf({ purpose, isPinned, vouched, stops }: Way): string[] {
  const kind = `  keys of ${KINDS[purpose]}:`;
  if (!isPinned) return [`${kind} taken as they stand here, because none of them was given besides`];
  return [
    vouched.length === 0
      ? `${kind} those that were given vouch for no others`
      : `${kind} those that were given vouch for ${vouched.join(", ")}`,
    ...stops.map(({ kid, why }) => `${kind} ${wordsOf(kid, why)}`),
  ];
}

function wordsOf(kid: string | null, why: WayStop): string {
  if (why === "another-name")
    return "nothing is followed: the history is of another host than the keys that were given";
  return kid === null ? `a statement ${STOPS[why]}` : `nobody is believed past ${kid}: ${STOPS[why]}`;
}
