import { describe, expect, test } from "vitest";
import { noticesOf } from "../../worker/core/group-buy/notices.ts";
import { noShowBasisPoints } from "../../worker/core/group-buy/money/no-show-rules.ts";
import { DEFAULT_POLICY, hashTerms, type BuyerType, type NoShowRule } from "../../worker/core/group-buy/state/terms.ts";
import { operatorPolicy } from "../../worker/app/policy.ts";
import { presentGroupBuy } from "../../worker/app/present/resource.ts";
import { assertBooks, assertNothingKept } from "../support/group-buy-must-hold.ts";
import { openStage, type Stage } from "../support/group-buy-kit.ts";
import type { StageOptions } from "../support/group-buy-shadow.ts";
import { standing } from "../support/group-buy-outcomes.ts";
import { INITIATOR, person } from "../support/group-buy-persons.ts";
import { CLOSES, DAY, HOUR, TERMS } from "../support/group-buy-terms.ts";

const DUE = CLOSES + 3 * DAY;

/** The operator's own, and one country where a quarter may be kept. Five pieces at 1.01 make a deposit of 5.05. */
const RULES: readonly NoShowRule[] = [
  { countries: ["FR"], buyer: "consumer", basisPoints: 2_500 },
  ...(operatorPolicy(null).noShowRules ?? []),
];
const TERMS_HERE = { shipTo: ["DE", "FR", "US"], depositPerUnitMinor: 101 };
const DELIVERY = TERMS_HERE.shipTo.map((country) => ({ country, perUnitMinor: 50 }));
const PAYERS = [INITIATOR, "Bob", "Cem"];

interface Buyer {
  readonly country: string;
  readonly buyer?: BuyerType;
}

/** Ada wants 5 of 20; Ines, Bob and Cem have the other fifteen, and always pay. */
function withAda({ country, buyer }: Buyer, { policy, terms, ...options }: StageOptions = {}): Stage {
  const stage = openStage({
    ...options,
    policy: { noShow: "merchant", noShowRules: RULES, ...policy },
    terms: { ...TERMS_HERE, ...terms },
  });
  stage.seat("Ada", { quantity: 5, country, ...(buyer && { buyer }) });
  for (const [name, quantity] of Object.entries({ Bob: 8, Cem: 5 })) stage.seat(name, { quantity });
  stage.offer("Mia", { delivery: DELIVERY });
  return stage;
}

/** Everybody but Ada has paid when the window ends. */
function unpaid(ada: Buyer, options: StageOptions = {}): Stage {
  const stage = withAda(ada, options);
  stage.at(CLOSES).poke();
  for (const name of PAYERS) stage.payBalance(name);
  stage.answerAll();
  stage.at(DUE).poke();
  return stage;
}

const ENOUGH = { policy: { shrinkagePercent: 30 } };
const UNASKED = { policy: { shrinkagePercent: 0, afterAward: { shortfallMs: 0 } } };
const TAKEN_AT_ONCE = { provider: { canAuthorize: false } };

const MOMENTS: Readonly<Record<string, (ada: Buyer) => Stage>> = {
  "leaves in time": (ada) => {
    const stage = withAda(ada).at(CLOSES - HOUR);
    stage.leave("Ada");
    return stage;
  },
  "too few at the bell": (ada) => {
    const stage = withAda(ada, { terms: { quantityMinimum: 40 } }).at(CLOSES);
    stage.poke();
    return stage;
  },
  "does not pay, the others are enough": (ada) => unpaid(ada, ENOUGH),
  "the same, and it had been taken": (ada) => unpaid(ada, { ...ENOUGH, ...TAKEN_AT_ONCE }),
  "does not pay, the merchant does with fewer": (ada) => {
    const stage = unpaid(ada);
    stage.answerAll().word("Mia", "confirm_offer");
    return stage;
  },
  "the same of what had been taken": (ada) => {
    const stage = unpaid(ada, TAKEN_AT_ONCE);
    stage.answerAll().word("Mia", "confirm_offer");
    return stage;
  },
  "it fails for that by the merchant's no": (ada) => {
    const stage = unpaid(ada);
    stage.at(DUE + HOUR).word("Mia", "decline_offer");
    return stage;
  },
  "it fails for that unasked": (ada) => unpaid(ada, UNASKED),
  "it fails unasked, and it had been taken": (ada) => unpaid(ada, { ...UNASKED, ...TAKEN_AT_ONCE }),
  "pays, and the merchant breaks the deal": (ada) => {
    const stage = withAda(ada).at(CLOSES);
    stage.poke();
    for (const name of [...PAYERS, "Ada"]) stage.payBalance(name);
    stage.answerAll().at(DUE + 30 * DAY);
    stage.declareBreach(true);
    return stage;
  },
};

