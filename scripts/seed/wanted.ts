/** What a start of the site lacks, given what is open. Pure: the runner has the clock and the network. */
import type { GroupBuyCard } from "../../worker/contract/group-buy.ts";
import type { SeedGroupBuy, SeedPlan } from "./load.ts";

const OPEN_MINIMUM = 10;

type OpenCard = Pick<GroupBuyCard, "title" | "closesAt">;

/** The group-buys of the next generation: all that are not open, once fewer than ten are. Nothing stands there twice. */
export function missingFrom({ groupBuys }: SeedPlan, open: readonly OpenCard[]): readonly SeedGroupBuy[] {
  if (open.length >= OPEN_MINIMUM) return [];
  const standing = new Set(open.map(({ title }) => title));
  return groupBuys.filter(({ body }) => !standing.has(body.title));
}
