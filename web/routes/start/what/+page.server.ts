import { redirect } from "@sveltejs/kit";
import { CATEGORY_CODES } from "../../../../worker/contract/categories.ts";
import { refuse } from "#lib/server/answers.ts";
import { text, typed } from "#lib/server/command.ts";
import { changeDraft, draftOf, freshTerms } from "#lib/server/draft.ts";
import { nowMs, requireCaller, useCases } from "#lib/server/platform.ts";
import type { Actions, PageServerLoad } from "./$types";

export const load: PageServerLoad = async (event) => {
  if (event.locals.caller === null) redirect(303, "/start");
  const draft = event.url.searchParams.has("draft") ? await draftOf(event) : null;
  return { draft, categories: CATEGORY_CODES };
};

export const actions: Actions = {
  default: async (event) => {
    const caller = requireCaller(event);
    const form = await event.request.formData();
    const patch = {
      title: text(form, "title"),
      description: text(form, "description"),
      kind: text(form, "kind") === "service" ? ("service" as const) : ("good" as const),
      category: text(form, "category"),
    };
    // Only things come in packs.
    const unpacked = patch.kind === "service" ? { ...patch, packSize: null } : patch;
    if (event.url.searchParams.has("draft")) return changeDraft(event, unpacked, "how-many", typed(form));
    const fresh = freshTerms(caller, event.locals.country, nowMs(event));
    const answer = await useCases(event).groupBuys.create(caller, { ...fresh, ...patch });
    if (!answer.ok) return refuse(event, answer.error, typed(form));
    redirect(303, `/start/how-many?draft=${answer.value.id}`);
  },
};
