import { redirect } from "@sveltejs/kit";
import type { OfferInput } from "../../../../../worker/contract/offers.ts";
import { parseAmount } from "#lib/format/money.ts";
import { refuse, refuseField } from "#lib/server/answers.ts";
import { newCommandId } from "#lib/chance.ts";
import { text, typed, whole } from "#lib/server/command.ts";
import { requireMerchant } from "#lib/server/merchant.ts";
import { nowMs, useCases, valueOf } from "#lib/server/platform.ts";
import type { Actions, PageServerLoad, RequestEvent } from "./$types";

export const load: PageServerLoad = async (event) => {
  const caller = await requireMerchant(event);
  const demand = valueOf(await useCases(event).merchants.demand(caller, event.params.id));
  return { demand, commandId: newCommandId(), bondCommandId: newCommandId(), nowMs: nowMs(event) };
};

export const actions: Actions = {
  offer: async (event) => {
    const caller = await requireMerchant(event);
    const { merchants } = useCases(event);
    const form = await event.request.formData();
    const values = typed(form);
    const demand = valueOf(await merchants.demand(caller, event.params.id));
    const tiers = tiersOf(form, demand.currency);
    if (tiers === null) return refuseField(event, "required", "tiers", values);
    const delivery = deliveryOf(form, demand.shipTo, demand.currency);
    if (delivery === null) return refuseField(event, "amount-out-of-range", "delivery", values);
    const [note, search] = [text(form, "note"), text(form, "search")];
    const input: OfferInput = {
      canSupply: true,
      tiers,
      delivery,
      quantityMaximum: whole(form, "quantityMaximum"),
      leadTimeDays: whole(form, "leadTimeDays"),
      firm: text(form, "firm") !== "no",
      ...(note !== "" && { note }),
    };
    const mine = demand.offers.mine;
    const answer =
      mine !== null && mine.state === "submitted"
        ? await merchants.changeOffer(caller, mine.id, mine.version, input)
        : await merchants.offer(caller, demand.id, {
            ...input,
            commandId: text(form, "commandId"),
            ...(search !== "" && { search }),
          });
    if (!answer.ok) return refuse(event, answer.error, values);
    redirect(303, `/merchant/demands/${event.params.id}`);
  },

  /** "Cannot supply" is an answer too: the demand is not shown again as new. */
  decline: async (event) => {
    const caller = await requireMerchant(event);
    const form = await event.request.formData();
    const commandId = text(form, "commandId");
    const answer = await useCases(event).merchants.offer(caller, event.params.id, { canSupply: false, commandId });
    if (!answer.ok) return refuse(event, answer.error, {});
    redirect(303, "/merchant/demands");
  },

  /** The merchant of a chosen offer that is not firm stands by it, or does not (G18, G19). */
  confirm: (event) => answerChoice(event, "confirmOffer"),
  refuse: (event) => answerChoice(event, "declineOffer"),

  /** A later delivery or another price, for the members to accept or not (O5). */
  propose: async (event) => {
    const caller = await requireMerchant(event);
    const form = await event.request.formData();
    const values = typed(form);
    const { merchants } = useCases(event);
    const demand = valueOf(await merchants.demand(caller, event.params.id));
    const price = text(form, "unitPrice");
    const amount = price === "" ? null : parseAmount(price, demand.currency);
    if (price !== "" && amount === null) return refuseField(event, "amount-out-of-range", "unitPrice", values);
    const days = whole(form, "daysLater");
    const answer = await merchants.propose(caller, text(form, "offerId"), {
      ...(!Number.isNaN(days) && { daysLater: days }),
      ...(amount !== null && { unitPrice: { amount, currency: demand.currency } }),
      note: text(form, "note"),
      commandId: text(form, "commandId"),
    });
    if (!answer.ok) return refuse(event, answer.error, values);
    redirect(303, `/merchant/demands/${event.params.id}`);
  },

  /** What the offer is answered for with: without it the offer cannot be chosen (ADR 0025). */
  bond: async (event) => {
    const caller = await requireMerchant(event);
    const form = await event.request.formData();
    const [commandId, instrument] = [text(form, "commandId"), text(form, "instrument")];
    const answer = await useCases(event).merchants.payBond(caller, text(form, "offerId"), { commandId, instrument });
    if (!answer.ok) return refuse(event, answer.error, typed(form));
    redirect(303, `/merchant/demands/${event.params.id}`);
  },

  /** The bank asks the merchant to confirm the payment of the bond. */
  act: async (event) => {
    const caller = await requireMerchant(event);
    const form = await event.request.formData();
    const answer = await useCases(event).legs.act(caller, text(form, "legId"));
    if (!answer.ok) return refuse(event, answer.error, {});
    redirect(303, `/merchant/demands/${event.params.id}`);
  },

  withdraw: async (event) => {
    const caller = await requireMerchant(event);
    const form = await event.request.formData();
    const answer = await useCases(event).merchants.withdrawOffer(caller, text(form, "offerId"), whole(form, "version"));
    if (!answer.ok) return refuse(event, answer.error, {});
    redirect(303, `/merchant/demands/${event.params.id}`);
  },
};

async function answerChoice(event: RequestEvent, word: "confirmOffer" | "declineOffer") {
  const caller = await requireMerchant(event);
  const form = await event.request.formData();
  const commandId = text(form, "commandId");
  const answer = await useCases(event).merchants[word](caller, text(form, "offerId"), { commandId });
  if (!answer.ok) return refuse(event, answer.error, {});
  redirect(303, `/merchant/demands/${event.params.id}`);
}

/** Rows of the table that are filled in; null where one is half filled or not a number. */
function tiersOf(form: FormData, currency: string): NonNullable<OfferInput["tiers"]> | null {
  const tiers: NonNullable<OfferInput["tiers"]> = [];
  for (let row = 0; row < 8; row += 1) {
    const [from, price] = [text(form, `from${row}`), text(form, `price${row}`)];
    if (from === "" && price === "") continue;
    const amount = parseAmount(price, currency);
    if (!/^\d{1,9}$/.test(from) || amount === null) return null;
    tiers.push({ fromQuantity: Number(from), unitPrice: { amount, currency } });
  }
  return tiers.length === 0 ? null : tiers;
}

/** An empty price of delivery means that the merchant does not go there. */
function deliveryOf(
  form: FormData,
  countries: readonly string[],
  currency: string,
): NonNullable<OfferInput["delivery"]> | null {
  const delivery: NonNullable<OfferInput["delivery"]> = [];
  for (const country of countries) {
    const price = text(form, `delivery-${country}`);
    if (price === "") continue;
    const amount = parseAmount(price, currency);
    if (amount === null) return null;
    delivery.push({ country, perUnit: { amount, currency } });
  }
  return delivery;
}
