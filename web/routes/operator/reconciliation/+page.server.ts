import { refuse } from "#lib/server/answers.ts";
import { requireOperator } from "#lib/server/operator.ts";
import { nowMs, useCases, valueOf } from "#lib/server/platform.ts";
import type { Actions, PageServerLoad } from "./$types";

export const load: PageServerLoad = async (event) => {
  const caller = requireOperator(event);
  return { books: valueOf(await useCases(event).reconciliation.overview(caller)), nowMs: nowMs(event) };
};

export const actions: Actions = {
  dry_run: async (event) => {
    const found = await useCases(event).reconciliation.dryRun(requireOperator(event));
    return found.ok ? { found: found.value, refusal: null } : refuse(event, found.error, {});
  },
};
