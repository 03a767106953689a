import { redirect } from "@sveltejs/kit";
import { refuse } from "#lib/server/answers.ts";
import { text } from "#lib/server/command.ts";
import { requireCaller, useCases } from "#lib/server/platform.ts";
import { safePath } from "#lib/server/session.ts";
import type { Actions, PageServerLoad } from "./$types";

const HERE = "/sign-in/operator";

/** Where operators come in: by the one-time link, whose secret the server sees when it is posted, and by passkey. */
export const load: PageServerLoad = async (event) => {
  const { caller } = event.locals;
  const to = safePath(event.url.searchParams.get("to") ?? "/operator");
  event.setHeaders({ "cache-control": "private, no-store", "referrer-policy": "no-referrer" });
  if (caller?.needsPasskey !== true) return { to, step: caller === null ? ("sign-in" as const) : ("claim" as const) };
  const passkeys = await useCases(event).people.passkeys(caller);
  return { to, step: passkeys.ok && passkeys.value.length > 0 ? ("use" as const) : ("first" as const) };
};

export const actions: Actions = {
  default: async (event) => {
    const caller = requireCaller(event);
    const typed = text(await event.request.formData(), "link");
    const answer = await useCases(event).people.claimOperator(caller, typed.slice(typed.lastIndexOf("#") + 1));
    if (answer.ok) redirect(303, HERE);
    return refuse(event, answer.error, {});
  },
};
