import fc from "fast-check";
import { dueTransitions } from "../../worker/core/group-buy/advance.ts";
import { ACTS, inWholePacks, sellerOf, type Pause, type Step } from "./group-buy-acts.ts";
import type { Stage } from "./group-buy-kit.ts";
import { INITIATOR, OPERATOR, person } from "./group-buy-persons.ts";
import type { StageOptions } from "./group-buy-shadow.ts";
import { DAY, HOUR, MINUTE, SECOND, START } from "./group-buy-terms.ts";

/** Which random lives there are: on which terms, how far they have come when chance takes over, and their steps. */

const FIRST = ["Ada", "Bob", "Cem", "Dag"];

/** Mostly a moment; sometimes until the very millisecond at which something is due, or one before it; seldom days. */
const pause: fc.Arbitrary<Pause> = fc.oneof(
  { weight: 60, arbitrary: fc.record({ ms: fc.integer({ min: 0, max: 20 * SECOND }) }) },
  { weight: 10, arbitrary: fc.record({ ms: fc.integer({ min: 0, max: 6 * MINUTE }) }) },
  { weight: 3, arbitrary: fc.record({ beforeDueMs: fc.constantFrom(0, 1) }) },
  { weight: 1, arbitrary: fc.record({ ms: fc.integer({ min: 0, max: 3 * DAY }) }) },
);

export const steps: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.record({
    pause,
    act: fc.constantFrom(...ACTS),
    who: fc.nat({ max: 20 }),
    dice: fc.nat({ max: 0x7fffffff }),
  }),
  { minLength: 30, maxLength: 200, size: "max" },
);

/** A demand that several merchants may share: first everybody is in and the offers are there, then anything happens. */
export const sharedSteps: fc.Arbitrary<readonly Step[]> = fc
  .tuple(
    fc.array(fc.nat({ max: 0x7fffffff }), { minLength: 6, maxLength: 6 }),
    fc.array(fc.nat({ max: 0x7fffffff }), { minLength: 3, maxLength: 3 }),
    steps,
  )
  .map(([joins, offers, after]) => [
    ...joins.map((dice, who) => at(0, "join", who, dice)),
    at(0, "answerAll"),
    // Firm, of small capacity: one of them is seldom enough.
    ...offers.map((dice, who) => at(0, "offer", who, smallOffer(dice))),
    ...offers.map((_, who) => at(0, "payBond", 0, who)),
    ...[1, 2, 3].map(() => ({ ...at(0, "answerAll"), pause: { beforeDueMs: 0 } })),
    ...after,
  ]);

/** Dice that `bodyOf` reads as a firm offer of five pieces and a few at most. */
function smallOffer(dice: number): number {
  const high = (dice >> 17) << 17;
  return high + (((3 - ((high >> 15) % 3)) % 3) << 15) + (1 << 12) + (1 << 9) + (dice % 400);
}

function at(ms: number, act: Step["act"], who = 0, dice = 0): Step {
  return { pause: { ms }, act, who, dice };
}

const singly = fc.record({
  terms: fc.record({
    closesAtMs: fc.constantFrom(START + 2 * HOUR, START + DAY, START + 14 * DAY),
    quantityMinimum: fc.integer({ min: 2, max: 6 }),
    quantityMaximum: fc.option(fc.integer({ min: 6, max: 12 })),
    perBuyerMaximum: fc.constant(5),
    ceilingUnitPriceMinor: fc.option(fc.integer({ min: 1_000, max: 1_200 })),
    splitAllowed: fc.boolean(),
    chooser: fc.constantFrom("auto_best", "auto_best", "initiator_pick", "vote"),
    offerWindowMs: fc.constantFrom(0, 0, HOUR, 3 * DAY),
    extendOnceMs: fc.constantFrom(null, null, DAY, 2 * DAY),
  }),
  policy: fc.record({
    noShow: fc.constantFrom("none", "merchant"),
    payGraceMs: fc.constantFrom(0, 10 * MINUTE),
    isReviewed: fc.constantFrom(false, false, false, false, false, false, true),
    feeBasisPoints: fc.constantFrom(0, 137),
    shrinkagePercent: fc.constantFrom(0, 10, 60),
    choosing: fc.constantFrom(
      { selectionMs: 0, reconsentMs: 0, merchantMs: 0 },
      { selectionMs: 5 * MINUTE, reconsentMs: 5 * MINUTE, merchantMs: 5 * MINUTE },
      { selectionMs: 2 * DAY, reconsentMs: DAY, merchantMs: DAY },
    ),
  }),
  provider: fc.record({ canAuthorize: fc.boolean() }),
});

