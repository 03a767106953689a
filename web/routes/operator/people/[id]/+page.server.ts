import { operate, requireOperator } from "#lib/server/operator.ts";
import { useCases, valueOf } from "#lib/server/platform.ts";
import type { Actions, PageServerLoad } from "./$types";

export const load: PageServerLoad = async (event) => {
  const caller = requireOperator(event);
  const { operators } = useCases(event);
  const [file, mail] = await Promise.all([
    operators.person(caller, event.params.id),
    operators.mailsOf(caller, event.params.id),
  ]);
  return { file: valueOf(file), mail: valueOf(mail) };
};

export const actions: Actions = {
  "sign-out": (event) =>
    operate(event, (operators, caller, reason) => operators.signOutPerson(caller, event.params.id, reason)),
  "make-operator": (event) =>
    operate(event, (operators, caller, reason) => operators.makeOperator(caller, event.params.id, reason)),
  "drop-operator": (event) =>
    operate(event, (operators, caller, reason) => operators.dropOperator(caller, event.params.id, reason)),
  "reset-passkeys": (event) =>
    operate(event, (operators, caller, reason) => operators.resetPasskeys(caller, event.params.id, reason)),
};
