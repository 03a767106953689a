import fc from "fast-check";
import { expect, test } from "vitest";
import { liveOut } from "../support/group-buy-drive.ts";
import { beginnings, options, steps } from "../support/group-buy-beginnings.ts";

test("a thousand lives: nothing throws, the books balance, an end keeps nobody's money", () => {
  const met = new Map<string, number>();
  fc.assert(
    fc.property(options, steps, beginnings, (stageOptions, life, beginning) => {
      const stage = liveOut(stageOptions, life, beginning);
      for (const type of new Set(stage.types())) met.set(type, (met.get(type) ?? 0) + 1);
    }),
    { numRuns: 1_000 },
  );
  // A simulation that never meets a thing proves nothing about it.
  const needed = ["promoted", "capture_failed", "refund_failed", "awarded", "opted_out", "paid", "forfeited"];
  const choosing = ["choice_opened", "voted", "consent_asked", "consented", "offer_fell", "offer_expired"];
  const late = ["shortfall_asked", "settled", "disputed", "dispute_answered", "dispute_ended", "breach_declared"];
  const moving = ["suspended", "resumed", "extended", "cancel_proposed"];
  for (const type of [...needed, ...choosing, ...late, ...moving]) {
    expect(met.get(type) ?? 0, type).toBeGreaterThan(0);
  }
});
