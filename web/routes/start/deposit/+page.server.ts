import { parseAmount } from "#lib/format/money.ts";
import { refuseField } from "#lib/server/answers.ts";
import { text, typed } from "#lib/server/command.ts";
import { changeDraft, draftOf } from "#lib/server/draft.ts";
import type { Actions, PageServerLoad } from "./$types";

export const load: PageServerLoad = async (event) => ({ draft: await draftOf(event) });

export const actions: Actions = {
  default: async (event) => {
    const form = await event.request.formData();
    const { currency } = await draftOf(event);
    const share = text(form, "share");
    const minor = parseAmount(share === "own" ? text(form, "depositPerUnit") : share, currency);
    if (minor === null) return refuseField(event, "amount-out-of-range", "depositPerUnit", typed(form));
    return changeDraft(event, { depositPerUnit: { amount: minor, currency } }, "check", typed(form));
  },
};
