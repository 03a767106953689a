import { redirect } from "@sveltejs/kit";
import { refuse } from "#lib/server/answers.ts";
import { text } from "#lib/server/command.ts";
import { requireCaller, useCases } from "#lib/server/platform.ts";
import { safePath, setSession } from "#lib/server/session.ts";
import type { Actions, PageServerLoad } from "./$types";

export const load: PageServerLoad = async (event) => {
  const caller = requireCaller(event);
  const passkeys = await useCases(event).people.passkeys(caller);
  const hasPasskey = passkeys.ok && passkeys.value.length > 0;
  return {
    to: safePath(event.url.searchParams.get("to") ?? "/me/security"),
    email: caller.email,
    hasPasskey,
    // An operator's mailbox proves nothing about them (OP4).
    mayUseCode: !hasPasskey || !(caller.needsPasskey || caller.roles.includes("operator")),
  };
};

export const actions: Actions = {
  send: async (event) => {
    const caller = requireCaller(event);
    const { people, sandbox, mode } = useCases(event);
    const to = safePath(text(await event.request.formData(), "to"));
    const answer = await people.requestCode({ email: caller.email, locale: event.locals.locale });
    if (!answer.ok) return refuse(event, answer.error, { to, isSent: false });
    const mail = mode === "local" ? await sandbox?.mailbox(caller.email) : undefined;
    const localCode = mail?.ok === true ? /\d{8}/.exec(mail.value[0]?.text ?? "")?.[0] : undefined;
    return { to, isSent: true, ...(localCode !== undefined && { localCode }) };
  },

  verify: async (event) => {
    const caller = requireCaller(event);
    const form = await event.request.formData();
    const to = safePath(text(form, "to"));
    const place = { origin: event.platform?.origin ?? event.url.origin, browser: null };
    const answer = await useCases(event).people.prove(caller, { code: text(form, "code"), place });
    if (!answer.ok) return refuse(event, answer.error, { to, isSent: true });
    setSession(event.cookies, answer.value.token);
    redirect(303, to);
  },
};
