import { operate, requireOperator } from "#lib/server/operator.ts";
import { nowMs, useCases, valueOf } from "#lib/server/platform.ts";
import type { Actions, PageServerLoad } from "./$types";

export const load: PageServerLoad = async (event) => {
  const caller = requireOperator(event);
  const { operators } = useCases(event);
  const [items, mails] = await Promise.all([operators.attention(caller), operators.lostMails(caller)]);
  return { items: valueOf(items), mails: valueOf(mails), nowMs: nowMs(event) };
};

export const actions: Actions = {
  retry: (event) =>
    operate(event, (operators, caller, reason, subject) => operators.retryRefund(caller, subject, reason)),
  withdraw_offers: (event) =>
    operate(event, (operators, caller, reason, subject) => operators.suspendMerchant(caller, subject, reason)),
};
