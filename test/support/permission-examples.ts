import { Stage } from "./group-buy-kit.ts";
import type { StageOptions } from "./group-buy-shadow.ts";
import { INITIATOR } from "./group-buy-persons.ts";
import { CLOSES, DAY, HOUR, START } from "./group-buy-terms.ts";
import { ADAS_REVIEW, ADAS_INVITE, MIAS_INTEREST, OLEGS_MERCHANT, OLEGS_QUESTION } from "./permission-world.ts";

/** A right request of one call, in a situation in which those who may make it are answered well. */
export interface Example {
  readonly stage: () => Stage;
  readonly path: (stage: Stage) => string;
  readonly body?: (stage: Stage) => unknown;
  /** What `If-Match` names. */
  readonly version?: (stage: Stage) => number;
  /** Whose thing the call is about, for rows that speak of an `owner`. */
  readonly owner?: string;
}

const BELL = START + DAY;
const MEMBER = "Ada";

/** Full, with somebody waiting, two merchants and three operators who are something else here as well. */
function opened(options: StageOptions = {}, isFirm = true): Stage {
  const stage = new Stage({ ...options, terms: { quantityMaximum: 12, ...options.terms } }).publish().at(START + HOUR);
  stage.seat(MEMBER, { quantity: 8, priceCeilingMinor: 1_100 }).seat("Oda", { quantity: 2 });
  stage.join("Wim", { quantity: 2 });
  stage.join("Owen");
  stage.offer("Mia", { firm: isFirm, tiers: [{ fromQuantity: 10, unitPriceMinor: 900 }] });
  stage.offer("Nora");
  stage.offer("Omar");
  return stage;
}

const inReview = () => new Stage({ policy: { isReviewed: true } }).publish();

function suspended(): Stage {
  const stage = opened();
  stage.operate("suspend");
  return stage;
}

function choosing(chooser: "initiator_pick" | "vote", isFirm = true): Stage {
  const stage = opened({ terms: { chooser } }, isFirm);
  stage.at(BELL).poke();
  return stage;
}

/** Mia's offer was taken, and lies above what Ada said. */
function asked(): Stage {
  const stage = new Stage({ terms: { ceilingUnitPriceMinor: 1_200, quantityMaximum: 20 } }).publish().at(START + HOUR);
  stage.seat(MEMBER, { quantity: 2, priceCeilingMinor: 900 }).seat("Bob", { quantity: 9 });
  stage.offer("Mia", { tiers: [{ fromQuantity: 5, unitPriceMinor: 1_000 }] });
  stage.at(BELL).poke();
  return stage;
}

function confirming(): Stage {
  const stage = choosing("initiator_pick", false);
  stage.pick("Mia");
  return stage;
}

function collecting(): Stage {
  const stage = opened();
  stage.at(BELL).poke();
  return stage;
}

function fulfilling(): Stage {
  const stage = collecting();
  for (const name of [INITIATOR, MEMBER, "Oda"]) stage.payBalance(name);
  return stage.answerAll();
}

function shipped(): Stage {
  const stage = fulfilling();
  stage.ship("Mia", MEMBER);
  return stage;
}

function settled(): Stage {
  const stage = fulfilling();
  for (const name of [INITIATOR, MEMBER, "Oda"]) {
    stage.ship("Mia", name);
    stage.receive(name);
  }
  stage.answerAll().poke();
  return stage;
}

function disputed(answer: "reject" | number | null = null): Stage {
  const stage = shipped();
  stage.dispute(MEMBER, 500);
  if (answer !== null) stage.answerDispute("Mia", MEMBER, answer);
  return stage;
}

/** Ada's deposit was declined, so that another instrument is asked for. */
function declined(): Stage {
  const stage = new Stage().publish().at(START + HOUR);
  stage.join(MEMBER);
  stage.decline(stage.legOf(MEMBER));
  return stage;
}

