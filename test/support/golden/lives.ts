import { bonded } from "./lives-of-bonds.ts";
import { inDinars, inYen } from "./lives-of-currencies.ts";
import { shared } from "./lives-of-deals.ts";
import { recorded, sided } from "./lives-of-merchants.ts";
import { conflicted, contested, packed, proposed, reopened } from "./lives-of-offers.ts";
import { calledBack, toppedUp } from "./lives-of-overlays.ts";
import { FIRST, SECOND, THIRD } from "./policies.ts";
import { Stage } from "../group-buy-kit.ts";
import { INITIATOR, OPERATOR, merchant, person } from "../group-buy-persons.ts";
import { DAY, HOUR, MINUTE, OFFER, START } from "../group-buy-terms.ts";

/**
 * The lives that the golden logs tell. Between them they meet every type of event. When the authority comes to decide
 * otherwise on purpose, the stored logs stay as they are, because old logs are replayed for ever: the life gets the
 * next number here and a log of its own.
 */
export const LIVES: Readonly<Record<string, () => Stage>> = {
  "settled-2": settled,
  "failed-1": failed,
  "cancelled-1": cancelled,
  "idle-1": idle,
  "chosen-1": chosen,
  "voted-1": voted,
  "reopened-1": reopened,
  "packed-1": packed,
  "proposed-1": proposed,
  "contested-1": contested,
  "conflicted-1": conflicted,
  "suspended-2": suspended,
  "changed-1": changed,
  "disputed-2": disputed,
  "breached-1": breached,
  "bounced-1": bounced,
  "operated-1": operated,
  "forfeited-1": forfeited,
  "incident-1": incident,
  "left-behind-1": leftBehind,
  "shared-1": shared,
  "recorded-1": recorded,
  "sided-1": sided,
  "bonded-1": bonded,
  "called-back-1": calledBack,
  "topped-up-1": toppedUp,
  "yen-1": inYen,
  "dinars-1": inDinars,
};

/** The same of leaves of form 2, byte for byte: those above were written in form 1. */
export const LIVES_OF_FORM_2: Readonly<Record<string, () => Stage>> = {
  "settled-3": settled,
  "changed-2": changed,
  "suspended-3": suspended,
  "shared-2": shared,
  "topped-up-2": toppedUp,
};

const CLOSES = START + 14 * DAY;
const initiator = person(INITIATOR);
const operator = person(OPERATOR, { isOperator: true });

