import type { CardQuery } from "../../worker/app/app.ts";
import type { GroupBuyCard } from "../../worker/contract/group-buy.ts";
import { nowMs, useCases, valueOf } from "#lib/server/platform.ts";
import type { PageServerLoad } from "./$types";

const SORTS = ["closing", "nearly", "newest"] as const;
const PAGE_SIZE = 24;
/** Where nothing ran for a while, group-buys are listed until their objects wake: so many are looked past. */
const OVERDUE_AT_MOST = 20;

export const load: PageServerLoad = async (event) => {
  event.depends("onebell:start");
  const { searchParams } = event.url;
  const wanted = searchParams.get("sort");
  const sort = SORTS.find((known) => known === wanted) ?? "closing";
  const filters = Object.fromEntries(
    (["category", "currency", "country", "q"] as const)
      .map((name) => [name, searchParams.get(name)?.trim() ?? ""] as const)
      .filter(([, value]) => value !== ""),
  );
  const query: CardQuery = { sort, limit: PAGE_SIZE, ...filters };
  const { q: _, ...withoutWords } = query;
  const { groupBuys, alive } = useCases(event);
  const list = async () => {
    const found = await groupBuys.cards(withCursor(query, searchParams.get("cursor")));
    const isSearchAway = !found.ok && found.error.slug === "dependency-unavailable" && query.q !== undefined;
    return { isSearchAway, found: isSearchAway ? await groupBuys.cards(withoutWords) : found };
  };
  const look = () =>
    Promise.all([list(), groupBuys.cards({ sort: "closing", limit: OVERDUE_AT_MOST }), groupBuys.justClosed(1)]);
  let [first, soonest, closed] = await look();
  const nextBell = () => bellIn(soonest.ok ? soonest.value.items : [], nowMs(event));
  // In a demonstration somebody's visit may be what wakes it: then there is more to see than a moment ago.
  const bell = nextBell();
  if (await alive?.visited(bell && Date.parse(bell.closesAt))) [first, soonest, closed] = await look();
  const { isSearchAway } = first;
  const page = valueOf(first.found);
  return {
    cards: page.items,
    // The list without words has no place among those of a search.
    next: isSearchAway ? null : page.next,
    nextBell: nextBell(),
    justClosed: closed.ok ? (closed.value[0] ?? null) : null,
    sort,
    filters,
    /** Then the list is what there would be without words. */
    isSearchAway,
    sorts: SORTS,
    nowMs: nowMs(event),
    isFirstPage: !searchParams.has("cursor"),
  };
};

/** The first one that is still to ring. */
function bellIn(cards: readonly GroupBuyCard[], now: number): GroupBuyCard | null {
  return cards.find(({ closesAt }) => Date.parse(closesAt) > now) ?? null;
}

function withCursor(query: CardQuery, cursor: string | null): CardQuery {
  return cursor === null ? query : { ...query, cursor };
}
