import { requireSeller } from "#lib/server/merchant.ts";
import { useCases, valueOf } from "#lib/server/platform.ts";
import type { PageServerLoad } from "./$types";

export const load: PageServerLoad = async (event) => {
  const caller = await requireSeller(event);
  const cursor = event.url.searchParams.get("cursor");
  const offers = valueOf(
    await useCases(event).merchants.offers(caller, { limit: 24, ...(cursor !== null && { cursor }) }),
  );
  return { offers: offers.items, next: offers.next };
};
