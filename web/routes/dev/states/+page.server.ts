import { error } from "@sveltejs/kit";
import { comparisons } from "#lib/fixtures/comparisons.ts";
import { fixtures } from "#lib/fixtures/group-buys.ts";
import { nowMs, useCases } from "#lib/server/platform.ts";
import type { PageServerLoad } from "./$types";

/** The gallery: every state of a group-buy, from fixtures. It does not exist where real money moves. */
export const load: PageServerLoad = (event) => {
  if (useCases(event).mode === "live") error(404, "There is nothing here.");
  const now = nowMs(event);
  return { fixtures: fixtures(now), nowMs: now, comparisons: comparisons(now).map(({ name }) => name) };
};
