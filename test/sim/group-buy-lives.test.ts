import fc from "fast-check";
import { expect, test } from "vitest";
import { isFinal } from "../../worker/core/group-buy/state/state.ts";
import { assertBooks, assertNothingKept, comeToRest, drive, options, steps } from "../support/group-buy-drive.ts";

test("two thousand lives: nothing throws, the books balance, an end keeps nobody's money", () => {
  const met = new Map<string, number>();
  fc.assert(
    fc.property(options, steps, (stageOptions, life) => {
      const stage = drive(stageOptions, life);
      assertBooks(stage);
      comeToRest(stage);
      assertBooks(stage);
      if (isFinal(stage.groupBuy.state)) assertNothingKept(stage);
      for (const type of new Set(stage.types())) met.set(type, (met.get(type) ?? 0) + 1);
    }),
    { numRuns: 2_000 },
  );
  // A simulation that never meets a thing proves nothing about it.
  const needed = ["promoted", "capture_failed", "refund_failed", "awarded", "opted_out", "paid", "forfeited"];
  const choosing = ["choice_opened", "voted", "consent_asked", "consented", "offer_fell", "offer_expired"];
  const moving = ["suspended", "resumed", "extended", "cancel_proposed"];
  for (const type of [...needed, ...choosing, ...moving]) {
    expect(met.get(type) ?? 0, type).toBeGreaterThan(0);
  }
});
