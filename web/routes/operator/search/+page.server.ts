import { operate, requireOperator } from "#lib/server/operator.ts";
import { nowMs, useCases, valueOf } from "#lib/server/platform.ts";
import type { Actions, PageServerLoad } from "./$types";

export const load: PageServerLoad = async (event) => {
  const caller = requireOperator(event);
  return { keeping: valueOf(await useCases(event).searchOperating.keeping(caller)), nowMs: nowMs(event) };
};

export const actions: Actions = {
  rebuild_search: (event) =>
    operate(event, (_operators, caller, reason) => useCases(event).backups.rebuildSearch(caller, reason)),
};
