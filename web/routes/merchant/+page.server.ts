import { redirect } from "@sveltejs/kit";
import { refuse } from "#lib/server/answers.ts";
import { text, typed } from "#lib/server/command.ts";
import { merchantOf } from "#lib/server/merchant.ts";
import { requireCaller, useCases } from "#lib/server/platform.ts";
import type { Actions, PageServerLoad } from "./$types";

export const load: PageServerLoad = async (event) => {
  if (event.locals.caller === null) return { merchant: null, isSignedIn: false };
  const { merchant } = await merchantOf(event);
  if (merchant?.state === "verified") redirect(303, "/merchant/demands");
  return { merchant, isSignedIn: true };
};

export const actions: Actions = {
  default: async (event) => {
    const caller = requireCaller(event);
    const form = await event.request.formData();
    const website = text(form, "website");
    const payoutAccount = text(form, "payoutAccount");
    const answer = await useCases(event).people.applyAsMerchant(caller, {
      name: text(form, "name"),
      country: text(form, "country"),
      registration: text(form, "registration"),
      ...(website !== "" && { website }),
      ...(payoutAccount !== "" && { payoutAccount }),
    });
    if (!answer.ok) return refuse(event, answer.error, typed(form));
    redirect(303, "/merchant");
  },
};
