import { expect, test } from "vitest";
import { playAgainstModel } from "../support/group-buy-model-drive.ts";

test("twenty thousand lives against the model", () => {
  const parted: string[] = [];
  for (let seed = 1_000; seed < 21_000 && parted.length < 5; seed += 1) {
    try {
      playAgainstModel(seed);
    } catch (error) {
      parted.push(`seed ${seed}: ${String(error)}`);
    }
  }
  expect(parted).toEqual([]);
});
