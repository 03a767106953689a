import { commandOf } from "../../../../worker/core/dispute/receipt.ts";
import { drawQr } from "#lib/share/qr.ts";
import { useCases, valueOf } from "#lib/server/platform.ts";
import { originOf } from "#lib/server/share.ts";
import type { PageServerLoad } from "./$types";

export const load: PageServerLoad = async (event) => {
  const { groupBuys } = useCases(event);
  const receipt = valueOf(await groupBuys.receipt(event.params.id));
  const view = await groupBuys.view(receipt.groupBuyId, event.locals.caller);
  const groupBuy = view.ok ? view.value : null;
  const membership = groupBuy?.me?.membership;
  const link = `${originOf(event)}/r/${receipt.id}`;
  return {
    receipt,
    command: commandOf(receipt),
    title: groupBuy?.title ?? null,
    isCounted: groupBuy?.certificate !== undefined,
    link,
    qr: drawQr(link),
    mine:
      groupBuy !== null && membership?.receiptId === receipt.id
        ? { me: groupBuy.me, award: membership.award ?? groupBuy.award ?? null }
        : null,
  };
};
