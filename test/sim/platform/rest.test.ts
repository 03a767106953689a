/** Who waits does so ever more patiently, and whoever fell asleep is woken: in days of waiting there are few alarms, not thousands. */
import { afterEach, describe, expect, test } from "vitest";
import type { EscrowResult } from "../../../worker/app/escrow-provider.ts";
import { person } from "../../support/group-buy-persons.ts";
import { CLOSES, DAY, HOUR, MINUTE, SECOND } from "../../support/group-buy-terms.ts";
import { bankStoreOf } from "../../support/platform/books.ts";
import { joinCommand } from "../../support/platform/commands.ts";
import { CALM, type AlarmLuck, type Luck, type Weather } from "../../support/platform/weather.ts";
import { World, type WorldOptions } from "../../support/platform/world.ts";

let world: World;
afterEach(() => {
  world.close();
});

function begin(options: WorldOptions = {}): World {
  world = new World({ seed: 7, ...options });
  world.trace.isKept = true;
  return world;
}

/** How many lines of the trace say this since `from`. */
function count(what: RegExp, from = 0): number {
  return world.trace.lines.slice(from).filter((line) => what.test(line)).length;
}

const PUNCTUAL: AlarmLuck = { lateMs: 0, isTwice: false, isLost: false };

describe("who waits", () => {
  test("M4: a deposit that nobody waits for any more goes back although its bank is examining it", async () => {
    begin();
    const id = await world.published();
    await world.bank(id).plantFault("open", "review", 1);
    await world.execute(id, person("Ada"), joinCommand(world, id));
    await world.rest();
    const [, leg] = world.state(id)?.legs.values() ?? [];
    expect(leg?.state).toBe("opening");
    await world.advance(20 * MINUTE); // The window to pay has passed.
    const [, record] = bankStoreOf(world, id)?.deposits() ?? [];
    expect(record).toMatchObject({ state: "released", underReview: true });
    expect(world.state(id)?.legs.get(leg?.id ?? "")).toMatchObject({ state: "released", pending: null });
  });

  test("a provider that is silent for ten days is asked some hundred times, and the watchdog does not ask every minute", async () => {
    let isSilent = false;
    const silent = { outcome: "unknown", cause: "timeout" } as const satisfies EscrowResult<never>;
    begin({
      wraps: {
        provider: (bank) => ({
          ...bank,
          release: async (...call) => (isSilent ? silent : bank.release(...call)),
          read: async (deposit) => (isSilent ? silent : bank.read(deposit)),
        }),
      },
    });
    const id = await world.published();
    isSilent = true;
    await world.advanceTo(CLOSES + HOUR); // Too few: the initiator's deposit goes back.
    const from = world.trace.lines.length;
    await world.advance(10 * DAY);
    expect(count(/provider before read/, from)).toBeLessThanOrEqual(11 * 24);
    expect(count(/call GroupBuy \S+ poke/, from)).toBeLessThanOrEqual(11 * 24);
    isSilent = false;
    await world.advance(2 * HOUR);
    expect([...(world.state(id)?.legs.values() ?? [])].map(({ state }) => state)).toEqual(["lapsed"]);
  });
});

describe("an alarm", () => {
  test("of a machine whose clock is behind rings once a second until it has caught up, in every kind of object", async () => {
    begin();
    const id = await world.published();
    world.weather = { ...CALM, skewMs: () => -60 * SECOND };
    const from = world.trace.lines.length;
    await world.bank(id).happen({ kind: "review_opened", depositId: depositOf(id) });
    await world.advance(HOUR);
    for (const kind of ["GroupBuy", "SandboxBank"])
      expect(count(new RegExp(`${kind} \\S+ alarm before`), from), kind).toBeLessThanOrEqual(75);
  });

  test("T5: that never rings costs a group-buy nothing but time: an event the directory could not be told comes within hours", async () => {
    begin();
    const id = await world.published();
    const [luck, alarm] = [{ d1: "lost-before" as Luck }, { ...PUNCTUAL, isLost: true }];
    world.weather = { ...CALM, d1: () => luck.d1, alarm: () => alarm } satisfies Weather;
    await world.execute(id, person("Ada"), joinCommand(world, id));
    await world.rest();
    expect(mirroredSeq(id)).toBeLessThan(world.state(id)?.seq ?? 0);
    luck.d1 = "good";
    await world.advance(2 * HOUR);
    expect(mirroredSeq(id)).toBe(world.state(id)?.seq);
  });
});

function depositOf(id: string): string {
  return bankStoreOf(world, id)?.deposits()[0]?.depositId ?? "";
}

function mirroredSeq(id: string): unknown {
  return world.catalogue.rows("SELECT applied_seq AS seq FROM inbox_heads WHERE source_id = ?", [id])[0]?.seq;
}
