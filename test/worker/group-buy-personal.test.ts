import { expect, test } from "vitest";
import { replay } from "../../worker/core/group-buy/apply.ts";
import { unseal } from "../../worker/core/group-buy/log-entry.ts";
import { assert, type Result } from "../../worker/core/result.ts";
import { person } from "../support/group-buy-persons.ts";
import { HOUR } from "../support/group-buy-terms.ts";
import { accepted, onOpenStand, receiptOf, type Stand } from "../support/worker-stand.ts";

const ADA = person("Ada").personId;

function valueOf<T>(result: Result<T, unknown>): T {
  assert(result.ok, `answered: ${JSON.stringify(result)}`);
  return result.value;
}

/** With a card of one's own that is declined first, and another one that is not. */
async function seated(stand: Stand, name: "Ada" | "Bob") {
  const joined = await stand.join(name, { instrument: `sandbox:${name}s-card` }, `cmd-${name}`);
  await stand.rest();
  const legId = stand.memberOf(name).depositLegId ?? "";
  accepted(await stand.execute(person(name), { type: "confirm_leg", legId, instrument: "sandbox:ok" }));
  await stand.rest();
  return receiptOf(joined);
}

/** Every cell of every table of the object, in one text. */
function everythingIn({ state }: Stand): string {
  const { sql } = state.storage;
  const tables = sql.exec<{ name: string }>("SELECT name FROM sqlite_master WHERE type = 'table'").toArray();
  return tables
    .filter(({ name }) => !name.startsWith("_") && !name.startsWith("sqlite"))
    .map(({ name }) => JSON.stringify(sql.exec(`SELECT * FROM ${name}`).toArray()))
    .join("\n");
}

async function leavesOf({ object }: Stand) {
  return valueOf(await object.leaves(0, 1_000));
}

test("PD2: forgotten in the object: no row has their words, while tree, receipt and books stay; twice is once", async () => {
  await onOpenStand(async (stand) => {
    const receipt = await seated(stand, "Ada");
    await seated(stand, "Bob");
    expect(valueOf(await stand.object.forget(ADA))).toEqual({ ties: ["seat", "money"] });
    expect(everythingIn(stand)).toContain("Adas-card");

    stand.at(stand.nowMs() + HOUR);
    accepted(await stand.execute(person("Ada"), { type: "leave" }, "cmd-ada-left"));
    await stand.rest();
    const [tree, books] = [await leavesOf(stand), stand.journals()];
    expect(valueOf(await stand.object.forget(ADA))).toEqual({ ties: [] });
    const after = everythingIn(stand);
    expect(after).not.toContain("Adas-card");
    expect(after).toContain("Bobs-card");
    expect(await leavesOf(stand)).toEqual(tree);
    expect(stand.journals()).toEqual(books);
    expect(valueOf(await stand.object.receipt(receipt.seq))).toEqual(receipt);

    expect(valueOf(await stand.object.forget(ADA))).toEqual({ ties: [] });
    expect(everythingIn(stand)).toBe(after);

    stand.restart(); // What is stored is what was in memory, and what the log tells.
    accepted(await stand.join("Cem"));
    const log = stand.state.storage.sql
      .exec<{ leaf: string; sealed: string }>("SELECT leaf, sealed FROM events ORDER BY seq")
      .toArray();
    const replayed = replay(log.map(unseal));
    const byId = (legs: Iterable<{ id: string; instrument: string | null }>) =>
      [...legs].map(({ id, instrument }) => `${id} ${instrument ?? ""}`).sort();
    expect(byId(replayed.legs.values())).toEqual(byId(stand.legs()));
    expect(replayed.frontier.size).toBe(log.length);
  });
});

test("PD2: nothing else of an event can be changed, and nothing can be put under a leaf again", async () => {
  await onOpenStand(async ({ state }) => {
    const change = (set: string) => () => state.storage.sql.exec(`UPDATE events SET ${set} WHERE seq = 1`);
    expect(change("leaf = '{}'")).toThrow(/events are final/);
    expect(change("at_ms = 0")).toThrow(/events are final/);
    expect(change("sealed = '{}'")).toThrow(/events are final/);
    expect(change(`sealed = '{"erased":true,"salt":"s","sealed":{}}'`)).toThrow(/events are final/);
  });
});

test("PD1: the object tells a person what it holds of them, with receipts, and nobody else's", async () => {
  await onOpenStand(async (stand) => {
    await seated(stand, "Ada");
    await seated(stand, "Bob");
    const record = valueOf(await stand.object.personalRecord(ADA));
    expect(record).toMatchObject({ id: stand.id, isInitiator: false, pseudonyms: [person("Ada").pseudonym] });
    expect(record.seats).toHaveLength(1);
    expect(record.payments).toHaveLength(1);
    expect(record.receipts).toHaveLength(1);
    expect(record.ledger.length).toBeGreaterThan(0);
    expect(record.events.map(({ type }) => type)).toEqual(expect.arrayContaining(["joined", "deposit_held"]));
    const text = JSON.stringify(record);
    expect(text).toContain("Adas-card");
    for (const other of ["Bobs-card", person("Bob").personId, person("Bob").pseudonym])
      expect(text).not.toContain(other);
  });
});