/** Two weeks of everything that may go wrong on the way to the goods. */
function settled(): Stage {
  const stage = new Stage({
    basis: FIRST,
    terms: { closesAtMs: CLOSES, quantityMaximum: 20 },
    policy: { noShow: "merchant", feeBasisPoints: 137, shrinkagePercent: 30, isReviewed: true },
  });
  stage.give(
    { type: "change_draft", version: 1, terms: { ...stage.groupBuy.terms, title: "Grüner Kaffee, 生豆" } },
    initiator,
  );
  stage.submit("sandbox:decline");
  stage.decline(stage.legOf(INITIATOR));
  stage.at(START + MINUTE).submit();
  stage.answerAll();
  stage.at(START + HOUR).give({ type: "approve", reason: "Seen." }, person(OPERATOR));

  stage.seat("Ada", { quantity: 6 }).seat("Bob", { quantity: 3, country: "FR" });
  stage.join("Cem", { quantity: 9, instrument: "sandbox:action" });
  stage.answer(stage.legOf("Cem"), { kind: "action_required", ref: "ref_cem" });
  stage.join("Dag", { quantity: 2 });
  stage.join("Dag", { quantity: 1 });
  stage.at(START + HOUR + 10 * MINUTE).poke(); // Cem lapses, Dag is asked.
  stage.give({ type: "confirm_leg", legId: stage.legOf("Dag").id, instrument: "sandbox:ok" }, person("Dag"));
  stage.answerAll();
  const armed = stage.arm("Eve");
  stage.arm("Fox");
  stage.answerAll();
  stage.seat("Gil", { quantity: 3, priceCeilingMinor: 700 }).seat("Hal");
  stage.leave("Hal");
  stage.answerAll();
  stage.offer("Mia");
  stage.offer("Nora");
  stage.offer("Otis", {
    canSupply: false,
    tiers: [],
    delivery: [],
    leadTimeDays: null,
    firm: false,
    note: "Sold out.",
  });
  const [mia, nora] = [...stage.groupBuy.offers.values()];
  if (!mia || !nora) throw new Error("two offers stand");
  const body = { ...OFFER, tiers: [{ fromQuantity: 8, unitPriceMinor: 905 }], quantityMaximum: 15 };
  stage.give({ type: "change_offer", offerId: mia.id, version: 1, currency: "EUR", body }, merchant("Mia"));
  stage.give({ type: "withdraw_offer", offerId: nora.id, version: 1 }, merchant("Nora"));

  stage.at(START + 6 * DAY + 2 * HOUR).poke(); // Conversions.
  stage.answer(stage.legOf("Ada"), { kind: "declined", code: "try-later" });
  stage.answerAll();
  stage.at(stage.nowMs + 6 * HOUR).poke();
  stage.answerAll();
  stage.at(CLOSES - 2).join("Ivy");
  stage.at(CLOSES - 1).join("Eve", { armedLegId: armed });
  stage.at(CLOSES).join("Late");
  stage.answerAll();

  for (const name of ["Ada", "Bob", "Dag", "Ivy"]) stage.payBalance(name);
  stage.decline(stage.balanceOf("Dag"), "limit");
  stage.payBalance("Dag");
  stage.answerAll();
  stage.payBalance(INITIATOR);
  stage.answerAll();
  stage.at(CLOSES + 3 * DAY).poke(); // Eve does not pay.
  stage.answerAll();
  for (const name of [INITIATOR, "Ada", "Bob", "Dag", "Ivy"]) stage.ship("Mia", name);
  stage.at(CLOSES + 5 * DAY).give({ type: "confirm_received" }, person("Ada"));
  stage.at(CLOSES + 30 * DAY).poke(); // The others say nothing.
  return stage;
}

/** Below the minimum: a hold that is let go, an action that nobody takes, a refund that fails twice. */
function failed(): Stage {
  const stage = new Stage({ basis: FIRST, terms: { currency: "JPY" }, provider: { canAuthorize: true } });
  stage.submit();
  const first = stage.legOf(INITIATOR);
  stage.at(START + 30 * MINUTE).poke();
  stage.answer(first, { kind: "action_required", ref: "ref_first" });
  stage.answerAll();
  stage.publish();
  stage
    .at(START + HOUR)
    .seat("Ada", { quantity: 2 })
    .seat("Bob", { quantity: 3 });
  const leg = stage.legOf("Ada");
  stage.give({ type: "provider_answered", legId: leg.id, step: "read", attempt: 1, outcome: { kind: "lapsed" } });
  stage.at(START + DAY - 1).join("Cem", { instrument: "sandbox:slow" });
  const cem = stage.legOf("Cem");
  stage.at(START + DAY + 11 * MINUTE);
  const captured = { ref: "ref_cem", captureBeforeMs: null, state: "captured" } as const;
  stage.answer(cem, { kind: "verified", deposit: captured });
  stage.answer(cem, { kind: "refund_failed", code: "account-closed" });
  stage.answer(cem, { kind: "refund_failed", code: "account-closed" });
  stage.answerAll();
  return stage;
}

/** Saved, left alone, thrown away, by a clock that was moved. */
function idle(): Stage {
  const stage = new Stage({ basis: FIRST, terms: { closesAtMs: CLOSES + 40 * DAY } });
  stage.give({ type: "move_clock", aheadMs: 30 * DAY });
  stage.at(START + 30 * DAY).poke();
  return stage;
}

/** Open, joined, and called off with a reason. */
function cancelled(): Stage {
  const stage = new Stage({ basis: FIRST }).publish();
  stage.at(START + HOUR).seat("Ada");
  stage.at(START + 2 * HOUR).give({ type: "cancel", words: "The hall burnt down." }, initiator);
  return stage.answerAll();
}

