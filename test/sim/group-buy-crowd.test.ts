import { expect, test } from "vitest";
import { project, standingOf } from "../../worker/core/ledger/balances.ts";
import { checkLedger } from "../../worker/core/ledger/invariants.ts";
import type { Stage } from "../support/group-buy-kit.ts";
import { openStage } from "../support/group-buy-kit.ts";
import { INITIATOR } from "../support/group-buy-persons.ts";
import { CLOSES, DAY, HOUR, START } from "../support/group-buy-terms.ts";

const CROWD = 10_000;
const names = Array.from({ length: CROWD }, (_, index) => `Buyer${index}`);

function crowdStage(): Stage {
  return openStage({ terms: { quantityMaximum: null }, isShadowed: false });
}

test("ten thousand buyers, from the join to the award, in one object", () => {
  const stage = crowdStage();
  const tookMs: Record<string, number> = {};
  const timed = (name: string, work: () => void) => {
    const startMs = performance.now();
    work();
    tookMs[name] = Math.round(performance.now() - startMs);
  };
  timed("10,000 joins", () => names.forEach((name) => void stage.join(name)));
  timed("10,000 verified deposits", () => names.forEach((name) => void stage.answer(stage.legOf(name))));
  stage.offer("Mia");
  timed("the bell, the count and the award", () => void stage.at(CLOSES).poke());
  expect(stage.groupBuy).toMatchObject({ state: "collecting", verifiedQuantity: CROWD + 2 });
  timed("the end of the balance window: 10,001 no-shows", () => void stage.at(CLOSES + 3 * DAY).poke());
  expect(stage.groupBuy).toMatchObject({ state: "failed", reason: "collection_shortfall" });
  timed("10,001 deposits back", () => void stage.answerAll());
  const clearing = standingOf(project(stage.journals), "prov:sandbox:clearing", "EUR");
  expect([checkLedger(stage.journals), clearing, stage.pending()]).toEqual([[], 0, []]);
  console.info(tookMs);
});

test("ten thousand seats that lapse together, and a waiting list behind them", () => {
  const stage = openStage({ terms: { quantityMaximum: 1_002 }, isShadowed: false });
  for (const name of names) stage.join(name);
  expect(stage.groupBuy).toMatchObject({ heldQuantity: 1_000, waitlistedQuantity: 9_000 });
  const startMs = performance.now();
  stage.at(START + HOUR + DAY / 2).poke();
  console.info({ "1,000 lapses and promotions, again and again": Math.round(performance.now() - startMs) });
  expect(stage.groupBuy).toMatchObject({ heldQuantity: 0, waitlistedQuantity: 0, verifiedQuantity: 2 });
  expect([stage.count("promoted"), stage.count("seat_expired")]).toEqual([9_000, 10_000]);
  expect(stage.stateOf(INITIATOR)).toBe("active");
});
