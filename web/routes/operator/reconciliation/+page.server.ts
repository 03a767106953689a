import { requireOperator } from "#lib/server/operator.ts";
import { nowMs, useCases, valueOf } from "#lib/server/platform.ts";
import type { PageServerLoad } from "./$types";

export const load: PageServerLoad = async (event) => {
  const caller = requireOperator(event);
  return { books: valueOf(await useCases(event).reconciliation.overview(caller)), nowMs: nowMs(event) };
};
