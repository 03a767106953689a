import { error, redirect } from "@sveltejs/kit";
import type { App as UseCases, Caller } from "../../../worker/app/app.ts";
import type { Problem } from "../../../worker/contract/problems.ts";
import type { Result } from "../../../worker/core/result.ts";

/** What loads and actions of every route have in common. */
export interface PageEvent {
  readonly platform: Readonly<App.Platform> | undefined;
  readonly locals: App.Locals;
  readonly url: URL;
}

/** The use cases, in this process: a page never calls our own address over the network. */
export function useCases(event: Pick<PageEvent, "platform">): UseCases {
  if (event.platform === undefined) throw new Error("The site runs inside its Worker only");
  return event.platform.app;
}

export function nowMs(event: Pick<PageEvent, "platform">): number {
  if (event.platform === undefined) throw new Error("The site runs inside its Worker only");
  return event.platform.nowMs();
}

/** Whoever is signed in; others are sent to sign in and brought back. */
export function requireCaller(event: Pick<PageEvent, "locals" | "url">): Caller {
  const { caller } = event.locals;
  if (caller === null) redirect(303, `/sign-in?to=${encodeURIComponent(event.url.pathname + event.url.search)}`);
  return caller;
}

/** The value of an answer, or the error page of its problem. For loads; actions answer with `fail`. */
export function valueOf<T>(answer: Result<T, Problem>): T {
  if (answer.ok) return answer.value;
  const { status, slug, title } = answer.error;
  // In an address a mistyped name is a page that does not exist.
  error(slug === "id-malformed" ? 404 : status, title, { slug });
}
