import { text } from "#lib/server/command.ts";
import { operate, requireOperator } from "#lib/server/operator.ts";
import { nowMs, useCases, valueOf, type PageEvent } from "#lib/server/platform.ts";
import type { Actions, PageServerLoad, RequestEvent } from "./$types";

export const load: PageServerLoad = async (event) => {
  const caller = requireOperator(event);
  const { reconciliation, operators } = useCases(event);
  const { id } = event.params;
  const [difference, audit] = await Promise.all([
    reconciliation.difference(caller, id),
    operators.audit(caller, { subjectId: id }),
  ]);
  return { difference: valueOf(difference), acts: valueOf(audit).items, nowMs: nowMs(event) };
};

/** Says yes to the journal that the page has shown; to another one, the use case says no. */
function book(event: RequestEvent & PageEvent) {
  return operate(event, (_operators, caller, reason, _subject, form) =>
    useCases(event).reconciliation.book(caller, event.params.id, { journalId: text(form, "journal"), reason }),
  );
}

export const actions: Actions = { book };
