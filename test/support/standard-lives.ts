import type { EscrowStep } from "../../worker/app/escrow-provider.ts";
import type { BankEvent, BankFault } from "../../worker/app/sandbox-branch.ts";
import type { GroupBuyStateName, MemberStateName } from "../../worker/core/group-buy/state/states.ts";
import type { GroupBuy, ProviderFacts } from "../../worker/core/group-buy/state/state.ts";
import type { Policy, Terms } from "../../worker/core/group-buy/state/terms.ts";
import { INITIATOR } from "./group-buy-persons.ts";
import { CLOSES, DAY, HOUR, MINUTE, START } from "./group-buy-terms.ts";
import {
  arms,
  cancels,
  changes,
  confirms,
  declaresBreach,
  disputes,
  joins,
  joinsArmed,
  leaves,
  offers,
  operates,
  pays,
  paysBond,
  proposes,
  receives,
  replies,
  ships,
  submits,
  type Said,
} from "./spoken.ts";

/** Time passes until then, with all that it makes due. */
export interface Waits {
  readonly untilMs: number;
}

/** Commands of one turn: they meet in one batch and share its commit. */
export interface Says {
  readonly said: readonly Said[];
  /** All of them are refused, with a receipt that says so. */
  readonly isRefused?: boolean;
}

/** The provider does the next so many calls of a step badly. */
export interface GoesWrong {
  readonly step: EscrowStep;
  readonly fault: BankFault;
  readonly times: number;
}

/** Somebody opens the page: from now on they hear what happens, and come back whenever their line is cut. */
export interface Watches {
  readonly watcher: string;
}

/** Others act at the bank: a buyer's bank, a payee's. The bank tells it by itself. */
export interface Happens {
  readonly happens: (groupBuy: GroupBuy) => BankEvent;
}

/** From now on what the bank tells does not arrive, or does again. */
export interface Hears {
  readonly hears: boolean;
}

/** What the Worker does by its clock. */
export interface Works {
  readonly job: "sweep" | "books";
}

/** Not in every world: others than its people, and the bank's own voice. */
export type OutsideStep = Happens | Hears | Works;

export type LifeStep = Waits | Says | GoesWrong | Watches | OutsideStep;

/**
 * A life that is always the same, from a published group-buy to the day when no money is on its way any more. Its steps
 * keep a distance from windows that end, so that one who is cut off and comes back a minute later ends as one who was not.
 */
export interface StandardLife {
  readonly name: string;
  readonly terms?: Partial<Terms>;
  readonly policy?: Partial<Policy>;
  readonly provider?: Partial<ProviderFacts>;
  readonly steps: readonly LifeStep[];
  /** What it comes to when nobody cuts it off. */
  readonly endsAs: GroupBuyStateName;
  readonly seats: Readonly<Record<string, MemberStateName>>;
  /** What may come out otherwise where it was cut off; nothing else may. */
  readonly mayDiffer?: readonly RegExp[];
}

/** Reserves are released 90 days after their award. */
export const LONG_AFTER = 130 * DAY;

const PLAN_C: Partial<ProviderFacts> = { canAuthorize: false };
const LATER_BELL = START + 14 * DAY;