function actionRequired(): Stage {
  const stage = new Stage().publish().at(START + HOUR);
  stage.join(MEMBER);
  stage.answer(stage.legOf(MEMBER), { kind: "action_required", ref: "ref_1" });
  return stage;
}

/** Ada has left, and her card does not take the money back. */
function refundFailing(): Stage {
  const stage = opened({ provider: { canAuthorize: false } });
  stage.leave(MEMBER);
  stage.answer(stage.legOf(MEMBER), { kind: "refund_failed", code: "account-closed" });
  return stage;
}

const at = (tail: string) => (stage: Stage) => `/group-buys/${stage.groupBuy.id}${tail}`;
const operating = (verb: string) => (stage: Stage) => `/operator/group-buys/${stage.groupBuy.id}/${verb}`;
const reason = () => ({ reason: "Reported." });
const mias = (tail = "") => ({
  path: (stage: Stage) => `/offers/${stage.offerOf("Mia").id}${tail}`,
  version: (stage: Stage) => stage.offerOf("Mia").version,
  owner: "Mia",
});
const interest = (tail = "") => ({ stage: opened, path: () => `/interests/${MIAS_INTEREST}${tail}`, owner: "Mia" });
const adas = (tail = "") => ({
  path: (stage: Stage) => `/legs/${stage.legOf(MEMBER).id}${tail}`,
  owner: MEMBER,
});
const draft = {
  stage: () => new Stage(),
  path: at(""),
  version: (stage: Stage) => stage.groupBuy.seq,
};
const OFFERED = {
  canSupply: true,
  tiers: [{ fromQuantity: 10, unitPrice: { amount: 850, currency: "EUR" } }],
  delivery: ["DE", "FR"].map((country) => ({ country, perUnit: { amount: 50, currency: "EUR" } })),
  leadTimeDays: 14,
};
const PAID = {
  instrument: "sandbox:ok",
  address: { name: "A", line1: "Main Street 1", city: "Springfield", country: "DE" },
};