/** Picked by the initiator after a window for offers, outside of two members' word; the merchant then declines. */
function chosen(): Stage {
  const stage = new Stage({ basis: SECOND, terms: { chooser: "initiator_pick", offerWindowMs: 2 * DAY } }).publish();
  const bell = START + DAY;
  stage
    .at(START + HOUR)
    .seat("Ada", { quantity: 8 })
    .seat("Bob", { quantity: 3, priceCeilingMinor: 900 });
  stage.seat("Cem", { priceCeilingMinor: 910 }).seat("Dag", { priceCeilingMinor: 920 });
  stage.offer("Mia", { firm: false, tiers: [{ fromQuantity: 10, unitPriceMinor: 960 }] });
  stage.at(bell + DAY).offer("Nora", { tiers: [{ fromQuantity: 10, unitPriceMinor: 980 }] });
  stage.offer("Otis", { firm: false, validUntilMs: bell + 4 * DAY + 11 * MINUTE });
  stage.at(bell + 2 * DAY).poke();
  stage.at(bell + 3 * DAY).pick("Mia");
  stage.consent("Bob");
  stage.consent("Cem", false);
  stage.at(bell + 4 * DAY).poke(); // Dag says nothing.
  stage.at(bell + 4 * DAY + HOUR).word("Mia", "decline_offer");
  stage.consent("Bob");
  stage.at(bell + 6 * DAY);
  return stage.answerAll();
}

/** A vote, and a merchant who stands by an offer that was not firm. */
function voted(): Stage {
  const stage = new Stage({ basis: SECOND, terms: { chooser: "vote" } }).publish();
  stage
    .at(START + HOUR)
    .seat("Ada", { quantity: 8 })
    .seat("Bob", { quantity: 2 });
  stage.offer("Mia", { firm: false });
  stage.offer("Nora");
  stage.at(START + DAY).poke();
  stage.vote("Ada", "Nora");
  stage.vote("Ada", "Mia");
  stage.at(START + 3 * DAY).poke();
  stage.at(START + 3 * DAY + HOUR).word("Mia", "confirm_offer");
  return stage;
}

/** Stopped in its last minute, opened again, extended as announced, and called off by two operators. */
function suspended(): Stage {
  const stage = new Stage({ basis: SECOND, terms: { extendOnceMs: DAY } }).publish();
  const bell = START + DAY;
  stage.at(START + HOUR).seat("Ada", { quantity: 6 });
  stage.at(bell - MINUTE / 2).operate("suspend");
  stage.leave("Ada");
  stage.answerAll();
  stage.at(bell + 2 * HOUR).operate("resume");
  stage.seat("Bob", { quantity: 4 });
  stage.at(bell + 3 * HOUR).poke();
  stage.at(bell + 4 * HOUR).operate("call_off");
  stage.operate("call_off", "Olga");
  return stage.answerAll();
}

/** Seats that grow and shrink, with deposits that are held and deposits that were taken (M7). */
function changed(): Stage {
  const stage = new Stage({ basis: SECOND, provider: { canAuthorize: false } }).publish();
  stage
    .at(START + HOUR)
    .seat("Ada", { quantity: 4 })
    .seat("Bob", { quantity: 3 });
  stage.change("Ada", 6);
  stage.answerAll();
  stage.change("Bob", 4);
  stage.change("Ada", 11);
  stage.change("Ada", 3);
  stage.answer(stage.legOf("Ada"), { kind: "refund_failed", code: "account-closed" });
  stage.answerAll();
  stage.at(START + 2 * HOUR).change("Bob", 5, null); // Nobody pays for it.
  stage.at(START + 3 * HOUR).offer("Mia");
  stage.seat("Cem", { quantity: 3 });
  stage.at(START + DAY).poke();
  for (const name of [INITIATOR, "Ada", "Bob", "Cem"]) stage.payBalance(name);
  stage.answerAll();
  for (const name of [INITIATOR, "Ada", "Bob", "Cem"]) stage.ship("Mia", name);
  stage.at(START + 30 * DAY).poke();
  return stage;
}

