import { error, redirect } from "@sveltejs/kit";
import { refuse } from "#lib/server/answers.ts";
import { newCommandId } from "#lib/chance.ts";
import { text } from "#lib/server/command.ts";
import { requireCaller, useCases, valueOf } from "#lib/server/platform.ts";
import type { Actions, PageServerLoad } from "./$types";

export const load: PageServerLoad = async (event) => {
  const groupBuy = valueOf(await useCases(event).groupBuys.view(event.params.id, requireCaller(event)));
  const proposal = groupBuy.me?.proposal;
  if (proposal === undefined) redirect(303, `/g/${groupBuy.id}`);
  return { groupBuy, proposal, commandId: newCommandId() };
};

export const actions: Actions = {
  default: async (event) => {
    const caller = requireCaller(event);
    const form = await event.request.formData();
    const answer = text(form, "answer");
    if (answer !== "accept" && answer !== "keep" && answer !== "leave") error(400);
    const commandId = text(form, "commandId");
    const answered = await useCases(event).groupBuys.answerProposal(caller, event.params.id, { answer, commandId });
    if (!answered.ok) return refuse(event, answered.error, {});
    redirect(303, `/g/${event.params.id}`);
  },
};
