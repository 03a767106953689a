import { requireCaller } from "#lib/server/platform.ts";
import type { PageServerLoad } from "./$types";

export const load: PageServerLoad = (event) => {
  requireCaller(event);
};
