import { redirect } from "@sveltejs/kit";
import { newCommandId } from "#lib/chance.ts";
import { sortOf } from "#lib/compare/compare-view.ts";
import { refuse } from "#lib/server/answers.ts";
import { text, whole } from "#lib/server/command.ts";
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
  /** The initiator takes the offer in the version that they saw (G14). */
  choose: async (event) => {
    const caller = requireCaller(event);
    const form = await event.request.formData();
    const answer = await useCases(event).groupBuys.pick(caller, event.params.id, {
      offerId: text(form, "offerId"),
      version: whole(form, "version"),
      commandId: text(form, "commandId"),
    });
    if (!answer.ok) return refuse(event, answer.error, {});
    redirect(303, `/g/${event.params.id}`);
  },

  /** The last word counts and the same word twice is one, so each press is a command of its own. */
  vote: async (event) => {
    const caller = requireCaller(event);
    const offerId = text(await event.request.formData(), "offerId");
    const answer = await useCases(event).groupBuys.vote(caller, event.params.id, {
      offerId,
      commandId: newCommandId(),
    });
    if (!answer.ok) return refuse(event, answer.error, {});
    redirect(303, `/g/${event.params.id}/offers`);
  },
};
