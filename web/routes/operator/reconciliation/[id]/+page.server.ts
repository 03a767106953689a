import { operate, requireOperator } from "#lib/server/operator.ts";
import { useCases, valueOf } from "#lib/server/platform.ts";
import type { Actions, PageServerLoad } from "./$types";

export const load: PageServerLoad = async (event) => {
  const caller = requireOperator(event);
  const { reconciliation, operators } = useCases(event);
  const { id } = event.params;
  const [close, audit] = await Promise.all([
    reconciliation.close(caller, id),
    operators.audit(caller, { subjectId: id }),
  ]);
  return { close: valueOf(close), acts: valueOf(audit).items };
};

export const actions: Actions = {
  retry_close: (event) =>
    operate(event, (_operators, caller, reason) =>
      useCases(event).reconciliation.retry(caller, event.params.id, reason),
    ),
};
