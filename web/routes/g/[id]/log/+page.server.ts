import { useCases, valueOf } from "#lib/server/platform.ts";
import type { PageServerLoad } from "./$types";

export const load: PageServerLoad = async (event) => {
  const app = useCases(event);
  const after = Number(event.url.searchParams.get("after") ?? "0");
  const groupBuy = valueOf(await app.groupBuys.view(event.params.id, event.locals.caller));
  const leaves = valueOf(
    await app.groupBuys.leaves(event.params.id, Number.isSafeInteger(after) && after >= 0 ? after : 0),
  );
  return { id: groupBuy.id, title: groupBuy.title, leaves };
};
