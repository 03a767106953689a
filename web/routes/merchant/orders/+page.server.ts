import { redirect } from "@sveltejs/kit";
import { refuse } from "#lib/server/answers.ts";
import { newCommandId } from "#lib/chance.ts";
import { text } from "#lib/server/command.ts";
import { requireMerchant } from "#lib/server/merchant.ts";
import { nowMs, useCases, valueOf } from "#lib/server/platform.ts";
import type { Actions, PageServerLoad } from "./$types";

const SOLD: ReadonlySet<string> = new Set(["selected", "accepted", "fulfilled"]);

export const load: PageServerLoad = async (event) => {
  const caller = await requireMerchant(event);
  const { merchants } = useCases(event);
  const offers = valueOf(await merchants.offers(caller, { limit: 100 })).items;
  const deals = offers
    .filter(({ state }) => SOLD.has(state))
    .map(({ groupBuyId, groupBuyTitle }) => ({ groupBuyId, groupBuyTitle }));
  const groupBuyId = event.url.searchParams.get("groupBuyId") ?? deals[0]?.groupBuyId ?? null;
  const orders = groupBuyId === null ? [] : valueOf(await merchants.orders(caller, groupBuyId));
  return { deals, groupBuyId, orders: orders.map((order) => ({ ...order, commandId: newCommandId() })) };
};

export const actions: Actions = {
  ship: async (event) => {
    const caller = await requireMerchant(event);
    const form = await event.request.formData();
    const [carrier, tracking] = [text(form, "carrier"), text(form, "tracking")];
    const answer = await useCases(event).merchants.ship(caller, text(form, "orderId"), {
      commandId: text(form, "commandId"),
      shippedAt: new Date(nowMs(event)).toISOString(),
      ...(carrier !== "" && { carrier }),
      ...(tracking !== "" && { tracking }),
    });
    if (!answer.ok) return refuse(event, answer.error, {});
    redirect(303, event.url.pathname + event.url.search.replace(/[?&]\/ship=?/, "").replace(/^&/, "?"));
  },
};
