import type { Actor, Command, Decision, PersonCommand } from "../../../worker/core/group-buy/commands.ts";
import { decide } from "../../../worker/core/group-buy/decide.ts";
import type { OfferBody } from "../../../worker/core/group-buy/state/offer.ts";
import { memberOf } from "../../../worker/core/group-buy/state/state.ts";
import { short, text } from "../golden/told.ts";
import type { Stage } from "../group-buy-kit.ts";
import { INITIATOR, merchant, OPERATOR, person } from "../group-buy-persons.ts";
import { CLOSES, DAY, OFFER } from "../group-buy-terms.ts";

/**
 * What everybody gets who asks for anything at one moment: a refusal with what it is told for, or the events that it
 * comes to. Whoever gets the same stands in one line. Nothing is applied: each is asked of the same state.
 */
export function whoMay(stage: Stage): string {
  const asked = asks(stage);
  const byAnswers = Map.groupBy(Object.keys(asked), (name) => answers(stage, asked[name] ?? { type: "poke" }));
  return short([...byAnswers].map(([said, names]) => `${names.join("\n")}\n${said}\n`).join("\n"));
}

function answers(stage: Stage, command: Ask): string {
  const actors = actorsIn(stage);
  const byAnswer = [...Map.groupBy(Object.keys(actors), (who) => answer(stage, command, actors[who] ?? null))];
  const many = byAnswer.find(([, who]) => who.length > Object.keys(actors).length / 2);
  const few = byAnswer.filter((one) => one !== many);
  const lines = few.map(([said, who]) => `  ${who.join(", ")}: ${said}`);
  return [...lines, ...(many ? [`  ${few.length === 0 ? "everybody" : "all others"}: ${many[0]}`] : [])].join("\n");
}

function answer({ groupBuy, nowMs }: Stage, command: Ask, actor: Actor | null): string {
  let ids = 0;
  const newId = (prefix: string) => `${prefix}_new${(ids += 1)}`;
  const said = tell(decide(groupBuy, command, { recvMs: nowMs, actor, newId }));
  // Whoever is told the same of themselves is told the same.
  const own = actor === null ? [] : [actor.personId, actor.pseudonym, actor.merchantId ?? actor.personId];
  return own.reduce((rest, id) => rest.replaceAll(new RegExp(`\\b${id}\\b`, "g"), "theirs"), said);
}

function tell(decision: Decision): string {
  const { events } = decision.ok ? decision.value : decision.error;
  const said = decision.ok ? `yes ${text(decision.value.answer)}` : text(decision.error.refusal);
  const logged = events.map(
    ({ event: { type, open, sealed }, actor }) => `    ${type} ${text({ actor, open, sealed })}`,
  );
  return [said, ...logged].join("\n");
}

/** Where the answers of a situation are written down. */
export function answersIn(name: string): URL {
  return new URL(`${name}.txt`, import.meta.url);
}

type Ask = Exclude<PersonCommand, { type: "draft" }> | Extract<Command, { type: "poke" }>;

/** Everybody by name: all who are in it, strangers of each kind, and operators with a part in it. */
function actorsIn({ groupBuy }: Stage): Readonly<Record<string, Actor | null>> {
  const isIn = (name: string) => [...groupBuy.legs.values()].some(({ personId }) => personId === person(name).personId);
  const buyers = ["Ada", "Bob", "Cem", "Dag", "Eve", "Fay", "Gil", "Hal", "Zed"].filter(isIn);
  return {
    nobody: null,
    [INITIATOR]: person(INITIATOR),
    ...Object.fromEntries([...buyers, "Zoe"].map((name) => [name, person(name)])),
    ...Object.fromEntries(["Mia", "Nora", "Uma"].map((name) => [name, merchant(name)])),
    [OPERATOR]: person(OPERATOR),
    Olga: person("Olga", { isOperator: true }),
    "Ada as operator": person("Ada", { isOperator: true }),
    "Mia as operator": { ...merchant("Mia"), isOperator: true },
  };
}

