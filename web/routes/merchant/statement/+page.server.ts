import { requireSeller } from "#lib/server/merchant.ts";
import { useCases, valueOf } from "#lib/server/platform.ts";
import type { PageServerLoad } from "./$types";

export const load: PageServerLoad = async (event) => {
  const caller = await requireSeller(event);
  const { ledger, people } = useCases(event);
  const month = event.url.searchParams.get("month") ?? undefined;
  // In the zone of the account, not of the browser: a statement is the same wherever it is read.
  const [made, merchant] = await Promise.all([ledger.statement(caller, month), people.myMerchant(caller)]);
  const statement = valueOf(made);
  // What stands now is beside the month that runs; one that is over is what it was.
  const standing = statement.month === statement.months[0] ? valueOf(await ledger.standing(caller)) : null;
  return { statement, standing, name: valueOf(merchant).name };
};
