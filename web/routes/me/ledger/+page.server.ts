import { requireCaller, useCases, valueOf } from "#lib/server/platform.ts";
import type { PageServerLoad } from "./$types";

export const load: PageServerLoad = async (event) => {
  const caller = requireCaller(event);
  const cursor = event.url.searchParams.get("cursor");
  const page = await useCases(event).ledger.mine(caller, { ...(cursor !== null && { cursor }) });
  return { ...valueOf(page), isFirst: cursor === null };
};
