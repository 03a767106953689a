import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { rerun } from "../../worker/core/rerun/rerun.ts";
import { readGolden } from "../support/golden/golden.ts";
import { LIVES, LIVES_OF_FORM_2 } from "../support/golden/lives.ts";
import { SHORT_LIVES } from "../support/golden/short-lives.ts";
import { options, steps } from "../support/group-buy-beginnings.ts";
import { drive } from "../support/group-buy-drive.ts";
import { playAgainstModel } from "../support/group-buy-model-drive.ts";
import type { Stage } from "../support/group-buy-kit.ts";

const leavesOf = ({ logged }: Stage) => logged.map(({ leaf }) => leaf);

describe("R9: a log that was decided by the rules is decided the same again, from its leaves alone", () => {
  test.each(Object.keys(LIVES_OF_FORM_2))("the stored log %s", (name) => {
    const leaves = readGolden(name).entries.map(({ leaf }) => leaf);
    expect(rerun(leaves)).toMatchObject({ firstWrong: null, isUnfinished: false, isFormOld: false });
  });

  test.each(Object.entries({ ...LIVES, ...SHORT_LIVES }))("the life %s", (_, life) => {
    const stage = life();
    const again = rerun(leavesOf(stage));
    expect(again.firstWrong).toBeNull();
    expect(again.isUnfinished).toBe(false);
    expect(again.certificate).toEqual(stage.groupBuy.certificate);
  });

  test("whatever anybody does, at whatever time, and whatever the provider answers", () => {
    fc.assert(
      fc.property(
        options,
        steps,
        fc.constantFrom("submitted", "published", "offered"),
        (stageOptions, life, beginning) => {
          const stage = drive(stageOptions, life, beginning);
          const { firstWrong, isUnfinished, certificate } = rerun(leavesOf(stage));
          expect(firstWrong).toBeNull();
          expect(isUnfinished).toBe(false);
          expect(certificate).toEqual(stage.groupBuy.certificate);
        },
      ),
      { numRuns: 60 },
    );
  });

  test("forty random lives to their end", () => {
    for (let seed = 1; seed <= 40; seed += 1) {
      const stage = playAgainstModel(seed);
      const again = rerun(leavesOf(stage));
      expect(again.firstWrong, `seed ${seed}`).toBeNull();
      expect(again.certificate, `seed ${seed}`).toEqual(stage.groupBuy.certificate);
    }
  });
});
