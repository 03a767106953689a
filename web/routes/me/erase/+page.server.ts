import { redirect } from "@sveltejs/kit";
import { FRESH_SIGN_IN_MS } from "../../../../worker/contract/people.ts";
import { refuse } from "#lib/server/answers.ts";
import { text, typed, whole } from "#lib/server/command.ts";
import { nowMs, requireCaller, useCases, valueOf } from "#lib/server/platform.ts";
import { clearSession } from "#lib/server/session.ts";
import type { Actions, PageServerLoad } from "./$types";

export const load: PageServerLoad = async (event) => {
  if (event.url.searchParams.has("done") && event.locals.caller === null) return { isDone: true } as const;
  const caller = requireCaller(event);
  const { people, personal } = useCases(event);
  const [outlook, sessions] = await Promise.all([personal.outlook(caller), people.sessions(caller)]);
  const session = valueOf(sessions).find(({ isCurrent }) => isCurrent);
  return {
    isDone: false,
    ...valueOf(outlook),
    email: caller.email,
    isFresh: session !== undefined && nowMs(event) - Date.parse(session.provenAt) < FRESH_SIGN_IN_MS,
  } as const;
};

export const actions: Actions = {
  default: async (event) => {
    const caller = requireCaller(event);
    const form = await event.request.formData();
    const answer = await useCases(event).personal.erase(caller, whole(form, "version"), {
      confirm: text(form, "confirm"),
      commandId: `erase ${caller.personId}`,
    });
    if (!answer.ok) return refuse(event, answer.error, typed(form));
    clearSession(event.cookies);
    redirect(303, "/me/erase?done");
  },
};
