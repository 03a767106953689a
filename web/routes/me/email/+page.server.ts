import { redirect } from "@sveltejs/kit";
import { FRESH_SIGN_IN_MS } from "../../../../worker/contract/people.ts";
import { refuse } from "#lib/server/answers.ts";
import { text } from "#lib/server/command.ts";
import { nowMs, requireCaller, useCases, valueOf } from "#lib/server/platform.ts";
import type { Actions, PageServerLoad } from "./$types";

export const load: PageServerLoad = async (event) => {
  const caller = requireCaller(event);
  const sessions = valueOf(await useCases(event).people.sessions(caller));
  const session = sessions.find(({ isCurrent }) => isCurrent);
  return {
    email: caller.email,
    isFresh: session !== undefined && nowMs(event) - Date.parse(session.provenAt) < FRESH_SIGN_IN_MS,
    isDone: event.url.searchParams.has("done"),
  };
};

export const actions: Actions = {
  send: async (event) => {
    const caller = requireCaller(event);
    const email = text(await event.request.formData(), "email");
    const answer = await useCases(event).people.askEmailChange(caller, { email });
    if (!answer.ok) return refuse(event, answer.error, { email, isSent: false });
    return { refusal: null, values: { email, isSent: true } };
  },

  change: async (event) => {
    const caller = requireCaller(event);
    const form = await event.request.formData();
    const email = text(form, "email");
    const answer = await useCases(event).people.changeEmail(caller, { email, code: text(form, "code") });
    if (!answer.ok) return refuse(event, answer.error, { email, isSent: true });
    redirect(303, "/me/email?done");
  },
};