/** Reminded, paid, sent, and quarrelled about in every way: agreed, decided, let go, and forgotten by everybody. */
function disputed(): Stage {
  const stage = new Stage({ basis: THIRD, policy: { feeBasisPoints: 137 } }).publish();
  const names = ["Ada", "Bob", "Cem", "Dag", "Eve"];
  for (const name of names) stage.at(START + HOUR).seat(name, { quantity: 3 });
  stage.offer("Mia");
  stage.at(START + DAY).poke();
  for (const name of names) stage.payBalance(name);
  stage.answerAll();
  stage.at(START + 3 * DAY + 12 * HOUR).payBalance(INITIATOR);
  stage.answerAll();
  for (const name of [...names, INITIATOR]) stage.ship("Mia", name);
  stage.at(START + 5 * DAY).deliver("Mia", "Ada");
  stage.receive(INITIATOR);
  stage.dispute("Ada", 700);
  stage.dispute("Bob", stage.member("Bob").totalMinor ?? 0);
  stage.dispute("Cem", 1_001);
  stage.dispute("Dag", 500);
  stage.dispute("Eve", 999);
  stage.at(START + 6 * DAY).answerDispute("Mia", "Ada", 250);
  stage.answerDispute("Mia", "Bob", "reject");
  stage.answerDispute("Mia", "Cem", 300);
  stage.answerDispute("Mia", "Eve", "reject");
  stage.replyDispute("Ada", true);
  stage.replyDispute("Cem", false);
  stage.at(START + 7 * DAY).decideDispute("Bob", stage.member("Bob").totalMinor ?? 0);
  stage.answer(stage.balanceOf("Bob"), { kind: "refund_failed", code: "account-closed" });
  stage.answerAll();
  stage.at(START + 10 * DAY).poke(); // The merchant says nothing about Dag.
  stage.answerAll();
  stage.at(START + 11 * DAY).receive("Eve"); // They have come to terms.
  stage.at(START + 20 * DAY).poke(); // Nobody decides about Cem.
  return stage.answerAll();
}

/** Somebody was sent something, the others nothing, and the merchant was not heard of again. */
function breached(): Stage {
  const stage = new Stage({ basis: THIRD }).publish();
  stage
    .at(START + HOUR)
    .seat("Ada", { quantity: 8 })
    .seat("Bob", { quantity: 3 });
  stage.offer("Mia");
  stage.at(START + DAY).poke();
  for (const name of [INITIATOR, "Ada", "Bob"]) stage.payBalance(name);
  stage.answerAll();
  stage.at(START + 2 * DAY).ship("Mia", "Bob");
  stage.receive("Bob");
  stage.at(START + 21 * DAY).poke();
  stage.at(START + 22 * DAY).declareBreach();
  return stage.answerAll();
}

/** Everything that only operators do: a refund that they ask for again, an offer of a merchant whom they stopped. */
function operated(): Stage {
  const stage = new Stage({ basis: SECOND, provider: { canAuthorize: false } }).publish();
  stage.at(START + HOUR).seat("Ada", { quantity: 6 });
  stage.offer("Mia");
  const words = "Their register does not know them.";
  stage.give({ type: "stop_merchant", merchantId: merchant("Mia").merchantId ?? "", words }, operator);
  stage.leave("Ada");
  const leg = stage.legOf("Ada");
  stage.answer(leg, { kind: "refund_failed", code: "account-closed" });
  stage.at(START + 2 * HOUR).give({ type: "retry_refund", legId: leg.id, words: "She has a new card." }, operator);
  stage.answerAll();
  stage.operate("call_off");
  stage.operate("call_off", "Olga");
  return stage.answerAll();
}

