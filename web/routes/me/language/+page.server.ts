import { redirect } from "@sveltejs/kit";
import { LOCALES } from "#lib/i18n/load.ts";
import { LOCALE_COOKIE, PREFERENCE_COOKIE } from "#lib/server/preferences.ts";
import { text } from "#lib/server/command.ts";
import { useCases } from "#lib/server/platform.ts";
import type { Actions, PageServerLoad } from "./$types";

export const load: PageServerLoad = () => redirect(303, "/me/settings");

export const actions: Actions = {
  /** The language of this device and, for who is signed in, of what is written to them; back to where it was changed. */
  default: async (event) => {
    const { request, cookies, url, locals } = event;
    const locale = text(await request.formData(), "locale");
    if (LOCALES.includes(locale)) {
      cookies.set(LOCALE_COOKIE, locale, PREFERENCE_COOKIE);
      if (locals.caller !== null && locals.caller.locale !== locale) {
        const { people } = useCases(event);
        const me = await people.me(locals.caller);
        // Where their settings are changed elsewhere at this moment the page is in the new language all the same.
        if (me.ok) await people.changeMe(locals.caller, me.value.version, { locale });
      }
    }
    const from = request.headers.get("referer");
    const back = from === null ? null : URL.parse(from);
    redirect(303, back !== null && back.origin === url.origin ? back.pathname + back.search : "/");
  },
};
