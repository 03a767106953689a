import type { GroupBuyEvent } from "../../../worker/core/group-buy/events.ts";
import type { OfferBody } from "../../../worker/core/group-buy/state/offer.ts";
import { openStage, type Stage } from "../group-buy-kit.ts";
import { INITIATOR, OPERATOR } from "../group-buy-persons.ts";
import type { StageOptions } from "../group-buy-shadow.ts";
import { CLOSES, DAY, HOUR, MINUTE, OFFER } from "../group-buy-terms.ts";

/** Short lives from the bell to the goods: what happens when somebody falls out, and when there are several merchants. */
export const SHORT_LIVES_OF_DEALS: Readonly<Record<string, () => Stage>> = {
  "the very minimum at the bell, and an extension that is not needed": () => extended(8),
  "one less than the minimum at the bell, and an extension": () => extended(7),
  "a question to two, both say yes, and there is room for one": () => {
    const stage = questioned();
    for (const name of ["Cem", "Bob"]) stage.consent(name);
    return stage.answerAll();
  },
  "a question to two, one says yes and one says nothing": () => {
    const stage = questioned();
    stage.consent("Bob");
    return poked(stage, CLOSES + 4 * DAY).answerAll();
  },
  "a question to two, and too few are left without whose deposit is gone": () => {
    const stage = questioned();
    lapse(stage, "Ada");
    for (const name of ["Cem", "Bob"]) stage.consent(name);
    return stage.answerAll();
  },
  "two merchants are asked for less: one takes it, the other does not": () => {
    const stage = halfPaid();
    stage.word("Mia", "confirm_offer");
    stage.word("Nora", "decline_offer");
    return stage.answerAll();
  },
  "two merchants are asked for less: one does not, the other takes it": () => {
    const stage = halfPaid();
    stage.word("Mia", "decline_offer");
    stage.word("Nora", "confirm_offer");
    return stage.answerAll();
  },
  "two merchants are asked for less, and say nothing": () => poked(halfPaid(), CLOSES + 5 * DAY).answerAll(),
  "of two merchants' members only one's have paid": () => {
    const stage = twoDeals({ policy: { noShow: "merchant" } });
    for (const name of [INITIATOR, "Ada"]) stage.payBalance(name);
    return poked(stage.answerAll(), CLOSES + 3 * DAY).answerAll();
  },
  "two merchants are late, one after the other": () => {
    const stage = twoDeals({}, { leadTimeDays: 7 });
    for (const name of [INITIATOR, "Ada", "Bob", "Cem"]) stage.payBalance(name);
    stage
      .answerAll()
      .at(CLOSES + 2 * DAY)
      .ship("Nora", "Bob");
    poked(stage, CLOSES + 14 * DAY);
    poked(stage, CLOSES + 25 * DAY).declareBreach(false, OPERATOR, "mer_mia");
    return stage.answerAll();
  },
  "too few have paid, the next merchant is tried, and a no-show whose deposit was not at stake": () => {
    const stage = openStage({ policy: { noShow: "merchant" }, terms: { quantityMinimum: 8 } });
    stage.seat("Ada", { quantity: 8 }).seat("Bob", { quantity: 7 });
    stage.offer("Mia", { tiers: steps(17) });
    stage.offer("Nora", { tiers: [{ fromQuantity: 8, unitPriceMinor: 950 }] });
    poked(stage, CLOSES).payBalance("Ada");
    poked(stage.answerAll(), CLOSES + 3 * DAY).word("Mia", "decline_offer");
    stage.answerAll().word("Nora", "confirm_offer");
    return stage.answerAll();
  },
  "a price that the deposit covers": () => {
    const stage = openStage();
    stage.seat("Ada", { quantity: 8 });
    stage.offer("Mia", { tiers: [{ fromQuantity: 10, unitPriceMinor: 100 }], delivery: free });
    return poked(stage, CLOSES).answerAll();
  },
  "a payment that needs its payer's hand, and reminders": () => {
    const stage = openStage().seat("Ada", { quantity: 8 }).seat("Bob", { quantity: 5 });
    stage.offer("Mia");
    poked(stage, CLOSES).payBalance("Ada");
    stage.answer(stage.balanceOf("Ada"), { kind: "action_required", ref: "ref_ada" });
    stage.payBalance("Bob");
    poked(stage, CLOSES + DAY);
    stage.answer(stage.balanceOf("Bob"), { kind: "declined", code: "limit" });
    poked(stage, CLOSES + 2 * DAY);
    return poked(stage, CLOSES + 3 * DAY).answerAll();
  },
  "a service, its day, and a quarrel about it": () => {
    const stage = openStage({ terms: { kind: "service", shipTo: ["DE"] } }).seat("Ada", { quantity: 8 });
    stage.offer("Mia", { delivery: [{ country: "DE", perUnitMinor: 0 }] });
    poked(stage, CLOSES);
    for (const name of [INITIATOR, "Ada"]) stage.payBalance(name);
    stage.answerAll();
    for (const name of [INITIATOR, "Ada"]) stage.at(CLOSES + DAY).ship("Mia", name);
    stage.at(CLOSES + 2 * DAY).dispute("Ada", 800);
    return poked(stage, CLOSES + 60 * DAY).answerAll();
  },
  "a dearer price that one takes, one leaves for, and the others say nothing to": () => {
    const stage = sold();
    stage.propose("Mia", { unitPriceMinor: 960 });
    stage.answerProposal("Bob", "leave");
    stage.answerProposal("Cem", "accept");
    poked(stage, CLOSES + 2 * DAY).answerAll();
    for (const name of [INITIATOR, "Cem"]) stage.payBalance(name);
    return stage.answerAll();
  },
  "a later day while some goods are on their way, and a breach after it": () => {
    const stage = sold();
    for (const name of [INITIATOR, "Ada", "Bob", "Cem"]) stage.payBalance(name);
    stage.answerAll().ship("Mia", "Ada");
    stage.at(CLOSES + DAY).propose("Mia", { daysLater: 10 });
    stage.answerProposal("Bob", "accept");
    stage.answerProposal("Cem", "keep");
    poked(stage, CLOSES + 3 * DAY);
    stage.at(CLOSES + 4 * DAY).propose("Mia", { daysLater: 12 });
    poked(stage, CLOSES + 40 * DAY).declareBreach();
    return stage.answerAll();
  },
  "delivered, received, and found wanting": () => {
    const stage = sold();
    for (const name of [INITIATOR, "Ada", "Bob", "Cem"]) stage.payBalance(name);
    stage.answerAll();
    for (const name of [INITIATOR, "Ada", "Bob", "Cem"]) stage.at(CLOSES + DAY).ship("Mia", name);
    stage.at(CLOSES + 2 * DAY).deliver("Mia", "Ada", CLOSES + DAY + HOUR);
    stage.dispute("Ada", 300);
    stage.dispute("Bob", 200);
    stage.answerDispute("Mia", "Ada", 100);
    stage.replyDispute("Ada", false);
    stage.decideDispute("Ada", 0);
    poked(stage, CLOSES + 8 * DAY).answerAll();
    return poked(stage, CLOSES + 30 * DAY).answerAll();
  },
  "whole packs, with parts that are cut and a room that is too small": () => {
    const stage = openStage({ terms: { packSize: 4, quantityMinimum: 12, quantityMaximum: 40 } });
    stage.seat("Ada", { quantity: 5, flexible: { upTo: 8, orFewer: true } });
    stage.seat("Bob", { quantity: 3 }).seat("Cem", { quantity: 7, flexible: { upTo: 7, orFewer: true } });
    stage.change("Ada", 7);
    stage.answerAll().change("Bob", 4);
    stage.answerAll();
    stage.offer("Mia", { tiers: [{ fromQuantity: 12, unitPriceMinor: 900 }], quantityMaximum: 16 });
    poked(stage, CLOSES);
    return stage.answerAll();
  },
  "whole packs that are filled, paid by too few, and tried again": () => {
    const stage = openStage({ policy: { noShow: "merchant" }, terms: { packSize: 4, quantityMinimum: 8 } });
    stage.seat("Ada", { quantity: 9, flexible: { upTo: 10, orFewer: false } }).seat("Bob", { quantity: 8 });
    stage.offer("Mia", { tiers: steps(20) });
    stage.offer("Nora", { tiers: [{ fromQuantity: 8, unitPriceMinor: 950 }] });
    poked(stage, CLOSES);
    for (const name of [INITIATOR, "Ada"]) stage.payBalance(name);
    poked(stage.answerAll(), CLOSES + 3 * DAY).word("Mia", "decline_offer");
    stage.answerAll().word("Nora", "confirm_offer");
    return stage.answerAll();
  },
  "who waits in line goes up when somebody leaves, and not when the grace is over": () => {
    const stage = openStage({ terms: { quantityMaximum: 10 } }).seat("Ada", { quantity: 5 });
    stage.seat("Bob", { quantity: 3 }).arm("Cem", 3);
    stage.answerAll();
    for (const name of ["Cem", "Dag"]) stage.join(name, { quantity: 3 });
    stage.at(CLOSES - HOUR).leave("Bob");
    stage
      .answerAll()
      .at(CLOSES - 11 * MINUTE)
      .leave("Ada");
    stage.answerAll();
    poked(stage, CLOSES + 5 * MINUTE);
    return poked(stage, CLOSES + HOUR).answerAll();
  },
  "an offer in the last moment, one after the window, and a vote": () => {
    const stage = openStage({ terms: { chooser: "vote", offerWindowMs: DAY } });
    stage.seat("Ada", { quantity: 8 }).seat("Bob", { quantity: 3 });
    stage.offer("Mia", { validUntilMs: CLOSES + 4 * DAY });
    stage.at(CLOSES + DAY - MINUTE).offer("Nora");
    stage.at(CLOSES + DAY).offer("Otis");
    poked(stage, CLOSES + DAY + 10 * MINUTE);
    stage.vote("Ada", "Nora");
    stage.vote("Bob", "Mia");
    return poked(stage, CLOSES + 5 * DAY);
  },
};

