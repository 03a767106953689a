import { missingOf, signedOf } from "#lib/certificate/certificate-view.ts";
import { useCases, valueOf } from "#lib/server/platform.ts";
import { originOf } from "#lib/server/share.ts";
import { drawQr } from "#lib/share/qr.ts";
import type { PageServerLoad } from "./$types";

export const load: PageServerLoad = async (event) => {
  const { groupBuys } = useCases(event);
  const groupBuy = valueOf(await groupBuys.view(event.params.id, event.locals.caller));
  const { id, title, closesAt, certificate } = groupBuy;
  const link = `${originOf(event)}/g/${id}/certificate`;
  const file = certificate === undefined ? null : await groupBuys.certificate(id);
  return {
    groupBuy: { id, title, closesAt, certificate: certificate ?? null },
    missing: missingOf(groupBuy),
    signed: file?.ok === true ? signedOf(file.value) : null,
    link,
    qr: drawQr(link),
  };
};
