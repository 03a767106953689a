import { env } from "cloudflare:workers";
import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import { describe, expect, test } from "vitest";
import { createSandboxBank } from "../../worker/adapters/sandbox-bank.ts";
import type { DepositIntent } from "../../worker/app/escrow-provider.ts";
import type { SandboxBranch } from "../../worker/app/sandbox-branch.ts";
import { BankStore } from "../../worker/objects/sandbox-bank/bank-store.ts";
import { SandboxBankObject } from "../../worker/objects/sandbox-bank/sandbox-bank-object.ts";
import { Teller } from "../../worker/objects/sandbox-bank/teller.ts";
import { valueOf } from "../support/escrow-calls.ts";
import { describeEscrowContract } from "../support/escrow-contract.ts";

const branches = env.SANDBOX_BANK;
const provider = () => createSandboxBank({ branches, mode: "test" });

describeEscrowContract("embedded", provider);

function intentOf(groupBuyId: string, instrument = "sandbox:ok"): DepositIntent {
  return {
    groupBuyId,
    depositId: "dep_1",
    purpose: "deposit",
    amountMinor: 900,
    currency: "EUR",
    instrument,
    plan: "B",
  };
}

describe("the embedded provider across an eviction", () => {
  test("deposits, answers, faults and the clock are kept", async () => {
    const groupBuyId = "gb_evicted";
    const bank = provider();
    const stub = branches.getByName(groupBuyId);
    const held = await bank.open(intentOf(groupBuyId), "dep_1:open:1");
    await bank.setClockOffset(groupBuyId, 3_600_000);
    await bank.plantFault(groupBuyId, "capture", "decline");
    await gone(stub);

    expect(await bank.open(intentOf(groupBuyId), "dep_1:open:1")).toEqual(held);
    expect(await bank.capture({ groupBuyId, depositId: "dep_1" }, 900, "dep_1:capture:1")).toEqual({
      outcome: "declined",
      code: "capture-declined",
    });
    await gone(stub);
    expect(valueOf(await bank.capture({ groupBuyId, depositId: "dep_1" }, 900, "dep_1:capture:2"))).toMatchObject({
      state: "captured",
    });
    const { lines } = valueOf(await bank.statement(groupBuyId, 0));
    const heldUntilMs = valueOf(held).captureBeforeMs ?? 0;
    expect(lines[0]?.atMs).toBeGreaterThanOrEqual(heldUntilMs - 6 * 86_400_000 + 3_600_000);
  });

  test("a call that was decided but never answered is found afterwards", async () => {
    const groupBuyId = "gb_lost";
    const bank = provider();
    await bank.plantFault(groupBuyId, "open", "lost-after");
    expect(await bank.open(intentOf(groupBuyId), "dep_1:open:1")).toEqual({ outcome: "unknown", cause: "timeout" });
    await gone(branches.getByName(groupBuyId));
    expect(valueOf(await bank.find({ groupBuyId, depositId: "dep_1" }))).toMatchObject({
      type: "deposit",
      view: { state: "held" },
    });
  });
});

describe("the object", () => {
  test("writes one row to hold and two to capture, and none to read", async () => {
    await runInDurableObject(branches.getByName("gb_rows"), (_, state) => {
      const counted = countRowsWritten(state.storage.sql);
      const teller = new Teller({
        book: new BankStore({ sql: counted.sql, transactionSync: (work) => work() }),
        nowMs: () => 1,
        groupBuyId: () => "gb_rows",
      });
      const handle = { groupBuyId: "gb_rows", depositId: "dep_1" };
      counted.take();
      teller.open(intentOf("gb_rows"), "dep_1:open:1");
      expect(counted.take()).toBe(1);
      teller.capture(handle, 900, "dep_1:capture:1");
      expect(counted.take()).toBe(2);
      teller.read(handle);
      expect(counted.take()).toBe(0);
    });
  });

  test("sandbox:slow waits five seconds with its answer, after its effect", async () => {
    await runInDurableObject(branches.getByName("gb_slow"), async (_, state) => {
      const waited: number[] = [];
      const seen: string[] = [];
      const bank: SandboxBankObject = new SandboxBankObject(state, env, {
        nowMs: () => 1,
        mode: "test",
        waitMs: async (durationMs) => {
          waited.push(durationMs);
          const read = await bank.read({ groupBuyId: "gb_slow", depositId: "dep_1" });
          seen.push(read.delivery === "lost" || read.answer.outcome !== "ok" ? "nothing" : read.answer.value.state);
        },
      });
      expect(await bank.open(intentOf("gb_slow", "sandbox:slow"), "dep_1:open:1")).toMatchObject({
        answer: { outcome: "ok" },
      });
      expect([waited, seen]).toEqual([[5_000], ["held"]]);
    });
  });

  test("refuses to exist in live, and so does its adapter", async () => {
    await runInDurableObject(branches.getByName("gb_live"), (_, state) => {
      expect(() => new SandboxBankObject(state, env, { nowMs: () => 1, mode: "live" })).toThrow(/does not exist/);
    });
    expect(() => createSandboxBank({ branches, mode: "live" })).toThrow(/does not exist/);
  });

  test.each(["local", "demo"] as const)("plants no faults in %s", async (mode) => {
    await runInDurableObject(branches.getByName(`gb_${mode}`), async (_, state) => {
      const bank = new SandboxBankObject(state, env, { nowMs: () => 1, mode });
      expect(await bank.plantFault("open", "decline", 1)).toBe(false);
      expect(await bank.open(intentOf(`gb_${mode}`), "dep_1:open:1")).toMatchObject({ answer: { outcome: "ok" } });
    });
  });
});

describe("the adapter", () => {
  const branch = {
    open: () => Promise.withResolvers().promise,
    read: () => Promise.reject(new Error("Network connection lost.")),
  };
  // Only the two calls below are made on it.
  const broken = { getByName: () => branch as unknown as SandboxBranch };

  test("never throws: a broken line and silence are both unknown", async () => {
    const bank = createSandboxBank({ branches: broken, mode: "test", timeoutMs: 1 });
    expect(await bank.read({ groupBuyId: "gb_x", depositId: "dep_1" })).toEqual({
      outcome: "unknown",
      cause: "unreachable",
    });
    expect(await bank.open(intentOf("gb_x"), "dep_1:open:1")).toEqual({ outcome: "unknown", cause: "timeout" });
    const nowhere = {
      getByName: () => {
        throw new Error("no such binding");
      },
    };
    expect(await createSandboxBank({ branches: nowhere, mode: "test" }).statement("gb_x", 0)).toEqual({
      outcome: "unknown",
      cause: "unreachable",
    });
  });
});

/** The object's SQL with a counter of what it is billed for. */
function countRowsWritten(sql: SqlStorage): { sql: SqlStorage; take(): number } {
  let rows = 0;
  const counting = new Proxy(sql, {
    get: (target, name) =>
      name !== "exec"
        ? Reflect.get(target, name)
        : (query: string, ...bindings: unknown[]) => {
            const cursor = target.exec(query, ...bindings);
            rows += cursor.rowsWritten;
            return cursor;
          },
  });
  return {
    sql: counting,
    take: () => {
      const taken = rows;
      rows = 0;
      return taken;
    },
  };
}

/** It is not in memory any more; a machine that is slow may have let it go by itself. */
async function gone(stub: Parameters<typeof evictDurableObject>[0]): Promise<void> {
  await evictDurableObject(stub).catch((error: unknown) => {
    if (!String(error).includes("not currently running")) throw error;
  });
}
