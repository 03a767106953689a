import { CATEGORY_CODES } from "../../../../worker/contract/categories.ts";
import { requireMerchant } from "#lib/server/merchant.ts";
import { nowMs, useCases, valueOf } from "#lib/server/platform.ts";
import type { PageServerLoad } from "./$types";

export const load: PageServerLoad = async (event) => {
  const caller = await requireMerchant(event);
  const { searchParams } = event.url;
  const filters = Object.fromEntries(
    (["q", "category", "country", "currency"] as const)
      .map((name) => [name, searchParams.get(name)?.trim() ?? ""] as const)
      .filter(([, value]) => value !== ""),
  );
  const least = Number(searchParams.get("quantityMinimum") ?? "");
  const cursor = searchParams.get("cursor");
  const hits = valueOf(
    await useCases(event).merchants.demands(caller, {
      ...filters,
      limit: 24,
      ...(Number.isSafeInteger(least) && least > 0 && { quantityMinimum: least }),
      ...(cursor !== null && { cursor }),
    }),
  );
  return {
    hits: hits.items,
    next: hits.next,
    filters,
    least: least > 0 ? least : null,
    categories: CATEGORY_CODES,
    nowMs: nowMs(event),
  };
};
