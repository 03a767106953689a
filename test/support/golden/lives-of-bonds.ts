import { openStage, type Stage } from "../group-buy-kit.ts";
import { INITIATOR, merchant } from "../group-buy-persons.ts";
import { CLOSES, DAY, HOUR, OFFER } from "../group-buy-terms.ts";
import { THIRD } from "./policies.ts";

/**
 * Two merchants answer for their offers with money (ADR 0025): Mia's first payment is declined, her second version asks
 * for more, and Nora's bond comes back when Mia is chosen. Mia sends something to one, and is not heard of again.
 */
export function bonded(): Stage {
  const policy = { bond: { basisPoints: 1_000, minimumMinor: 500, payWithinMs: HOUR } };
  const stage = openStage({ basis: THIRD, policy });
  stage.seat("Ada", { quantity: 8 }).seat("Bob", { quantity: 3 });
  stage.offer("Mia", { tiers: [{ fromQuantity: 10, unitPriceMinor: 900 }] });
  stage.payBond("Mia");
  stage.decline(stage.bondOf("Mia"));
  stage.payBond("Mia");
  stage.answerAll().bond("Nora", { tiers: [{ fromQuantity: 10, unitPriceMinor: 960 }] });
  const { id: offerId, version } = stage.offerOf("Mia");
  stage.give({ type: "change_offer", currency: "EUR", offerId, version, body: OFFER }, merchant("Mia"));
  stage.answerAll().at(CLOSES).poke();
  stage.at(CLOSES + HOUR / 2).payBond("Mia");
  stage.answerAll();
  for (const name of [INITIATOR, "Ada", "Bob"]) stage.payBalance(name);
  stage.answerAll();
  stage.at(CLOSES + DAY).ship("Mia", "Bob");
  stage.receive("Bob");
  stage.at(CLOSES + 30 * DAY).poke();
  stage.declareBreach();
  return stage.answerAll();
}
