import { redirect } from "@sveltejs/kit";
import { CATEGORY_CODES, CATEGORY_LANGUAGES } from "../../../../../worker/contract/categories.ts";
import { newCommandId } from "#lib/chance.ts";
import { languageChoices } from "#lib/i18n/languages.ts";
import { refuse, refuseField } from "#lib/server/answers.ts";
import { text } from "#lib/server/command.ts";
import { interestIn, interestOfSearch } from "#lib/server/interest.ts";
import { requireMerchant } from "#lib/server/merchant.ts";
import { useCases } from "#lib/server/platform.ts";
import type { Actions, PageServerLoad } from "./$types";

/** Begins with what was searched for, and what it would find. */
export const load: PageServerLoad = async (event) => {
  const caller = await requireMerchant(event);
  const interest = interestOfSearch(event.url.searchParams);
  const isEmpty = interest.words === "" && interest.categories?.length === 0;
  const preview = isEmpty ? null : await useCases(event).interests.preview(caller, interest);
  return {
    interest,
    preview: preview?.ok === true ? preview.value : null,
    categories: CATEGORY_CODES,
    languages: languageChoices(CATEGORY_LANGUAGES),
    commandId: newCommandId(),
  };
};

export const actions: Actions = {
  preview: async (event) => {
    const caller = await requireMerchant(event);
    const { input, fault } = interestIn(await event.request.formData());
    if (fault !== null) return refuseField(event, "amount-out-of-range", fault, { input });
    const answer = await useCases(event).interests.preview(caller, input);
    return answer.ok ? { values: { input }, preview: answer.value } : refuse(event, answer.error, { input });
  },

  save: async (event) => {
    const caller = await requireMerchant(event);
    const form = await event.request.formData();
    const { input, fault } = interestIn(form);
    if (fault !== null) return refuseField(event, "amount-out-of-range", fault, { input });
    const commandId = `interest ${caller.personId} ${text(form, "commandId")}`;
    const answer = await useCases(event).interests.create(caller, { ...input, commandId });
    if (!answer.ok) return refuse(event, answer.error, { input });
    redirect(303, `/merchant/interests/${answer.value.id}?saved`);
  },
};
