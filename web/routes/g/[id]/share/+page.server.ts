import { holdsSeat, mayInvite } from "../../../../../worker/core/community/invites.ts";
import { drawQr } from "#lib/share/qr.ts";
import { useCases, valueOf } from "#lib/server/platform.ts";
import { publicGroupBuy, sharedLink } from "#lib/server/share.ts";
import type { PageServerLoad } from "./$types";

export const load: PageServerLoad = async (event) => {
  const { id, title, state, closesAt, price, quantity } = await publicGroupBuy(event);
  const { caller } = event.locals;
  const link = await sharedLink(event, id);
  const mine = caller === null ? null : valueOf(await useCases(event).groupBuys.view(id, caller)).me?.membership;
  return {
    groupBuy: { id, title, state, closesAt, price, quantity },
    link,
    qr: drawQr(link),
    invites: mayInvite(state) && mine !== null && mine !== undefined && holdsSeat(mine.state),
  };
};
