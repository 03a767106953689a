import { afterEach, expect, test } from "vitest";
import { isFinal } from "../../../worker/core/group-buy/state/state.ts";
import { person } from "../../support/group-buy-persons.ts";
import { DAY, HOUR, START } from "../../support/group-buy-terms.ts";
import { joinCommand } from "../../support/platform/commands.ts";
import { paidFor, shipped } from "../../support/platform/trade.ts";
import { World } from "../../support/platform/world.ts";

let world: World;
afterEach(() => {
  world.close();
});

test("the real objects live a whole life on the simulated platform, and all books agree", async () => {
  world = new World({ seed: 7 });
  const id = await paidFor(world);
  expect(world.state(id)?.verifiedQuantity).toBe(14);
  expect(world.state(id)?.state).toBe("fulfilling");
  await shipped(world, id);
  await world.advanceTo(START + 200 * DAY);
  const state = world.state(id);
  expect(state && [state.state, isFinal(state.state)]).toEqual(["settled", true]);
  const books = world.books();
  expect(books.violations).toEqual([]);
  expect(world.faults).toEqual([]);
  expect(books.clearingMinor("EUR")).toBe(books.bankMinor("EUR"));
  expect(books.mirrored.get(id)).toHaveLength(world.store(id).journals(0, 1_000_000).length);
});

test("a seed tells everything: the same is done, the same happens, line by line", async () => {
  const digests: string[] = [];
  for (const seed of [3, 3, 4]) {
    world = new World({ seed });
    const id = await world.published();
    await world.execute(id, person("Ada"), joinCommand(world, id), "once");
    await world.advance(DAY + HOUR);
    digests.push(world.trace.digest);
    world.close();
  }
  expect(digests[1]).toBe(digests[0]);
  expect(digests[2]).not.toBe(digests[0]);
});

test("killed before its answer has left: the join is made once, and its repeat is told the same", async () => {
  world = new World({ seed: 5 });
  const id = await world.published();
  let isKilled = false;
  world.at = ({ port, phase, what }) => {
    if (isKilled || port !== "reply" || phase !== "before" || what !== "execute") return "go";
    isKilled = true;
    return "kill";
  };
  await expect(world.execute(id, person("Ada"), joinCommand(world, id), "once")).rejects.toThrow("reset");
  const again = await world.execute(id, person("Ada"), joinCommand(world, id), "once");
  expect(again).toMatchObject({ ok: true, value: { isReplay: true, receipt: { accepted: true } } });
  await world.advance(HOUR);
  expect(world.state(id)?.verifiedQuantity).toBe(3);
  expect(world.books().violations).toEqual([]);
});