/** Every command, well said and badly said. */
function asks(stage: Stage): Readonly<Record<string, Ask>> {
  const { groupBuy } = stage;
  const { termsHash, terms } = groupBuy;
  const { currency } = terms;
  const idOf = (name: string) => memberOf(groupBuy, person(name).personId)?.id ?? "mb_none";
  const offer = [...groupBuy.offers.values()].find(({ merchantId }) => merchantId === "mer_mia");
  const [offerId, version] = [offer?.id ?? "of_none", offer?.version ?? 1];
  const nora = [...groupBuy.offers.values()].find(({ merchantId }) => merchantId === "mer_nora")?.id ?? "of_none";
  const join = {
    type: "join",
    quantity: 1,
    termsHash,
    priceCeilingMinor: null,
    currency,
    deliverByMs: null,
    country: "DE",
    waitlist: false,
    instrument: "sandbox:ok",
    armedLegId: null,
  } as const;
  const making = { type: "offer", currency, body: OFFER, merchantName: "A Ltd", isVerified: true } as const;
  const changing = { type: "change_offer", currency, offerId, version } as const;
  const better: OfferBody = { ...OFFER, tiers: [{ fromQuantity: 10, unitPriceMinor: 890 }] };
  const worse: OfferBody = { ...OFFER, tiers: [{ fromQuantity: 10, unitPriceMinor: 990 }] };
  const words = "Because.";
  const legId = [...groupBuy.legs.keys()].at(0) ?? "dep_none";
  const unpaid = [...groupBuy.legs.values()].find(({ pending }) => pending === "open")?.id ?? "dep_none";
  const armed = [...groupBuy.legs.values()].find(({ personId, memberId }) => personId === "usr_eve" && !memberId)?.id;
  const dispute = { type: "dispute", reason: "damaged", text: "Torn.", wantedMinor: 100, currency } as const;
  const answering = { type: "answer_dispute", words } as const;
  const proposing = { type: "propose", offerId, daysLater: null, unitPriceMinor: null, currency, words } as const;
  return {
    "change the draft": { type: "change_draft", version: 1, terms: { ...terms, title: "Another title" } },
    "change the draft that was changed": { type: "change_draft", version: 9, terms },
    "change the draft to nonsense": { type: "change_draft", version: 1, terms: { ...terms, quantityMinimum: 0 } },
    discard: { type: "discard", version: 1 },
    "discard what was changed": { type: "discard", version: 9 },
    submit: { type: "submit", instrument: "sandbox:ok", openElsewhere: 19 },
    "submit too many": { type: "submit", instrument: "sandbox:ok", openElsewhere: 20 },
    approve: { type: "approve", reason: "Seen." },
    reject: { type: "reject", reason: "No." },
    join,
    "join and wait": { ...join, waitlist: true },
    "join without a deposit": { ...join, instrument: null },
    "join for nothing": { ...join, quantity: 0 },
    "join for too many": { ...join, quantity: 11 },
    "join for more than are left": { ...join, quantity: 10 },
    "join to other terms": { ...join, termsHash: "other" },
    "join from elsewhere": { ...join, country: "US" },
    "join below the target": { ...join, priceCeilingMinor: 99 },
    "join for other money": { ...join, priceCeilingMinor: 1_100, currency: "JPY" },
    "join to a day that has passed": { ...join, deliverByMs: CLOSES },
    "join with what was armed": { ...join, instrument: null, armedLegId: armed ?? legId },
    "join with more than was armed": { ...join, quantity: 2, instrument: null, armedLegId: armed ?? legId },
    "join with what another armed": { ...join, instrument: null, armedLegId: legId },
    "join with nothing armed": { ...join, instrument: null, armedLegId: "dep_none" },
    "join for packs": { ...join, flexible: { upTo: 3, orFewer: true } },
    leave: { type: "leave" },
    "take more": { type: "change_quantity", quantity: 7, instrument: "sandbox:ok" },
    "take more without a deposit": { type: "change_quantity", quantity: 7, instrument: null },
    "take fewer": { type: "change_quantity", quantity: 1, instrument: null },
    "take nothing": { type: "change_quantity", quantity: 0, instrument: null },
    "take too many": { type: "change_quantity", quantity: 11, instrument: "sandbox:ok" },
    "take as many, for packs": {
      type: "change_quantity",
      quantity: 7,
      instrument: null,
      flexible: { upTo: 8, orFewer: true },
    },
    "arm a deposit": { type: "arm", quantity: 2, instrument: "sandbox:ok" },
    "arm a deposit for nothing": { type: "arm", quantity: 0, instrument: "sandbox:ok" },
    "arm a deposit for too many": { type: "arm", quantity: 11, instrument: "sandbox:ok" },
    "confirm the first deposit": { type: "confirm_leg", legId, instrument: "sandbox:ok" },
    "confirm one that is not paid": { type: "confirm_leg", legId: unpaid, instrument: "sandbox:ok" },
    "confirm no deposit": { type: "confirm_leg", legId: "dep_none", instrument: "sandbox:ok" },
    "look at the first deposit": { type: "recheck_leg", legId },
    "look at one that is not paid": { type: "recheck_leg", legId: unpaid },
    "look at no deposit": { type: "recheck_leg", legId: "dep_none" },
    "call it off as its initiator": { type: "cancel", words },
    suspend: { type: "suspend", words },
    resume: { type: "resume", words },
    "call it off": { type: "call_off", words },
    extend: { type: "extend", closesAtMs: CLOSES + DAY, words },
    "extend to before": { type: "extend", closesAtMs: CLOSES - 1, words },
    "remove Ada": { type: "remove_member", seq: memberOf(groupBuy, "usr_ada")?.seq ?? 0, words },
    "remove who is not there": { type: "remove_member", seq: 1, words },
    "refund again": { type: "retry_refund", legId, words },
    "stop Mia": { type: "stop_merchant", merchantId: "mer_mia", words },
    "stop Uma": { type: "stop_merchant", merchantId: "mer_uma", words },
    offer: making,
    "offer unverified": { ...making, isVerified: false },
    "offer for other money": { ...making, currency: "JPY" },
    "offer for kin": { ...making, kinIds: ["usr_ada"] },
    "offer nonsense": { ...making, body: { ...OFFER, tiers: [] } },
    "say that one cannot": {
      ...making,
      body: { ...OFFER, canSupply: false, tiers: [], delivery: [], leadTimeDays: null },
    },
    "better Mia's offer": { ...changing, body: better },
    "worsen Mia's offer": { ...changing, body: worse },
    "better Mia's offer as it was": { ...changing, version: 9, body: better },
    "better Mia's offer for other money": { ...changing, currency: "JPY", body: better },
    "better no offer": { ...changing, offerId: "of_none", body: better },
    "withdraw Mia's offer": { type: "withdraw_offer", offerId, version },
    "withdraw Mia's offer as it was": { type: "withdraw_offer", offerId, version: 9 },
    "withdraw Nora's offer": { type: "withdraw_offer", offerId: nora, version: 1 },
    "name Ada as Mia's kin": { type: "restate_kin", merchantId: "mer_mia", kinIds: ["usr_ada"] },
    "name Kim as Mia's kin": { type: "restate_kin", merchantId: "mer_mia", kinIds: ["usr_kim"] },
    "pay Mia's bond": { type: "pay_bond", offerId, instrument: "sandbox:ok" },
    "pay Nora's bond": { type: "pay_bond", offerId: nora, instrument: "sandbox:ok" },
    "pick Mia": { type: "pick", offerId, version },
    "pick Mia as she was": { type: "pick", offerId, version: 9 },
    "pick nobody": { type: "pick", offerId: "of_none", version: 1 },
    "vote for Mia": { type: "vote", offerId },
    "vote for Nora": { type: "vote", offerId: nora },
    "vote for nobody": { type: "vote", offerId: "of_none" },
    consent: { type: "consent", accept: true },
    "do not consent": { type: "consent", accept: false },
    "stand by Mia's offer": { type: "confirm_offer", offerId },
    "stand by Nora's offer": { type: "confirm_offer", offerId: nora },
    "drop Mia's offer": { type: "decline_offer", offerId },
    "drop Nora's offer": { type: "decline_offer", offerId: nora },
    "propose a later day": { ...proposing, daysLater: 7 },
    "propose much later": { ...proposing, daysLater: 400 },
    "propose a price": { ...proposing, unitPriceMinor: 960 },
    "propose a price in other money": { ...proposing, unitPriceMinor: 960, currency: "JPY" },
    "propose nothing": proposing,
    "accept the proposal": { type: "answer_proposal", answer: "accept" },
    "keep to the award": { type: "answer_proposal", answer: "keep" },
    "leave for the proposal": { type: "answer_proposal", answer: "leave" },
    "pay the balance": {
      type: "pay_balance",
      instrument: "sandbox:ok",
      address: { name: "A", line1: "1", city: "B", country: "DE" },
    },
    "pay the balance to nowhere": { type: "pay_balance", instrument: "sandbox:ok", address: null },
    "pay the balance to elsewhere": {
      type: "pay_balance",
      instrument: "sandbox:ok",
      address: { name: "A", line1: "1", city: "B", country: "US" },
    },
    "ship to Ada": { type: "ship", memberId: idOf("Ada"), shippedAtMs: null, carrier: "Post", tracking: "T-1" },
    "ship to Ada tomorrow": {
      type: "ship",
      memberId: idOf("Ada"),
      shippedAtMs: stage.nowMs + DAY,
      carrier: null,
      tracking: null,
    },
    "ship to Bob": { type: "ship", memberId: idOf("Bob"), shippedAtMs: stage.nowMs, carrier: null, tracking: null },
    "ship to nobody": { type: "ship", memberId: "mb_none", shippedAtMs: null, carrier: null, tracking: null },
    "deliver to Ada": { type: "deliver", memberId: idOf("Ada"), deliveredAtMs: null, proof: null },
    "deliver to Bob": { type: "deliver", memberId: idOf("Bob"), deliveredAtMs: null, proof: "Signed." },
    "deliver to Bob tomorrow": {
      type: "deliver",
      memberId: idOf("Bob"),
      deliveredAtMs: stage.nowMs + DAY,
      proof: null,
    },
    "deliver to Cem": { type: "deliver", memberId: idOf("Cem"), deliveredAtMs: null, proof: null },
    "deliver to nobody": { type: "deliver", memberId: "mb_none", deliveredAtMs: null, proof: null },
    "confirm receipt": { type: "confirm_received" },
    dispute,
    "dispute for nothing": { ...dispute, wantedMinor: 0 },
    "dispute for too much": { ...dispute, wantedMinor: 1_000_000 },
    "dispute for other money": { ...dispute, currency: "JPY" },
    "agree with Eve": { ...answering, memberId: idOf("Eve"), answer: { kind: "accept" } },
    "reject Eve": { ...answering, memberId: idOf("Eve"), answer: { kind: "reject" } },
    "propose half to Eve": {
      ...answering,
      memberId: idOf("Eve"),
      answer: { kind: "propose", refundMinor: 250, currency },
    },
    "propose too much to Eve": {
      ...answering,
      memberId: idOf("Eve"),
      answer: { kind: "propose", refundMinor: 1_000_000, currency },
    },
    "propose other money to Eve": {
      ...answering,
      memberId: idOf("Eve"),
      answer: { kind: "propose", refundMinor: 250, currency: "JPY" },
    },
    "agree with Fay": { ...answering, memberId: idOf("Fay"), answer: { kind: "accept" } },
    "agree with nobody": { ...answering, memberId: "mb_none", answer: { kind: "accept" } },
    "accept the merchant's word": { type: "reply_dispute", accept: true },
    "go on with the dispute": { type: "reply_dispute", accept: false },
    "decide for Gil": { type: "decide_dispute", memberId: idOf("Gil"), refundMinor: 500, currency, words },
    "decide against Gil": { type: "decide_dispute", memberId: idOf("Gil"), refundMinor: 0, currency, words },
    "decide too much for Gil": {
      type: "decide_dispute",
      memberId: idOf("Gil"),
      refundMinor: 1_000_000,
      currency,
      words,
    },
    "decide other money for Gil": {
      type: "decide_dispute",
      memberId: idOf("Gil"),
      refundMinor: 500,
      currency: "JPY",
      words,
    },
    "decide for Eve": { type: "decide_dispute", memberId: idOf("Eve"), refundMinor: 500, currency, words },
    "decide for nobody": { type: "decide_dispute", memberId: "mb_none", refundMinor: 500, currency, words },
    "declare a breach": { type: "declare_breach", words, isProven: false },
    "declare a proven breach": { type: "declare_breach", words, isProven: true },
    "declare a breach of Nora's": { type: "declare_breach", words, isProven: true, merchantId: "mer_nora" },
    "declare a breach of Uma's": { type: "declare_breach", words, isProven: true, merchantId: "mer_uma" },
    poke: { type: "poke" },
  };
}
