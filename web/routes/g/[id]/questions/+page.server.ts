import { redirect } from "@sveltejs/kit";
import { mayBeAsked } from "../../../../../worker/core/community/questions.ts";
import { newCommandId } from "#lib/chance.ts";
import { refuse } from "#lib/server/answers.ts";
import { text } from "#lib/server/command.ts";
import { requireCaller, useCases, valueOf } from "#lib/server/platform.ts";
import { publicGroupBuy } from "#lib/server/share.ts";
import type { Actions, PageServerLoad } from "./$types";

export const load: PageServerLoad = async (event) => {
  const { id, title, state, initiator } = await publicGroupBuy(event);
  const cursor = event.url.searchParams.get("cursor");
  const { caller } = event.locals;
  const app = useCases(event);
  const page = valueOf(await app.questions.list(id, caller, cursor === null ? {} : { cursor }));
  const mine = caller === null ? null : valueOf(await app.groupBuys.view(id, caller)).me?.membership;
  return {
    groupBuy: { id, title, initiator },
    isInitiator: mine?.isInitiator === true,
    mayBeAsked: mayBeAsked(state),
    questions: page.items.map((question) => ({ ...question, commandId: newCommandId() })),
    next: page.next,
    commandId: newCommandId(),
  };
};

export const actions: Actions = {
  ask: async (event) => {
    const caller = requireCaller(event);
    const form = await event.request.formData();
    const typed = text(form, "text");
    const answer = await useCases(event).questions.ask(caller, event.params.id, {
      text: typed,
      commandId: text(form, "commandId"),
    });
    if (!answer.ok) return refuse(event, answer.error, { about: "", text: typed });
    redirect(303, `/g/${event.params.id}/questions#${answer.value.id}`);
  },

  answer: async (event) => {
    const caller = requireCaller(event);
    const form = await event.request.formData();
    const [about, typed] = [text(form, "questionId"), text(form, "text")];
    const answer = await useCases(event).questions.answer(caller, event.params.id, about, {
      text: typed,
      commandId: text(form, "commandId"),
    });
    if (!answer.ok) return refuse(event, answer.error, { about, text: typed });
    redirect(303, `/g/${event.params.id}/questions#${about}`);
  },
};
