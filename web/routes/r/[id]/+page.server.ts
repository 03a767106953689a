import { commandOf } from "../../../../worker/core/dispute/receipt.ts";
import { useCases, valueOf } from "#lib/server/platform.ts";
import type { PageServerLoad } from "./$types";

export const load: PageServerLoad = async (event) => {
  const { groupBuys } = useCases(event);
  const receipt = valueOf(await groupBuys.receipt(event.params.id));
  const view = await groupBuys.view(receipt.groupBuyId, event.locals.caller);
  const groupBuy = view.ok ? view.value : null;
  const membership = groupBuy?.me?.membership;
  return {
    receipt,
    command: commandOf(receipt),
    title: groupBuy?.title ?? null,
    mine:
      groupBuy !== null && membership?.receiptId === receipt.id
        ? { me: groupBuy.me, award: membership.award ?? groupBuy.award ?? null }
        : null,
  };
};
