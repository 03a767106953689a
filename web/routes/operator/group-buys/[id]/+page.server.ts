import { operate, requireOperator } from "#lib/server/operator.ts";
import { nowMs, useCases, valueOf } from "#lib/server/platform.ts";
import type { Actions, PageServerLoad, RequestEvent } from "./$types";

const PAGE_EVENTS = 60;

export const load: PageServerLoad = async (event) => {
  const caller = requireOperator(event);
  const { operators } = useCases(event);
  const before = Number(event.url.searchParams.get("before") ?? "");
  const isLater = Number.isSafeInteger(before) && before > 0;
  const { id } = event.params;
  const [file, timeline] = await Promise.all([
    operators.caseFile(caller, id),
    operators.timeline(caller, id, { limit: PAGE_EVENTS, ...(isLater && { before }) }),
  ]);
  return { file: valueOf(file), timeline: valueOf(timeline), isLater, nowMs: nowMs(event) };
};

type Verb = "approve" | "reject" | "suspend" | "resume" | "callOff";

/** What is decided about the group-buy of this address. */
function decide(event: RequestEvent, name: string, verb: Verb) {
  return operate(event, name, (operators, caller, reason) => operators[verb](caller, event.params.id, reason));
}

export const actions: Actions = {
  approve: (event) => decide(event, "approve", "approve"),
  reject: (event) => decide(event, "reject", "reject"),
  suspend: (event) => decide(event, "suspend", "suspend"),
  resume: (event) => decide(event, "resume", "resume"),
  cancel: (event) => decide(event, "cancel", "callOff"),
  breach: (event) =>
    operate(event, "breach", (operators, caller, reason, _subject, form) =>
      operators.declareBreach(caller, event.params.id, { reason, proven: form.has("proven") }),
    ),
  retry: (event) =>
    operate(event, "retry", (operators, caller, reason, subject) => operators.retryRefund(caller, subject, reason)),
};
