import { Stage } from "../group-buy-kit.ts";
import { INITIATOR } from "../group-buy-persons.ts";
import { DAY, HOUR, START } from "../group-buy-terms.ts";
import { THIRD } from "./policies.ts";

const BELL = START + DAY;
const DUE = BELL + 3 * DAY;

/**
 * Three merchants share it: Mia has 16, Nora 10, Otis 8. Mia's members pay. Of Nora's too few do, and she delivers as
 * few; Otis does not. Mia ships, Nora never does.
 */
export function shared(): Stage {
  const stage = new Stage({
    basis: THIRD,
    terms: { splitAllowed: true, quantityMaximum: 60, perBuyerMaximum: 20 },
    policy: { noShow: "merchant", afterAward: { shortfallMs: DAY, proposalMs: DAY } },
  }).publish();
  stage.at(START + HOUR);
  for (const [name, quantity] of [
    ["Ada", 8],
    ["Bob", 6],
    ["Cem", 6],
    ["Dag", 4],
    ["Eve", 4],
    ["Fox", 4],
  ] as const) {
    stage.seat(name, { quantity });
  }
  stage.offer("Mia", { quantityMaximum: 16, tiers: [{ fromQuantity: 5, unitPriceMinor: 900 }] });
  stage.offer("Nora", { quantityMaximum: 12, tiers: [{ fromQuantity: 10, unitPriceMinor: 930 }] });
  stage.offer("Otis", { leadTimeDays: 3, tiers: [{ fromQuantity: 6, unitPriceMinor: 950 }] });
  stage.at(BELL).poke();
  for (const name of [INITIATOR, "Ada", "Bob", "Cem", "Eve"]) stage.payBalance(name);
  stage.answerAll();
  stage.at(DUE).word("Nora", "confirm_offer");
  stage.at(DUE + HOUR).word("Otis", "decline_offer");
  stage.answerAll();
  stage.at(DUE + DAY);
  for (const name of [INITIATOR, "Ada", "Bob"]) {
    stage.ship("Mia", name);
    stage.receive(name);
  }
  stage.at(DUE + 30 * DAY).declareBreach();
  return stage.answerAll();
}
