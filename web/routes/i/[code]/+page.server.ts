import { error, redirect } from "@sveltejs/kit";
import { followInvite } from "#lib/server/invitation.ts";
import { useCases } from "#lib/server/platform.ts";
import type { PageServerLoad } from "./$types";

/** A link that is over leads to the page like any other; a code that never was leads nowhere. */
export const load: PageServerLoad = async ({ params, platform, cookies }) => {
  const { invites } = useCases({ platform });
  const found = await invites.open(params.code);
  const groupBuyId = found.ok ? found.value.groupBuyId : await invites.groupBuyOf(params.code);
  if (groupBuyId === null) error(404, "There is no such invite.");
  followInvite(cookies, groupBuyId, found.ok ? found.value.code : null);
  redirect(303, `/g/${groupBuyId}`);
};
