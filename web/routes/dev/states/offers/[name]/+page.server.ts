import { error } from "@sveltejs/kit";
import { sortOf } from "#lib/compare/compare-view.ts";
import { comparisons } from "#lib/fixtures/comparisons.ts";
import { nowMs, useCases } from "#lib/server/platform.ts";
import type { PageServerLoad } from "./$types";

export const load: PageServerLoad = (event) => {
  if (useCases(event).mode === "live") error(404, "There is nothing here.");
  const found = comparisons(nowMs(event)).find(({ name }) => name === event.params.name);
  if (found === undefined) error(404, "There is nothing here.");
  return { ...found, sort: sortOf(event.url.searchParams.get("sort")) };
};