/** Of Ada's 5.05, by who she is: forfeited where she does not pay. */
const BUYERS: readonly (Buyer & { readonly forfeited: number })[] = [
  { country: "DE", forfeited: 0 },
  { country: "DE", buyer: "consumer", forfeited: 0 },
  { country: "DE", buyer: "business", forfeited: 505 },
  { country: "FR", forfeited: 126 }, // A quarter is 126.25: what does not divide is hers.
  { country: "FR", buyer: "business", forfeited: 505 },
  { country: "US", forfeited: 505 },
  { country: "US", buyer: "business", forfeited: 505 },
];

/** To whom it goes; null: nothing is ever lost at that moment. */
const GOES_TO: Readonly<Record<keyof typeof MOMENTS, "merchant" | "payers" | null>> = {
  "leaves in time": null,
  "too few at the bell": null,
  "does not pay, the others are enough": "merchant",
  "the same, and it had been taken": "merchant",
  "does not pay, the merchant does with fewer": "merchant",
  "the same of what had been taken": "merchant",
  "it fails for that by the merchant's no": "payers",
  "it fails for that unasked": "payers",
  "it fails unasked, and it had been taken": "payers",
  "pays, and the merchant breaks the deal": null,
};

const TABLE = BUYERS.flatMap((ada) =>
  Object.entries(GOES_TO).map(([moment, to]) => ({
    ...ada,
    buyer: ada.buyer,
    moment,
    to,
    forfeited: to === null ? 0 : ada.forfeited,
    returned: 505 - (to === null ? 0 : ada.forfeited),
  })),
);

describe("H6: what is forfeited, by country, buyer and moment", () => {
  test.each(TABLE)("$country, $buyer: $moment: $forfeited lost, $returned back", ({ moment, to, ...row }) => {
    const stage = MOMENTS[moment]?.(row) ?? expect.unreachable();
    stage.answerAll();
    const { capturedMinor, refundedMinor, heldMinor, pending } = stage.legOf("Ada");
    expect([capturedMinor - refundedMinor, heldMinor, pending]).toEqual([row.forfeited, 0, null]);
    const shares = PAYERS.flatMap((name) => stage.sharesOf(name)).reduce((sum, leg) => sum + leg.amountMinor, 0);
    const payable = standing(stage, "mer:mer_mia:payable");
    expect([payable, shares]).toEqual([to === "merchant" ? row.forfeited : 0, to === "payers" ? row.forfeited : 0]);
    assertBooks(stage);
    if (to === "payers") assertNothingKept(stage);
  });

  test("a refund of the rest that comes back is owed again, and the forfeited part stays where it went", () => {
    const stage = MOMENTS["the same, and it had been taken"]?.({ country: "FR" }) ?? expect.unreachable();
    const { attempt } = stage.legOf("Ada");
    stage.answerAll();
    expect(stage.legOf("Ada")).toMatchObject({ state: "forfeited", capturedMinor: 505, refundedMinor: 379 });
    stage.bounce(stage.legOf("Ada"), attempt);
    expect(stage.legOf("Ada")).toMatchObject({ state: "forfeited", refundedMinor: 0, pending: "refund" });
    stage.answerAll();
    expect(stage.legOf("Ada").refundedMinor).toBe(379);
    expect(standing(stage, "mer:mer_mia:payable")).toBe(126);
    assertBooks(stage);
  });

  test("where another offer takes its place all of it goes back, what was to be kept too", () => {
    const stage = withAda({ country: "FR" });
    stage.offer("Nora", { delivery: DELIVERY, tiers: [{ fromQuantity: 10, unitPriceMinor: 1_100 }] });
    stage.at(CLOSES).poke();
    for (const name of PAYERS) stage.payBalance(name);
    stage.answerAll().at(DUE).poke();
    stage.word("Mia", "decline_offer");
    stage.answerAll();
    expect(stage.legOf("Ada")).toMatchObject({ state: "released", capturedMinor: 0 });
  });

  test("of a seat with several deposits each is kept in part, rounded for itself in the payer's favour", () => {
    const stage = withAda({ country: "FR" }, ENOUGH);
    stage.change("Ada", 6);
    stage.answerAll().at(CLOSES).poke();
    for (const name of PAYERS) stage.payBalance(name);
    stage.answerAll().at(DUE).poke();
    stage.answerAll();
    expect(stage.count("forfeited")).toBe(2);
    expect(standing(stage, "mer:mer_mia:payable")).toBe(126 + 25);
    assertBooks(stage);
  });

  test("the initiator's answers for the demand in every country (G8)", () => {
    const stage = withAda({ country: "DE" }, ENOUGH);
    stage.at(CLOSES).poke();
    for (const name of ["Ada", "Bob", "Cem"]) stage.payBalance(name);
    stage.answerAll().at(DUE).poke();
    expect(stage.last("guarantee_called").open).toMatchObject({ amount: 202, members: 3 });
  });

  test("whoever loses nothing is told that it comes back, whoever loses a part hears of that part", () => {
    const told = (ada: Buyer) => {
      const stage = unpaid(ada, ENOUGH);
      return noticesOf(stage.groupBuy, stage.last("no_show")).map(({ facts }) => facts);
    };
    expect(told({ country: "DE" })).toMatchObject([{ fate: "returned", depositMinor: 505 }]);
    expect(told({ country: "FR" })).toMatchObject([{ fate: "forfeited", depositMinor: 126 }]);
  });
});

