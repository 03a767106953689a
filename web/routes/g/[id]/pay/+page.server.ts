import { redirect } from "@sveltejs/kit";
import { newCommandId } from "#lib/chance.ts";
import { askedToPay } from "#lib/group/primary-action.ts";
import { refuse } from "#lib/server/answers.ts";
import { text, typed } from "#lib/server/command.ts";
import { requireCaller, useCases, valueOf } from "#lib/server/platform.ts";
import type { Actions, PageServerLoad } from "./$types";

export const load: PageServerLoad = async (event) => {
  const groupBuy = valueOf(await useCases(event).groupBuys.view(event.params.id, requireCaller(event)));
  // Paid meanwhile: by another page, or by this one before it was opened again.
  if (askedToPay(groupBuy) === undefined) redirect(303, `/g/${groupBuy.id}`);
  return { groupBuy, commandId: newCommandId() };
};

export const actions: Actions = {
  default: async (event) => {
    const caller = requireCaller(event);
    const app = useCases(event);
    const form = await event.request.formData();
    const [commandId, instrument] = [text(form, "commandId"), text(form, "instrument")];
    const answer =
      text(form, "what") === "pay_balance"
        ? await app.groupBuys.payBalance(caller, event.params.id, { commandId, instrument, ...addressOf(form) })
        : await app.legs.confirm(caller, text(form, "legId"), { commandId, instrument });
    if (!answer.ok) return refuse(event, answer.error, typed(form));
    redirect(303, `/g/${event.params.id}`);
  },
};

/** Services have no address to send to; then the form does not ask for one. */
function addressOf(form: FormData) {
  if (!form.has("line1")) return {};
  const [line2, postcode] = [text(form, "line2"), text(form, "postcode")];
  return {
    address: {
      name: text(form, "name"),
      line1: text(form, "line1"),
      city: text(form, "city"),
      country: text(form, "country"),
      ...(line2 !== "" && { line2 }),
      ...(postcode !== "" && { postcode }),
    },
  };
}
