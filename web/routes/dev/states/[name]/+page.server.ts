import { error } from "@sveltejs/kit";
import { fixtures } from "#lib/fixtures/group-buys.ts";
import { nowMs, useCases } from "#lib/server/platform.ts";
import type { PageServerLoad } from "./$types";

export const load: PageServerLoad = (event) => {
  const found =
    useCases(event).mode === "live" ? undefined : fixtures(nowMs(event)).find(({ name }) => name === event.params.name);
  if (found === undefined) error(404, "There is nothing here.");
  return { groupBuy: found.groupBuy };
};
