import { newCommandId } from "#lib/chance.ts";
import { sortOf } from "#lib/compare/compare-view.ts";
import { choose, vote } from "#lib/server/choice.ts";
import { requireCaller, useCases, valueOf } from "#lib/server/platform.ts";
import type { Actions, PageServerLoad } from "./$types";

export const load: PageServerLoad = async (event) => {
  const caller = requireCaller(event);
  const { groupBuys } = useCases(event);
  const [groupBuy, comparison] = await Promise.all([
    groupBuys.view(event.params.id, caller),
    groupBuys.comparison(caller, event.params.id),
  ]);
  return {
    groupBuy: valueOf(groupBuy),
    comparison: valueOf(comparison),
    sort: sortOf(event.url.searchParams.get("sort")),
    commandId: newCommandId(),
  };
};

export const actions: Actions = {
  choose: (event) => choose(event, `/g/${event.params.id}`),

  vote: (event) => vote(event, `/g/${event.params.id}/offers`),
};