export const STANDARD_LIVES: readonly StandardLife[] = [
  {
    name: "paid and settled",
    steps: [
      ...seated([INITIATOR, 2], ["Ada", 5], ["Bob", 4]),
      says(offers("Mia")),
      until(CLOSES),
      ...delivered(CLOSES + HOUR, "Mia", INITIATOR, "Ada", "Bob"),
      until(CLOSES + LONG_AFTER),
    ],
    endsAs: "settled",
    seats: { Ines: "completed", Ada: "completed", Bob: "completed" },
  },
  {
    name: "watched to the bell",
    steps: [
      ...seated(["Ada", 4]),
      until(CLOSES - HOUR),
      { watcher: "Ada" },
      says(joins("Bob", { quantity: 2 })),
      until(CLOSES + HOUR),
    ],
    endsAs: "failed",
    seats: { Ines: "refunded", Ada: "refunded", Bob: "refunded" },
  },
  {
    name: "two joins in one batch",
    steps: [
      ...seated(),
      until(START + HOUR),
      says(joins("Ada", { quantity: 5 }), joins("Bob", { quantity: 4 })),
      until(START + 2 * HOUR),
      says(changes("Ada", 6), leaves("Bob")),
      until(CLOSES + 20_000),
      { ...says(joins("Cem"), joins("Dan")), isRefused: true },
      until(CLOSES + HOUR),
    ],
    endsAs: "failed",
    seats: { Ines: "refunded", Ada: "refunded", Bob: "withdrawn" },
  },
  {
    name: "below the minimum, refunded",
    provider: PLAN_C,
    steps: [...seated(["Ada", 4], ["Bob", 1]), until(CLOSES + HOUR)],
    endsAs: "failed",
    seats: { Ines: "refunded", Ada: "refunded", Bob: "refunded" },
  },
  {
    name: "holds converted, then awarded",
    terms: { closesAtMs: LATER_BELL },
    steps: [
      ...seated(["Ada", 8]),
      says(offers("Mia")),
      until(LATER_BELL),
      ...delivered(LATER_BELL + HOUR, "Mia", INITIATOR, "Ada"),
      until(LATER_BELL + LONG_AFTER),
    ],
    endsAs: "settled",
    seats: { Ines: "completed", Ada: "completed" },
  },
  {
    name: "taken at once, then awarded",
    provider: PLAN_C,
    steps: [
      ...seated(["Ada", 8]),
      says(offers("Mia")),
      until(CLOSES),
      ...delivered(CLOSES + HOUR, "Mia", INITIATOR, "Ada"),
      until(CLOSES + LONG_AFTER),
    ],
    endsAs: "settled",
    seats: { Ines: "completed", Ada: "completed" },
  },
  {
    name: "an armed deposit, used and unused",
    steps: [
      ...seated(["Ada", 4]),
      says(arms("Bob", 3)),
      until(START + 3 * HOUR),
      says(arms("Cem", 2)),
      until(CLOSES - HOUR),
      says(joinsArmed("Bob", 3)),
      until(CLOSES + HOUR),
    ],
    endsAs: "failed",
    seats: { Ines: "refunded", Ada: "refunded", Bob: "refunded" },
  },
  {
    name: "promoted from the waiting list",
    terms: { quantityMaximum: 12 },
    steps: [
      ...seated(["Ada", 8]),
      says(joins("Bob", { quantity: 4 })),
      until(START + 3 * HOUR),
      says(leaves("Ada")),
      until(START + 3 * HOUR + 5 * MINUTE),
      says(confirms("Bob")),
      until(CLOSES + HOUR),
    ],
    endsAs: "failed",
    seats: { Ines: "refunded", Ada: "withdrawn", Bob: "refunded" },
  },
  {
    name: "left, and refunded",
    provider: PLAN_C,
    steps: [
      ...seated(["Ada", 4], ["Bob", 3]),
      says(changes("Bob", 2)),
      until(START + 3 * HOUR),
      says(leaves("Ada")),
      until(CLOSES + HOUR),
    ],
    endsAs: "failed",
    seats: { Ines: "refunded", Ada: "withdrawn", Bob: "refunded" },
  },
  {
    name: "a no-show forfeits",
    policy: { noShow: "merchant", shrinkagePercent: 30 },
    steps: [
      ...seated(["Ada", 8], ["Bob", 2]),
      says(offers("Mia")),
      until(CLOSES),
      until(CLOSES + HOUR),
      says(pays(INITIATOR)),
      says(pays("Ada")),
      until(CLOSES + 4 * DAY),
      ...shipped("Mia", INITIATOR, "Ada"),
      until(CLOSES + LONG_AFTER),
    ],
    endsAs: "settled",
    seats: { Ines: "completed", Ada: "completed", Bob: "no_show" },
  },
  {
    name: "a dispute, part refunded",
    policy: { feeBasisPoints: 137 },
    steps: [
      ...seated(["Ada", 8]),
      says(offers("Mia")),
      until(CLOSES),
      ...paid(CLOSES + HOUR, INITIATOR, "Ada"),
      ...shipped("Mia", INITIATOR, "Ada"),
      until(CLOSES + 3 * DAY),
      says(disputes("Ada", 700)),
      until(CLOSES + 3 * DAY + HOUR),
      says(proposes("Mia", "Ada", 300)),
      until(CLOSES + 3 * DAY + 2 * HOUR),
      says(replies("Ada", true)),
      until(CLOSES + LONG_AFTER),
    ],
    endsAs: "settled",
    seats: { Ines: "completed", Ada: "completed" },
  },
  {
    name: "cancelled after it was reached, shared out",
    steps: [...seated(["Ada", 5], ["Bob", 4]), says(cancels()), until(CLOSES + HOUR)],
    endsAs: "cancelled",
    seats: { Ines: "refunded", Ada: "refunded", Bob: "refunded" },
  },
  {
    name: "suspended and resumed",
    steps: [
      ...seated(["Ada", 5]),
      says(operates("suspend")),
      until(START + 3 * HOUR),
      says(leaves("Ada")),
      until(START + 4 * HOUR),
      says(operates("resume")),
      until(START + 5 * HOUR),
      says(joins("Bob", { quantity: 3 })),
      until(CLOSES + HOUR),
    ],
    endsAs: "failed",
    seats: { Ines: "refunded", Ada: "withdrawn", Bob: "refunded" },
  },
  {
    name: "a refund that fails and is tried again",
    provider: PLAN_C,
    steps: [
      ...seated(["Ada", 4], ["Bob", 3]),
      { step: "refund", fault: "decline", times: 2 },
      says(leaves("Ada")),
      until(START + 4 * HOUR),
      { step: "refund", fault: "lost-after", times: 1 },
      says(leaves("Bob")),
      until(CLOSES + DAY),
    ],
    endsAs: "failed",
    seats: { Ines: "refunded", Ada: "withdrawn", Bob: "withdrawn" },
    // A refusal whose answer was lost is asked for again, and heard of once: one failure, one message and one attempt less.
    mayDiffer: [/^events - \["refund_failed"/, /^told - /, /^statement [+-] \["refund","deposit of usr_ada\.\d"/],
  },
  {
    name: "a merchant's bond, broken",
    policy: { bond: { basisPoints: 1_000, minimumMinor: 500, payWithinMs: HOUR } },
    steps: [
      ...seated(["Ada", 5], ["Bob", 3]),
      says(offers("Mia")),
      until(START + 3 * HOUR),
      says(paysBond("Mia")),
      until(CLOSES + 2 * HOUR),
      ...paid(CLOSES + 3 * HOUR, INITIATOR, "Ada", "Bob"),
      ...shipped("Mia", "Bob"),
      says(receives("Bob")),
      until(CLOSES + 30 * DAY),
      says(declaresBreach()),
      until(CLOSES + LONG_AFTER),
    ],
    endsAs: "failed",
    seats: { Ines: "refunded", Ada: "refunded", Bob: "completed" },
  },
  {
    name: "shared by two merchants",
    terms: { splitAllowed: true, quantityMaximum: 60, perBuyerMaximum: 20 },
    steps: [
      ...seated(["Ada", 8], ["Bob", 10]),
      says(offers("Mia", { quantityMaximum: 10, tiers: [{ fromQuantity: 5, unitPriceMinor: 900 }] })),
      says(offers("Nora", { quantityMaximum: 12, tiers: [{ fromQuantity: 10, unitPriceMinor: 930 }] })),
      until(CLOSES),
      ...paid(CLOSES + HOUR, INITIATOR, "Ada", "Bob"),
      ...shipped("Mia", INITIATOR, "Ada"),
      ...shipped("Nora", "Bob"),
      until(CLOSES + 12 * DAY),
      until(CLOSES + LONG_AFTER),
    ],
    endsAs: "settled",
    seats: { Ines: "completed", Ada: "completed", Bob: "completed" },
  },
  {
    name: "in packs, the last one cut",
    terms: { packSize: 6, quantityMinimum: 12, quantityMaximum: 36 },
    provider: PLAN_C,
    steps: [
      until(START + HOUR),
      says(submits()),
      until(START + 2 * HOUR),
      says(joins("Ada", { quantity: 6, flexible: { upTo: 6, orFewer: true } })),
      says(joins("Bob", { quantity: 6, flexible: { upTo: 6, orFewer: true } })),
      says(offers("Mia", { tiers: [{ fromQuantity: 12, unitPriceMinor: 950 }] })),
      until(CLOSES),
      ...delivered(CLOSES + HOUR, "Mia", INITIATOR, "Ada", "Bob"),
      until(CLOSES + LONG_AFTER),
    ],
    endsAs: "settled",
    seats: { Ines: "completed", Ada: "completed", Bob: "completed" },
  },
];

/** Published, and joined an hour later by these; the initiator has a seat by publishing. */
export function seated(...seats: readonly (readonly [name: string, quantity: number])[]): LifeStep[] {
  return [
    says(submits()),
    until(START + HOUR),
    ...seats.filter(([name]) => name !== INITIATOR).map(([name, quantity]) => says(joins(name, { quantity }))),
    until(START + 2 * HOUR),
  ];
}

export function paid(atMs: number, ...names: readonly string[]): LifeStep[] {
  return [until(atMs), ...names.map((name) => says(pays(name))), until(atMs + HOUR)];
}

export function shipped(merchantName: string, ...names: readonly string[]): LifeStep[] {
  return names.map((name) => says(ships(merchantName, name)));
}

/** Paid, sent, and received: by the first with a word, by the others with silence. */
export function delivered(atMs: number, merchantName: string, first: string, ...others: readonly string[]): LifeStep[] {
  const names = [first, ...others];
  return [
    ...paid(atMs, ...names),
    ...shipped(merchantName, ...names),
    until(atMs + 2 * HOUR),
    says(receives(first)),
    until(atMs + 15 * DAY),
  ];
}

export function until(untilMs: number): Waits {
  return { untilMs };
}

export function says(...said: readonly Said[]): Says {
  return { said };
}
