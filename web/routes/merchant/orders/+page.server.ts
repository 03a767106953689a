import { redirect, type RequestEvent } from "@sveltejs/kit";
import { instantOf } from "../../../../worker/core/time/local-time.ts";
import { newCommandId } from "#lib/chance.ts";
import { parseAmount } from "#lib/format/money.ts";
import { refuse, refuseField } from "#lib/server/answers.ts";
import { text, typed } from "#lib/server/command.ts";
import { requireSeller } from "#lib/server/merchant.ts";
import { useCases, valueOf } from "#lib/server/platform.ts";
import type { Actions, PageServerLoad } from "./$types";

const SOLD: ReadonlySet<string> = new Set(["selected", "accepted", "fulfilled", "breached"]);
/** What waits for the merchant comes first. */
const ORDER = ["disputed", "paid", "shipped", "balance_due", "received", "completed"];
const ANSWERS = ["accept", "propose", "reject"] as const;

export const load: PageServerLoad = async (event) => {
  const caller = await requireSeller(event);
  const { merchants } = useCases(event);
  const offers = valueOf(await merchants.offers(caller, { limit: 100 })).items;
  const deals = offers
    .filter(({ state }) => SOLD.has(state))
    .map(({ groupBuyId, groupBuyTitle }) => ({ groupBuyId, groupBuyTitle }));
  const groupBuyId = event.url.searchParams.get("groupBuyId") ?? deals[0]?.groupBuyId ?? null;
  const orders = groupBuyId === null ? [] : valueOf(await merchants.orders(caller, groupBuyId));
  const place = (state: string) => (ORDER.includes(state) ? ORDER.indexOf(state) : ORDER.length);
  return {
    deals,
    groupBuyId,
    orders: orders
      .map((order) => ({ ...order, commandId: newCommandId() }))
      .sort((a, b) => place(a.state) - place(b.state)),
  };
};

export const actions: Actions = {
  /** Goods are shipped now; a service has been agreed for a date, in the merchant's own zone. */
  ship: async (event) => {
    const caller = await requireSeller(event);
    const form = await event.request.formData();
    const values = typed(form);
    const [carrier, tracking] = [text(form, "carrier"), text(form, "tracking")];
    const dated = form.has("date") ? instantOf({ local: text(form, "date"), zone: event.locals.zone }) : null;
    if (dated?.ok === false) return refuseField(event, "timestamp-invalid", "date", values);
    const answer = await useCases(event).merchants.ship(caller, text(form, "orderId"), {
      commandId: text(form, "commandId"),
      ...(dated !== null && { shippedAt: new Date(dated.value).toISOString() }),
      ...(carrier !== "" && { carrier }),
      ...(tracking !== "" && { tracking }),
    });
    return answer.ok ? back(event, values) : refuse(event, answer.error, values);
  },

  deliver: async (event) => {
    const caller = await requireSeller(event);
    const form = await event.request.formData();
    const values = typed(form);
    const proof = text(form, "proof");
    const answer = await useCases(event).merchants.deliver(caller, text(form, "orderId"), {
      commandId: text(form, "commandId"),
      ...(proof !== "" && { proof }),
    });
    return answer.ok ? back(event, values) : refuse(event, answer.error, values);
  },

  dispute: async (event) => {
    const caller = await requireSeller(event);
    const form = await event.request.formData();
    const values = typed(form);
    const answer = ANSWERS.find((one) => one === text(form, "answer"));
    if (answer === undefined) return refuseField(event, "value-unknown", "answer", values);
    const currency = text(form, "currency");
    const amount = answer === "propose" ? parseAmount(text(form, "refund"), currency) : 0;
    if (amount === null) return refuseField(event, "amount-out-of-range", "refund", values);
    const words = text(form, "text");
    const answered = await useCases(event).merchants.answerDispute(caller, text(form, "orderId"), {
      commandId: text(form, "commandId"),
      answer,
      ...(answer === "propose" && { refund: { amount, currency } }),
      ...(words !== "" && { text: words }),
    });
    return answered.ok ? back(event, values) : refuse(event, answered.error, values);
  },
};

/** To the orders of the same deal, and to the order that this was about. */
function back({ url }: Pick<RequestEvent, "url">, { orderId = "" }: Readonly<Record<string, string>>): never {
  const groupBuyId = url.searchParams.get("groupBuyId");
  redirect(303, `${url.pathname}${groupBuyId === null ? "" : `?groupBuyId=${groupBuyId}`}#${orderId}`);
}
