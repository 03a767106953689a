import { redirect } from "@sveltejs/kit";
import { requireOperator } from "#lib/server/operator.ts";
import type { PageServerLoad } from "./$types";

/** What waits comes first. */
export const load: PageServerLoad = (event) => {
  requireOperator(event);
  redirect(303, "/operator/attention");
};
