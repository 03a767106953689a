import { redirect } from "@sveltejs/kit";
import { newCommandId } from "#lib/chance.ts";
import { refuse } from "#lib/server/answers.ts";
import { text, typed, whole } from "#lib/server/command.ts";
import { flexibilityIn } from "#lib/server/flexibility.ts";
import { requireCaller, useCases, valueOf } from "#lib/server/platform.ts";
import { pressedBy } from "#lib/server/pressed.ts";
import type { Actions, PageServerLoad } from "./$types";

export const load: PageServerLoad = async (event) => {
  const groupBuy = valueOf(await useCases(event).groupBuys.view(event.params.id, requireCaller(event)));
  const membership = groupBuy.me?.membership;
  if (membership === undefined) redirect(303, `/g/${groupBuy.id}`);
  return { groupBuy, membership, commandId: newCommandId() };
};

export const actions: Actions = {
  default: async (event) => {
    const form = await event.request.formData();
    const caller = pressedBy(event, form);
    const instrument = text(form, "instrument");
    const quantity = whole(form, "quantity");
    const flexible = flexibilityIn(form, quantity);
    const answer = await useCases(event).groupBuys.changeQuantity(caller, event.params.id, {
      commandId: text(form, "commandId"),
      quantity,
      ...(flexible && { quantityFlexible: flexible }),
      ...(instrument !== "" && { instrument }),
    });
    if (!answer.ok) return refuse(event, answer.error, typed(form));
    redirect(303, `/g/${event.params.id}`);
  },
};
