import { fieldProblem } from "../../../../../worker/contract/problems.ts";
import { err } from "../../../../../worker/core/result.ts";
import { parseAmount } from "#lib/format/money.ts";
import { text } from "#lib/server/command.ts";
import { operate, requireOperator } from "#lib/server/operator.ts";
import { useCases, valueOf } from "#lib/server/platform.ts";
import type { Actions, PageServerLoad } from "./$types";

export const load: PageServerLoad = async (event) => {
  const caller = requireOperator(event);
  return { file: valueOf(await useCases(event).operators.dispute(caller, event.params.id)) };
};

const STAYS = false;

export const actions: Actions = {
  decide: (event) =>
    operate(
      event,
      (operators, caller, reason, _subject, form) => {
        const currency = text(form, "currency");
        const amount = parseAmount(text(form, "refund"), currency);
        if (amount === null) return err(fieldProblem("amount-out-of-range", "/refund", "An amount is expected."));
        return operators.decideDispute(caller, event.params.id, { refund: { amount, currency }, reason });
      },
      STAYS, // It has ended with the decision, and is no longer there.
    ),
};
