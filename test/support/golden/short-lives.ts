import { Stage } from "../group-buy-kit.ts";
import { INITIATOR, OPERATOR, person } from "../group-buy-persons.ts";
import { DAY, HOUR, MINUTE, START } from "../group-buy-terms.ts";

const BELL = START + DAY;
const initiator = person(INITIATOR);

/** Mia has ten, for Ines and Ada; Nora as many as anybody wants, for Bob and Cem. */
function sharedByTwo({ firm = true }): Stage {
  const terms = { splitAllowed: true, chooser: "initiator_pick" } as const;
  const stage = new Stage({ terms }).publish().at(START + HOUR);
  stage.seat("Ada", { quantity: 8 }).seat("Bob", { quantity: 6 }).seat("Cem", { quantity: 6 });
  stage.offer("Mia", { firm, quantityMaximum: 10 });
  stage.offer("Nora");
  stage.at(BELL).poke();
  return stage;
}

/** What the golden lives do not meet. Told word for word as they are (test/unit/group-buy-short-stories.test.ts). */
export const SHORT_LIVES: Readonly<Record<string, () => Stage>> = {
  "shared, and the first of the merchants declined": () => {
    const stage = sharedByTwo({ firm: false });
    stage.pick("Mia");
    stage.word("Mia", "decline_offer");
    return stage;
  },
  "shared, and one merchant was proven to have broken the deal": () => {
    const stage = sharedByTwo({});
    stage.pick("Mia");
    for (const name of [INITIATOR, "Ada", "Bob", "Cem"]) stage.payBalance(name);
    stage.answerAll();
    for (const name of ["Bob", "Cem"]) stage.ship("Nora", name);
    stage.dispute("Cem", 500);
    stage.declareBreach(true, OPERATOR, stage.offerOf("Nora").merchantId);
    return stage.answerAll();
  },
  "thrown away": () => {
    const stage = new Stage();
    stage.give({ type: "discard", version: 1 }, initiator);
    return stage;
  },
  "never submitted again": () => {
    const stage = new Stage();
    stage.submit();
    stage.give({ type: "cancel", words: "" }, initiator);
    stage.submit();
    stage.refuseAudit(stage.legOf(INITIATOR), { code: "deposit-mismatch", reason: "other-amount" });
    stage.at(BELL - 40 * MINUTE).submit();
    stage.at(BELL - 14 * MINUTE).answerAll();
    return stage;
  },
  "looked at for too long": () => {
    const stage = new Stage({ policy: { isReviewed: true } }).publish();
    stage.at(BELL).give({ type: "approve", reason: "Seen." }, person(OPERATOR));
    return stage;
  },
  "left by everybody for what the merchant proposed": () => {
    const stage = reached({});
    stage.offer("Mia");
    stage.at(BELL).poke();
    for (const name of [INITIATOR, "Ada"]) stage.payBalance(name);
    stage.answerAll().propose("Mia", { daysLater: 30 });
    for (const name of [INITIATOR, "Ada"]) stage.answerProposal(name, "leave");
    return stage;
  },
  rejected: () => {
    const stage = new Stage({ policy: { isReviewed: true } }).publish();
    stage.give({ type: "reject", reason: "No." }, person(OPERATOR));
    return stage;
  },
  "a hold that the review outlived": () => {
    const stage = new Stage({ policy: { isReviewed: true } }).publish();
    lapse(stage, INITIATOR);
    stage.give({ type: "approve", reason: "Seen." }, person(OPERATOR));
    return stage;
  },
  "a deal whose merchant was proven to have broken it": () => {
    const stage = reached({});
    stage.offer("Mia");
    stage.at(BELL).poke();
    for (const name of [INITIATOR, "Ada"]) stage.payBalance(name);
    stage.answerAll();
    for (const name of [INITIATOR, "Ada"]) stage.ship("Mia", name);
    stage.dispute("Ada", 100);
    stage.declareBreach(true);
    return stage;
  },
  "called off by two operators": () => {
    const stage = full();
    stage.offer("Mia");
    stage.operate("call_off");
    stage.operate("call_off", "Olga");
    return stage;
  },
  "called off while it was stopped": () => {
    const stage = full();
    stage.operate("suspend");
    stage.operate("call_off");
    stage.operate("call_off", "Olga");
    return stage;
  },
  "left from every place": () => {
    const stage = full();
    for (const name of ["Cem", "Bob", "Ada"]) stage.leave(name);
    return stage;
  },
  "less, in line": () => {
    const stage = full();
    stage.change("Cem", 1);
    return stage;
  },
  "a deposit that was taken at once": () => {
    const stage = new Stage({ terms: { closesAtMs: START + 14 * DAY }, provider: { canAuthorize: false } }).publish();
    return stage.at(START + HOUR).seat("Ada");
  },
  "a conversion that failed twice": () => {
    const stage = new Stage({ terms: { closesAtMs: START + 14 * DAY } })
      .publish()
      .at(START + HOUR)
      .seat("Ada");
    stage.at(START + 6 * DAY + 2 * HOUR).poke();
    stage.answer(stage.legOf("Ada"), { kind: "declined", code: "limit" });
    stage.at(stage.nowMs + 6 * HOUR).poke();
    stage.answer(stage.legOf("Ada"), { kind: "declined", code: "limit" });
    return stage;
  },
  "still in line at the bell, with more than has become free": () => {
    const stage = full();
    stage.join("Dag", { quantity: 9 });
    stage.at(BELL + 10 * MINUTE).poke();
    return stage;
  },
  "offers that come, go and change their mind": () => {
    const stage = new Stage().publish();
    const nothing = { canSupply: false, tiers: [], delivery: [], leadTimeDays: null };
    stage.offer("Mia");
    change(stage, "Mia", false);
    change(stage, "Mia", true);
    stage.offer("Nora", nothing);
    const { id, version } = stage.offerOf("Nora");
    stage.give({ type: "withdraw_offer", offerId: id, version }, person("Nora", { merchantId: "mer_nora" }));
    return stage;
  },
  "flexible before anything is paid": () => {
    const stage = new Stage({ terms: { packSize: 5, quantityMaximum: 10 } }).publish();
    for (const name of ["Ada", "Bob"]) stage.join(name, { quantity: 8 });
    for (const name of ["Ada", "Bob"]) stage.flex(name, { upTo: 9, orFewer: true });
    return stage;
  },
  "no offer": () => {
    const stage = reached({}).at(BELL);
    stage.poke();
    return stage;
  },
  "a question that leaves too few, and another offer": () => {
    const stage = asked();
    stage.offer("Nora");
    stage.at(BELL).poke();
    stage.pick("Mia");
    lapse(stage, "Ada");
    stage.consent("Bob", false);
    return stage;
  },
  "a question that leaves too few, and nothing else": () => {
    const stage = asked();
    stage.at(BELL).poke();
    stage.pick("Mia");
    lapse(stage, "Ada");
    stage.consent("Bob", false);
    return stage;
  },
  "a merchant who says no, and nobody else": () => {
    const stage = reached({});
    stage.offer("Mia", { firm: false });
    stage.at(BELL).poke();
    stage.word("Mia", "decline_offer");
    return stage;
  },
  "too few who pay, and a merchant who says nothing": () => {
    const stage = reached({});
    stage.offer("Mia");
    stage.at(BELL).poke();
    stage.payBalance(INITIATOR);
    stage.answerAll();
    stage.at(BELL + 3 * DAY).poke();
    stage.at(BELL + 4 * DAY).poke();
    return stage;
  },
  "a breach while some goods are on their way and some are disputed": () => {
    const stage = reached({});
    stage.seat("Bob");
    stage.offer("Mia");
    stage.at(BELL).poke();
    for (const name of [INITIATOR, "Ada", "Bob"]) stage.payBalance(name);
    stage.answerAll();
    stage.ship("Mia", "Ada");
    stage.ship("Mia", "Bob");
    stage.dispute("Bob", 100);
    stage.declareBreach(true);
    return stage;
  },
  "a standing offer beside an end": () => {
    const stage = new Stage().publish();
    stage.offer("Mia");
    stage.at(BELL).poke();
    return stage;
  },
};

