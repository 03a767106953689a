import type { CardQuery } from "../../worker/app/app.ts";
import { nowMs, useCases, valueOf } from "#lib/server/platform.ts";
import type { PageServerLoad } from "./$types";

const SORTS = ["closing", "nearly", "newest"] as const;
const PAGE_SIZE = 24;

export const load: PageServerLoad = async (event) => {
  const { searchParams } = event.url;
  const wanted = searchParams.get("sort");
  const sort = SORTS.find((known) => known === wanted) ?? "closing";
  const filters = Object.fromEntries(
    (["category", "currency", "country", "q"] as const)
      .map((name) => [name, searchParams.get(name)?.trim() ?? ""] as const)
      .filter(([, value]) => value !== ""),
  );
  const query: CardQuery = { sort, limit: PAGE_SIZE, ...filters };
  const { groupBuys } = useCases(event);
  const [first, soonest] = await Promise.all([
    groupBuys.cards(withCursor(query, searchParams.get("cursor"))),
    groupBuys.cards({ sort: "closing", limit: 1 }),
  ]);
  const page = valueOf(first);
  return {
    cards: page.items,
    next: page.next,
    nextBell: soonest.ok ? (soonest.value.items[0] ?? null) : null,
    sort,
    filters,
    sorts: SORTS,
    nowMs: nowMs(event),
    isFirstPage: !searchParams.has("cursor"),
  };
};

function withCursor(query: CardQuery, cursor: string | null): CardQuery {
  return cursor === null ? query : { ...query, cursor };
}
