import { fieldProblem } from "../../../../../worker/contract/problems.ts";
import { err } from "../../../../../worker/core/result.ts";
import { instantOf } from "../../../../../worker/core/time/local-time.ts";
import { text, whole } from "#lib/server/command.ts";
import { operate, requireOperator } from "#lib/server/operator.ts";
import { useCases, valueOf } from "#lib/server/platform.ts";
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
  return { file: valueOf(file), timeline: valueOf(timeline), isLater };
};

type Verb = "approve" | "reject" | "suspend" | "resume" | "callOff";

/** What is decided about the group-buy of this address. */
function decide(event: RequestEvent, verb: Verb) {
  return operate(event, (operators, caller, reason) => operators[verb](caller, event.params.id, reason));
}

export const actions: Actions = {
  approve: (event) => decide(event, "approve"),
  reject: (event) => decide(event, "reject"),
  suspend: (event) => decide(event, "suspend"),
  resume: (event) => decide(event, "resume"),
  cancel: (event) => decide(event, "callOff"),
  /** By a local time of the operator, or word for word what another one proposed. */
  extend: (event) =>
    operate(event, (operators, caller, reason, subject, form) => {
      if (subject !== "") return operators.extend(caller, event.params.id, { closesAt: subject, reason });
      const closesAt = instantOf({ local: text(form, "closesAt"), zone: event.locals.zone });
      if (!closesAt.ok) return err(fieldProblem("timestamp-invalid", "/closesAt", "A date and a time are expected."));
      return operators.extend(caller, event.params.id, { closesAt: new Date(closesAt.value).toISOString(), reason });
    }),
  remove: (event) =>
    operate(event, (operators, caller, reason, _subject, form) => {
      const seq = whole(form, "seq");
      if (Number.isNaN(seq)) return err(fieldProblem("type-mismatch", "/seq", "A whole number is expected."));
      return operators.remove(caller, event.params.id, { seq, reason });
    }),
  breach: (event) =>
    operate(event, (operators, caller, reason, _subject, form) => {
      const merchantId = text(form, "merchant");
      const proven = form.has("proven");
      return operators.declareBreach(caller, event.params.id, {
        reason,
        proven,
        ...(merchantId !== "" && { merchantId }),
      });
    }),
  retry: (event) =>
    operate(event, (operators, caller, reason, subject) => operators.retryRefund(caller, subject, reason)),
};
