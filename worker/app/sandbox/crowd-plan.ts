import type { GroupBuyResource } from "../../contract/group-buy.ts";

/** Play buyers that one press brings. */
export const CROWD_MAXIMUM = 40;

export type CrowdWish = { readonly buyers: number } | { readonly until: "minimum" } | { readonly until: "full" };

type Wanted = Pick<GroupBuyResource, "quantity" | "perBuyerMaximum" | "packSize">;

/**
 * How many pieces each of them takes. Never more than are free, never more than one press may bring; `[]` where the goal
 * is reached already. Null: there is no end to fill it to.
 */
export function planCrowd({ quantity, perBuyerMaximum, packSize = 1 }: Wanted, wish: CrowdWish): number[] | null {
  const taken = quantity.verified + quantity.held;
  const free = quantity.maximum === null ? Infinity : Math.max(0, quantity.maximum - taken);
  if ("buyers" in wish) {
    const few = Array.from({ length: Math.min(wish.buyers, CROWD_MAXIMUM) }, (_, index) => (index % 2) + 1);
    return within(free, few, perBuyerMaximum);
  }
  if (wish.until === "full") return free === Infinity ? null : shared(free, perBuyerMaximum);
  // Whole packs count, so what is short of a pack is rounded up to one.
  const missing = Math.max(0, quantity.minimum - taken);
  return shared(Math.min(free, Math.ceil(missing / packSize) * packSize), perBuyerMaximum);
}

/** About two each, more where more is needed so that one press does it. */
function shared(pieces: number, perBuyerMaximum: number): number[] {
  const buyers = Math.min(CROWD_MAXIMUM, Math.max(Math.ceil(pieces / 2), Math.ceil(pieces / perBuyerMaximum)));
  if (buyers === 0) return [];
  const each = Math.floor(pieces / buyers);
  const more = pieces % buyers;
  const wanted = Array.from({ length: buyers }, (_, index) => each + (index < more ? 1 : 0));
  return within(pieces, wanted, perBuyerMaximum);
}

function within(free: number, wanted: readonly number[], perBuyerMaximum: number): number[] {
  let left = free;
  return wanted.flatMap((pieces) => {
    const taken = Math.min(pieces, perBuyerMaximum, left);
    left -= taken;
    return taken > 0 ? [taken] : [];
  });
}
