import { drawQr } from "#lib/share/qr.ts";
import { publicGroupBuy, sharedLink } from "#lib/server/share.ts";
import type { PageServerLoad } from "./$types";

export const load: PageServerLoad = async (event) => {
  const { id, title, state, closesAt, price, quantity } = await publicGroupBuy(event);
  const link = await sharedLink(event, id);
  return { groupBuy: { id, title, state, closesAt, price, quantity }, link, qr: drawQr(link) };
};
