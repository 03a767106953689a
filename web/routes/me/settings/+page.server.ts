import { redirect } from "@sveltejs/kit";
import { languageChoices } from "#lib/i18n/languages.ts";
import { LOCALES } from "#lib/i18n/load.ts";
import { LOCALE_COOKIE, PREFERENCE_COOKIE } from "#lib/server/preferences.ts";
import { refuse } from "#lib/server/answers.ts";
import { text, typed, whole } from "#lib/server/command.ts";
import { requireCaller, useCases, valueOf } from "#lib/server/platform.ts";
import type { Actions, PageServerLoad } from "./$types";

export const load: PageServerLoad = async (event) => {
  const caller = requireCaller(event);
  const { people, notices, interests } = useCases(event);
  const [me, choices, telling, block] = await Promise.all([
    people.me(caller),
    notices.choices(caller),
    interests.choices(caller),
    notices.mailBlock(caller),
  ]);
  return {
    me: valueOf(me),
    choices: valueOf(choices),
    telling: caller.merchantId === null ? null : valueOf(telling),
    block: valueOf(block),
    languages: languageChoices(LOCALES),
    zones: zonesWith("UTC", valueOf(me).zone, event.locals.zone),
    isSaved: event.url.searchParams.has("saved"),
    isWrittenAgain: event.url.searchParams.has("again"),
  };
};

export const actions: Actions = {
  default: async (event) => {
    const caller = requireCaller(event);
    const form = await event.request.formData();
    const patch = Object.fromEntries(
      ["name", "locale", "zone", "country", "currency"]
        .map((name) => [name, text(form, name)] as const)
        .filter(([, value]) => value !== ""),
    );
    const answer = await useCases(event).people.changeMe(caller, whole(form, "version"), patch);
    if (!answer.ok) return refuse(event, answer.error, typed(form));
    if (patch["locale"] !== undefined) event.cookies.set(LOCALE_COOKIE, patch["locale"], PREFERENCE_COOKIE);
    if (patch["zone"] !== undefined) event.cookies.set("zone", patch["zone"], PREFERENCE_COOKIE);
    redirect(303, "/me/settings?saved");
  },
};

/** The list of the platform leaves out names that mean the same, UTC among them; what somebody has must not change by itself. */
function zonesWith(...held: readonly string[]): string[] {
  return [...new Set([...Intl.supportedValuesOf("timeZone"), ...held])].sort();
}
