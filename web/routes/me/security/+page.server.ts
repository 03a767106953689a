import { redirect } from "@sveltejs/kit";
import { refuse } from "#lib/server/answers.ts";
import { text } from "#lib/server/command.ts";
import { requireCaller, useCases, valueOf, type PageEvent } from "#lib/server/platform.ts";
import type { Problem } from "../../../../worker/contract/problems.ts";
import type { Result } from "../../../../worker/core/result.ts";
import type { Actions, PageServerLoad } from "./$types";

const HERE = "/me/security";

export const load: PageServerLoad = async (event) => {
  const caller = requireCaller(event);
  const { people } = useCases(event);
  const [passkeys, sessions] = await Promise.all([people.passkeys(caller), people.sessions(caller)]);
  return { passkeys: valueOf(passkeys), sessions: valueOf(sessions) };
};

export const actions: Actions = {
  rename: async (event) => {
    const form = await event.request.formData();
    const caller = requireCaller(event);
    return done(event, await useCases(event).people.renamePasskey(caller, text(form, "id"), text(form, "name")));
  },
  remove: async (event) => {
    const form = await event.request.formData();
    return done(event, await useCases(event).people.removePasskey(requireCaller(event), text(form, "id")));
  },
  end: async (event) => {
    const form = await event.request.formData();
    return done(event, await useCases(event).people.endSession(requireCaller(event), text(form, "id")));
  },
  "end-others": async (event) => done(event, await useCases(event).people.endOtherSessions(requireCaller(event))),
};

/** Whoever has not shown for a while that it is them does so first, and comes back here. */
function done(event: PageEvent, answer: Result<unknown, Problem>) {
  if (answer.ok) redirect(303, HERE);
  if (answer.error.slug === "sign-in-stale") redirect(303, `/sign-in/again?to=${HERE}`);
  return refuse(event, answer.error, {});
}