/** Three seats: Ada's is verified, Bob's is not, and Cem waits. */
function full(): Stage {
  const stage = new Stage({ terms: { quantityMaximum: 10 } })
    .publish()
    .at(START + HOUR)
    .seat("Ada", { quantity: 5 });
  stage.join("Bob", { quantity: 3 });
  stage.join("Cem", { quantity: 2 });
  return stage;
}

function reached(terms: ConstructorParameters<typeof Stage>[0] & object): Stage {
  return new Stage(terms)
    .publish()
    .at(START + HOUR)
    .seat("Ada", { quantity: 9 });
}

/** Mia's offer is above what Bob said, and without Ada too few are left for it. */
function asked(): Stage {
  const stage = new Stage({ terms: { chooser: "initiator_pick" } }).publish().at(START + HOUR);
  stage.seat("Ada", { quantity: 8 }).seat("Eve", { quantity: 8 }).seat("Bob", { priceCeilingMinor: 950 });
  stage.offer("Mia", { tiers: [{ fromQuantity: 5, unitPriceMinor: 950 }] });
  return stage;
}

function lapse(stage: Stage, name: string): void {
  const leg = stage.legOf(name);
  stage.give({
    type: "provider_answered",
    legId: leg.id,
    step: "read",
    attempt: leg.attempt,
    outcome: { kind: "lapsed" },
  });
}

function change(stage: Stage, name: string, canSupply: boolean): void {
  const { id, version, body } = stage.offerOf(name);
  const actor = person(name, { merchantId: `mer_${name.toLowerCase()}` });
  stage.give({ type: "change_offer", offerId: id, version, currency: "EUR", body: { ...body, canSupply } }, actor);
}
