import { openStage, type Stage } from "../group-buy-kit.ts";
import { INITIATOR, person } from "../group-buy-persons.ts";
import { DAY, HOUR, MINUTE, START } from "../group-buy-terms.ts";
import { THIRD } from "./policies.ts";

const CLOSES = START + 14 * DAY;

/**
 * Whatever may lie over a payment (H11): a bank that is silent, one that lets a hold go, one that looks at a payment again,
 * and banks that call money back, before the goods and after them, and are wrong or right.
 */
export function calledBack(): Stage {
  const stage = openStage({
    basis: THIRD,
    terms: { closesAtMs: CLOSES },
    policy: { secondChanceMs: 6 * HOUR },
  });
  stage.seat("Ada", { quantity: 5 }).seat("Bob", { quantity: 4 }).seat("Cem", { quantity: 3 });
  stage.join("Dag");
  const { id: legId } = stage.legOf("Dag");
  const sinceMs = stage.nowMs;
  stage.at(stage.nowMs + MINUTE).give({ type: "provider_silent", legId, step: "open", attempt: 1, sinceMs });
  stage.answerAll();

  stage.at(START + DAY).see(stage.legOf("Ada"), { state: "lapsed" });
  stage.give({ type: "confirm_leg", legId: stage.legOf("Ada").id, instrument: "sandbox:ok" }, person("Ada"));
  stage.answerAll();
  stage.see(stage.legOf("Bob"), { underReview: true });
  stage.at(START + 2 * DAY).see(stage.legOf("Bob"));
  stage.at(START + 7 * DAY).poke(); // Holds of the first day have been converted.
  stage.answerAll();

  const { id: cemId } = stage.legOf("Cem");
  stage.chargeBack(stage.legOf("Cem"), "open");
  stage.at(START + 8 * DAY).poke(); // Cem's second chance has passed.
  const leg = stage.groupBuy.legs.get(cemId);
  if (leg) stage.chargeBack(leg, "lost");

  stage.offer("Mia");
  stage.at(CLOSES).poke();
  for (const name of [INITIATOR, "Ada", "Bob", "Dag"]) stage.payBalance(name);
  stage.answerAll().at(CLOSES + HOUR);
  stage.chargeBack(stage.legOf("Dag"), "lost");
  stage.answerAll();
  for (const name of [INITIATOR, "Ada", "Bob"]) stage.ship("Mia", name);
  stage.chargeBack(stage.legOf("Ada"), "open", 200);
  stage.chargeBack(stage.legOf("Ada"), "won", 200);
  for (const name of [INITIATOR, "Ada", "Bob"]) stage.receive(name);
  stage.at(CLOSES + 30 * DAY).chargeBack(stage.balanceOf("Bob"), "open");
  stage.at(CLOSES + 60 * DAY).chargeBack(stage.balanceOf("Bob"), "lost");
  return stage.answerAll();
}

/** A bank keeps what its client had back already, and the platform puts in what is then missing for somebody else (H11). */
export function toppedUp(): Stage {
  const stage = openStage({ basis: THIRD, terms: { closesAtMs: CLOSES }, provider: { canAuthorize: false } });
  stage.seat("Ada", { quantity: 5 }).seat("Bob", { quantity: 4 });
  stage.leave("Ada");
  stage.answerAll();
  stage.chargeBack(stage.legOf("Ada"), "lost");
  stage.leave("Bob");
  stage.short(stage.legOf("Bob"), 250);
  stage.answerAll().at(CLOSES).poke();
  return stage.answerAll();
}
