import type { PersonCommand } from "../../../worker/core/group-buy/commands.ts";
import type { World } from "./world.ts";

type Join = Extract<PersonCommand, { type: "join" }>;

/** A join as somebody presses it who has read the terms as they are now. */
export function joinCommand(world: World, id: string, wishes: Partial<Omit<Join, "type">> = {}): Join {
  return {
    type: "join",
    quantity: 1,
    termsHash: world.state(id)?.termsHash ?? "",
    priceCeilingMinor: null,
    currency: "EUR",
    deliverByMs: null,
    country: "DE",
    waitlist: true,
    instrument: "sandbox:ok",
    armedLegId: null,
    ...wishes,
  };
}
