/** The simulated platform keeps what the real one promises; the same cases are played in the real runtime by test/worker. */
import { test } from "vitest";
import { createD1 } from "../../support/platform/d1.ts";
import { migrated } from "../../support/platform/databases.ts";
import { Platform } from "../../support/platform/platform.ts";
import { STORAGE_CASES, type Subject, type Turn } from "../../support/platform/storage-contract.ts";

test.each(STORAGE_CASES.map((one) => [one.name, one] as const))("%s", async (_, { play }) => {
  const catalogue = migrated("catalogue");
  const works: ((turn: Turn) => unknown)[] = [];
  let ring: Parameters<Subject["onAlarm"]>[0] = () => undefined;
  const platform = new Platform(
    Date.now(),
    {
      Subject: (ctx, place) => {
        const { scheduler } = platform;
        const caller = { place, scheduler, weather: () => platform.weather, trace: () => undefined };
        const d1 = createD1(catalogue, { ...caller, written: () => undefined });
        const turn: Turn = { storage: ctx.storage, abort: (reason) => ctx.abort(reason), d1 };
        return {
          work: (n: number) => works[n]?.(turn),
          alarm: (info: AlarmInvocationInfo) => ring(turn, info),
        };
      },
    },
    () => undefined,
  );
  await play({
    async run<T>(work: (turn: Turn) => T | Promise<T>): Promise<T> {
      const call = platform.call(null, "Subject", "one", "work", [works.push(work) - 1]);
      return (await platform.scheduler.settle(call)) as T; // What `work` has answered, copied.
    },
    onAlarm: (work) => {
      ring = work;
    },
    async until(isSo) {
      while (!(await isSo()) && (await platform.scheduler.step()));
      await platform.scheduler.rest();
    },
  });
  platform.close();
  catalogue.close();
});