describe("H6: the rules are terms, and everybody is told before they pay", () => {
  test("terms of earlier releases keep their hash, and forfeit as they said", () => {
    const { noShowRules: _, ...policy } = { ...DEFAULT_POLICY, noShow: "merchant", noShowRules: undefined } as const;
    expect(hashTerms(TERMS, policy)).toBe(hashTerms(TERMS, { ...DEFAULT_POLICY, noShow: "merchant" }));
    expect(hashTerms(TERMS, { ...policy, noShowRules: RULES })).not.toBe(hashTerms(TERMS, policy));
    expect(noShowBasisPoints(undefined, { country: "DE" })).toBe(10_000);
  });

  test.each([
    ["the first that fits", { country: "FR" }, 2_500],
    ["a rule for anybody", { country: "BR" }, 10_000],
    ["said as a consumer or not said", { country: "AT", buyer: "consumer" } as const, 0],
    ["a business is not protected", { country: "AT", buyer: "business" } as const, 10_000],
  ])("%s", (_, who, expected) => expect(noShowBasisPoints(RULES, who)).toBe(expected));

  test("no rule fits: nothing is forfeited", () => {
    expect(noShowBasisPoints([{ countries: ["US"], basisPoints: 10_000 }], { country: "BR" })).toBe(0);
  });

  test("a member sees what it would cost them, until it cannot come to that any more", () => {
    const stage = withAda({ country: "FR" });
    const seen = (name: string) => {
      const page = presentGroupBuy(stage.groupBuy, { nowMs: 0, epoch: "" }, person(name).personId);
      return page.me?.membership?.noShow;
    };
    const euro = (amount: number) => ({ amount, currency: "EUR" });
    expect(seen("Ada")).toEqual({ forfeited: euro(126), returned: euro(379) });
    expect(seen("Bob")).toEqual({ forfeited: euro(0), returned: euro(808) });
    expect(seen(INITIATOR)).toEqual({ forfeited: euro(202), returned: euro(0) });
    stage.at(CLOSES).poke();
    expect(seen("Ada")).toEqual({ forfeited: euro(126), returned: euro(379) });
    stage.payBalance("Ada");
    stage.answerAll();
    expect(seen("Ada")).toBeUndefined();
  });

  test("the page has the rules for everybody, and none where nothing is forfeited at all", () => {
    const page = (policy: StageOptions["policy"]) =>
      presentGroupBuy(openStage({ policy }).groupBuy, { nowMs: 0, epoch: "" }, null).noShowRules;
    expect(page({ noShow: "merchant", noShowRules: RULES })).toEqual(RULES);
    expect(page({ noShow: "none", noShowRules: RULES })).toBeUndefined();
  });
});

describe("H11: what a bank has called back before it was forfeited in part", () => {
  /** A quarter of 5.05 is the merchant's, 3.79 were to go home; the bank has taken all of it, or a part. */
  function calledBack(amountMinor: number): Stage {
    const stage = withAda({ country: "FR" }, { ...ENOUGH, ...TAKEN_AT_ONCE });
    stage.answerAll();
    stage.at(CLOSES).poke();
    for (const name of PAYERS) stage.payBalance(name);
    stage.answerAll();
    stage.chargeBack(stage.legOf("Ada"), "open", amountMinor);
    stage.at(DUE).poke();
    stage.answerAll();
    expect(stage.legOf("Ada")).toMatchObject({ state: "forfeited", keepMinor: 126, refundedMinor: 0, pending: null });
    return stage;
  }

  test.each([
    [505, 379, 126],
    [400, 379, 21],
    [379, 379, 0],
    [100, 100, 0],
  ])("%i of 505 is lost: %i had stood on the deposit, %i is the merchant's", (amountMinor, surplusMinor, restMinor) => {
    const stage = calledBack(amountMinor);
    const leg = stage.legOf("Ada");
    stage.chargeBack(leg, "lost", amountMinor);
    expect(stage.last("chargeback_lost").sealed).toMatchObject({ bearer: "merchant", surplusMinor });
    stage.answerAll();
    expect(leg).toMatchObject({ state: "forfeited", refundedMinor: 379, pending: null });
    expect(standing(stage, `dep:${leg.id}`)).toBe(0);
    const disputeId = leg.chargebacks?.[0]?.id;
    expect(Math.abs(standing(stage, `disp:${disputeId}`)), "what the merchant's own account books").toBe(restMinor);
    expect(stage.journals.filter(({ kind }) => kind === "dispute_lost")).toHaveLength(1);
  });

  test("won, what was to go home goes, and the merchant keeps theirs", () => {
    const stage = calledBack(505);
    const leg = stage.legOf("Ada");
    stage.chargeBack(leg, "won", 505);
    stage.answerAll();
    expect(leg).toMatchObject({ state: "forfeited", refundedMinor: 379, pending: null });
    expect(standing(stage, `dep:${leg.id}`)).toBe(0);
  });
});
