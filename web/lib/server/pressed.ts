import type { Caller } from "../../../worker/app/app.ts";
import { clientEvidence, parseClientSent } from "../../../worker/contract/client-sent.ts";
import { text } from "./command.ts";
import { requireCaller, type PageEvent } from "./platform.ts";

/**
 * Who posted a form, with what the page's clock said when it was sent (T8). Without scripts there is no such clock, and
 * whatever is not what a page writes is passed over: nobody loses a seat to a hidden field.
 */
export function pressedBy(event: Pick<PageEvent, "locals" | "url">, form: FormData): Caller {
  const caller = requireCaller(event);
  return { ...caller, evidence: { ...caller.evidence, ...clientEvidence(parseClientSent(text(form, "sent"))) } };
}
