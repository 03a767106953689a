import fc from "fast-check";
import { test } from "vitest";
import { liveOut } from "../support/group-buy-drive.ts";
import { beginnings, options, steps } from "../support/group-buy-beginnings.ts";

/** Shrinking a life of two hundred steps takes minutes; the seed that is printed replays the one that failed. */
test("twenty thousand lives that nobody has seen before", () => {
  fc.assert(
    fc.property(
      options,
      steps,
      beginnings,
      (stageOptions, life, beginning) => void liveOut(stageOptions, life, beginning),
    ),
    { numRuns: 20_000, endOnFailure: true, seed: Date.now() & 0x7fffffff },
  );
});
