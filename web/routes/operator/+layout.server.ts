import { requireOperator } from "#lib/server/operator.ts";
import { useCases, valueOf } from "#lib/server/platform.ts";
import type { LayoutServerLoad } from "./$types";

export const load: LayoutServerLoad = async (event) => {
  const caller = requireOperator(event);
  return { counts: valueOf(await useCases(event).operators.counts(caller)) };
};
