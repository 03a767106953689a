import { requireOperator } from "#lib/server/operator.ts";
import { useCases, valueOf } from "#lib/server/platform.ts";
import type { PageServerLoad } from "./$types";

export const load: PageServerLoad = async (event) => {
  const caller = requireOperator(event);
  const q = event.url.searchParams.get("q")?.trim() ?? "";
  return { q, people: valueOf(await useCases(event).operators.people(caller, { q })) };
};
