/** What still stands, and until when: offers to the millisecond, money in each of its states, holds after a deadline has moved. */
import { describe, expect, test } from "vitest";
import { dueTransitions } from "../../worker/core/group-buy/advance.ts";
import { compareOffers } from "../../worker/core/group-buy/choosing/comparison.ts";
import { KEPT_BECAUSE, SEALED_FIELDS } from "../../worker/core/group-buy/personal/sealed-fields.ts";
import { tiesOf } from "../../worker/core/group-buy/personal/ties.ts";
import { LEG_STATES, OFFER_STATES, type LegStateName } from "../../worker/core/group-buy/state/states.ts";
import { openStage } from "../support/group-buy-kit.ts";
import { INITIATOR, merchant, OPERATOR, person } from "../support/group-buy-persons.ts";
import { CLOSES, DAY, HOUR, START } from "../support/group-buy-terms.ts";

describe("an offer that ends", () => {
  test("the first that ends is what is waited for; one that is withdrawn ends no more", () => {
    const stage = openStage();
    stage.offer("Mia", { validUntilMs: CLOSES + 3 * HOUR });
    stage.offer("Nora", { validUntilMs: CLOSES + 2 * HOUR });
    stage.offer("Otis", { validUntilMs: CLOSES + 4 * HOUR });
    const expiry = () => dueTransitions(stage.groupBuy).find(({ kind }) => kind === "offer_expiry")?.dueAtMs;
    expect(expiry()).toBe(CLOSES + 2 * HOUR);
    const { id: offerId, version } = stage.offerOf("Nora");
    stage.give({ type: "withdraw_offer", offerId, version }, merchant("Nora"));
    expect(expiry()).toBe(CLOSES + 3 * HOUR);
  });

  test("O4: stands to the millisecond that it names, and not beyond", () => {
    const stage = openStage({ terms: { chooser: "initiator_pick" } }).seat("Ada", { quantity: 9 });
    stage.offer("Mia", { validUntilMs: CLOSES + 4 * DAY });
    stage.offer("Nora");
    stage.at(CLOSES).poke();
    const names = (atMs: number) => compareOffers(stage.groupBuy, atMs).map(({ offer }) => offer.merchantName);
    expect(names(CLOSES + 4 * DAY)).toEqual(["Mia Ltd", "Nora Ltd"]);
    expect(names(CLOSES + 4 * DAY + 1)).toEqual(["Nora Ltd"]);
  });
});

describe("PD2: what ties somebody", () => {
  const AT_REST: ReadonlySet<LegStateName> = new Set([
    "settled",
    "declined",
    "abandoned",
    "released",
    "refunded",
    "lapsed",
    "forfeited",
    "paid_out",
  ]);

  test.each(LEG_STATES)("money that is %s", (state) => {
    const stage = openStage().seat("Ada");
    stage.leave("Ada");
    stage.answerAll();
    const leg = stage.legOf("Ada");
    Object.assign(leg, { state, pending: null });
    const ties = () => tiesOf(stage.groupBuy, person("Ada").personId);
    expect(ties()).toEqual(AT_REST.has(state) ? [] : ["money"]);
    Object.assign(leg, { pending: "read" });
    expect(ties()).toEqual(["money"]);
  });

  test.each(OFFER_STATES)("an offer that is %s", (state) => {
    const stage = openStage();
    stage.offer("Mia");
    stage.offerOf("Mia").state = state;
    const ties = () => tiesOf(stage.groupBuy, person("Mia").personId);
    expect(ties()).toEqual(["submitted", "selected", "accepted"].includes(state) ? ["offer"] : []);
    stage.groupBuy.state = "settled";
    expect(ties()).toEqual([]);
  });

  test("every field that an event seals goes, or stays for a reason that is written down", () => {
    for (const [field, { kept }] of Object.entries(SEALED_FIELDS)) {
      expect([field, kept === null || kept in KEPT_BECAUSE]).toEqual([field, true]);
    }
    expect(Object.entries(SEALED_FIELDS).flatMap(([field, { kept }]) => (kept === null ? [field] : []))).toEqual([
      "founding",
      "terms",
      "leg",
      "instrument",
      "address",
      "carrier",
      "tracking",
      "proof",
      "text",
    ]);
    expect([SEALED_FIELDS.words.kept, SEALED_FIELDS.operatorId.kept, SEALED_FIELDS.body.kept]).toEqual([
      "operator",
      "operator",
      "business",
    ]);
  });
});

test("T7: a hold that would not outlast a moved deadline and the choice after it becomes money before", () => {
  const conversions = (laterMs: number) => {
    const stage = openStage().seat("Ada", { quantity: 9 });
    const plans = () => [INITIATOR, "Ada"].map((name) => stage.legOf(name).convertAtMs);
    expect(plans()).toEqual([null, null]);
    for (const operator of [OPERATOR, "Olga"]) stage.extend(CLOSES + laterMs, operator);
    expect(stage.groupBuy.terms.closesAtMs).toBe(CLOSES + laterMs);
    return plans();
  };
  // Holds last six days; the bell, ten minutes of grace and three days of choosing have to fit in.
  expect(conversions(47 * HOUR)).toEqual([null, null]);
  expect(conversions(48 * HOUR)).toEqual([START + 6 * DAY, null]);
  expect(conversions(49 * HOUR)).toEqual([START + 6 * DAY, START + 6 * DAY + HOUR]);
});
