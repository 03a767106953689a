import { redirect } from "@sveltejs/kit";
import { refuse } from "#lib/server/answers.ts";
import { text } from "#lib/server/command.ts";
import { useCases } from "#lib/server/platform.ts";
import { safePath, setSession } from "#lib/server/session.ts";
import type { Actions, PageServerLoad } from "./$types";

export const load: PageServerLoad = ({ locals, url, request }) => {
  const to = safePath(url.searchParams.get("to") ?? "/");
  // Somebody who is signed in may be asked to do so anew, and is between the address and the code then.
  if (locals.caller !== null && request.method === "GET") redirect(303, to);
  return { to };
};

export const actions: Actions = {
  send: async (event) => {
    const { people, sandbox, mode } = useCases(event);
    const form = await event.request.formData();
    const [email, to] = [text(form, "email"), safePath(text(form, "to"))];
    const answer = await people.requestCode({ email, locale: event.locals.locale });
    if (!answer.ok) return refuse(event, answer.error, { email, to });
    // Local mode has no mail: the page shows what a mailbox would have.
    const mail = mode === "local" ? await sandbox?.mailbox(email) : undefined;
    const localCode = mail?.ok === true ? codeIn(mail.value) : undefined;
    return { email, to, isSent: true, ...(localCode !== undefined && { localCode }) };
  },

  verify: async (event) => {
    const form = await event.request.formData();
    const [email, to] = [text(form, "email"), safePath(text(form, "to"))];
    const userAgent = event.request.headers.get("user-agent");
    const answer = await useCases(event).people.signIn({
      email,
      code: text(form, "code").replace(/\D/g, ""),
      zone: event.locals.zone,
      ...(userAgent !== null && { userAgent }),
    });
    if (!answer.ok) return refuse(event, answer.error, { email, to, isSent: true });
    setSession(event.cookies, answer.value.token);
    redirect(303, to);
  },
};

/** The newest code among the messages to an address; others may have come after it. */
function codeIn(messages: readonly { readonly text: string }[]): string | undefined {
  return messages.map(({ text: words }) => /code is (\d{8})/.exec(words)?.[1]).find((code) => code !== undefined);
}
