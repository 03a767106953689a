import type { Policy } from "../../../worker/core/group-buy/state/terms.ts";
import { openStage, type Stage } from "../group-buy-kit.ts";
import { INITIATOR, person } from "../group-buy-persons.ts";
import { DAY, HOUR, START } from "../group-buy-terms.ts";
import { THIRD } from "./policies.ts";

const CLOSES = START + 14 * DAY;

export interface Money {
  readonly currency: string;
  readonly unitPriceMinor: number;
  readonly depositPerUnitMinor: number;
  readonly deliveryMinor: number;
  readonly wantedMinor: number;
  readonly feeBasisPoints: number;
  readonly reserveBasisPoints: number;
}

/** Few yen, which have no smaller part: of a small order the fee rounds to nothing. */
export function inYen(): Stage {
  return delivered({
    currency: "JPY",
    unitPriceMinor: 7,
    depositPerUnitMinor: 1,
    deliveryMinor: 1,
    wantedMinor: 3,
    feeBasisPoints: 1_000,
    reserveBasisPoints: 500,
  });
}

/** Dinars of a thousand fils: what Dag loses does not divide by the places of those who paid. */
export function inDinars(): Stage {
  return fallen({
    currency: "KWD",
    unitPriceMinor: 3_333,
    depositPerUnitMinor: 333,
    deliveryMinor: 77,
    wantedMinor: 1,
    feeBasisPoints: 137,
    reserveBasisPoints: 500,
  });
}

/** Dag does not pay and the merchant has it; Bob's dispute ends in the middle, since operators are silent; the others have their goods. */
export function delivered(money: Money): Stage {
  const stage = collected(money, { noShow: "merchant", shrinkagePercent: 30 });
  for (const name of [INITIATOR, "Ada", "Bob", "Cem"]) stage.ship("Mia", name);
  stage.give({ type: "confirm_received" }, person("Ada"));
  stage.at(CLOSES + 3 * DAY + HOUR).dispute("Bob", money.wantedMinor);
  stage.answerDispute("Mia", "Bob", "reject");
  pass(stage, CLOSES + 4 * DAY, 30);
  return stage;
}

/** Dag does not pay, the merchant does not want fewer, and those who paid share what Dag loses. */
export function fallen(money: Money): Stage {
  const stage = collected(money, { noShow: "merchant", noShowAtFailure: "payers" });
  stage.at(CLOSES + 3 * DAY + HOUR).word("Mia", "decline_offer");
  pass(stage, CLOSES + 4 * DAY, 3);
  return stage;
}

function collected(money: Money, policy: Partial<Policy>): Stage {
  const { currency, unitPriceMinor, depositPerUnitMinor, deliveryMinor, feeBasisPoints, reserveBasisPoints } = money;
  const stage = openStage({
    basis: THIRD,
    terms: {
      currency,
      targetUnitPriceMinor: unitPriceMinor,
      ceilingUnitPriceMinor: unitPriceMinor + deliveryMinor,
      depositPerUnitMinor,
      closesAtMs: CLOSES,
    },
    policy: { ...policy, feeBasisPoints, reserveBasisPoints },
  });
  stage.seat("Ada", { quantity: 5 }).seat("Bob").seat("Cem", { quantity: 3 }).seat("Dag", { quantity: 3 });
  stage.change("Cem", 2);
  stage.answerAll();
  stage.offer("Mia", {
    tiers: [{ fromQuantity: 10, unitPriceMinor }],
    delivery: [{ country: "DE", perUnitMinor: deliveryMinor }],
  });
  pass(stage, START, 14);
  for (const name of [INITIATOR, "Ada", "Bob", "Cem"]) stage.payBalance(name);
  stage.answerAll();
  pass(stage, CLOSES, 3);
  return stage;
}

function pass(stage: Stage, fromMs: number, days: number): void {
  for (let day = 1; day <= days; day += 1) {
    stage.at(fromMs + day * DAY).poke();
    stage.answerAll();
  }
}
