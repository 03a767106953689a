/** What a start of the site lacks, given what is open. Pure: the runner has the clock and the network. */
import type { GroupBuyCard } from "../../worker/contract/group-buy.ts";
import type { SeedGroupBuy, SeedPlan } from "./load.ts";

const OPEN_MINIMUM = 10;
const SOON_MS = 180_000;
/** A bell that is about to ring while the page loads shows nothing. */
const TOO_SOON_MS = 30_000;
/** Consecutive starts show different bells. */
const TURN_MS = 60_000;

type OpenCard = Pick<GroupBuyCard, "title" | "closesAt">;

/** The group-buys of the next generation: all that are not open, once fewer than ten are. Nothing stands there twice. */
export function missingFrom({ groupBuys }: SeedPlan, open: readonly OpenCard[]): readonly SeedGroupBuy[] {
  if (open.length >= OPEN_MINIMUM) return [];
  const standing = new Set(open.map(({ title }) => title));
  return groupBuys.filter(({ body }) => !standing.has(body.title));
}

/** Whether a bell rings soon enough to wait for it. */
export function isSoon({ closesAt }: OpenCard, nowMs: number): boolean {
  const leftMs = Date.parse(closesAt) - nowMs;
  return leftMs > TOO_SOON_MS && leftMs <= SOON_MS;
}

/** One with an offer that stands nowhere else: those in `played` are never left open. Null if all of them are all the same. */
export function chooseSoon(
  { groupBuys }: SeedPlan,
  open: readonly OpenCard[],
  played: readonly string[],
  nowMs: number,
): SeedGroupBuy | null {
  const standing = new Set(open.map(({ title }) => title));
  const free = groupBuys.filter(
    ({ key, body, offers }) => played.includes(key) && offers.length > 0 && !standing.has(body.title),
  );
  return free[Math.floor(nowMs / TURN_MS) % free.length] ?? null;
}
