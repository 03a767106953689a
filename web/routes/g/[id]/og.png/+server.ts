import { linkPicture } from "#lib/share/picture.ts";
import { KEPT_FOR_A_WHILE, publicGroupBuy } from "#lib/server/share.ts";
import type { RequestHandler } from "./$types";

export const GET: RequestHandler = async (event) =>
  new Response(await linkPicture(await publicGroupBuy(event)), {
    headers: { "content-type": "image/png", "cache-control": KEPT_FOR_A_WHILE },
  });