export const EXAMPLES: Readonly<Record<string, Example>> = {
  "POST /group-buys/{id}/questions": {
    stage: opened,
    path: (stage) => `/group-buys/${stage.groupBuy.id}/questions`,
    body: () => ({ text: "Is it vegan?" }),
  },
  "POST /group-buys/{id}/questions/{question}/answers": {
    stage: opened,
    path: (stage) => `/group-buys/${stage.groupBuy.id}/questions/qst_01jd0000000000000000000001/answers`,
    body: () => ({ text: "It is." }),
  },
  "POST /group-buys/{id}/invites": { stage: opened, path: at("/invites"), body: () => ({ name: "My club" }) },
  "GET /group-buys/{id}/invites": { stage: opened, path: at("/invites") },
  "DELETE /invites/{id}": { stage: opened, path: () => `/invites/${ADAS_INVITE}`, owner: MEMBER },
  "PUT /group-buys/{id}/reviews/me": { stage: settled, path: at("/reviews/me"), body: () => ({ stars: 4 }) },
  "POST /group-buys/{id}/reviews/{review}/reply": {
    stage: settled,
    path: (stage) => `/group-buys/${stage.groupBuy.id}/reviews/${ADAS_REVIEW}/reply`,
    body: () => ({ text: "Thank you." }),
  },
  "POST /operator/reviews/{id}/hide": {
    stage: settled,
    path: () => `/operator/reviews/${ADAS_REVIEW}/hide`,
    body: reason,
    owner: MEMBER,
  },
  "POST /operator/questions/{id}/hide": {
    stage: opened,
    path: () => `/operator/questions/${OLEGS_QUESTION}/hide`,
    body: reason,
    owner: "Oleg",
  },
  "PATCH /group-buys/{id}": { ...draft, body: () => ({ title: "Coffee" }) },
  "DELETE /group-buys/{id}": draft,
  "POST /group-buys/{id}/submit": { ...draft, path: at("/submit"), body: () => ({ instrument: "sandbox:ok" }) },
  "GET /group-buys/{id}/offers": { stage: () => choosing("vote"), path: at("/offers") },
  "POST /group-buys/{id}/selection": {
    stage: () => choosing("initiator_pick"),
    path: at("/selection"),
    body: (stage) => ({ offerId: stage.offerOf("Mia").id, version: 1 }),
  },
  "POST /group-buys/{id}/cancel": {
    stage: () => new Stage().publish().at(START + HOUR),
    path: at("/cancel"),
    body: reason,
  },
  "POST /group-buys/{id}/joins": {
    stage: opened,
    path: at("/joins"),
    body: (stage) => ({ quantity: 1, termsHash: stage.groupBuy.termsHash, country: "DE", waitlist: true }),
  },
  "GET /group-buys/{id}/joins/me": { stage: opened, path: at("/joins/me") },
  "PATCH /group-buys/{id}/joins/me": { stage: opened, path: at("/joins/me"), body: () => ({ quantity: 1 }) },
  "DELETE /group-buys/{id}/joins/me": { stage: opened, path: at("/joins/me") },
  "POST /group-buys/{id}/votes": {
    stage: () => choosing("vote"),
    path: at("/votes"),
    body: (stage) => ({ offerId: stage.offerOf("Mia").id }),
  },
  "POST /group-buys/{id}/joins/me/proposal": {
    stage: () => {
      const stage = collecting();
      stage.propose("Mia", { daysLater: 3 });
      return stage;
    },
    path: at("/joins/me/proposal"),
    body: () => ({ answer: "keep" }),
  },
  "POST /group-buys/{id}/consents": { stage: asked, path: at("/consents"), body: () => ({ accept: true }) },
  "POST /group-buys/{id}/joins/me/balance": { stage: collecting, path: at("/joins/me/balance"), body: () => PAID },
  "POST /group-buys/{id}/joins/me/received": { stage: shipped, path: at("/joins/me/received") },
  "POST /group-buys/{id}/joins/me/disputes": {
    stage: shipped,
    path: at("/joins/me/disputes"),
    body: () => ({ reason: "damaged", text: "Torn.", wanted: { amount: 500, currency: "EUR" } }),
  },
  "POST /group-buys/{id}/joins/me/disputes/reply": {
    stage: () => disputed(100),
    path: at("/joins/me/disputes/reply"),
    body: () => ({ accept: true }),
  },
  "POST /legs": {
    stage: opened,
    path: () => "/legs",
    body: (stage) => ({ groupBuyId: stage.groupBuy.id, quantity: 1, instrument: "sandbox:ok" }),
  },
  "GET /legs/{id}": { stage: opened, ...adas() },
  "POST /legs/{id}/confirm": { stage: declined, ...adas("/confirm"), body: () => ({ instrument: "sandbox:ok" }) },
  "POST /legs/{id}/action": { stage: actionRequired, ...adas("/action") },
  "POST /demands/{id}/offers": {
    stage: opened,
    path: (stage) => `/demands/${stage.groupBuy.id}/offers`,
    body: () => OFFERED,
  },
  "POST /interests": {
    stage: opened,
    path: () => "/interests",
    body: () => ({ words: "hand bells", categories: ["music"], countries: ["DE"], quantityMinimum: 10 }),
  },
  "POST /interests/preview": { stage: opened, path: () => "/interests/preview", body: () => ({ words: "hand bells" }) },
  "GET /interests/{id}": interest(),
  "PUT /interests/{id}": { ...interest(), version: () => 1, body: () => ({ words: "hand bells" }) },
  "PATCH /interests/{id}": { ...interest(), body: () => ({ isPaused: true }) },
  "DELETE /interests/{id}": interest(),
  "GET /interests/{id}/demands": interest("/demands"),
  "GET /offers/{id}": { stage: opened, ...mias() },
  "PUT /offers/{id}": { stage: opened, ...mias(), body: () => OFFERED },
  "DELETE /offers/{id}": { stage: opened, ...mias() },
  "POST /offers/{id}/proposals": {
    stage: collecting,
    ...mias("/proposals"),
    body: () => ({ daysLater: 3, note: "A machine broke." }),
  },
  "POST /offers/{id}/bond": {
    stage: () => opened({ policy: { bond: { basisPoints: 1_000, payWithinMs: HOUR } } }),
    ...mias("/bond"),
    body: () => ({ instrument: "sandbox:ok" }),
  },
  "POST /offers/{id}/confirm": { stage: confirming, ...mias("/confirm") },
  "POST /offers/{id}/decline": { stage: confirming, ...mias("/decline") },
  "GET /orders": { stage: fulfilling, path: (stage) => `/orders?groupBuyId=${stage.groupBuy.id}` },
  "POST /orders/{id}/shipments": {
    stage: fulfilling,
    path: (stage) => `/orders/${stage.member(MEMBER).id}/shipments`,
    body: (stage) => ({ shippedAt: new Date(stage.nowMs).toISOString() }),
  },
  "POST /orders/{id}/delivery": {
    stage: shipped,
    path: (stage) => `/orders/${stage.member(MEMBER).id}/delivery`,
    body: (stage) => ({ deliveredAt: new Date(stage.nowMs).toISOString() }),
  },
  "POST /orders/{id}/dispute/answer": {
    stage: disputed,
    path: (stage) => `/orders/${stage.member(MEMBER).id}/dispute/answer`,
    body: () => ({ answer: "accept" }),
  },
  "POST /operator/disputes/{id}/decision": {
    stage: () => disputed("reject"),
    path: (stage) => `/operator/disputes/${stage.member(MEMBER).id}/decision`,
    body: () => ({ refund: { amount: 300, currency: "EUR" }, reason: "Photographs." }),
  },
  "POST /operator/group-buys/{id}/breach": {
    stage: fulfilling,
    path: operating("breach"),
    body: () => ({ reason: "Nothing was sent.", proven: true }),
  },
  "POST /operator/merchants/{id}/verify": {
    stage: opened,
    path: () => `/operator/merchants/${OLEGS_MERCHANT}/verify`,
    body: reason,
    owner: "Oleg",
  },
  "POST /operator/merchants/{id}/suspend": {
    stage: opened,
    path: () => `/operator/merchants/${OLEGS_MERCHANT}/suspend`,
    body: reason,
    owner: "Oleg",
  },
  "POST /operator/merchants/{id}/lift": {
    stage: opened,
    path: () => `/operator/merchants/${OLEGS_MERCHANT}/lift`,
    body: reason,
    owner: "Oleg",
  },
  "POST /operator/legs/{id}/retry": {
    stage: refundFailing,
    path: (stage) => `/operator/legs/${stage.legOf(MEMBER).id}/retry`,
    body: reason,
  },
  "POST /operator/group-buys/{id}/approve": { stage: inReview, path: operating("approve"), body: reason },
  "POST /operator/group-buys/{id}/reject": { stage: inReview, path: operating("reject"), body: reason },
  "POST /operator/group-buys/{id}/suspend": { stage: opened, path: operating("suspend"), body: reason },
  "POST /operator/group-buys/{id}/resume": { stage: suspended, path: operating("resume"), body: reason },
  "POST /operator/group-buys/{id}/cancel": { stage: opened, path: operating("cancel"), body: reason },
  "POST /operator/group-buys/{id}/extend": {
    stage: opened,
    path: operating("extend"),
    body: () => ({ ...reason(), closesAt: new Date(CLOSES + HOUR).toISOString() }),
  },
  "POST /operator/group-buys/{id}/removals": {
    stage: opened,
    path: operating("removals"),
    body: (stage) => ({ ...reason(), seq: stage.member("Oda").seq }),
  },
};
