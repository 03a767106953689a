import { operate, requireOperator } from "#lib/server/operator.ts";
import { useCases, valueOf } from "#lib/server/platform.ts";
import type { Actions, PageServerLoad } from "./$types";

export const load: PageServerLoad = async (event) => ({
  cases: valueOf(await useCases(event).moderation.cases(requireOperator(event))),
});

export const actions: Actions = {
  dismiss: (event) =>
    operate(event, (_, caller, reason, subject) => useCases(event).moderation.dismiss(caller, subject, reason)),
  uphold: (event) =>
    operate(event, (_, caller, reason, subject) => useCases(event).moderation.uphold(caller, subject, reason)),
};
