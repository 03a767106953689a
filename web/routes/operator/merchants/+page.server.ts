import { operate, requireOperator } from "#lib/server/operator.ts";
import { nowMs, useCases, valueOf } from "#lib/server/platform.ts";
import type { Actions, PageServerLoad } from "./$types";

const STATES = ["pending", "verified", "suspended"] as const;

export const load: PageServerLoad = async (event) => {
  const caller = requireOperator(event);
  const state = STATES.find((known) => known === event.url.searchParams.get("state")) ?? "pending";
  const merchants = valueOf(await useCases(event).operators.merchants(caller, { state }));
  return { merchants, state, states: STATES, nowMs: nowMs(event) };
};

export const actions: Actions = {
  verify: (event) =>
    operate(event, (_operators, caller, reason, subject) =>
      useCases(event).people.verifyMerchant(caller, subject, reason),
    ),
  suspend: (event) =>
    operate(event, (operators, caller, reason, subject) => operators.suspendMerchant(caller, subject, reason)),
  lift: (event) =>
    operate(event, (operators, caller, reason, subject) => operators.liftMerchant(caller, subject, reason)),
};
