import { redirect } from "@sveltejs/kit";
import { refuse } from "#lib/server/answers.ts";
import { newCommandId } from "#lib/chance.ts";
import { text, typed } from "#lib/server/command.ts";
import { draftOf } from "#lib/server/draft.ts";
import { requireCaller, useCases } from "#lib/server/platform.ts";
import type { Actions, PageServerLoad } from "./$types";

export const load: PageServerLoad = async (event) => ({ draft: await draftOf(event), commandId: newCommandId() });

export const actions: Actions = {
  /** Pays the deposit. It appears for everybody when the deposit is verified; until then the page of the draft says so. */
  publish: async (event) => {
    const caller = requireCaller(event);
    const draft = await draftOf(event);
    const form = await event.request.formData();
    const answer = await useCases(event).groupBuys.submit(caller, draft.id, {
      commandId: text(form, "commandId"),
      instrument: text(form, "instrument"),
    });
    if (!answer.ok) return refuse(event, answer.error, typed(form));
    redirect(303, `/g/${draft.id}`);
  },

  discard: async (event) => {
    const caller = requireCaller(event);
    const draft = await draftOf(event);
    const answer = await useCases(event).groupBuys.discard(caller, draft.id, draft.version);
    if (!answer.ok) return refuse(event, answer.error, {});
    redirect(303, "/me?show=started");
  },
};
