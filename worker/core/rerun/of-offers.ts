import type { Scene } from "./reading.ts";

const OF_OFFERS: ReadonlySet<string> = new Set([
  ...["offer_received", "offer_refused", "offer_window_extended", "offer_withdrawn", "offer_expired"],
  ...["bond_opened", "voted"],
]);

/**
 * What merchants offer is sealed, and nothing up to the count rests on it: such entries, and the money of merchants' bonds,
 * have their place and their stamps, and are not decided again.
 */
export function ofOffers({ leaf, foresight }: Scene): boolean {
  return OF_OFFERS.has(leaf.type) || foresight.isOfBond(leaf.about?.leg);
}
