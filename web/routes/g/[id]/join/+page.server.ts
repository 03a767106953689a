import { redirect } from "@sveltejs/kit";
import { isSeated } from "#lib/group/board-view.ts";
import { parseAmount } from "#lib/format/money.ts";
import { refuse, refuseField } from "#lib/server/answers.ts";
import { newCommandId } from "#lib/chance.ts";
import { greetingOf } from "#lib/server/invitation.ts";
import { text, typed, whole } from "#lib/server/command.ts";
import { flexibilityIn } from "#lib/server/flexibility.ts";
import { useCases, valueOf } from "#lib/server/platform.ts";
import { pressedBy } from "#lib/server/pressed.ts";
import type { Actions, PageServerLoad } from "./$types";

export const load: PageServerLoad = async (event) => {
  const groupBuy = valueOf(await useCases(event).groupBuys.view(event.params.id, event.locals.caller));
  // Who is in already has nothing to do here; a form that was refused is answered in its own words.
  if (event.request.method === "GET" && isSeated(groupBuy.me?.membership?.state)) redirect(303, `/g/${groupBuy.id}`);
  await greetingOf(event, groupBuy); // Who signs in here is known here first, and by whom they came (C7).
  return { groupBuy, commandId: newCommandId() };
};

export const actions: Actions = {
  default: async (event) => {
    const { groupBuys } = useCases(event);
    const form = await event.request.formData();
    const caller = pressedBy(event, form);
    const values = typed(form);
    const groupBuy = valueOf(await groupBuys.view(event.params.id, caller));
    const isOwnCap = text(form, "cap") === "own";
    const capMinor = isOwnCap ? parseAmount(text(form, "priceCeiling"), groupBuy.currency) : null;
    if (isOwnCap && capMinor === null) return refuseField(event, "amount-out-of-range", "priceCeiling", values);

    const quantity = whole(form, "quantity");
    const flexible = flexibilityIn(form, quantity);
    const answer = await groupBuys.join(caller, event.params.id, {
      commandId: text(form, "commandId"),
      quantity,
      ...(flexible && { quantityFlexible: flexible }),
      termsHash: text(form, "termsHash"),
      country: text(form, "country"),
      waitlist: text(form, "waitlist") === "true",
      ...(text(form, "buyer") === "business" && { buyer: "business" }),
      ...(text(form, "instrument") !== "" && { instrument: text(form, "instrument") }),
      ...(capMinor !== null && { priceCeiling: { amount: capMinor, currency: groupBuy.currency } }),
    });
    if (!answer.ok) return refuse(event, answer.error, values);
    redirect(303, `/g/${event.params.id}`);
  },
};
