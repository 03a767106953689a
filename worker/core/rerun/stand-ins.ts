import type { GroupBuyEvent } from "../group-buy/events.ts";
import { pseudonymOf } from "../group-buy/money/money-steps.ts";
import type { Leg } from "../group-buy/state/leg.ts";
import type { GroupBuy } from "../group-buy/state/state.ts";

/**
 * A public log names nobody's seat and nobody's payment; it says by which entry each began (`about`). Here are names of our
 * own for them, and the way from that number back to the payments that began there.
 */
export class StandIns {
  #count = 0;
  readonly #legs = new Map<number, string[]>();

  /** A name that nobody else has. */
  readonly newId = (prefix: string): string => `${prefix}${(this.#count += 1)}`;

  /** Remembers what an entry has begun. */
  note(event: GroupBuyEvent): void {
    const { legId, leg, shares } = event.sealed as Beginning; // Whichever it has.
    const legIds = [...(leg ? [leg.legId] : []), ...(shares ?? []).map((share) => share.legId)];
    if (legIds.length > 0 && legIds[0] !== legId) this.#legs.set(event.seq, legIds);
  }

  /** One entry may begin several payments, each to somebody else: whose it is tells them apart. */
  leg(groupBuy: GroupBuy, seq: number | undefined, actor: string | null): Leg | null {
    const legs = (this.#legs.get(seq ?? 0) ?? []).flatMap((id) => groupBuy.legs.get(id) ?? []);
    return legs.length < 2 ? (legs[0] ?? null) : (legs.find((leg) => pseudonymOf(groupBuy, leg) === actor) ?? null);
  }
}

interface Beginning {
  readonly legId?: string;
  readonly leg?: { readonly legId: string } | null;
  readonly shares?: readonly { readonly legId: string }[];
}
