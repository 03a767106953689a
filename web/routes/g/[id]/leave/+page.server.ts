import { redirect } from "@sveltejs/kit";
import { refuse } from "#lib/server/answers.ts";
import { newCommandId } from "#lib/chance.ts";
import { text } from "#lib/server/command.ts";
import { requireCaller, useCases, valueOf } from "#lib/server/platform.ts";
import { pressedBy } from "#lib/server/pressed.ts";
import type { Actions, PageServerLoad } from "./$types";

export const load: PageServerLoad = async (event) => ({
  groupBuy: valueOf(await useCases(event).groupBuys.view(event.params.id, requireCaller(event))),
  commandId: newCommandId(),
});

export const actions: Actions = {
  default: async (event) => {
    const form = await event.request.formData();
    const commandId = text(form, "commandId");
    const answer = await useCases(event).groupBuys.leave(pressedBy(event, form), event.params.id, { commandId });
    if (!answer.ok) return refuse(event, answer.error, { commandId });
    redirect(303, `/g/${event.params.id}`);
  },
};
