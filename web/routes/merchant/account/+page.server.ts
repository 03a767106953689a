import { redirect } from "@sveltejs/kit";
import { FRESH_SIGN_IN_MS } from "../../../../worker/contract/people.ts";
import { refuse } from "#lib/server/answers.ts";
import { text, typed } from "#lib/server/command.ts";
import { merchantOf } from "#lib/server/merchant.ts";
import { nowMs, requireCaller, useCases, valueOf } from "#lib/server/platform.ts";
import type { Actions, PageServerLoad } from "./$types";

export const load: PageServerLoad = async (event) => {
  const { caller, merchant } = await merchantOf(event);
  if (merchant === null) redirect(303, "/merchant");
  const sessions = valueOf(await useCases(event).people.sessions(caller));
  const session = sessions.find(({ isCurrent }) => isCurrent);
  return {
    merchant,
    email: caller.email,
    isFresh: session !== undefined && nowMs(event) - Date.parse(session.provenAt) < FRESH_SIGN_IN_MS,
    isSaved: event.url.searchParams.has("saved"),
  };
};

export const actions: Actions = {
  default: async (event) => {
    const caller = requireCaller(event);
    const form = await event.request.formData();
    const answer = await useCases(event).merchants.setPayoutAccount(caller, { account: text(form, "account") });
    if (!answer.ok) return refuse(event, answer.error, typed(form));
    redirect(303, "/merchant/account?saved");
  },
};
