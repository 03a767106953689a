import { parseAmount } from "#lib/format/money.ts";
import { COUNTRIES } from "#lib/format/places.ts";
import { refuseField } from "#lib/server/answers.ts";
import { text, typed, whole } from "#lib/server/command.ts";
import { changeDraft, draftOf, isUntouched, suggestedDeposit } from "#lib/server/draft.ts";
import { nowMs, useCases } from "#lib/server/platform.ts";
import type { Actions, PageServerLoad } from "./$types";

export const load: PageServerLoad = async (event) => {
  const draft = await draftOf(event);
  const similar = await useCases(event)
    .groupBuys.similar({ title: draft.title, kind: draft.kind })
    .catch(() => null);
  return {
    draft,
    isUntouched: isUntouched(draft),
    countries: COUNTRIES,
    similar: similar?.ok === true ? similar.value : [], // Nobody is kept from starting by a search that does not answer.
    nowMs: nowMs(event),
  };
};

export const actions: Actions = {
  default: async (event) => {
    const form = await event.request.formData();
    const values = typed(form);
    const currency = text(form, "currency");
    const targetMinor = parseAmount(text(form, "targetUnitPrice"), currency);
    const ceilingTyped = text(form, "ceilingUnitPrice");
    const ceilingMinor = ceilingTyped === "" ? null : parseAmount(ceilingTyped, currency);
    if (targetMinor === null) return refuseField(event, "amount-out-of-range", "targetUnitPrice", values);
    if (ceilingTyped !== "" && ceilingMinor === null) {
      return refuseField(event, "amount-out-of-range", "ceilingUnitPrice", values);
    }
    const deliverBy = text(form, "deliverBy");
    const patch = {
      currency,
      unit: text(form, "unit"),
      targetUnitPrice: { amount: targetMinor, currency },
      ceilingUnitPrice: ceilingMinor === null ? null : { amount: ceilingMinor, currency },
      // A deposit follows the price; its own step may change it.
      depositPerUnit: { amount: suggestedDeposit(targetMinor), currency },
      quantityMinimum: whole(form, "quantityMinimum"),
      quantityMaximum: text(form, "quantityMaximum") === "" ? null : whole(form, "quantityMaximum"),
      perBuyerMaximum: whole(form, "perBuyerMaximum"),
      packSize: text(form, "packSize") === "" ? null : whole(form, "packSize"),
      initiatorQuantity: whole(form, "initiatorQuantity"),
      deliverBy: deliverBy === "" ? null : `${deliverBy}T23:59:59.000Z`,
      shipTo: form.getAll("shipTo").filter((code) => typeof code === "string"),
    };
    return changeDraft(event, patch, "when", values);
  },
};
