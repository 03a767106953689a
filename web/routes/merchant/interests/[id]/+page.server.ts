import { error, redirect } from "@sveltejs/kit";
import type { Interest, InterestInput } from "../../../../../worker/contract/interests.ts";
import { CATEGORY_CODES, CATEGORY_LANGUAGES } from "../../../../../worker/contract/categories.ts";
import { languageChoices } from "#lib/i18n/languages.ts";
import { refuse, refuseField } from "#lib/server/answers.ts";
import { whole } from "#lib/server/command.ts";
import { interestIn } from "#lib/server/interest.ts";
import { requireSeller } from "#lib/server/merchant.ts";
import { useCases, valueOf } from "#lib/server/platform.ts";
import type { Actions, PageServerLoad } from "./$types";

export const load: PageServerLoad = async (event) => {
  const caller = await requireSeller(event);
  const { interests } = useCases(event);
  const cursor = event.url.searchParams.get("cursor");
  const found = await interests.interest(caller, event.params.id);
  if (!found.ok) error(404);
  const interest = found.value;
  const demands = valueOf(await interests.demands(caller, interest.id, { ...(cursor !== null && { cursor }) }));
  return {
    interest,
    input: inputOf(interest),
    demands: demands.items,
    next: demands.next,
    categories: CATEGORY_CODES,
    languages: languageChoices(CATEGORY_LANGUAGES),
    isSaved: event.url.searchParams.has("saved"),
  };
};

export const actions: Actions = {
  preview: async (event) => {
    const caller = await requireSeller(event);
    const { input, fault } = interestIn(await event.request.formData());
    if (fault !== null) return refuseField(event, "amount-out-of-range", fault, { input });
    const answer = await useCases(event).interests.preview(caller, input);
    return answer.ok ? { values: { input }, preview: answer.value } : refuse(event, answer.error, { input });
  },

  save: async (event) => {
    const caller = await requireSeller(event);
    const form = await event.request.formData();
    const { input, fault } = interestIn(form);
    if (fault !== null) return refuseField(event, "amount-out-of-range", fault, { input });
    const answer = await useCases(event).interests.replace(caller, event.params.id, whole(form, "version"), input);
    if (!answer.ok) return refuse(event, answer.error, { input });
    redirect(303, `/merchant/interests/${event.params.id}?saved`);
  },

  remove: async (event) => {
    const caller = await requireSeller(event);
    const answer = await useCases(event).interests.remove(caller, event.params.id);
    if (!answer.ok) error(404);
    redirect(303, "/merchant/interests");
  },
};

/** What the form begins with. */
function inputOf({ name, words, categories, countries, languages, ...rest }: Interest): InterestInput {
  const { currency, priceMinimum, priceMaximum, quantityMinimum, quantityMaximum } = rest;
  return {
    name: name === words ? "" : name,
    words,
    categories,
    countries,
    languages,
    ...(currency !== null && { currency }),
    ...(priceMinimum !== null && { priceMinimum }),
    ...(priceMaximum !== null && { priceMaximum }),
    ...(quantityMinimum !== null && { quantityMinimum }),
    ...(quantityMaximum !== null && { quantityMaximum }),
  };
}
