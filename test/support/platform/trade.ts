import { assert } from "../../../worker/core/result.ts";
import { INITIATOR, merchant, person } from "../group-buy-persons.ts";
import { CLOSES, HOUR, OFFER } from "../group-buy-terms.ts";
import { joinCommand } from "./commands.ts";
import type { World } from "./world.ts";

const BUYERS = ["Ada", "Bob", "Cem", "Dag"];

/** Published, filled, offered for, closed and paid: the merchant Mia owes goods to five buyers. Answers its id. */
export async function paidFor(world: World): Promise<string> {
  const id = await world.published();
  for (const name of BUYERS) {
    const reply = await world.execute(id, person(name), joinCommand(world, id, { quantity: 3 }), `join-${name}`);
    assert(reply.ok, `${name} may join`);
  }
  await world.rest();
  const offer = { type: "offer", currency: "EUR", body: OFFER, merchantName: "Mia Ltd", isVerified: true } as const;
  assert((await world.execute(id, merchant("Mia"), offer)).ok, "an offer may be made");
  const [{ id: offerId } = { id: "" }] = world.state(id)?.offers.values() ?? [];
  await world.execute(id, merchant("Mia"), { type: "pay_bond", offerId, instrument: "sandbox:ok" });
  await world.advanceTo(CLOSES + HOUR);
  for (const name of [INITIATOR, ...BUYERS]) {
    const address = { name, line1: "Main Street 1", city: "Springfield", country: "DE" };
    const paid = await world.execute(id, person(name), { type: "pay_balance", instrument: "sandbox:ok", address });
    assert(paid.ok, `${name} may pay`);
  }
  await world.rest();
  return id;
}

/** Everything is on its way; silence counts as receipt. */
export async function shipped(world: World, id: string): Promise<void> {
  for (const { id: memberId } of world.state(id)?.members.values() ?? []) {
    const ship = { type: "ship", memberId, shippedAtMs: null, carrier: "Post", tracking: "T-1" } as const;
    assert((await world.execute(id, merchant("Mia"), ship)).ok, "it may be sent");
  }
}
