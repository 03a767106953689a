/** What the bank does by itself, and what the objects make of it, on the simulated platform. Each was a seed that did not hold. */
import { afterEach, describe, expect, test } from "vitest";
import { person } from "../../support/group-buy-persons.ts";
import { HOUR, MINUTE } from "../../support/group-buy-terms.ts";
import { joinCommand } from "../../support/platform/commands.ts";
import { World } from "../../support/platform/world.ts";
import type { Leg } from "../../../worker/core/group-buy/state/leg.ts";
import { assert } from "../../../worker/core/result.ts";

let world: World;
afterEach(() => {
  world.close();
});

describe("ADR 0038: what happened at the bank is told, whoever dies", () => {
  test("a branch that falls before it has told anybody tells it when it wakes", async () => {
    world = new World({ seed: 11 });
    const id = await world.published({ provider: { canAuthorize: false } });
    await world.execute(id, person("Ada"), joinCommand(world, id), "join-Ada");
    await world.rest();
    const leg = legOf(id, "Ada");
    let isKilled = false;
    world.at = ({ object, port, phase }) => {
      if (isKilled || object !== `SandboxBank ${id}` || port !== "commit" || phase !== "after") return "go";
      isKilled = true;
      return "kill";
    };
    await expect(world.bank(id).happen({ kind: "dispute_opened", depositId: leg.id })).rejects.toThrow();
    expect(isKilled).toBe(true);
    expect(legOf(id, "Ada").chargebacks ?? []).toEqual([]);
    await world.advance(2 * MINUTE);
    expect(legOf(id, "Ada").chargebacks).toMatchObject([{ state: "open" }]);
    expect(world.books().clearingMinor("EUR")).toBe(world.books().bankMinor("EUR"));
  });

  test("a refund that bounces is told of, also where whoever found it died with it and its key says that it went", async () => {
    world = new World({ seed: 13 });
    const id = await world.published({ provider: { canAuthorize: false } });
    await world.execute(id, person("Ada"), joinCommand(world, id), "join-Ada");
    await world.rest();
    await world.bank(id).plantFault("refund", "refund-bounces", 1);
    await world.execute(id, person("Ada"), { type: "leave" }, "leave-Ada");
    await world.advance(MINUTE);
    const leg = legOf(id, "Ada");
    expect(leg).toMatchObject({ state: "refunded", attempt: 1 });
    await world.bank(id).find({ groupBuyId: id, refundId: `${leg.id}.1` }); // Somebody looked, and fell.
    await world.advance(2 * MINUTE);
    expect(legOf(id, "Ada")).toMatchObject({ state: "refunded", attempt: 2, pending: null });
    expect(world.books().clearingMinor("EUR")).toBe(world.books().bankMinor("EUR"));
  });

  test("H11: a refund that came back and was called back before anybody looked is nobody's loss but its payer's own", async () => {
    world = new World({ seed: 12, wraps: { post: () => async () => true } }); // Notifications get lost: only the sweep finds it.
    const id = await world.published({ provider: { canAuthorize: false } });
    await world.execute(id, person("Ada"), joinCommand(world, id), "join-Ada");
    await world.execute(id, person("Ada"), { type: "leave" }, "leave-Ada");
    await world.advance(MINUTE);
    const leg = legOf(id, "Ada");
    expect(leg.state).toBe("refunded");
    await world.bank(id).happen({ kind: "refund_returned", refundId: `${leg.id}.1` });
    await world.bank(id).happen({ kind: "dispute_opened", depositId: leg.id });
    await world.bank(id).happen({ kind: "dispute_lost", depositId: leg.id });
    await world.advance(3 * HOUR);
    expect(legOf(id, "Ada")).toMatchObject({ state: "charged_back", pending: null });
    expect(world.books().clearingMinor("EUR")).toBe(world.books().bankMinor("EUR"));
    expect(world.books().journals.flatMap(({ entries }) => entries.map(({ account }) => account))).not.toContain(
      "plat:dispute_loss",
    );
  });
});

describe("H11: nobody who is owed waits for what a bank has taken of another", () => {
  test.each(["go", "kill", "kill-lost"] as const)(
    "the platform's own money goes in once and the refund leaves, whatever becomes of the object meanwhile (%s)",
    async (fate) => {
      world = new World({ seed: 14 });
      const id = await world.published({ provider: { canAuthorize: false } });
      for (const name of ["Ada", "Bob"])
        await world.execute(id, person(name), joinCommand(world, id, { quantity: 3 }), `join-${name}`);
      await world.execute(id, person("Ada"), { type: "leave" }, "leave-Ada");
      await world.advance(MINUTE);
      // Her refund had arrived, and her bank takes as much again of what is the others'.
      const ada = legOf(id, "Ada");
      await world.bank(id).happen({ kind: "cost", refId: "fine", amountMinor: 400, currency: "EUR" });
      expect(ada.state).toBe("refunded");
      let isKilled = false;
      world.at = ({ port, phase, what }) => {
        if (isKilled || port !== "provider" || phase !== "after" || !what.startsWith("top-up")) return "go";
        isKilled = true;
        return fate;
      };
      await world.execute(id, person("Bob"), { type: "leave" }, "leave-Bob");
      await world.advance(HOUR);
      expect(isKilled).toBe(true);
      expect(legOf(id, "Bob")).toMatchObject({ state: "refunded", pending: null, toppedUp: 1 });
      const lines = world.books().statements.get(id) ?? [];
      expect(lines.filter(({ kind }) => kind === "top_up").map(({ amountMinor }) => amountMinor)).toEqual([200]);
      const booked = world.books().journals.filter(({ kind }) => kind === "topped_up");
      expect(booked.map(({ refId }) => refId)).toEqual([`${legOf(id, "Bob").id}_t1`]);
    },
  );
});

/** The first payment of somebody. */
function legOf(id: string, name: string): Leg {
  const leg = [...(world.state(id)?.legs.values() ?? [])].find(({ personId }) => personId === person(name).personId);
  assert(leg, `${name} has paid`);
  return leg;
}
