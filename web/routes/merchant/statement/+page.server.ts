import { requireSeller } from "#lib/server/merchant.ts";
import { useCases, valueOf } from "#lib/server/platform.ts";
import type { PageServerLoad } from "./$types";

export const load: PageServerLoad = async (event) => {
  const caller = await requireSeller(event);
  const { ledger, people } = useCases(event);
  const month = event.url.searchParams.get("month") ?? undefined;
  // In the zone of the account, not of the browser: a statement is the same wherever it is read.
  const [statement, merchant] = await Promise.all([ledger.statement(caller, month), people.myMerchant(caller)]);
  return { statement: valueOf(statement), name: valueOf(merchant).name };
};
