import { nowMs, requireCaller, useCases, valueOf } from "#lib/server/platform.ts";
import type { MyGroupBuy } from "../../../worker/app/app.ts";
import type { PageServerLoad } from "./$types";

const SEGMENTS = ["running", "delivery", "closed", "started"] as const;
type Segment = (typeof SEGMENTS)[number];

export const load: PageServerLoad = async (event) => {
  const caller = requireCaller(event);
  const { groupBuys, notices, reviews } = useCases(event);
  const [found, unread] = await Promise.all([groupBuys.mine(caller), notices.unread(caller)]);
  const mine = valueOf(found);
  const reviewable = mine.filter(({ groupBuy }) => groupBuy.me?.reviewable !== undefined);
  const written = await reviews.mine(
    caller,
    reviewable.map(({ groupBuy }) => groupBuy.id),
  );
  const wanted = event.url.searchParams.get("show");
  const segment = SEGMENTS.find((known) => known === wanted) ?? "running";
  return {
    segment,
    segments: SEGMENTS.map((name) => ({ name, count: mine.filter((one) => isIn(one, name)).length })),
    asked: mine.filter(({ groupBuy }) => groupBuy.asked.length > 0),
    reviewable: reviewable.filter(({ groupBuy }) => !written.some(({ groupBuyId }) => groupBuyId === groupBuy.id)),
    shown: mine.filter((one) => isIn(one, segment)).toSorted(byNextMoment),
    unread: unread.ok ? unread.value : 0,
    nowMs: nowMs(event),
  };
};

const RUNNING = new Set<string>(["draft", "awaiting_deposit", "in_review", "open", "suspended", "closing"]);
const DELIVERY = new Set<string>(["selecting", "reconsent", "confirming", "collecting", "fulfilling"]);

function isIn({ groupBuy, isInitiator }: MyGroupBuy, segment: Segment): boolean {
  if (segment === "started") return isInitiator;
  if (segment === "running") return RUNNING.has(groupBuy.state);
  if (segment === "delivery") return DELIVERY.has(groupBuy.state);
  return !RUNNING.has(groupBuy.state) && !DELIVERY.has(groupBuy.state);
}

/** The next moment that concerns this person comes first. */
function byNextMoment(a: MyGroupBuy, b: MyGroupBuy): number {
  return momentOf(a) - momentOf(b);
}

function momentOf({ groupBuy }: MyGroupBuy): number {
  const asked = groupBuy.asked.map(({ until }) => (until === undefined ? Infinity : Date.parse(until)));
  return Math.min(Date.parse(groupBuy.closesAt), ...asked);
}
