import type { BankEvent } from "../../worker/app/sandbox-branch.ts";
import { memberOf, type GroupBuy } from "../../worker/core/group-buy/state/state.ts";
import { assert } from "../../worker/core/result.ts";
import { INITIATOR, person } from "./group-buy-persons.ts";
import { CLOSES, DAY, HOUR } from "./group-buy-terms.ts";
import { offers, receives } from "./spoken.ts";
import {
  delivered,
  LONG_AFTER,
  paid,
  says,
  seated,
  shipped,
  until,
  type LifeStep,
  type StandardLife,
} from "./standard-lives.ts";

/** Lives into which others reach, at the bank or by the clock. They need a world in which the bank has a voice. */
export const OUTSIDE_LIVES: readonly StandardLife[] = [
  {
    name: "called back before the payout, won",
    steps: [
      ...seated(["Ada", 8]),
      says(offers("Mia")),
      until(CLOSES),
      ...paid(CLOSES + HOUR, INITIATOR, "Ada"),
      { happens: calledBack("dispute_opened", "Ada") },
      ...received("Mia", INITIATOR, "Ada"),
      { happens: calledBack("dispute_won", "Ada") },
      until(CLOSES + LONG_AFTER),
    ],
    endsAs: "settled",
    seats: { Ines: "completed", Ada: "completed" },
  },
  {
    name: "called back after the payout, lost",
    steps: [
      ...seated(["Ada", 8]),
      says(offers("Mia")),
      until(CLOSES),
      ...delivered(CLOSES + HOUR, "Mia", INITIATOR, "Ada"),
      until(CLOSES + 30 * DAY),
      { happens: calledBack("dispute_opened", "Ada") },
      until(CLOSES + 40 * DAY),
      { happens: calledBack("dispute_lost", "Ada") },
      until(CLOSES + LONG_AFTER),
    ],
    endsAs: "settled",
    seats: { Ines: "completed", Ada: "completed" },
  },
  {
    name: "told in vain, and found by reading",
    steps: [
      ...seated(["Ada", 8]),
      says(offers("Mia")),
      until(CLOSES),
      ...paid(CLOSES + HOUR, INITIATOR, "Ada"),
      { hears: false },
      { happens: calledBack("dispute_opened", "Ada") },
      { job: "sweep" },
      { hears: true },
      ...received("Mia", INITIATOR, "Ada"),
      { happens: calledBack("dispute_lost", "Ada") },
      until(CLOSES + LONG_AFTER),
    ],
    endsAs: "settled",
    seats: { Ines: "completed", Ada: "completed" },
  },
  {
    name: "the books of a day are closed",
    steps: [
      ...seated(["Ada", 5], ["Bob", 4]),
      says(offers("Mia")),
      until(CLOSES),
      ...paid(CLOSES + HOUR, INITIATOR, "Ada", "Bob"),
      until(CLOSES + DAY + 3 * HOUR),
      { job: "books" },
      ...received("Mia", INITIATOR, "Ada", "Bob"),
      { job: "books" },
      until(CLOSES + LONG_AFTER),
    ],
    endsAs: "settled",
    seats: { Ines: "completed", Ada: "completed", Bob: "completed" },
  },
];

/** Sent to all of them, and received: by the first with a word, by the others with silence. */
function received(merchantName: string, first: string, ...others: readonly string[]): LifeStep[] {
  return [...shipped(merchantName, first, ...others), says(receives(first)), until(CLOSES + 16 * DAY)];
}

function calledBack(kind: "dispute_opened" | "dispute_won" | "dispute_lost", name: string) {
  return (groupBuy: GroupBuy): BankEvent => {
    const depositId = memberOf(groupBuy, person(name).personId)?.depositLegId;
    assert(depositId, `${name} has a deposit`);
    return { kind, depositId };
  };
}
