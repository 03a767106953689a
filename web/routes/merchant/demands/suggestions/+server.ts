import { requireMerchant } from "#lib/server/merchant.ts";
import { useCases, valueOf } from "#lib/server/platform.ts";
import type { RequestHandler } from "./$types";

/** What the words of a search may become while they are typed: a list of texts. */
export const GET: RequestHandler = async (event) => {
  await requireMerchant(event);
  return Response.json(
    valueOf(await useCases(event).merchants.demandSuggestions(event.url.searchParams.get("q") ?? "")),
  );
};
