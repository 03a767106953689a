import { useCases, valueOf } from "#lib/server/platform.ts";
import type { PageServerLoad } from "./$types";

/** A merchant in public: who they are, and what those say who dealt with them. */
export const load: PageServerLoad = async (event) => {
  const cursor = event.url.searchParams.get("cursor");
  const { reviews } = useCases(event);
  return valueOf(await reviews.ofMerchant(event.params.id, event.locals.caller, cursor === null ? {} : { cursor }));
};
