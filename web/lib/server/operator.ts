import { error, fail, redirect, type Cookies } from "@sveltejs/kit";
import type { Answer, App as UseCases, Caller } from "../../../worker/app/app.ts";
import { PROBLEMS, type Problem } from "../../../worker/contract/problems.ts";
import type { Result } from "../../../worker/core/result.ts";
import { ACT_WORDS, type ActRefused, type ActWord } from "../operator/act.ts";
import { refusalOf, translatorFor, type Refusal } from "./answers.ts";
import { text } from "./command.ts";
import { useCases, type PageEvent } from "./platform.ts";

/**
 * Operators who came by their passkey; those who did not are led to it (OP4). To everybody else, signed in or not, there is
 * nothing at this address (E6).
 */
export function requireOperator(event: Pick<PageEvent, "locals" | "url">): Caller {
  const { caller } = event.locals;
  if (caller?.needsPasskey) redirect(303, `/sign-in/operator?to=${encodeURIComponent(event.url.pathname)}`);
  if (!caller?.roles.includes("operator")) error(404, PROBLEMS["not-found"].title, { slug: "not-found" });
  return caller;
}

type OperatorUseCases = UseCases["operators"];

interface ActEvent extends PageEvent {
  readonly request: Request;
  readonly cookies: Cookies;
}

/** Which act was done last, for the page that is shown next and no longer. */
const DONE_COOKIE = "done";
const DONE_PATH = { path: "/operator", httpOnly: true, secure: true, sameSite: "lax" } as const;

/** What has just been done, as the catalogue calls it; told once. */
export function takeDone(cookies: Cookies): ActWord | null {
  const word = ACT_WORDS.find((known) => known === cookies.get(DONE_COOKIE)) ?? null;
  if (word !== null) cookies.delete(DONE_COOKIE, DONE_PATH);
  return word;
}

/**
 * One form of the console: a reason, and sometimes what it is about in `subject`. Whatever was done is looked at on the
 * same page again, or what waits next; a refusal comes back with what was typed, under the name of its form.
 */
export async function operate(
  event: ActEvent,
  act: (
    operators: OperatorUseCases,
    caller: Caller,
    reason: string,
    subject: string,
    form: FormData,
  ) => Answer<unknown> | Result<never, Problem>,
  isStaying = true,
) {
  const caller = requireOperator(event);
  const form = await event.request.formData();
  const reason = text(form, "reason");
  const subject = text(form, "subject");
  const word = text(form, "word");
  const answer = await act(useCases(event).operators, caller, reason, subject, form);
  if (answer.ok) {
    event.cookies.set(DONE_COOKIE, word, { ...DONE_PATH, maxAge: 60 });
    redirect(303, isStaying ? event.url.pathname + withoutAction(event.url.searchParams) : "/operator/attention");
  }
  const translator = await translatorFor(event.locals.locale);
  const refusal = refusalOf(answer.error, translator);
  // The word on buying and selling is for those who do; here it is about deciding on one's own.
  const isOwn = refusal.slug === "conflict-of-interest";
  const shown: Refusal = isOwn ? { ...refusal, text: translator.t("operator.conflict") } : refusal;
  return fail(answer.error.status, { refusal: shown, word, subject, reason } satisfies ActRefused);
}

/** The filters of the page stay; the name of the action was for this request. */
function withoutAction(parameters: URLSearchParams): string {
  const kept = new URLSearchParams([...parameters].filter(([name]) => !name.startsWith("/")));
  return kept.size === 0 ? "" : `?${kept}`;
}
