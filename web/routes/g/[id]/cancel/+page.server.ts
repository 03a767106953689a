import { redirect } from "@sveltejs/kit";
import { refuse } from "#lib/server/answers.ts";
import { newCommandId } from "#lib/chance.ts";
import { text, typed } from "#lib/server/command.ts";
import { requireCaller, useCases, valueOf } from "#lib/server/platform.ts";
import type { Actions, PageServerLoad } from "./$types";

export const load: PageServerLoad = async (event) => ({
  groupBuy: valueOf(await useCases(event).groupBuys.view(event.params.id, requireCaller(event))),
  commandId: newCommandId(),
});

export const actions: Actions = {
  default: async (event) => {
    const caller = requireCaller(event);
    const form = await event.request.formData();
    const answer = await useCases(event).groupBuys.cancel(caller, event.params.id, {
      commandId: text(form, "commandId"),
      reason: text(form, "reason"),
    });
    if (!answer.ok) return refuse(event, answer.error, typed(form));
    redirect(303, `/g/${event.params.id}`);
  },
};
