import { expect, test } from "vitest";
import { WakeUp } from "../../../worker/objects/wake-up.ts";

function alarm() {
  const set: number[] = [];
  return { set, wakeUp: new WakeUp({ setAlarm: async (at) => void set.push(Number(at)) }) };
}

test("T5: the first alarm of a life is set in the turn of its commit: nothing is asked before", () => {
  const { set, wakeUp } = alarm();
  void wakeUp.by(5_000, 1_000);
  expect(set).toEqual([5_000]);
});

test("T5: one that rings early enough is left alone, an earlier need takes its place", async () => {
  const { set, wakeUp } = alarm();
  await wakeUp.by(5_000, 1_000);
  await wakeUp.by(6_000, 1_000);
  await wakeUp.by(4_000, 1_000);
  expect(set).toEqual([5_000, 4_000]);
});

test("T5: an alarm that should have rung and did not is no reason not to set another", async () => {
  const { set, wakeUp } = alarm();
  await wakeUp.by(5_000, 1_000);
  await wakeUp.by(90_000, 5_500); // It may still come.
  await wakeUp.by(90_000, 6_500);
  expect(set).toEqual([5_000, 90_000]);
});