/** Before the bell they are all alike: told is what begins there. */
export function bellOn({ effectiveAtMs }: GroupBuyEvent): boolean {
  return effectiveAtMs >= CLOSES - HOUR;
}

const free = ["DE", "FR"].map((country) => ({ country, perUnitMinor: 0 }));

/** A low price for many. */
function steps(fromQuantity: number): OfferBody["tiers"] {
  return [
    { fromQuantity: 8, unitPriceMinor: 990 },
    { fromQuantity, unitPriceMinor: 900 },
  ];
}

function poked(stage: Stage, atMs: number): Stage {
  stage.at(atMs).poke();
  return stage;
}

function lapse(stage: Stage, name: string): void {
  const { id: legId, attempt } = stage.legOf(name);
  stage.give({ type: "provider_answered", legId, step: "read", attempt, outcome: { kind: "lapsed" } });
}

function extended(quantity: number): Stage {
  const stage = openStage({ terms: { extendOnceMs: DAY } }).seat("Ada", { quantity });
  stage.offer("Mia");
  poked(stage, CLOSES);
  return poked(stage, CLOSES + DAY);
}

/** Mia has twelve, at more than Bob and Cem said. */
function questioned(): Stage {
  const stage = openStage({ terms: { chooser: "initiator_pick" } }).seat("Bob", {
    quantity: 2,
    priceCeilingMinor: 950,
  });
  stage.seat("Cem", { quantity: 2, priceCeilingMinor: 950 }).seat("Ada", { quantity: 8 });
  stage.offer("Mia", { tiers: [{ fromQuantity: 10, unitPriceMinor: 980 }], quantityMaximum: 12 });
  stage.offer("Nora", { tiers: [{ fromQuantity: 10, unitPriceMinor: 990 }] });
  poked(stage, CLOSES).pick("Mia");
  return stage;
}

/** Mia has ten, for Ines and Ada; Nora as many as anybody wants, for Bob and Cem. */
function twoDeals(options: StageOptions, body: Partial<OfferBody> = {}): Stage {
  const { terms, ...rest } = options;
  const stage = openStage({ ...rest, terms: { splitAllowed: true, chooser: "initiator_pick", ...terms } });
  stage.seat("Ada", { quantity: 8 }).seat("Bob", { quantity: 8 }).seat("Cem", { quantity: 6 });
  stage.offer("Mia", { quantityMaximum: 10, ...body });
  stage.offer("Nora");
  poked(stage, CLOSES).pick("Mia");
  return stage;
}

function halfPaid(): Stage {
  const stage = twoDeals({ policy: { noShow: "merchant" } });
  for (const name of ["Ada", "Bob"]) stage.payBalance(name);
  return poked(stage.answerAll(), CLOSES + 3 * DAY);
}

function sold(): Stage {
  const stage = openStage().seat("Ada", { quantity: 6 });
  stage.seat("Bob", { quantity: 4, country: "FR" }).seat("Cem", { quantity: 3 });
  stage.offer("Mia", OFFER);
  return poked(stage, CLOSES);
}
