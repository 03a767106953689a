import { qrSvg } from "#lib/share/qr.ts";
import { KEPT_FOR_A_WHILE, publicGroupBuy, sharedLink } from "#lib/server/share.ts";
import type { RequestHandler } from "./$types";

export const GET: RequestHandler = async (event) => {
  const { id } = await publicGroupBuy(event);
  return new Response(qrSvg(await sharedLink(event, id)), {
    headers: { "content-type": "image/svg+xml", "cache-control": KEPT_FOR_A_WHILE },
  });
};
