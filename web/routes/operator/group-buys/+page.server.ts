import { GROUP_BUY_STATES } from "../../../../worker/core/group-buy/state/states.ts";
import { requireOperator } from "#lib/server/operator.ts";
import { useCases, valueOf } from "#lib/server/platform.ts";
import type { PageServerLoad } from "./$types";

/** Drafts and what nobody ever saw are in no list (G1). */
const STATES = GROUP_BUY_STATES.filter((state) => !["draft", "awaiting_deposit", "discarded"].includes(state));

export const load: PageServerLoad = async (event) => {
  const caller = requireOperator(event);
  const { searchParams } = event.url;
  const q = searchParams.get("q")?.trim() ?? "";
  const state = STATES.find((known) => known === searchParams.get("state"));
  const needsMe = searchParams.get("needs") === "true";
  const cursor = searchParams.get("cursor");
  const page = valueOf(
    await useCases(event).operators.groupBuys(caller, {
      needsMe,
      ...(q !== "" && { q }),
      ...(state !== undefined && { state }),
      ...(cursor !== null && { cursor }),
    }),
  );
  return { rows: page.items, next: page.next, q, state: state ?? "", needsMe, states: STATES };
};