/** Mostly off, as it is everywhere unless an operator asks for it (ADR 0025). */
const bonds = fc.constantFrom(
  null,
  null,
  null,
  { basisPoints: 1_000, payWithinMs: 0 },
  { basisPoints: 500, minimumMinor: 700, payWithinMs: HOUR },
);

export const options: fc.Arbitrary<StageOptions> = fc
  .tuple(singly, fc.constantFrom(1, 1, 1, 2, 3, 4))
  .map(([stage, packSize]) => (packSize === 1 ? stage : { ...stage, terms: inPacks(stage.terms, packSize) }))
  .map((stage) => ({ ...stage, terms: { ...stage.terms, currency: currencyOf(stage.terms) } }))
  .chain((stage) => bonds.map((bond) => (bond ? { ...stage, policy: { ...stage.policy, bond } } : stage)));

/** Money of two, no and three decimals; nothing that is decided may depend on it. */
function currencyOf({ quantityMinimum }: { quantityMinimum: number }): string {
  return ["EUR", "JPY", "KWD"][quantityMinimum % 3] ?? "EUR";
}

function inPacks<T extends { quantityMinimum: number; quantityMaximum: number | null }>(terms: T, packSize: number) {
  const { quantityMinimum, quantityMaximum } = terms;
  const maximum = quantityMaximum === null ? null : inWholePacks(quantityMaximum, packSize);
  return { ...terms, packSize, quantityMinimum: inWholePacks(quantityMinimum, packSize), quantityMaximum: maximum };
}

/** How far a life has come before chance takes over: of those that begin with nothing, few ever get to the goods. */
export type Beginning = "submitted" | "published" | "offered" | "collecting" | "fulfilling";

export const beginnings: fc.Arbitrary<Beginning> = fc.constantFrom(
  ...(["published", "published", "offered", "collecting", "fulfilling"] as const),
);

/** As far as the terms let these people come: they join, somebody offers, they pay. */
export function begin(stage: Stage, beginning: Beginning): void {
  stage.submit();
  if (beginning === "submitted") return;
  stage.answerAll();
  if (beginning === "published") return;
  stage.give({ type: "approve", reason: "Seen." }, person(OPERATOR));
  const isFirm = beginning !== "offered"; // Merchants who may still say no, one after the other.
  for (const [index, name] of FIRST.entries()) {
    const priceCeilingMinor = isFirm || index > 0 ? null : 980; // Below what is offered: Ada would be asked (P2).
    stage.join(name, { quantity: 1 + (index % 3), priceCeilingMinor });
  }
  const fromQuantity = inWholePacks(1, stage.groupBuy.terms.packSize);
  stage.answerAll().offer("Mia", { tiers: [{ fromQuantity, unitPriceMinor: 940 }], firm: isFirm });
  if (!isFirm) stage.offer("Nora", { tiers: [{ fromQuantity, unitPriceMinor: 960 }], firm: false });
  for (const offer of stage.groupBuy.offers.values()) {
    stage.give({ type: "pay_bond", offerId: offer.id, instrument: "x" }, sellerOf(offer));
  }
  if (!isFirm) return void stage.answerAll();
  for (let round = 0; round < 8 && stage.groupBuy.state !== "collecting"; round += 1) passTime(stage);
  if (beginning === "collecting") return;
  if (stage.groupBuy.state !== "collecting") return;
  const { noShow, shrinkagePercent } = stage.groupBuy.policy;
  const missing = noShow === "merchant" && shrinkagePercent === 60 ? "Ada" : null; // The others are enough (M11).
  for (const { personId } of stage.groupBuy.members.values()) {
    const name = [...FIRST, INITIATOR].find((one) => person(one).personId === personId) ?? INITIATOR;
    if (name !== missing) stage.payBalance(name);
  }
  stage.answerAll();
  if (missing === null) return;
  for (let round = 0; round < 8 && stage.count("no_show") === 0; round += 1) passTime(stage);
}

export function passTime(stage: Stage): void {
  stage.answerAll();
  const dueMs = dueTransitions(stage.groupBuy)[0]?.dueAtMs ?? stage.nowMs;
  stage.at(Math.max(stage.nowMs, dueMs)).poke();
}
