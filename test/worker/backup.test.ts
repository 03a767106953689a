/** OP6 (ADR 0032): a group-buy out of its object and back into an empty one. */
import { expect, test, vi } from "vitest";
import type { EscrowProvider } from "../../worker/app/escrow-provider.ts";
import type { GroupBuyBackup } from "../../worker/core/group-buy/backup.ts";
import { assert, type Result } from "../../worker/core/result.ts";
import { person } from "../support/group-buy-persons.ts";
import { HOUR } from "../support/group-buy-terms.ts";
import { accepted, BELL, onOpenStand, receiptOf, refused, type Stand } from "../support/worker-stand.ts";

function valueOf<T>(result: Result<T, unknown>): T {
  assert(result.ok, `answered: ${JSON.stringify(result)}`);
  return result.value;
}

async function backedUp({ object }: Stand): Promise<GroupBuyBackup> {
  return valueOf(await object.backup()) ?? expect.unreachable();
}

/** Nothing is left of it: not a row, not a table. */
async function destroy(stand: Stand): Promise<void> {
  await stand.state.storage.deleteAlarm();
  await stand.state.storage.deleteAll();
  stand.restart();
}

/** Every row of every table, as values; how far the directory has read is not part of what comes back. */
function rowsOf({ state: { storage } }: Stand): Record<string, unknown[]> {
  const parsed = (row: object) =>
    Object.fromEntries(
      Object.entries(row).map(([name, value]) => [
        name,
        name === "body" ? (JSON.parse(String(value)) as unknown) : value,
      ]),
    );
  const of = (table: string, columns = "*") =>
    storage.sql.exec(`SELECT ${columns} FROM ${table} ORDER BY 1, 2`).toArray().map(parsed);
  return {
    events: of("events"),
    members: of("members"),
    legs: of("legs"),
    offers: of("offers", "id, body"),
    journals: of("journals", "seq, id, kind, ref_id, currency, at_ms, entries, position, hash"),
    commands: of("commands"),
    notices: of("notices"),
    header: of("header").map(({ body }) => ({ ...(body as object), drainedSeq: 0 })),
    log_level: storage.sql.exec("SELECT * FROM marks WHERE name IN ('log_level', 'told_from_seq')").toArray(),
  };
}

test("OP6: every row is as it was, old receipts stand, repeats get their old answer, and the directory hears it all", async () => {
  await onOpenStand(async (stand) => {
    const joined = await stand.join("Ada", {}, "cmd-ada");
    accepted(await stand.join("Bob", { quantity: 3 }));
    await stand.rest();
    stand.at(stand.nowMs() + HOUR);
    accepted(await stand.execute(person("Bob"), { type: "leave" }, "cmd-bob-leaves"));
    await stand.rest();
    const [before, receipt, backup] = [rowsOf(stand), receiptOf(joined), await backedUp(stand)];
    const told = stand.mirror.taken.flatMap(({ journals }) => journals);

    await destroy(stand);
    expect(await stand.object.view({ personId: null, merchantId: null, isOperator: true })).toMatchObject({
      ok: false,
    });
    stand.mirror.taken.splice(0);
    expect(valueOf(valueOf(await stand.object.restore(backup, [])))).toEqual({ seq: backup.head.size });

    expect(rowsOf(stand)).toEqual(before);
    expect(valueOf(await stand.object.receipt(receipt.seq))).toEqual(receipt);
    const again = accepted(await stand.join("Ada", {}, "cmd-ada"));
    expect([again.isReplay, again.receipt]).toEqual([true, receipt]);
    expect(await backedUp(stand)).toEqual({ ...backup, madeAt: expect.any(String) as string });
    await stand.object.poke();
    await stand.rest();
    expect(stand.mirror.taken[0]?.afterSeq).toBe(0);
    expect(stand.mirror.taken.flatMap(({ journals }) => journals)).toEqual(told);
    accepted(await stand.join("Cem")); // And it goes on.
    stand.at(BELL);
    await stand.object.alarm();
    await stand.rest();
    expect(stand.events()).toContain("closed");
  });
});

test("OP6: nothing is written over a group-buy that is there, nor a second time", async () => {
  await onOpenStand(async (stand) => {
    const backup = await backedUp(stand);
    accepted(await stand.join("Ada"));
    await stand.rest();
    const before = rowsOf(stand);
    expect(valueOf(await stand.object.restore(backup, []))).toMatchObject({ ok: false, error: { kind: "not-empty" } });
    expect(rowsOf(stand)).toEqual(before);

    await destroy(stand);
    valueOf(valueOf(await stand.object.restore(backup, [])));
    expect(valueOf(await stand.object.restore(backup, []))).toMatchObject({ ok: false, error: { kind: "not-empty" } });
  });
});

