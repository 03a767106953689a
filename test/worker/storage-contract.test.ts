/** What the product relies on of the platform, asked of the platform; the simulated one is held to the same by test/sim. */
import { applyD1Migrations, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterAll, beforeAll, test } from "vitest";
import { SandboxBankObject } from "../../worker/objects/sandbox-bank/sandbox-bank-object.ts";
import { STORAGE_CASES, type Subject, type Turn } from "../support/platform/storage-contract.ts";

/** Any class of objects would do: its alarm is ours while these are played. */
const { alarm } = SandboxBankObject.prototype;
const rings = new Map<string, Parameters<Subject["onAlarm"]>[0]>();

beforeAll(async () => {
  await applyD1Migrations(env.CATALOGUE, env.TEST_MIGRATIONS_CATALOGUE);
  SandboxBankObject.prototype.alarm = async function (this: { ctx: DurableObjectState }, info?: AlarmInvocationInfo) {
    await rings.get(this.ctx.id.name ?? "")?.(turnOf(this.ctx), info);
  };
});
afterAll(() => {
  SandboxBankObject.prototype.alarm = alarm;
});

test.concurrent.each(STORAGE_CASES.map((one) => [one.name, one] as const))("%s", async (name, { play }) => {
  await play({
    // A stub that has failed once is broken for good.
    run: (work) => runInDurableObject(env.SANDBOX_BANK.getByName(name), (_, ctx) => work(turnOf(ctx))),
    onAlarm: (work) => rings.set(name, work),
    until: async (isSo) => {
      while (!(await isSo())) await scheduler.wait(20); // The test's own time ends it.
    },
  });
});

function turnOf(ctx: DurableObjectState): Turn {
  return { storage: ctx.storage, abort: (reason) => ctx.abort(reason), d1: env.CATALOGUE };
}
