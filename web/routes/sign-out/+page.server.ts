import { redirect } from "@sveltejs/kit";
import { useCases } from "#lib/server/platform.ts";
import { clearSession } from "#lib/server/session.ts";
import type { Actions, PageServerLoad } from "./$types";

export const load: PageServerLoad = () => redirect(303, "/me/settings");

export const actions: Actions = {
  default: async (event) => {
    if (event.locals.caller !== null) await useCases(event).people.signOut(event.locals.caller);
    clearSession(event.cookies);
    redirect(303, "/");
  },
};