test("OP6: of a backup that is not as it was, nothing is written at all", async () => {
  await onOpenStand(async (stand) => {
    const backup = await backedUp(stand);
    await destroy(stand);
    const cut = { ...backup, entries: backup.entries.slice(0, -1) };
    const twice = {
      ...backup,
      answers: [...backup.answers, ...backup.answers, { commandId: "x", fingerprint: "f", reply: "{}" }],
    };
    twice.answers.push({ commandId: "x", fingerprint: "f", reply: "{}" }); // The log is good, and the rows cannot be written.
    expect(valueOf(await stand.object.restore(cut, []))).toMatchObject({ ok: false, error: { kind: "damaged" } });
    await expect(stand.object.restore(twice, [])).rejects.toThrow(/UNIQUE/);
    expect(refused(await stand.execute(person("Ada"), { type: "leave" })).refusal.code).toBe("not-found");
    valueOf(valueOf(await stand.object.restore(backup, [])));
    accepted(await stand.join("Ada"));
  });
});

test("OP6: a call that was planned is looked up at the provider before anything is sent, and what it did counts once", async () => {
  await onOpenStand(async (stand) => {
    const { bank } = stand;
    const deaf: EscrowProvider = {
      ...bank,
      open: (intent, key) => bank.open(intent, key).then(() => new Promise<never>(() => undefined)),
    };
    stand.restart({ provider: deaf });
    accepted(await stand.join("Ada"));
    await vi.waitFor(async () => expect((await held(stand)).length).toBe(2)); // The bank has done it, the log does not know.
    const backup = await backedUp(stand);
    await destroy(stand);

    const asked: string[] = [];
    const watched: EscrowProvider = {
      ...bank,
      open: (...args) => (asked.push("open"), bank.open(...args)),
      find: (...args) => (asked.push("find"), bank.find(...args)),
      read: (...args) => (asked.push("read"), bank.read(...args)),
    };
    stand.restart({ provider: watched });
    valueOf(valueOf(await stand.object.restore(backup, [])));
    await stand.object.poke();
    await stand.rest();
    expect(asked).toEqual(["find", "read"]);
    expect(stand.memberOf("Ada").state).toBe("active");
    expect(await held(stand)).toHaveLength(2);
  });
});

async function held({ bank, id }: Stand): Promise<readonly unknown[]> {
  const holdings = await bank.holdings(id);
  return holdings.outcome === "ok" ? holdings.value : [];
}

test("PD2: who was forgotten before the backup is not in it, and who was forgotten after it does not come back", async () => {
  await onOpenStand(async (stand) => {
    accepted(await stand.join("Ada", { instrument: "sandbox:Adas-card" }));
    await stand.rest();
    const legId = stand.memberOf("Ada").depositLegId ?? "";
    accepted(await stand.execute(person("Ada"), { type: "confirm_leg", legId, instrument: "sandbox:ok" }));
    await stand.rest();
    stand.at(stand.nowMs() + HOUR);
    accepted(await stand.execute(person("Ada"), { type: "leave" }));
    await stand.rest();
    const early = await backedUp(stand);
    expect(JSON.stringify(early)).toContain("Adas-card");
    valueOf(await stand.object.forget(person("Ada").personId));
    const [late, after] = [await backedUp(stand), rowsOf(stand)];
    expect(JSON.stringify(late)).not.toContain("Adas-card");
    expect(late.head).toEqual(early.head);

    for (const [backup, forgotten] of [
      [late, []],
      [early, [person("Ada").personId]],
    ] as const) {
      await destroy(stand);
      valueOf(valueOf(await stand.object.restore(backup, forgotten)));
      expect(rowsOf(stand)).toEqual(after);
    }
  });
});

test("T3: no stamp of the rebuilt object is smaller than one that has left, and a clock that was moved stays moved", async () => {
  await onOpenStand(async (stand) => {
    valueOf(await stand.object.advanceClock(2 * HOUR));
    const backup = await backedUp(stand);
    expect(backup.clock.aheadMs).toBe(2 * HOUR);
    await destroy(stand);
    valueOf(valueOf(await stand.object.restore(backup, [])));
    const seen = valueOf(await stand.object.view({ personId: null, merchantId: null, isOperator: true }));
    expect(seen.clock.nowMs).toBe(stand.nowMs() + 2 * HOUR);
  });
});
