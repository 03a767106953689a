import { openStage, Stage } from "../group-buy-kit.ts";
import { INITIATOR, person } from "../group-buy-persons.ts";
import type { StageOptions } from "../group-buy-shadow.ts";
import { CLOSES, DAY, HOUR, MINUTE } from "../group-buy-terms.ts";

/**
 * Where a group-buy may stand when somebody asks for something: every state, with whoever has a part in it. Ines has
 * started it, Ada and Bob are in, Cem has not paid yet, Eve has armed a deposit, Zed has left; Mia's offer is firm and
 * Nora's is not.
 */
export const SITUATIONS: Readonly<Record<string, () => Stage>> = {
  draft: () => new Stage(),
  submitted,
  "in-review": () => new Stage({ policy: { isReviewed: true } }).publish(),
  open: () => withPeople({}),
  "open-to-the-last-minute": () => withPeople({}).at(CLOSES - MINUTE),
  "open-and-full": full,
  "open-with-bonds": bonded,
  "open-in-packs": packed,
  suspended,
  counting,
  "offers-still-come-in": () => rung({ terms: { chooser: "initiator_pick", offerWindowMs: DAY } }),
  "the-initiator-chooses": () => rung({ terms: { chooser: "initiator_pick" } }),
  "the-members-vote": () => rung({ terms: { chooser: "vote" } }),
  "some-are-asked": asked,
  "a-merchant-is-asked": () => rung({ terms: { chooser: "initiator_pick" } }, (stage) => stage.pick("Nora")),
  "balances-are-due": () => collecting(),
  "too-few-have-paid": () => poked(collecting(), CLOSES + 3 * DAY + HOUR),
  "another-day-is-proposed": () => played(collecting(), (stage) => stage.propose("Mia", { daysLater: 5 })),
  "goods-are-on-their-way": fulfilling,
  "two-merchants-share-it": shared,
  settled,
  failed: () => poked(openStage().seat("Ada", { quantity: 6 }), CLOSES),
  "called-off": () => played(withPeople({}), (stage) => stage.cancel()),
  "thrown-away": () => played(new Stage(), (stage) => stage.give({ type: "discard", version: 1 }, person(INITIATOR))),
};

function played(stage: Stage, act: (stage: Stage) => unknown): Stage {
  act(stage);
  return stage;
}

function poked(stage: Stage, atMs: number): Stage {
  return played(stage.at(atMs), () => stage.poke());
}

function submitted(): Stage {
  return played(new Stage(), (stage) => stage.submit());
}

function withPeople(options: StageOptions): Stage {
  const stage = openStage(options).seat("Zed");
  stage.leave("Zed");
  stage.answerAll().seat("Ada", { quantity: 6 }).seat("Bob", { quantity: 3, country: "FR" }).arm("Eve");
  stage.answerAll().join("Cem", { quantity: 2 });
  stage.offer("Mia");
  stage.offer("Nora", { firm: false });
  return stage;
}

function full(): Stage {
  return played(withPeople({ terms: { quantityMaximum: 13 } }), (stage) => stage.join("Dag", { quantity: 2 }));
}

/** Mia has answered for her offer with money, Nora has not. */
function bonded(): Stage {
  const policy = { bond: { basisPoints: 1_000, minimumMinor: 500, payWithinMs: HOUR } };
  return played(withPeople({ policy }), (stage) => {
    stage.payBond("Mia");
    stage.answer(stage.bondOf("Mia"));
  });
}

function packed(): Stage {
  const stage = openStage({ terms: { packSize: 6, quantityMinimum: 12, quantityMaximum: 36 } });
  stage.seat("Ada", { quantity: 7, flexible: { upTo: 9, orFewer: false } });
  return stage.seat("Bob", { quantity: 8, flexible: { upTo: 8, orFewer: true } });
}

/** One operator has stopped it and would call it off. */
function suspended(): Stage {
  return played(withPeople({}), (stage) => {
    stage.operate("suspend");
    stage.operate("call_off");
  });
}

/** After the bell; Dag may still pay. */
function counting(): Stage {
  const stage = withPeople({}).at(CLOSES - MINUTE);
  stage.join("Dag", { quantity: 2 });
  return poked(stage, CLOSES);
}

/** After the bell and the grace. */
function rung(options: StageOptions, act: (stage: Stage) => unknown = () => null): Stage {
  return played(poked(withPeople(options), CLOSES + HOUR).answerAll(), act);
}

/** Bob's price is passed by Nora's offer, which Ines has chosen. */
function asked(): Stage {
  const stage = openStage({ terms: { chooser: "initiator_pick" } }).seat("Ada", { quantity: 9 });
  stage.seat("Bob", { quantity: 3, priceCeilingMinor: 900 }).seat("Dag", { priceCeilingMinor: 900 });
  stage.offer("Mia");
  stage.offer("Nora", { tiers: [{ fromQuantity: 10, unitPriceMinor: 980 }] });
  return played(poked(stage, CLOSES + HOUR), () => {
    stage.pick("Nora");
    stage.consent("Dag");
  });
}

/** Ada has paid, Bob's payment is under way, Ines has not paid. */
function collecting(options: StageOptions = {}): Stage {
  const stage = rung(options);
  stage.payBalance("Ada");
  return played(stage.answerAll(), () => stage.payBalance("Bob"));
}

/** Of nine who have paid, each is at another point of the way. */
function fulfilling(): Stage {
  const stage = openStage();
  const names = ["Ada", "Bob", "Cem", "Dag", "Eve", "Fay", "Gil", "Hal"];
  for (const name of names) stage.seat(name, { quantity: 2 });
  stage.offer("Mia");
  poked(stage, CLOSES);
  for (const name of [INITIATOR, ...names]) stage.payBalance(name);
  stage.answerAll();
  for (const name of names.slice(1)) stage.ship("Mia", name);
  stage.deliver("Mia", "Cem");
  stage.receive("Dag");
  for (const name of ["Eve", "Fay", "Gil", "Hal"]) stage.dispute(name, 500);
  stage.answerDispute("Mia", "Fay", 250);
  stage.answerDispute("Mia", "Gil", "reject");
  stage.replyDispute("Gil", false);
  stage.answerDispute("Mia", "Hal", "accept");
  return stage.answerAll();
}

function shared(): Stage {
  const stage = openStage({ terms: { splitAllowed: true, chooser: "initiator_pick" } });
  stage.seat("Ada", { quantity: 8 }).seat("Bob", { quantity: 6 }).seat("Cem", { quantity: 6 });
  stage.offer("Mia", { quantityMaximum: 10 });
  stage.offer("Nora");
  poked(stage, CLOSES).pick("Mia");
  for (const name of [INITIATOR, "Ada", "Bob", "Cem"]) stage.payBalance(name);
  stage.answerAll().ship("Nora", "Bob");
  return stage;
}

function settled(): Stage {
  const stage = rung({});
  for (const name of [INITIATOR, "Ada", "Bob"]) stage.payBalance(name);
  stage.answerAll();
  for (const name of [INITIATOR, "Ada", "Bob"]) {
    stage.ship("Mia", name);
    stage.receive(name);
  }
  return stage.answerAll();
}