/** Called off after the minimum was reached: the initiator's deposit is taken and shared, one payout fails twice (G8). */
function forfeited(): Stage {
  const stage = new Stage({ basis: { ...SECOND, initiatorForfeit: "members" } }).publish();
  stage
    .at(START + HOUR)
    .seat("Ada", { quantity: 5 })
    .seat("Bob", { quantity: 2 });
  stage.seat("Cem", { quantity: 1 });
  stage.at(START + 2 * HOUR).cancel("The hall burnt down.");
  stage.answer(stage.legOf(INITIATOR));
  const share = stage.sharesOf("Bob")[0];
  if (!share) throw new Error("Bob has a share");
  stage.answer(share, { kind: "payout_failed", code: "account-closed" });
  stage.answer(share, { kind: "payout_failed", code: "account-closed" });
  return stage.answerAll();
}

/** Armed deposits in line, members who are removed from every place, and more time after an incident (H5, M16, T7). */
function incident(): Stage {
  const stage = new Stage({ basis: SECOND, terms: { quantityMaximum: 12 } }).publish();
  const bell = START + DAY;
  stage
    .at(START + HOUR)
    .seat("Ada", { quantity: 6 })
    .seat("Bob", { quantity: 4 });
  for (const [name, quantity] of [
    ["Cem", 2],
    ["Eve", 1],
    ["Dag", 3],
  ] as const) {
    const legId = stage.arm(name, quantity);
    if (name !== "Dag") stage.answerAll();
    stage.join(name, { quantity, armedLegId: legId });
  }
  stage.join("Fox", { quantity: 2 });
  stage.remove("Fox");
  stage.remove("Ada"); // Cem and Eve are in at once, Dag's deposit is still being verified.
  stage.remove("Dag");
  stage.answerAll();
  stage.at(bell - MINUTE).join("Gil", { quantity: 1, instrument: null });
  stage.at(bell + MINUTE).extend(bell + 2 * HOUR);
  stage.extend(bell + 3 * HOUR, "Olga");
  stage.extend(bell + 3 * HOUR);
  stage.at(bell + HOUR).leave("Bob");
  stage.at(bell + 4 * HOUR);
  return stage.answerAll();
}

/** A part went back at the end of a dispute, was sent back by its bank after everything was settled, and went again. */
function bounced(): Stage {
  const stage = new Stage({ basis: THIRD }).publish();
  stage.at(START + HOUR).seat("Ada", { quantity: 8 });
  stage.offer("Mia");
  stage.at(START + DAY).poke();
  for (const name of [INITIATOR, "Ada"]) stage.payBalance(name);
  stage.answerAll();
  for (const name of [INITIATOR, "Ada"]) stage.ship("Mia", name);
  stage.receive(INITIATOR);
  stage.dispute("Ada", 700);
  stage.answerDispute("Mia", "Ada", "accept");
  stage.answerAll();
  stage.at(START + 3 * DAY).bounce(stage.balanceOf("Ada"), 1);
  return stage.answerAll();
}

/** Too few pay: the deposits of those who did not go to those who did; a refund of long before comes back (H6, H7). */
function leftBehind(): Stage {
  const basis = { ...THIRD, noShow: "merchant", noShowAtFailure: "payers" } as const;
  const stage = new Stage({ basis, provider: { canAuthorize: false } }).publish();
  stage
    .at(START + HOUR)
    .seat("Ada", { quantity: 9 })
    .seat("Bob", { quantity: 4 })
    .seat("Cem", { quantity: 3 })
    .seat("Dag", { quantity: 1 });
  stage.change("Cem", 5);
  stage.answerAll();
  for (const quantity of [8, 7]) {
    stage.change("Ada", quantity);
    stage.answerAll();
  }
  stage.bounce(stage.legOf("Ada"), 1);
  stage.offer("Mia");
  stage.at(START + DAY).poke();
  for (const name of [INITIATOR, "Ada", "Bob"]) stage.payBalance(name);
  stage.answerAll();
  stage.at(START + 4 * DAY).poke();
  stage.at(START + 4 * DAY + HOUR).word("Mia", "decline_offer");
  return stage.answerAll();
}
