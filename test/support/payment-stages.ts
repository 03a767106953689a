import type { Leg } from "../../worker/core/group-buy/state/leg.ts";
import { openStage, type Stage } from "./group-buy-kit.ts";
import { DAY, HOUR, START } from "./group-buy-terms.ts";

/** A payment at each stage that it can come to, and how one is told in a line, so that tests compare all of it. */

export type Payment = readonly [stage: Stage, leg: Leg];

const PLAN_C = { provider: { canAuthorize: false } };
const LONG = { terms: { closesAtMs: START + 14 * DAY } };
const code = "account-closed";

function joined(options = {}): Payment {
  const stage = openStage(options);
  stage.join("Ada", { quantity: 3 });
  return [stage, stage.legOf("Ada")];
}

function seated(options = {}): Payment {
  const stage = openStage(options).seat("Ada", { quantity: 3 });
  return [stage, stage.legOf("Ada")];
}

function then([stage, leg]: Payment, act: (stage: Stage, leg: Leg) => unknown): Payment {
  act(stage, leg);
  return [stage, leg];
}

const leaves = (stage: Stage) => stage.leave("Ada");
const takesLess = (stage: Stage) => stage.change("Ada", 1);
const fails = (stage: Stage, leg: Leg) => stage.answer(leg, { kind: "refund_failed", code });
const answered = (stage: Stage) => stage.answerAll();
const converts = (stage: Stage) => stage.at(START + 6 * DAY + 2 * HOUR).poke();
const asksForAct = (stage: Stage, leg: Leg) => stage.answer(leg, { kind: "action_required", ref: "ref_act" });
const readAgain = (stage: Stage, leg: Leg) => stage.give({ type: "recheck_leg", legId: leg.id });

function shared(): Payment {
  const stage = openStage(PLAN_C).seat("Ada", { quantity: 9 });
  stage.cancel();
  const [share] = stage.sharesOf("Ada");
  if (!share) throw new Error("Ada gets a share");
  return [stage, share];
}

export const STAGES: Readonly<Record<string, () => Payment>> = {
  opening: () => joined(),
  "opening, to be taken at once": () => joined(PLAN_C),
  "opening, and nobody wants it any more": () => then(joined(), leaves),
  "its buyer has to act": () => then(joined(), asksForAct),
  "read again after its buyer has acted": () => then(then(joined(), asksForAct), readAgain),
  held: () => seated(),
  "held, and asked for": () => then(seated(LONG), converts),
  "held, asked for, and nobody wants it any more": () => then(then(seated(LONG), converts), leaves),
  "on its way out of a hold": () => then(seated(), leaves),
  taken: () => seated(PLAN_C),
  "taken, and a part of it on its way back": () => then(seated(PLAN_C), takesLess),
  "taken, and that part has failed": () => then(then(seated(PLAN_C), takesLess), fails),
  "on its way back": () => then(seated(PLAN_C), leaves),
  "on its way back, and failed": () => then(then(seated(PLAN_C), leaves), fails),
  "gone back": () => then(then(seated(PLAN_C), leaves), answered),
  "let go": () => then(then(seated(), leaves), answered),
  declined: () => then(joined(), (stage, leg) => stage.decline(leg)),
  "a share on its way": shared,
  "a share that has arrived": () => then(shared(), answered),
};

/** One line of a payment: state, what is asked under which number, what is held, taken and back, and what waits for a time. */
export function told(leg: Leg): string {
  const { state, pending, attempt, heldMinor, capturedMinor, refundedMinor, movements, providerRef } = leg;
  const last = movements.at(-1);
  return [
    `${state}, asked: ${pending ?? "nothing"} (${attempt})`,
    `${heldMinor} held, ${capturedMinor} taken, ${refundedMinor} back`,
    providerRef === null ? "no ref" : providerRef === `ref_${leg.id}` ? "its own ref" : `ref ${providerRef}`,
    ...(leg.captureBeforeMs === null ? [] : [`until hour ${(leg.captureBeforeMs - START) / HOUR}`]),
    ...(leg.convertAtMs === null ? [] : [`again at hour ${(leg.convertAtMs - START) / HOUR}`]),
    ...(leg.declineCode === null ? [] : [leg.declineCode]),
    ...(last ? [`${movements.length}: ${last.kind} ${last.amountMinor}`] : []),
  ].join("; ");
}

/** What was logged since, with the public part of each: `deposit_held amount=300`. */
export function loggedSince({ logged }: Stage, length: number): string {
  const words = ({ type, open }: Stage["logged"][number]["event"]) =>
    Object.entries(open)
      .flatMap(([name, value]) =>
        value === false || name === "currency" ? [] : value === true ? [name] : [`${name}=${String(value)}`],
      )
      .reduce<string>((all, word) => `${all} ${word}`, type);
  return logged
    .slice(length)
    .map(({ event }) => words(event))
    .join(", ");
}
