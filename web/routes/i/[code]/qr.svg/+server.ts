import { qrSvg } from "#lib/share/qr.ts";
import { useCases, valueOf } from "#lib/server/platform.ts";
import { inviteLink } from "#lib/server/share.ts";
import type { RequestHandler } from "./$types";

export const GET: RequestHandler = async (event) => {
  const { code } = valueOf(await useCases(event).invites.open(event.params.code));
  return new Response(qrSvg(inviteLink(event, code)), { headers: { "content-type": "image/svg+xml" } });
};
