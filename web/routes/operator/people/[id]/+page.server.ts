import { operate, requireOperator } from "#lib/server/operator.ts";
import { useCases, valueOf } from "#lib/server/platform.ts";
import type { Actions, PageServerLoad } from "./$types";

export const load: PageServerLoad = async (event) => {
  const caller = requireOperator(event);
  return { file: valueOf(await useCases(event).operators.person(caller, event.params.id)) };
};

export const actions: Actions = {
  "sign-out": (event) =>
    operate(event, (operators, caller, reason) => operators.signOutPerson(caller, event.params.id, reason)),
};
