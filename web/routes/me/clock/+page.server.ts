import { redirect } from "@sveltejs/kit";
import { CALM_COOKIE, isCalm } from "#lib/clock/setting.ts";
import { PREFERENCE_COOKIE } from "#lib/server/preferences.ts";
import { text } from "#lib/server/command.ts";
import type { Actions, PageServerLoad } from "./$types";

export const load: PageServerLoad = () => redirect(303, "/me/settings");

export const actions: Actions = {
  /** The clock setting of this device; back to where it was changed. */
  default: async ({ request, cookies, url }) => {
    const calm = text(await request.formData(), "calm");
    if (isCalm(calm)) cookies.set(CALM_COOKIE, calm, PREFERENCE_COOKIE);
    const from = request.headers.get("referer");
    const back = from === null ? null : URL.parse(from);
    redirect(303, back !== null && back.origin === url.origin ? back.pathname + back.search : "/");
  },
};
